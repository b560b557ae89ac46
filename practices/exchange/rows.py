"""A practice as a row of a spreadsheet, safe to open.

A row is made of what the index keeps of a practice (`for_index.kept`), so that a list of thousands
needs no other table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..models import Practice
from .records import Record, practice_url

BETWEEN = " | "
"""Between the values of a list in one cell."""

CELLS = "cellen"
"""Where a kept record holds the cells that say more than the record itself."""


@dataclass(frozen=True)
class Column:
    """One column: its public name, how to read it from a kept record, how many letters wide."""

    name: str
    text: Callable[[Record], str]
    width: int = 20


def cells(practice: Practice) -> dict[str, str]:
    """The cells that cannot be made of its record, by the name of their column. Read it
    `with_relations()`."""
    return {
        "regios": _joined(practice.regions.all()),
        "pijlers": _joined(practice.pillar_tags.all()),
        "organisaties": _joined(practice.participations.all()),
        "bronnen": _joined(practice.citations.all()),
        "licentie": practice.licence,
    }


def _joined(values: Iterable[object]) -> str:
    return BETWEEN.join(map(str, values))


def _plain(name: str, width: int = 20) -> Column:
    return Column(name, lambda kept: kept[name] or "", width)


def _names(name: str, width: int) -> Column:
    return Column(name, lambda kept: _joined(value["naam"] for value in kept[name]), width)


def _cell(name: str, width: int) -> Column:
    return Column(name, lambda kept: kept[CELLS][name], width)


COLUMNS = (
    _plain("slug", 30),
    _plain("titel", 45),
    _plain("samenvatting", 80),
    _plain("soort"),
    _plain("fase", 15),
    _plain("onderbouwing"),
    Column("url", lambda kept: practice_url(kept["slug"]), 45),
    _names("sectoren", 35),
    _cell("regios", 35),
    _cell("pijlers", 45),
    _names("trefwoorden", 35),
    _cell("organisaties", 45),
    _cell("bronnen", 60),
    Column("periodeVan", lambda kept: kept["periode"]["van"] or "", 12),
    Column("periodeTot", lambda kept: kept["periode"]["tot"] or "", 12),
    _plain("gepubliceerdOp"),
    _plain("gewijzigdOp"),
    _plain("bevestigdOp", 12),
    _cell("licentie", 12),
)
"""The columns of a download, in order."""


def row(kept: Record) -> list[str]:
    """The cells of one practice, safe to open. kept: what the index keeps of it."""
    return [escape(column.text(kept)) for column in COLUMNS]


_TRIGGER = re.compile(r"'*[=+\-@\t\r\n\0]")


def escape(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet could take it for a formula.

    Text that looks escaped already gets one more: whoever takes one apostrophe off all that looks
    escaped always has what was there (S-16).
    """
    return f"'{text}" if _TRIGGER.match(text) else text
