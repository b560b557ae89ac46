"""Files for a spreadsheet, as the dialect of a Dutch one has them (N-12)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone


def csv_file(
    request: HttpRequest, name: str, rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Rows as a file to keep, the names of the columns first. name: without day and extension.

    Semicolons part the cells; `scheiding=komma` is for programs that expect a comma. Whoever makes
    the rows takes care that no cell is a formula (`exchange.escape`).
    """
    delimiter = "," if request.GET.get("scheiding") == "komma" else ";"
    response = StreamingHttpResponse(
        _lines(rows, delimiter), content_type="text/csv; charset=utf-8; header=present"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(name, "csv")}"'
    return response


def file_name(name: str, extension: str) -> str:
    """The name of a file that was made today."""
    return f"{name}-{timezone.localdate():%Y-%m-%d}.{extension}"


class _Line:
    """A file for `csv.writer` that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterable[Sequence[object]], delimiter: str) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=delimiter)
    # With the byte order mark, Excel reads the file as UTF-8.
    yield "\ufeff"
    yield from map(writer.writerow, rows)
