"""The list as a file: CSV, XLSX and JSON, all practices at once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ..exchange import COLUMNS, Record, escape, facet_records, from_kept, list_record, row
from ..filters import PracticeFilterSet, lenient
from ..reading import read_only
from .csv_files import csv_file, file_name

NAME = "voorbeelden"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""As many characters as Excel takes in one cell."""


@read_only
def practice_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list for a spreadsheet; `scheiding=komma` for programs that expect a comma."""
    filterset, _ = lenient(request.GET)
    heads = [column.name for column in COLUMNS]
    return _asked(request, csv_file(request, NAME, chain([heads], map(row, _kept(filterset)))))


@read_only
def practice_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    """The list as an Excel workbook of one sheet, with nothing but text in its cells."""
    filterset, _ = lenient(request.GET)
    if request.method == "HEAD":
        return _named(StreamingHttpResponse((), content_type=XLSX), "xlsx")
    return _named(FileResponse(_workbook(_kept(filterset)), content_type=XLSX), "xlsx")


@read_only
def practice_json(request: HttpRequest) -> StreamingHttpResponse:
    """The list of the API without pages.

    `aantal` comes first: it is higher than the number of records that follow when a practice is
    withdrawn while the file is sent.
    """
    filterset, _ = lenient(request.GET)
    parts = _json_parts(filterset, with_facets=request.GET.get("facetten") != "nee")
    response = StreamingHttpResponse(parts, content_type="application/json")
    return _asked(request, _named(response, "json"))


def _kept(filterset: PracticeFilterSet) -> Iterator[Record]:
    """What the index keeps of the whole list, read while it is sent."""
    return (record for (record,) in filterset.results.all_kept("record"))


def _named(response: StreamingHttpResponse, extension: str) -> StreamingHttpResponse:
    name = file_name(NAME, extension)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, response: StreamingHttpResponse) -> StreamingHttpResponse:
    """The response; where only its headers are asked, nothing of its body is made."""
    if request.method == "HEAD":
        response.streaming_content = ()
    return response


def _workbook(practices: Iterable[Record]) -> io.BytesIO:
    """A file to be read from its beginning: packed, some 260 bytes for a practice. What is not
    packed yet, openpyxl keeps on the disk."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Voorbeelden")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width

    sheet.append([_cell(sheet, column.name, bold=True) for column in COLUMNS])
    for kept in practices:
        sheet.append([_cell(sheet, column.text(kept)) for column in COLUMNS])
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell | None:
    """A cell that is text, whatever it looks like; None for an empty one."""
    # Cut out what the file format forbids first: what is left may start like a formula.
    safe = escape(ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST_CELL]
    if not safe:
        return None
    cell = WriteOnlyCell(sheet, safe)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _json_parts(filterset: PracticeFilterSet, *, with_facets: bool) -> Iterator[str]:
    answer: Record = {
        **list_record(len(filterset.results), page=1, found=filterset.found),
        **({"facetten": facet_records(filterset.options)} if with_facets else {}),
    }
    yield _json(answer)[:-1] + ', "resultaten": ['
    for number, record in enumerate(_kept(filterset)):
        yield (",\n" if number else "\n") + _json(from_kept(record))
    yield "\n]}"


def _json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)
