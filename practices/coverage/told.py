"""The tables in which a source counts practices itself, beside what we know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pyroaring import BitMap

from ..facets import FacetIndex, Value
from ..models import Kind, Origin, Source, SourceCount
from .origins import NOBODY, said_by


@dataclass(frozen=True)
class TableRow:
    """How many practices an element has.

    told: in the table of the source;  printed: of the examples taken from that source, where a
    source prints the element;  sourced: the same in the whole knowledge base;
    count: in the whole knowledge base, whoever says so.
    """

    element: Value
    told: int
    printed: int
    sourced: int
    count: int


@dataclass(frozen=True)
class SourceTable:
    """The table of one source.

    pillar_only: at how many of its examples a source prints pillars, but no element.
    """

    source: Source
    rows: tuple[TableRow, ...]
    pillar_only: int

    @property
    def total(self) -> TableRow:
        """All elements added up; an example counts at each of its elements."""
        names = ("told", "printed", "sourced", "count")
        sums = {name: sum(getattr(row, name) for row in self.rows) for name in names}
        return TableRow(Value("", ""), **sums)

    @property
    def difference(self) -> int:
        """How many more the table counts than the examples themselves print."""
        return self.total.told - self.total.printed


def source_tables(index: FacetIndex) -> list[SourceTable]:
    """The table of each source that has one, in the order of the sources; one query."""
    counts = SourceCount.objects.select_related("source").order_by(
        "-source__published", "source__slug", "element"
    )
    return [
        _table(index, source, {row.element_id: row.practices for row in rows})
        for source, rows in groupby(counts, key=lambda row: row.source)
    ]


def _table(index: FacetIndex, source: Source, told: dict[str, int]) -> SourceTable:
    examples = index.sets["bron"].get(source.slug, NOBODY) & index.sets["soort"].get(
        Kind.PRACTICE.value, NOBODY
    )
    values = index.values["pijler"].values()
    elements = [value for value in values if value.parents]
    printed = _printed(index, elements)
    pillars = _printed(index, (value for value in values if not value.parents))
    rows = tuple(_row(index, element, told.get(element.key, 0), examples) for element in elements)
    return SourceTable(source, rows, len((examples & pillars) - printed))


def _row(index: FacetIndex, element: Value, told: int, examples: BitMap) -> TableRow:
    printed = _printed(index, [element])
    count = len(index.sets["pijler"].get(element.key, NOBODY))
    return TableRow(element, told, len(examples & printed), len(printed), count)


def _printed(index: FacetIndex, values: Iterable[Value]) -> BitMap:
    """The practices at which a source prints one of these pillars or elements."""
    said = said_by(index)
    return BitMap.union(NOBODY, *(said.get((v.key, Origin.SOURCE), NOBODY) for v in values))
