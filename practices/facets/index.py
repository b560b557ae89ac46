"""Selecting and counting, on one set of practices per value.

The sets are compressed bitmaps of ids (pyroaring). An index never changes: a newer version is a
new object that shares what stayed the same, so threads can go on counting in the old one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_
from typing import overload

from pyroaring import BitMap

from ..models import SearchText
from ..models.index_version import Stamp
from ..ordering import Order
from .vocabularies import END, FACETS, START, Facet, Value

MOST_OPEN_VALUES = 50
"""An open vocabulary is answered with its fifty largest values, and the chosen."""

MOST_COUNTS = 60
"""So many counts of all facets are kept; each is some three hundred and fifty numbers."""

MOST_COUNTED_AT_ONCE = 2 * MOST_OPEN_VALUES
STEP = 1 << 20
"""More than an open vocabulary can have values: count and place make one number."""

Sets = Mapping[str, Mapping[str, BitMap]]
"""The practices of each value, by facet and key."""

NOBODY = BitMap()


@dataclass(frozen=True, slots=True)
class Option:
    """A value as it is offered: how many practices it leaves, and whether it is chosen."""

    value: Value
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Options(Sequence[Option]):
    """The options of one facet, in order. Kept as columns: a page has hundreds, and mostly needs
    to know no more than whether the counts are those that it showed before.

    values, counts: of each option;  chosen: the keys that are chosen.
    """

    values: tuple[Value, ...]
    counts: tuple[int, ...]
    chosen: frozenset[str]

    def __hash__(self) -> int:
        return hash(self.counts)  # equal ones have equal counts; hashing the values takes long

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, wanted: int) -> Option: ...

    @overload
    def __getitem__(self, wanted: slice) -> list[Option]: ...

    def __getitem__(self, wanted: int | slice) -> Option | list[Option]:
        if isinstance(wanted, slice):
            return list(self)[wanted]
        value = self.values[wanted]
        return Option(value, self.counts[wanted], value.key in self.chosen)

    def __iter__(self) -> Iterator[Option]:
        for value, count in zip(self.values, self.counts, strict=True):
            yield Option(value, count, value.key in self.chosen)

    @property
    def picked(self) -> list[Option]:
        """Those that are chosen."""
        if not self.chosen:
            return []
        return [self[n] for n, value in enumerate(self.values) if value.key in self.chosen]


@dataclass(frozen=True)
class Selection:
    """What a visitor asks for.

    chosen: keys by facet name;  years: first and last year, None for open;
    matches: ids found by words, None when no words were given.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    matches: BitMap | None = None


@dataclass(frozen=True)
class Open:
    """An open vocabulary, ready to be counted.

    values: by name;  by_size: how many practices, the place among the values, and which practices,
    largest first;  places: by key.
    """

    values: list[Value]
    by_size: list[tuple[int, int, BitMap]]
    places: dict[str, int]

    @classmethod
    def of(cls, values: Mapping[str, Value], sets: Mapping[str, BitMap]) -> Open:
        """Those of which there is a practice."""
        used = sorted((values[key] for key in sets), key=lambda value: (value.label, value.key))
        by_size = [
            (len(sets[value.key]), place, sets[value.key]) for place, value in enumerate(used)
        ]
        by_size.sort(key=lambda row: (-row[0], row[1]))
        return cls(used, by_size, {value.key: place for place, value in enumerate(used)})


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
        self._counted: dict[Hashable, tuple[BitMap | None, dict[str, Options]]] = {}

    @cached_property
    def by_title(self) -> Order:
        """All published practices by their folded title: databases differ in what comes first.

        What was withdrawn since this version has no title any more, and stands last.
        """
        rows = SearchText.objects.values_list("title", "practice__slug", "practice_id")
        titled = [pk for *_, pk in sorted(rows) if pk in self.published]
        gone = self.published - BitMap(titled)
        return Order([*titled, *filter(gone.__contains__, self.newest.ids)])

    @cached_property
    def whole(self) -> dict[str, Options]:
        """Every facet, counted over the whole knowledge base."""
        return self.options(Selection())

    def select(self, selection: Selection) -> BitMap:
        """The ids of the practices that a selection leaves."""
        return reduce(and_, self._parts(selection).values(), self.published)

    def options(self, selection: Selection) -> dict[str, Options]:
        """Every facet with its options and their exact counts, in the order of `FACETS`.

        Who turns the page, sorts, or looks at the same list in another way, asks for the same
        counts again: those of the last selections are kept.
        """
        asked = (*selection.chosen.items(), selection.years, id(selection.matches))
        matches, options = self._counted.get(asked, (None, None))
        # an id says something only while what it was of is kept
        if options is None or matches is not selection.matches:
            options = self._options(selection)
            if len(self._counted) >= MOST_COUNTS:
                self._counted = {}
            self._counted[asked] = selection.matches, options
        return options

    def _options(self, selection: Selection) -> dict[str, Options]:
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

    def _offered(self, facet: Facet, base: BitMap, chosen: tuple[str, ...]) -> Options:
        """All values of a closed vocabulary."""
        values, sets = self._closed[facet.name]
        count = base.intersection_cardinality
        return Options(values, tuple([count(practices) for practices in sets]), frozenset(chosen))

    @cached_property
    def _closed(self) -> dict[str, tuple[tuple[Value, ...], list[BitMap]]]:
        """The values of each closed vocabulary, and the practices of each."""
        return {
            facet.name: (
                tuple(values.values()),
                [self.sets[facet.name].get(key, NOBODY) for key in values],
            )
            for facet in FACETS
            if not facet.is_open
            for values in [self.values[facet.name]]
        }

    def _largest(self, facet: Facet, base: BitMap, chosen: tuple[str, ...]) -> Options:
        """The fifty largest values, and whatever is chosen; largest first, then by name.

        A value cannot leave more practices than it has, so counting stops where the values get
        smaller than the fiftieth so far.
        """
        open_ones = self._open[facet.name]
        values, by_size = open_ones.values, open_ones.by_size
        count = base.intersection_cardinality
        best: list[int] = []
        for start in range(0, len(by_size), MOST_COUNTED_AT_ONCE):
            part = by_size[start : start + MOST_COUNTED_AT_ONCE]
            least = -(best[-1] // STEP) if len(best) == MOST_OPEN_VALUES else 0
            if part[0][0] < least:
                break
            # one number, so that sorting is quick: fewer practices later, and then by name
            best += [rank - STEP * count(practices) for _, rank, practices in part]
            best = sorted(best)[:MOST_OPEN_VALUES]
        offered = {values[one % STEP].key for one in best}
        sets = self.sets[facet.name]
        best += [
            open_ones.places[key] - STEP * count(sets[key]) for key in chosen if key not in offered
        ]
        best.sort()
        return Options(
            tuple([values[one % STEP] for one in best]),
            tuple([-(one // STEP) for one in best]),
            frozenset(chosen),
        )

    @cached_property
    def _open(self) -> dict[str, Open]:
        """The open vocabularies."""
        names = [facet.name for facet in FACETS if facet.is_open]
        return {name: Open.of(self.values[name], self.sets[name]) for name in names}

    def _within(self, first: int | None, last: int | None) -> BitMap:
        """Practices whose period overlaps the years; no start never does, no end still runs.
        None does when the first year comes after the last."""
        if first is not None and last is not None and first > last:
            return BitMap()
        started, ended = self.sets[START], self.sets[END]
        begun = [bits for year, bits in started.items() if last is None or int(year) <= last]
        over = [bits for year, bits in ended.items() if first is not None and int(year) < first]
        return BitMap.union(NOBODY, *begun) - BitMap.union(NOBODY, *over)
