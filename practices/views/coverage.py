"""The coverage of elements by sectors and by regions, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..coverage import AXES, Axis, Cell, Matrix, SourceTable, TableRow, matrix, source_tables
from ..exchange import escape, site_url
from ..facets import Value, facet_index
from ..models import Element, Source
from ..pictures.matrix import Signs, breakable, signs
from ..reading import quotable, read_only
from .csv_files import csv_file

MOST_GAPS = 3
"""When more elements have as few practices, that is no gap but the rule."""

MOST_EMPTY = 12
"""More rows without any practice are folded away below the others: they hide what there is."""

NAMES = {
    "sector": ("Sector", "sector", "sectoren"),
    "regio": ("Provincie", "regio", "regio’s"),
    "arbeidsmarktregio": (
        "Arbeidsmarktregio",
        "arbeidsmarktregio",
        "arbeidsmarktregio’s",
    ),
}
"""How each matrix is called, and one and more of its rows."""


class Head(NamedTuple):
    """The head of a column. name: that of the element, with places where it may be broken."""

    element: Value
    name: str


class Counted(NamedTuple):
    """What a source counts itself of an element."""

    source: Source
    practices: int


class Gap(NamedTuple):
    """An element of which there is least. counted: what sources count of it themselves."""

    element: Element
    cell: Cell
    counted: list[Counted]

    @property
    def elements(self) -> list[Element]:
        """That element, as the only one whose words are quoted."""
        return [self.element]


class Line(NamedTuple):
    """An element in the table beside that of a source, with its signs."""

    counts: TableRow
    signs: Signs


@read_only
def coverage(request: HttpRequest) -> HttpResponse:
    """Where there are practices, and where there are none yet."""
    index = facet_index()
    axis, notices = _asked(request)
    shown, tables = matrix(index, axis), source_tables(index)
    context = {
        "section": "dekking",
        "notices": notices,
        "address": _address("practices:coverage", axis),
        "csv_address": _address("practices:coverage_csv", axis),
        "choices": [
            (_address("practices:coverage", other), NAMES[name][0], other is axis)
            for name, other in AXES.items()
        ],
        "one": NAMES[axis.name][1],
        "many": NAMES[axis.name][2],
        "matrix": shown,
        **_rows(shown),
        "heads": list(_heads(shown)),
        "gaps": _gaps(shown, tables),
        "tables": [(table, _lines(table)) for table in tables],
    }
    return render(request, "coverage/coverage.html", context)


def _asked(request: HttpRequest) -> tuple[Axis, list[str]]:
    """The matrix that is asked for, else the first, with a notice that says so."""
    default, *_ = AXES.values()
    name = request.GET.get("naar", "") or default.name
    if name in AXES:
        return AXES[name], []
    notice = f"De verdeling ‘{quotable(name)}’ kennen wij niet. U ziet de verdeling per sector."
    return default, [notice]


def _address(route: str, axis: Axis) -> str:
    """The one address of a matrix."""
    return f"{reverse(route)}{axis.query}"


def _rows(shown: Matrix) -> dict[str, Matrix | None]:
    """The rows that are seen at once, and those that are folded away, if any."""
    empty = shown.only(filled=False)
    if len(empty.rows) <= MOST_EMPTY:
        return {"seen": shown, "folded": None}
    return {"seen": shown.only(filled=True), "folded": empty}


def _heads(shown: Matrix) -> Iterator[tuple[Value, list[Head]]]:
    """The pillars with the heads of their columns."""
    for part in shown.pillars:
        yield part.pillar, [Head(value, breakable(value.label)) for value in part.elements]


def _gaps(shown: Matrix, tables: list[SourceTable]) -> list[Gap]:
    """The elements with the fewest practices, in the words of the source; one query."""
    least = {cell.element.key: cell for cell in shown.weakest if cell.element}
    if len(least) > MOST_GAPS:
        return []
    found = Element.objects.select_related("pillar").filter(code__in=least)
    return [Gap(one, least[one.code], list(_counted(tables, one.code))) for one in found]


def _counted(tables: list[SourceTable], code: str) -> Iterator[Counted]:
    """What the sources with a table count of an element."""
    for table in tables:
        yield from (
            Counted(table.source, row.told) for row in table.rows if row.element.key == code
        )


def _lines(table: SourceTable) -> list[Line]:
    """The rows with their signs."""
    most = max(max(row.count, row.told) for row in table.rows)
    return [Line(row, _signs(row, most)) for row in table.rows]


def _signs(row: TableRow, most: int) -> Signs:
    pillar, *_ = row.element.parents
    return signs(pillar, count=row.count, sourced=row.sourced, told=row.told, most=most)


@read_only
def coverage_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same numbers for a spreadsheet, a line for each cell; `scheiding=komma` for a comma."""
    axis, _ = _asked(request)
    return csv_file(request, f"dekking-{axis.name}", _records(matrix(facet_index(), axis)))


def _records(shown: Matrix) -> Iterator[list[Any]]:
    facet = shown.axis.facet
    yield ["element", "elementNaam", facet, f"{facet}Naam", "aantal", "uitBron", "url"]
    list_address = site_url(reverse("practices:practice_list"))
    for row in [*shown.rows, shown.whole]:
        for cell in [row.total, *row.cells]:
            names = [*_names(cell.element), *_names(cell.place)]
            sourced = cell.sourced if cell.element else ""
            address = f"{list_address}?{cell.query}" if cell.query else list_address
            yield [*map(escape, names), cell.count, sourced, address]


def _names(value: Value | None) -> tuple[str, str]:
    """The key and the name; "alle" for all of them together."""
    return (value.key, value.label) if value else ("alle", "Alle")
