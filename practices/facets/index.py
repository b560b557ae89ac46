"""Selecting and counting, on one bitmap of practices per value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from ..models import Practice
from .vocabularies import FACETS, Facet, Pairs, Value

MOST_OPEN_VALUES = 50
"""An open vocabulary is answered with its fifty largest values, and the chosen."""


@dataclass(frozen=True)
class Option:
    """A value as it is offered: how many practices it leaves, and whether it is chosen."""

    value: Value
    count: int
    chosen: bool


@dataclass(frozen=True)
class Selection:
    """What a visitor asks for.

    chosen: keys by facet name;  years: first and last year, None for open;
    matches: ids found by words, None when no words were given.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    matches: frozenset[int] | None = None


class FacetIndex:
    """The bitmaps of all published practices, as they are in the database at one moment."""

    def __init__(self) -> None:
        rows = Practice.objects.published().newest_first()
        periods = list(rows.values_list("pk", "period_start", "period_end"))
        self.ids = [pk for pk, _, _ in periods]
        """Published practices, newest first; bit n is the n-th of these."""
        self._position = {pk: position for position, pk in enumerate(self.ids)}
        self._periods = [(start, end) for _, start, end in periods]
        self._bits = {facet.name: self._bitmaps(facet.pairs()) for facet in FACETS}
        self.values = {facet.name: self._vocabulary(facet) for facet in FACETS}

    def _vocabulary(self, facet: Facet) -> dict[str, Value]:
        """The values on offer; of an open vocabulary only those that a published practice has,
        so that nothing of a draft shows."""
        bits = self._bits[facet.name]
        return {v.key: v for v in facet.values() if not facet.is_open or v.key in bits}

    def _bitmaps(self, pairs: Pairs) -> dict[str, int]:
        bitmaps: dict[str, int] = {}
        for key, pk in pairs:
            position = self._position.get(pk)
            if position is not None:
                bitmaps[key] = bitmaps.get(key, 0) | 1 << position
        return bitmaps

    def select(self, selection: Selection) -> list[int]:
        """The ids of the practices that a selection leaves, newest first."""
        return [self.ids[position] for position in _positions(self._narrow(selection))]

    def options(self, selection: Selection) -> dict[str, list[Option]]:
        """Every facet with its options and their exact counts, in the order of `FACETS`."""
        return {facet.name: self._options(facet, selection) for facet in FACETS}

    def _options(self, facet: Facet, selection: Selection) -> list[Option]:
        base = self._narrow(selection, ignoring=facet.name)
        bits = self._bits[facet.name]
        chosen = selection.chosen.get(facet.name, ())
        options = [
            Option(value, (base & bits.get(key, 0)).bit_count(), key in chosen)
            for key, value in self.values[facet.name].items()
        ]
        return _largest(options) if facet.is_open else options

    def _narrow(self, selection: Selection, *, ignoring: str = "") -> int:
        """The bitmap of what a selection leaves, the choices in one facet left out."""
        bits = (1 << len(self.ids)) - 1
        for name, keys in selection.chosen.items():
            if keys and name != ignoring:
                bits &= reduce(or_, (self._bits[name].get(key, 0) for key in keys))
        if selection.matches is not None:
            bits &= self._bitmap(selection.matches)
        if selection.years != (None, None):
            bits &= self._within(*selection.years)
        return bits

    def _bitmap(self, ids: Iterable[int]) -> int:
        known = (self._position[pk] for pk in ids if pk in self._position)
        return reduce(or_, (1 << position for position in known), 0)

    def _within(self, first: int | None, last: int | None) -> int:
        """Practices whose period overlaps the years; no start never does, no end still runs."""
        return self._bitmap(
            pk
            for pk, (start, end) in zip(self.ids, self._periods, strict=True)
            if start
            and (last is None or int(start[:4]) <= last)
            and (first is None or not end or int(end[:4]) >= first)
        )


def _positions(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _largest(options: list[Option]) -> list[Option]:
    """The fifty largest values, and whatever is chosen; largest first, then by name."""
    ordered = sorted(options, key=lambda option: (-option.count, option.value.label))
    return [
        option for rank, option in enumerate(ordered) if option.chosen or rank < MOST_OPEN_VALUES
    ]
