"""Lists in a form, such as organisations with their role: so many rows of the same few fields.

There is always an empty row at the end; saving gives a new one, so that it works without JavaScript
too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

EMPTY_ROWS, MOST_ROWS = 1, 40


@dataclass(frozen=True)
class Column:
    """One field of every row. is_given: it has a value by itself, so it does not fill a row."""

    name: str
    label: str
    make: Callable[[], forms.Field]
    is_given: bool = False


@dataclass(frozen=True)
class Rows:
    """A list of rows. one: what a row is called;  legend, help: what stands above them."""

    one: str
    legend: str
    help: str
    columns: tuple[Column, ...]

    def fields(self, name: str, count: int) -> Iterator[tuple[str, forms.Field]]:
        """The fields of so many rows, by the name of their input."""
        for number in range(count):
            for column in self.columns:
                field = column.make()
                field.required = False
                field.label = f"{self.one} {number + 1}: {column.label}"
                field.short = column.label  # type: ignore[attr-defined]  # for a narrow column
                yield cell(name, number, column.name), field

    def initial(self, name: str, rows: Iterable[list[Any]]) -> dict[str, Any]:
        """The values of the inputs for these rows."""
        return {
            cell(name, number, column.name): value
            for number, row in enumerate(rows)
            for column, value in zip(self.columns, row, strict=True)
        }

    def read(self, name: str, cleaned: Mapping[str, Any], count: int) -> list[list[str]]:
        """The rows that were filled in, each once, in their order."""
        rows: list[list[str]] = []
        for number in range(count):
            row = [str(cleaned.get(cell(name, number, one.name)) or "") for one in self.columns]
            if self._is_filled(row) and row not in rows:
                rows.append(row)
        return rows

    def gaps(self, name: str, cleaned: Mapping[str, Any], count: int) -> Iterator[tuple[str, str]]:
        """The inputs that are missing in a row that was begun, with what to do."""
        for number in range(count):
            cells = [(cell(name, number, one.name), one) for one in self.columns]
            if self._is_filled([str(cleaned.get(key) or "") for key, _ in cells]):
                yield from (
                    (key, f"Vul ook dit in, of maak de rij leeg: {one.label}.")
                    for key, one in cells
                    if key in cleaned and not cleaned[key]
                )

    def _is_filled(self, row: list[str]) -> bool:
        typed = zip(self.columns, row, strict=True)
        return any(value for column, value in typed if not column.is_given)


def cell(name: str, number: int, column: str) -> str:
    """The name of the input of one column in one row."""
    return f"{name}-{number}-{column}"


def count_rows(name: str, data: Mapping[str, Any] | None, stored: int) -> int:
    """How many rows a form has: what was posted, or what is stored and an empty one."""
    if data is None:
        return min(stored + EMPTY_ROWS, max(MOST_ROWS, stored))
    numbers = [int(found[1]) for key in data if (found := re.match(rf"{name}-(\d{{1,2}})-", key))]
    return min(max(numbers, default=-1) + 1, max(MOST_ROWS, stored))
