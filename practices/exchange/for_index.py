"""What the index keeps of a practice, so that a list needs no other table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..models import Practice
from .records import Record, brief, practice_url, tags_in_order
from .rows import CELLS, cells

ORDER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("slug", "titel", "samenvatting", "soort", "fase", "onderbouwing", "url"), ()),
    "sectoren": ("slug", "naam"),
    "regios": ("slug", "naam", "soort", "code"),
    "pijlers": ("pijler", "element", "toelichting", "herkomst"),
    "trefwoorden": ("slug", "naam"),
    "organisaties": ("slug", "naam", "rol"),
    "bronnen": ("slug", "titel", "plaats"),
    "periode": ("van", "tot"),
    **dict.fromkeys(("gepubliceerdOp", "gewijzigdOp", "bevestigdOp"), ()),
}
"""The names in `brief` in their order, with the names inside each: PostgreSQL keeps no order."""


def kept(practice: Practice) -> Record:
    """What the index keeps of a practice, for `from_kept` and `rows.row`: of `brief` all but the
    address, which depends on where the site is, and the cells of a row that say more."""
    record = brief(practice)
    del record["url"]
    return {**record, CELLS: cells(practice)}


def from_kept(record: Record) -> Record:
    """`brief` again, from what the index keeps."""
    whole = {**record, "url": practice_url(record["slug"])}
    return {name: _in_order(whole[name], inside) for name, inside in ORDER.items()}


def _in_order(value: Any, names: tuple[str, ...]) -> Any:
    if not names:
        return value
    if isinstance(value, list):
        return [{name: one[name] for name in names} for one in value]
    return {name: value[name] for name in names}


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
        "trefwoorden": [tag.name for tag in tags_in_order(practice)],
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
