"""The facets as the filter form shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..facets import FACETS, Facet, FacetIndex, Option, Options
from ..filters import PracticeFilterSet

SHOWN_WHOLE = 12
SHOWN_AT_FIRST = 7
"""Of more than twelve options seven are shown, and the chosen; the rest can be unfolded. A tree is
shown whole: without its branches nobody sees what lies in what."""

OPEN_FACETS = frozenset({"pijler", "sector"})
TREES = frozenset({"pijler", "sector"})
"""Facets in which an option below another is indented; a region may lie in several others."""


LONGEST = 20
"""The length of the longest bar; each length has a class in the stylesheet."""


class Row(NamedTuple):
    """One option. bar: the length of its bar, 0 to `LONGEST`; pillar: the code of its pillar, or
    ""."""

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


@dataclass(frozen=True, eq=False)
class Layout:
    """What of a facet is the same for every selection, so that nothing changes place while
    somebody chooses (U-03).

    sizes: the count of each value over the whole knowledge base;  first: what is shown at first.
    """

    sizes: dict[str, int]
    first: frozenset[str]


@dataclass(frozen=True)
class Panel:
    """One facet of the form. Panels are equal when they look the same, so that what is made of one
    can be remembered (`templatetags.pieces.facet`).

    facet, layout: of which facet;  options: in the order of the index.
    """

    facet: Facet
    layout: Layout
    options: Options

    @property
    def name(self) -> str:
        """The parameter."""
        return self.facet.name

    @property
    def label(self) -> str:
        """The name on screen."""
        return self.facet.label

    @property
    def is_open(self) -> bool:
        """Whether its options are seen at once: what is chosen, and the main ones unless they
        offer nothing."""
        is_main = self.name in OPEN_FACETS and any(self.options.counts)
        return is_main or bool(self.options.chosen)

    @property
    def groups(self) -> list[Group]:
        """The options under their headings."""
        options: Sequence[Option] = self.options
        if self.facet.is_open:
            sizes = self.layout.sizes
            options = sorted(options, key=lambda o: (-sizes.get(o.value.key, 0), o.value.label))
        most = max(self.options.counts, default=0)
        return [
            _group(self.name, heading, members, self.layout, most)
            for heading, members in groupby(options, key=lambda option: option.value.group)
        ]


def panels(filterset: PracticeFilterSet) -> list[Panel]:
    """Every facet, with the choices and counts of this filter set."""
    layouts = _layouts(filterset.index)
    options = filterset.options
    return [Panel(facet, layouts[facet.name], options[facet.name]) for facet in FACETS]


@lru_cache(maxsize=2)
def _layouts(index: FacetIndex) -> dict[str, Layout]:
    """The layout of each facet, made once for an index."""
    return {facet.name: _layout(facet, index.whole[facet.name]) for facet in FACETS}


def _layout(facet: Facet, options: Options) -> Layout:
    sizes = {option.value.key: option.count for option in options}
    groups = groupby(options, key=lambda option: option.value.group)
    first = (key for _, members in groups for key in _first(facet.name, list(members)))
    return Layout(sizes, frozenset(first))


def _first(name: str, options: Sequence[Option]) -> list[str]:
    """The keys that are shown at first."""
    if name not in TREES and len(options) > SHOWN_WHOLE:
        options = sorted(options, key=lambda option: -option.count)[:SHOWN_AT_FIRST]
    return [option.value.key for option in options]


def _group(name: str, heading: str, options: Iterable[Option], layout: Layout, most: int) -> Group:
    shown: list[Row] = []
    rest: list[Row] = []
    for option in options:
        is_first = option.chosen or option.value.key in layout.first
        (shown if is_first else rest).append(_row(name, option, most))
    return Group(heading, shown, rest) if shown else Group(heading, rest, [])


def _row(name: str, option: Option, most: int) -> Row:
    value = option.value
    bar = (
        -(-LONGEST * option.count // most) if most else 0
    )  # rounded up: no practice looks like none
    is_pillar = name == "pijler"
    return Row(
        option, bar, name in TREES and bool(value.parents), value.key[0] if is_pillar else ""
    )
