"""What the address of the first page says beforehand, as the coverage matrix links to it.

It is told on that page, and again on the page that comes after the code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from ..models import Element, Origin, Pillar, Practice, Region, Sector, Submission


@dataclass
class Prefill:
    """values: for the submission, readable;  said: the same for the page.

    notices: what was not understood;  stub: a published practice that asks for more.
    """

    values: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    stub: Practice | None = None


def prefill(query: QueryDict) -> Prefill:
    """Read `sector`, `regio`, `pijler` (repeatable) and `voorbeeld`; unknown values are ignored."""
    given = Prefill()
    _sectors(given, _asked(query, "sector"))
    _regions(given, _asked(query, "regio"))
    _pillars(given, _asked(query, "pijler"))
    slug = query.get("voorbeeld", "")
    if slug:
        given.stub = Practice.objects.published().filter(slug=slug[:120]).first()
        if given.stub is None:
            _unknown(given, "voorbeeld", {slug})
    return given


def _asked(query: QueryDict, name: str) -> set[str]:
    return {value for value in query.getlist(name)[:20] if value}


def _sectors(given: Prefill, asked: set[str]) -> None:
    rows = list(Sector.objects.filter(slug__in=asked)) if asked else []
    if rows:
        given.values["sectors"] = [row.slug for row in rows]
        given.said += _named("sector", rows)
    _unknown(given, "sector", asked - {row.slug for row in rows})


def _regions(given: Prefill, asked: set[str]) -> None:
    rows = list(Region.objects.filter(slug__in=asked)) if asked else []
    if rows:
        given.values["regions"] = [row.slug for row in rows]
        given.said += _named("regio", rows)
    _unknown(given, "regio", asked - {row.slug for row in rows})


def _pillars(given: Prefill, asked: set[str]) -> None:
    if not asked:
        return
    pillars = list(Pillar.objects.filter(code__in=asked))
    elements = list(Element.objects.filter(code__in=asked))
    origin = Origin.SUBMITTER.value
    rows: list[list[Any]] = [
        *([row.code, None, origin, ""] for row in pillars),
        *([row.pillar_id, row.code, origin, ""] for row in elements),
    ]
    if rows:
        given.values["pillar_tags"] = rows
    given.said += _named("pijler", pillars) + _named("element", elements)
    _unknown(given, "pijler", asked - {row[1] or row[0] for row in rows})


def _named(name: str, rows: Iterable[object]) -> list[str]:
    return [f"{name} {row}" for row in rows]


def filled(submission: Submission) -> list[str]:
    """The same of a submission, in the same words, as long as its page does not ask for it.

    A tip asks for neither sector, region nor element, so what it has was filled in beforehand.
    """
    if submission.is_change or submission.extent != Submission.Extent.TIP:
        return []
    codes = {tag[1] or tag[0] for tag in submission.pillar_tags}
    return [
        *_named("sector", submission.sectors.all()),
        *_named("regio", submission.regions.all()),
        *(_named("pijler", Pillar.objects.filter(code__in=codes)) if codes else ()),
        *(_named("element", Element.objects.filter(code__in=codes)) if codes else ()),
    ]


def _unknown(given: Prefill, name: str, values: set[str]) -> None:
    given.notices += [
        f"Wij kennen {name} ‘{value[:60]}’ niet. Wij slaan dat over." for value in sorted(values)
    ]
