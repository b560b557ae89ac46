"""Practices in the form in which others read them: as records and as rows of a spreadsheet.

The names are a public contract (docs/concepts.md). What nobody knows is None in a record and ""
in a row; a list is always there and may be empty.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from .facets import Option
from .models import Citation, Practice
from .search import Found

Record = dict[str, Any]

STORY = {
    "background": "aanleiding",
    "approach": "aanpak",
    "why_good": "waaromGoed",
    "results": "resultaten",
    "conditions": "voorwaarden",
    "lessons": "lessen",
    "caveat": "kanttekening",
}
"""The public names of the parts of the story (`PracticeContent.STORY`)."""


def site_url(path: str) -> str:
    """The whole address of a path on this site; never taken from the Host header."""
    return f"{settings.SITE_URL}{path}"


def moment(value: datetime.datetime | None) -> str | None:
    """A moment in UTC, as `2026-11-22T01:30:00.250000Z`: so precise that the order can be seen."""
    if value is None:
        return None
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def brief(practice: Practice) -> Record:
    """A practice as it stands in a list. Read it `with_relations()`."""
    return {
        "slug": practice.slug,
        "titel": practice.title,
        "samenvatting": practice.summary,
        "soort": practice.kind,
        "fase": practice.phase or None,
        "onderbouwing": practice.evidence or None,
        "url": site_url(practice.get_absolute_url()),
        "sectoren": [{"slug": s.slug, "naam": s.name} for s in practice.sectors.all()],
        "regios": [
            {"slug": r.slug, "naam": r.name, "soort": r.kind, "code": r.code or None}
            for r in practice.regions.all()
        ],
        "pijlers": [
            {
                "pijler": tag.pillar_id,
                "element": tag.element_id,
                "toelichting": tag.reason or None,
                "herkomst": tag.origin,
            }
            for tag in practice.pillar_tags.all()
        ],
        "trefwoorden": [{"slug": tag.slug, "naam": tag.name} for tag in _tags(practice)],
        "organisaties": [
            {"slug": part.organisation.slug, "naam": part.organisation.name, "rol": part.role}
            for part in practice.participations.all()
        ],
        "bronnen": [_source(citation) for citation in practice.citations.all()],
        "periode": {"van": practice.period_start or None, "tot": practice.period_end or None},
        "gepubliceerdOp": moment(practice.published_at),
        "gewijzigdOp": moment(practice.updated_at),
        "bevestigdOp": practice.confirmed_on and practice.confirmed_on.isoformat(),
    }


def kept(practice: Practice) -> Record:
    """What the index keeps of `brief`: all but the address, which depends on where the site is."""
    record = brief(practice)
    del record["url"]
    return record


def from_kept(record: Record) -> Record:
    """`brief` again, from what the index keeps."""
    path = reverse("practices:practice", args=[record["slug"]])
    return {**record, "url": site_url(path)}


def for_card(practice: Practice) -> Record:
    """What the index keeps for the card of a practice in a list, and the names by which it may
    have been found."""
    years = {citation.source.published[:4] for citation in practice.citations.all()} - {""}
    return {
        "slug": practice.slug,
        "titel": practice.title,
        "samenvatting": practice.summary,
        "sectoren": [sector.name for sector in practice.sectors.all()],
        # each name once, also where regions of two kinds have the same name
        "regios": list(dict.fromkeys(region.name for region in practice.regions.all())),
        "soort": practice.kind,
        "isStub": practice.is_stub,
        "jaren": sorted(years),
        "tekens": [[t.pillar_id, t.element_id or "", t.origin] for t in practice.pillar_tags.all()],
        "trefwoorden": [tag.name for tag in _tags(practice)],
        "organisaties": [part.organisation.name for part in practice.participations.all()],
        "ook": list(_other_names(practice)),
    }


def _other_names(practice: Practice) -> Iterator[list[str]]:
    """What has another name, its name, and that other name."""
    for sector in practice.sectors.all():
        above = sector.parent.name if sector.parent else ""
        others = (above, sector.abbreviation, *sector.other_names.splitlines())
        yield from (["Sector", sector.name, other] for other in others if other)
    for region in practice.regions.all():
        above_it = (parent.name for parent in region.parents.all())
        others = (*above_it, *region.other_names.splitlines(), region.employers_organisation)
        yield from (["Regio", region.name, other] for other in others if other)


def full(practice: Practice) -> Record:
    """One practice with everything that is public about it."""
    return {
        **brief(practice),
        "bronnen": [_whole_source(citation) for citation in practice.citations.all()],
        "omvang": practice.scope or None,
        **{name: getattr(practice, field) or None for field, name in STORY.items()},
        "cijfers": [{"label": f.label, "waarde": f.value} for f in practice.figures.all()],
        "links": [{"label": link.label, "url": link.url} for link in practice.links.all()],
        "licentie": practice.licence or None,
    }


def _tags(practice: Practice) -> list[Any]:
    return sorted(practice.tags.all(), key=lambda tag: (tag.name.casefold(), tag.slug))


def _source(citation: Citation) -> Record:
    source = citation.source
    return {"slug": source.slug, "titel": source.title, "plaats": citation.place}


def _whole_source(citation: Citation) -> Record:
    lines = {"van": citation.first_line, "tot": citation.last_line}
    return {
        **_source(citation),
        "kopje": citation.heading,
        "bladzijde": citation.page or None,
        "regels": lines if citation.first_line else None,
        "citaat": citation.quotation or None,
    }


def facet_records(options: Mapping[str, Iterable[Option]]) -> Record:
    """The facets of a list, by the name of their parameter."""
    return {
        name: [
            {
                "waarde": option.value.key,
                "label": option.value.label,
                "aantal": option.count,
                "gekozen": option.chosen,
                "ouders": list(option.value.parents),
            }
            for option in offered
        ]
        for name, offered in options.items()
    }


def list_record(total: int, *, page: int, found: Found | None) -> Record:
    """What is said of a list beside its practices and facets.

    total: how many practices the whole list holds;  found: what the words found, if any.
    """
    return {
        "aantal": total,
        "pagina": page,
        "zoekwijze": found.mode if found else "alle",
        "gezochtOp": " ".join(found.searched_for) if found else "",
    }


# --- Rows of a spreadsheet ------------------------------------------------------------------------

BETWEEN = " | "
"""Between the values of a list in one cell."""


@dataclass(frozen=True)
class Column:
    """One column: its public name, how to read it from a practice, how many letters wide."""

    name: str
    text: Callable[[Practice], str]
    width: int = 20


def _joined(names: Callable[[Practice], Iterable[object]]) -> Callable[[Practice], str]:
    return lambda practice: BETWEEN.join(str(name) for name in names(practice))


COLUMNS = (
    Column("slug", lambda p: p.slug, 30),
    Column("titel", lambda p: p.title, 45),
    Column("samenvatting", lambda p: p.summary, 80),
    Column("soort", lambda p: p.kind),
    Column("fase", lambda p: p.phase, 15),
    Column("onderbouwing", lambda p: p.evidence),
    Column("url", lambda p: site_url(p.get_absolute_url()), 45),
    Column("sectoren", _joined(lambda p: p.sectors.all()), 35),
    Column("regios", _joined(lambda p: p.regions.all()), 35),
    Column("pijlers", _joined(lambda p: p.pillar_tags.all()), 45),
    Column("trefwoorden", _joined(_tags), 35),
    Column("organisaties", _joined(lambda p: p.participations.all()), 45),
    Column("bronnen", _joined(lambda p: p.citations.all()), 60),
    Column("periodeVan", lambda p: p.period_start, 12),
    Column("periodeTot", lambda p: p.period_end, 12),
    Column("gepubliceerdOp", lambda p: moment(p.published_at) or ""),
    Column("gewijzigdOp", lambda p: moment(p.updated_at) or ""),
    Column("bevestigdOp", lambda p: str(p.confirmed_on or ""), 12),
    Column("licentie", lambda p: p.licence, 12),
)
"""The columns of a download, in order."""


def row(practice: Practice) -> list[str]:
    """The cells of one practice, safe to open. Read it `with_relations()`."""
    return [escape(column.text(practice)) for column in COLUMNS]


_TRIGGER = re.compile(r"'*[=+\-@\t\r\n\0]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n\0]")


def escape(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet could take it for a formula.

    Text that looks escaped already gets one more, so that `unescape` always gives back what was
    there (S-16).
    """
    return f"'{text}" if _TRIGGER.match(text) else text


def unescape(text: str) -> str:
    """The text as it was before `escape`."""
    return text[1:] if _ESCAPED.match(text) else text
