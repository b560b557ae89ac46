"""The matrix of elements by sectors or regions, and what is empty in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from urllib.parse import urlencode

from pyroaring import BitMap

from ..facets import FacetIndex, Selection, Value
from ..facets.heat import Shade, heat_of, shades_for
from ..models import Origin
from .axes import AXES, Axis
from .origins import NOBODY, said_by

MOST_SMALL = 8
"""So many sectors stand in the matrix in small."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many practices there are for an element in a sector or region.

    element, place: None for all of them;  query: the parameters of both;
    count: as many as the list with these parameters holds;
    sourced: of how many of these the source itself prints the element (0 without an element);
    heat: 0 for none, else 1 to 4 (`Matrix.shades`).
    """

    element: Value | None
    place: Value | None
    query: str
    count: int
    sourced: int
    heat: int = 0

    @property
    def is_open(self) -> bool:
        """There are practices, but in none of them the source prints the element itself."""
        return self.count > 0 and not self.sourced


@dataclass(frozen=True, slots=True)
class Row:
    """One sector or region (None: the whole). total: its practices, whatever their element."""

    place: Value | None
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PillarColumns:
    """A pillar with its elements, which are the columns."""

    pillar: Value
    elements: tuple[Value, ...]


@dataclass(frozen=True)
class Matrix:
    """Elements (columns) by sectors or regions (rows).

    groups: rows that belong together;  whole: all practices by element;
    shades: the classes of heat, lightest first;
    placeless: how many practices stand in no row, such as those that name no region;
    elementless: how many belong to no element (yet).
    """

    axis: Axis
    pillars: tuple[PillarColumns, ...]
    groups: tuple[tuple[Row, ...], ...]
    whole: Row
    shades: tuple[Shade, ...]
    placeless: int
    elementless: int

    @property
    def rows(self) -> list[Row]:
        """All rows but that of the whole."""
        return [row for group in self.groups for row in group]

    @property
    def cells(self) -> list[Cell]:
        """The cells of one element in one sector or region."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def filled(self) -> int:
        """How many cells have a practice."""
        return sum(cell.count > 0 for cell in self.cells)

    @property
    def empty(self) -> int:
        """How many cells have none."""
        return len(self.cells) - self.filled

    def only(self, *, filled: bool) -> Matrix:
        """The matrix with only the rows that have a practice, or only those that have none."""
        groups = (
            tuple(row for row in group if (row.total.count > 0) is filled) for group in self.groups
        )
        return replace(self, groups=tuple(filter(None, groups)))

    @property
    def weakest(self) -> list[Cell]:
        """The elements with the fewest practices; none when all have as many."""
        counts = {cell.count for cell in self.whole.cells}
        fewest = min(counts, default=0)
        return [c for c in self.whole.cells if c.count == fewest] if len(counts) > 1 else []


@lru_cache(maxsize=4)
def matrix(index: FacetIndex, axis: Axis) -> Matrix:
    """All sectors, or all regions of a kind."""
    return _matrix(index, axis, _groups(index, axis))


@lru_cache(maxsize=2)
def small(index: FacetIndex) -> Matrix:
    """The eight sectors of the lowest level with the most practices, in their own order."""
    sets, lowest = index.sets["sector"], lowest_sectors(index)
    largest = sorted(lowest, key=lambda value: -len(sets.get(value.key, NOBODY)))[:MOST_SMALL]
    shown = [value for value in lowest if value in largest]
    return _matrix(index, AXES["sector"], [shown])


def gaps(index: FacetIndex, facet: str, key: str) -> list[Cell]:
    """The elements of which there is no practice yet in one sector or region, in their order.

    facet: "sector" or "regio";  key: one of `index.values[facet]`, otherwise `KeyError`.
    """
    return [cell for cell in _row(index, facet, index.values[facet][key]).cells if not cell.count]


def gaps_of(index: FacetIndex, code: str) -> list[Cell]:
    """The sectors of the lowest level in which there is no practice yet for a pillar or element.

    code: that of the element, or of a pillar as a whole, otherwise `KeyError`.
    """
    element = index.values["pijler"][code]
    cells = (_cell(index, element, "sector", place) for place in lowest_sectors(index))
    return [cell for cell in cells if not cell.count]


def unfiled(index: FacetIndex, facet: str, values: Iterable[Value] | None = None) -> int:
    """How many practices have none of these values of a facet; when no values are named, none at
    all, such as no region."""
    sets = index.sets[facet]
    keys = sets if values is None else [value.key for value in values]
    return len(index.published - BitMap.union(NOBODY, *(sets.get(key, NOBODY) for key in keys)))


def lowest_sectors(index: FacetIndex) -> list[Value]:
    """The sectors without others below them, in order."""
    values = index.values["sector"].values()
    above = {parent for value in values for parent in value.parents}
    return [value for value in values if value.key not in above]


def _groups(index: FacetIndex, axis: Axis) -> list[list[Value]]:
    """The rows: a tree of sectors each, or the regions of a kind."""
    values = index.values[axis.facet].values()
    if axis.kinds:
        return [[value for value in values if value.group == kind] for kind in axis.kinds]
    trees = groupby(values, key=lambda value: (*value.parents, value.key)[0])
    return [list(members) for _, members in trees]


def _matrix(index: FacetIndex, axis: Axis, groups: list[list[Value]]) -> Matrix:
    rows = [[_row(index, axis.facet, place) for place in group] for group in groups if group]
    shades = shades_for(_most([row for group in rows for row in group]))
    pillars = _pillars(index)
    return Matrix(
        axis=axis,
        pillars=pillars,
        groups=tuple(tuple(_heated(row, shades) for row in group) for group in rows),
        whole=_row(index, axis.facet, None),
        shades=shades,
        placeless=unfiled(index, axis.facet, chain(*groups)),
        elementless=unfiled(index, "pijler", chain(*(part.elements for part in pillars))),
    )


def _most(rows: list[Row]) -> int:
    """The largest count of a cell, without the rows that hold others: those say little of these."""
    above = {parent for row in rows if row.place for parent in row.place.parents}
    lowest = (row for row in rows if row.place and row.place.key not in above)
    return max((cell.count for row in lowest for cell in row.cells), default=0)


def _pillars(index: FacetIndex) -> tuple[PillarColumns, ...]:
    values = index.values["pijler"].values()
    return tuple(
        PillarColumns(pillar, tuple(value for value in values if pillar.key in value.parents))
        for pillar in values
        if not pillar.parents
    )


def _row(index: FacetIndex, facet: str, place: Value | None) -> Row:
    elements = (value for value in index.values["pijler"].values() if value.parents)
    cells = tuple(_cell(index, element, facet, place) for element in elements)
    return Row(place, _cell(index, None, facet, place), cells)


def _cell(index: FacetIndex, element: Value | None, facet: str, place: Value | None) -> Cell:
    chosen = {name: (value.key,) for name, value in (("pijler", element), (facet, place)) if value}
    practices = index.select(Selection(chosen=chosen))
    key = element.key if element else "", Origin.SOURCE
    sourced = practices.intersection_cardinality(said_by(index).get(key, NOBODY))
    return Cell(element, place, urlencode(chosen, doseq=True), len(practices), sourced)


def _heated(row: Row, shades: tuple[Shade, ...]) -> Row:
    """The row with the heat of its cells."""
    return replace(
        row, cells=tuple(replace(cell, heat=heat_of(cell.count, shades)) for cell in row.cells)
    )
