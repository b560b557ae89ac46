"""The facets as the filter form shows them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ..facets import FACETS, Facet, Option
from ..filters import PracticeFilterSet
from .nodes import whole

SHOWN_WHOLE = 12
SHOWN_AT_FIRST = 7
"""Of more than twelve options seven are shown, and the chosen; the rest can be unfolded. A tree is
shown whole: without its branches nobody sees what lies in what."""

OPEN_FACETS = frozenset({"pijler", "sector"})
TREES = frozenset({"pijler", "sector"})
"""Facets in which an option below another is indented; a region may lie in several others."""


@dataclass(frozen=True)
class Row:
    """One option. bar: the length of its bar, 0 to 10; pillar: the code of its pillar, or ""."""

    option: Option
    bar: int
    is_below: bool
    pillar: str


@dataclass(frozen=True)
class Group:
    """Options under one heading ("" for none): those that are always shown, and the rest."""

    heading: str
    shown: list[Row]
    rest: list[Row]

    @property
    def total(self) -> int:
        """How many options there are in all."""
        return len(self.shown) + len(self.rest)


@dataclass(frozen=True)
class Panel:
    """One facet of the form."""

    name: str
    label: str
    groups: list[Group]
    is_open: bool


def panels(filterset: PracticeFilterSet) -> list[Panel]:
    """Every facet, with the choices and counts of this filter set."""
    overall = whole(filterset.index)
    return [_panel(facet, filterset.options[facet.name], overall[facet.name]) for facet in FACETS]


def _panel(facet: Facet, options: list[Option], overall: list[Option]) -> Panel:
    """overall: the same facet counted over the whole knowledge base.

    It decides which options are shown at first and, in an open vocabulary, in which order, so
    that nothing changes place while somebody chooses (U-03).
    """
    sizes = {option.value.key: option.count for option in overall}
    if facet.is_open:
        options = sorted(options, key=lambda o: (-sizes.get(o.value.key, 0), o.value.label))
    most = max((option.count for option in options), default=0)
    groups = [
        _group(facet.name, heading, list(members), sizes, most)
        for heading, members in groupby(options, key=lambda option: option.value.group)
    ]
    is_open = facet.name in OPEN_FACETS or any(option.chosen for option in options)
    return Panel(facet.name, facet.label, groups, is_open)


def _group(
    name: str, heading: str, options: list[Option], sizes: dict[str, int], most: int
) -> Group:
    first = {option.value.key for option in options}
    if name not in TREES and len(options) > SHOWN_WHOLE:
        largest = sorted(options, key=lambda o: -sizes.get(o.value.key, 0))[:SHOWN_AT_FIRST]
        first = {option.value.key for option in options if option.chosen or option in largest}
    rows = [_row(name, option, most) for option in options]
    shown = [row for row in rows if row.option.value.key in first]
    return Group(heading, shown, [row for row in rows if row not in shown])


def _row(name: str, option: Option, most: int) -> Row:
    value = option.value
    return Row(
        option,
        bar=-(-10 * option.count // most) if most else 0,
        is_below=name in TREES and bool(value.parents),
        pillar=value.key[0] if name == "pijler" else "",
    )
