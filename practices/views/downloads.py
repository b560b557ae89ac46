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

from ..exchange import COLUMNS, Record, brief, escape, facet_records, list_record, row
from ..filters import PracticeFilterSet, lenient
from ..models import Practice
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
    return csv_file(request, NAME, chain([heads], map(row, filterset.results)))


@read_only
def practice_xlsx(request: HttpRequest) -> FileResponse:
    """The list as an Excel workbook of one sheet, with nothing but text in its cells."""
    filterset, _ = lenient(request.GET)
    file = io.BytesIO(_workbook(filterset.results))
    return FileResponse(
        file, as_attachment=True, filename=file_name(NAME, "xlsx"), content_type=XLSX
    )


def _workbook(practices: Iterable[Practice]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Voorbeelden")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width

    sheet.append([_cell(sheet, column.name, bold=True) for column in COLUMNS])
    for practice in practices:
        sheet.append([_cell(sheet, column.text(practice)) for column in COLUMNS])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


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


@read_only
def practice_json(request: HttpRequest) -> StreamingHttpResponse:
    """The list of the API without pages."""
    filterset, _ = lenient(request.GET)
    parts = _json_parts(filterset, with_facets=request.GET.get("facetten") != "nee")
    response = StreamingHttpResponse(parts, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(NAME, "json")}"'
    return response


def _json_parts(filterset: PracticeFilterSet, *, with_facets: bool) -> Iterator[str]:
    answer: Record = {
        **list_record(len(filterset.results), page=1, found=filterset.found),
        **({"facetten": facet_records(filterset.options)} if with_facets else {}),
    }
    yield _json(answer)[:-1] + ', "resultaten": ['
    for number, practice in enumerate(filterset.results):
        yield (",\n" if number else "\n") + _json(brief(practice))
    yield "\n]}"


def _json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)
