"""Selecting and counting, on one set of practices per value.

The sets are compressed bitmaps of ids (pyroaring). An index never changes: a newer version is a
new object that shares what stayed the same, so threads can go on counting in the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_

from pyroaring import BitMap

from ..models import SearchText
from ..models.index_version import Stamp
from ..ordering import Order
from .vocabularies import END, FACETS, START, Facet, Value

MOST_OPEN_VALUES = 50
"""An open vocabulary is answered with its fifty largest values, and the chosen."""

Sets = Mapping[str, Mapping[str, BitMap]]
"""The practices of each value, by facet and key."""

NOBODY = BitMap()


@dataclass(frozen=True, slots=True)
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
    matches: BitMap | None = None


class FacetIndex:
    """All published practices by what they can be narrowed by, at one version.

    stamp: the version;  newest: all published practices, newest first;
    sets: the practices of each value;  values: what each facet offers, in order.
    """

    def __init__(
        self,
        stamp: Stamp,
        newest: Order,
        sets: Sets,
        values: Mapping[str, Mapping[str, Value]],
    ) -> None:
        self.stamp = stamp
        self.newest = newest
        self.sets = sets
        self.values = values
        self.published = BitMap(newest.ids)

    @cached_property
    def by_title(self) -> Order:
        """All published practices by their folded title: databases differ in what comes first."""
        rows = SearchText.objects.values_list("title", "practice__slug", "practice_id")
        return Order(pk for *_, pk in sorted(rows) if pk in self.published)

    @cached_property
    def whole(self) -> dict[str, list[Option]]:
        """Every facet, counted over the whole knowledge base."""
        return self.options(Selection())

    def select(self, selection: Selection) -> BitMap:
        """The ids of the practices that a selection leaves."""
        return reduce(and_, self._parts(selection).values(), self.published)

    def options(self, selection: Selection) -> dict[str, list[Option]]:
        """Every facet with its options and their exact counts, in the order of `FACETS`."""
        parts = self._parts(selection)
        all_of_it = reduce(and_, parts.values(), self.published)
        found = {}
        for facet in FACETS:
            base = all_of_it
            if facet.name in parts:  # its own choices do not narrow its counts (U-02)
                others = (part for name, part in parts.items() if name != facet.name)
                base = reduce(and_, others, self.published)
            chosen = selection.chosen.get(facet.name, ())
            offer = self._largest if facet.is_open else self._offered
            found[facet.name] = offer(facet, base, chosen)
        return found

    def _parts(self, selection: Selection) -> dict[str, BitMap]:
        """What each part of a selection leaves by itself."""
        parts = {
            name: BitMap.union(*(self.sets[name].get(key, NOBODY) for key in keys))
            for name, keys in selection.chosen.items()
            if keys
        }
        if selection.matches is not None:
            parts["q"] = selection.matches
        if selection.years != (None, None):
            parts["jaar"] = self._within(*selection.years)
        return parts

    def _offered(self, facet: Facet, base: BitMap, chosen: tuple[str, ...]) -> list[Option]:
        """All values of a closed vocabulary."""
        sets, count = self.sets[facet.name], base.intersection_cardinality
        return [
            Option(value, count(sets.get(key, NOBODY)), key in chosen)
            for key, value in self.values[facet.name].items()
        ]

    def _largest(self, facet: Facet, base: BitMap, chosen: tuple[str, ...]) -> list[Option]:
        """The fifty largest values, and whatever is chosen; largest first, then by name.

        A value cannot leave more practices than it has, so counting stops where the values get
        smaller than the fiftieth so far.
        """
        values, count = self.values[facet.name], base.intersection_cardinality
        found: list[tuple[int, str, str]] = []
        least = 0
        for size, label, key, practices in self._by_size[facet.name]:
            if size < least:
                break
            found.append((-count(practices), label, key))
            if len(found) == 2 * MOST_OPEN_VALUES:
                found = sorted(found)[:MOST_OPEN_VALUES]
                least = -found[-1][0]
        best = sorted(found)[:MOST_OPEN_VALUES]
        offered = {key for _, _, key in best}
        best += [
            (-count(self.sets[facet.name][key]), values[key].label, key)
            for key in chosen
            if key not in offered
        ]
        return [Option(values[key], -less, key in chosen) for less, _, key in sorted(best)]

    @cached_property
    def _by_size(self) -> dict[str, list[tuple[int, str, str, BitMap]]]:
        """The values of the open vocabularies with size, label and key, largest first."""
        return {facet.name: self._sorted(facet.name) for facet in FACETS if facet.is_open}

    def _sorted(self, name: str) -> list[tuple[int, str, str, BitMap]]:
        labels = self.values[name]
        rows = [(len(bits), labels[key].label, key, bits) for key, bits in self.sets[name].items()]
        return sorted(rows, key=lambda row: (-row[0], row[1], row[2]))

    def _within(self, first: int | None, last: int | None) -> BitMap:
        """Practices whose period overlaps the years; no start never does, no end still runs."""
        started, ended = self.sets[START], self.sets[END]
        begun = [bits for year, bits in started.items() if last is None or int(year) <= last]
        over = [bits for year, bits in ended.items() if first is not None and int(year) < first]
        return BitMap.union(NOBODY, *begun) - BitMap.union(NOBODY, *over)
