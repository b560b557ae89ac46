"""What the address of the first page says beforehand, as the coverage matrix links to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from ..models import Element, Origin, Pillar, Practice, Region, Sector


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
        given.said += [f"sector {row}" for row in rows]
    _unknown(given, "sector", asked - {row.slug for row in rows})


def _regions(given: Prefill, asked: set[str]) -> None:
    rows = list(Region.objects.filter(slug__in=asked)) if asked else []
    if rows:
        given.values["regions"] = [row.slug for row in rows]
        given.said += [f"regio {row}" for row in rows]
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
    given.said += [f"pijler {row}" for row in pillars] + [f"element {row}" for row in elements]
    _unknown(given, "pijler", asked - {row[1] or row[0] for row in rows})


def _unknown(given: Prefill, name: str, values: set[str]) -> None:
    given.notices += [
        f"Wij kennen {name} ‘{value[:60]}’ niet. Wij slaan dat over." for value in sorted(values)
    ]
