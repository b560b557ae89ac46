"""What there is of each element, within one sector, region, source or the whole, as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from pyroaring import BitMap

from ..coverage import said_by
from ..facets import FacetIndex
from ..models import Origin
from ..pictures.units import Amount, Block, Stacks, block, blocks, stacks

FILLED_IN = frozenset({"sector", "regio"})
"""The facets that a new submission can start with, so that a gap in them can invite."""


def units_of(index: FacetIndex, facet: str = "", key: str = "") -> Stacks:
    """A stack for each element. facet, key: only the practices with this value. A stack leads to
    its practices; an empty one to a new submission, where it can."""
    within = index.sets[facet].get(key, BitMap()) if facet else index.published
    asked = {facet: key} if facet else {}
    return stacks(list(_amounts(index, _elements(index), within, asked)))


def rows_of(index: FacetIndex) -> dict[str, list[Block]]:
    """A row of signs for each element, by the code of its pillar."""
    rows: dict[str, list[Block]] = {}
    for row in blocks(list(_amounts(index, _elements(index), index.published, {}))):
        rows.setdefault(row.amount.pillar, []).append(row)
    return rows


def block_of(index: FacetIndex, code: str) -> Block:
    """One pillar or element as a block of signs."""
    return block(next(iter(_amounts(index, [code], index.published, {}))))


def _elements(index: FacetIndex) -> list[str]:
    return [value.key for value in index.values["pijler"].values() if value.parents]


def _amounts(
    index: FacetIndex, codes: Iterable[str], within: BitMap, asked: dict[str, str]
) -> Iterable[Amount]:
    all_of_it, sourced = index.sets["pijler"], said_by(index)
    for code in codes:
        practices = within & all_of_it.get(code, BitMap())
        printed = sourced.get((code, Origin.SOURCE), BitMap())
        query = urlencode({"pijler": code, **asked})
        address, hint = f"{reverse('practices:practice_list')}?{query}", ""
        if not practices:
            invites = FILLED_IN.issuperset(asked)
            address = f"{reverse('submit:start')}?{query}" if invites else ""
            hint = "Stuur er een in" if invites else ""
        yield Amount(
            code=code,
            name=index.values["pijler"][code].label,
            count=len(practices),
            sourced=practices.intersection_cardinality(printed),
            address=address,
            hint=hint,
        )
