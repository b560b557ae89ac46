"""What somebody may be looking for, offered while they type (U-14).

Titles lead to their practice; tags, regions, sectors, organisations, pillars and elements are
filters. Only what published practices have is offered, and elements of which there is none yet: all
of it comes from the facet index.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from pyroaring import BitMap

from .facets import FacetIndex, Selection, Value
from .facets.index import NOBODY
from .models import Practice, Region, SearchText, Sector
from .search import text_index
from .search.analysis import plain_words
from .search.suggesting import NameIndex, begins, holds, spellings, typed_words

GAPS = "pijler"
"""Of this facet the elements are offered without any practice too."""

MOST = 8
MOST_TITLES = 4
KEPT_FOR_TITLES = 3
"""When there are titles, so many places are theirs, however many filters there are."""
MOST_OF_ONE_FACET = 3
"""So many of one facet come before others get their turn."""
WEIGHED = 100
"""So many of the best filters are counted within what is already chosen."""

OFFERED = ("pijler", "sector", "regio", "trefwoord", "organisatie")
"""The facets of which values are offered; of two that are alike the first facet's comes first."""


@dataclass(frozen=True)
class Suggested:
    """Something that may be meant.

    facet: the parameter that it is a value of, "" for a practice;  key: its key or slug;
    label: its name on screen;  also: the other name by which it was found, "" when by its own;
    count: how many practices the list would hold with it, 1 for a practice, 0 for an element of
    which there is none yet;
    is_below: whether it lies under another value, as an element does.
    """

    facet: str
    key: str
    label: str
    also: str = ""
    count: int = 1
    is_below: bool = False


@dataclass(frozen=True)
class _Filter:
    """A value that can be offered; others: names for it beside its label."""

    facet: str
    value: Value
    label: str
    others: tuple[str, ...] = ()


class _Offer:
    """All that can be offered at one version, numbered: filters first, those with most practices
    before others, then practices by title."""

    def __init__(self, index: FacetIndex) -> None:
        self.stamp = index.stamp
        self.filters = _filters(index)
        titles = sorted(row for row in _titles() if row[1] in index.published)
        self.practices = array("I", (pk for _, pk in titles))
        numbers = {pk: number for number, pk in enumerate(self.practices, len(self.filters))}
        named = [
            (spelling, number)
            for number, one in enumerate(self.filters)
            for name in (one.label, one.value.label, *one.others)
            for spelling in spellings(name)
        ]
        named += ((title, numbers[pk]) for title, pk in (*titles, *_hyphened()) if pk in numbers)
        self.names = NameIndex(named, text_index().language.analyser.lexicon)

    def filters_in(self, some: BitMap) -> Iterator[int]:
        """The numbers of filters in a set, those with most practices first."""
        return takewhile(len(self.filters).__gt__, some)

    def practices_in(self, some: BitMap) -> Iterator[int]:
        """The numbers of practices in a set, by title."""
        found: Iterator[int] = some.iter_equal_or_larger(len(self.filters))
        return found


def _titles() -> Iterator[tuple[str, int]]:
    """The folded title of each practice, as the index keeps it: folding them all takes long."""
    yield from SearchText.objects.values_list("title", "practice_id").iterator()


def _hyphened() -> Iterator[tuple[str, int]]:
    """Titles with a hyphen as if it were a space: who types Brabant means Noord-Brabant too.

    Of all practices: databases look for a hyphen and for what is public at once much more slowly.
    """
    rows = Practice.objects.filter(title__contains="-").values_list("title", "pk")
    for title, pk in rows.iterator():
        yield plain_words(title.replace("-", " ")), pk


def _filters(index: FacetIndex) -> list[_Filter]:
    """The values that published practices have, and all elements; most practices first."""
    others = _other_names()
    offered = [
        _Filter(facet, value, _label(facet, value), others.get((facet, value.key), ()))
        for facet in OFFERED
        for value in index.values[facet].values()
        if value.key in index.sets[facet] or (facet == GAPS and value.parents)
    ]
    sets = index.sets
    return sorted(offered, key=lambda one: _rank(one, len(sets[one.facet].get(one.value.key, []))))


def _label(facet: str, value: Value) -> str:
    return f"{value.key} {value.label}" if facet == "pijler" else value.label


def _rank(one: _Filter, size: int) -> tuple[int, int, str, str]:
    return -size, OFFERED.index(one.facet), one.label, one.value.key


def _other_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """The other names of sectors and regions, by facet and key; two queries."""
    sectors = Sector.objects.values_list("slug", "abbreviation", "other_names")
    regions = Region.objects.values_list("slug", "other_names")
    return {
        **{("sector", slug): _lines(*names) for slug, *names in sectors},
        **{("regio", slug): _lines(*names) for slug, *names in regions},
    }


def _lines(*names: str) -> tuple[str, ...]:
    return tuple(line for name in names for line in name.splitlines() if line.strip())


_kept: _Offer | None = None


def _offer(index: FacetIndex) -> _Offer:
    """What can be offered at the version of this index."""
    global _kept  # noqa: PLW0603 one per process, replaced whole
    kept = _kept
    if kept is None or kept.stamp != index.stamp:
        kept = _kept = _Offer(index)
    return kept


class _Counts:
    """How many practices each filter leaves beside what is chosen in other facets (U-02)."""

    def __init__(self, index: FacetIndex, selection: Selection) -> None:
        self._index, self._selection = index, selection
        self._bases: dict[str, BitMap] = {}

    def __getitem__(self, one: _Filter) -> int:
        """The count beside this filter; 0 for one that is chosen already."""
        chosen = self._selection.chosen
        if one.value.key in chosen.get(one.facet, ()):
            return 0
        if one.facet not in self._bases:
            others = {facet: keys for facet, keys in chosen.items() if facet != one.facet}
            self._bases[one.facet] = self._index.select(replace(self._selection, chosen=others))
        practices = self._index.sets[one.facet].get(one.value.key, NOBODY)
        return self._bases[one.facet].intersection_cardinality(practices)

    def allow(self, one: _Filter) -> bool:
        """Whether a filter can be offered: it leaves something, or there is nothing at all yet."""
        return one.value.key not in self._index.sets[one.facet] or self[one] > 0


def suggest(text: str, index: FacetIndex, selection: Selection) -> list[Suggested]:
    """At most eight things that may be meant by what was typed so far, best first.

    selection: the filters that stay as they are. A filter is offered when it leaves something
    beside them, with the count that the list shows for it. Any text will do.
    """
    words = typed_words(text)
    if not words:
        return []
    offer, counts = _offer(index), _Counts(index, selection)
    filters, titles = _found(offer, words, counts)
    filters = _varied(filters, MOST - min(len(titles), KEPT_FOR_TITLES), offer)
    titles = titles[: MOST - len(filters)][:MOST_TITLES]
    found = {
        number: _suggested(offer.filters[number], counts, words) for _, number in filters
    } | _read({offer.practices[number - len(offer.filters)]: number for _, number in titles})
    return [found[number] for _, number in sorted(filters + titles) if number in found]


Ranked = list[tuple[int, int]]
"""Numbers of what is offered, each after its tier: the least is the best."""


def _found(offer: _Offer, words: list[str], counts: _Counts) -> tuple[Ranked, Ranked]:
    """Filters and practices that may be meant; no further tiers than it takes to find enough."""
    filters: Ranked = []
    titles: Ranked = []
    seen = BitMap()
    for tier, some in enumerate(offer.names.tiers(words)):
        new, seen = some - seen, seen | some
        best = islice(offer.filters_in(new), WEIGHED)
        filters += ((tier, number) for number in best if counts.allow(offer.filters[number]))
        titles += ((tier, number) for number in islice(offer.practices_in(new), MOST_TITLES))
        if len(filters) + len(titles) >= MOST:
            break
    return filters, titles


def _varied(filters: Ranked, room: int, offer: _Offer) -> Ranked:
    """The best filters, no more than a few of one facet as long as there are others."""
    times: Counter[str] = Counter()
    first: Ranked = []
    more: Ranked = []
    for ranked in filters:
        facet = offer.filters[ranked[1]].facet
        times[facet] += 1
        (first if times[facet] <= MOST_OF_ONE_FACET else more).append(ranked)
    return [*first, *more][:room]


def _suggested(one: _Filter, counts: _Counts, words: list[str]) -> Suggested:
    names = (one.label, *one.others)
    known = (name for test in (begins, holds) for name in names if test(name, words))
    name = next(known, one.label)
    also = "" if name == one.label else name
    is_below = bool(one.value.parents)
    return Suggested(one.facet, one.value.key, one.label, also, counts[one], is_below)


def _read(numbers: Mapping[int, int]) -> dict[int, Suggested]:
    """The practices with these ids, by their numbers. Titles are not kept but read: they are
    long, and only what is public at this moment may be shown."""
    rows = Practice.objects.only("slug", "title", "status").filter(pk__in=numbers.keys())
    return {
        numbers[practice.pk]: Suggested("", practice.slug, practice.title)
        for practice in rows
        if practice.is_published
    }
