"""Regions and sectors by every name that people have for them, to offer as a filter.

Who types "loopbaan in brabant" means a region: the words are looked for all the same, and the page
offers the region beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..models import Region, Sector
from .analysis import Analyser
from .query import Want, Word
from .thesaurus import Phrase

MOST_HINTS = 3


@dataclass(frozen=True)
class Place:
    """A value of a facet that a query names. kind: "regio" or "sector", also the parameter."""

    kind: str
    key: str
    label: str


@dataclass(frozen=True)
class Hint:
    """What somebody may have meant by some of the words; start, end: where these stand."""

    place: Place
    start: int
    end: int


def is_place(want: Want, hints: Sequence[Hint]) -> bool:
    """Whether words of this want are the name of a region or sector."""
    return any(
        hint.start <= word.start and word.end <= hint.end for hint in hints for word in want.words
    )


class Names:
    """All names by their stems; it does not change."""

    def __init__(self, named: Iterable[tuple[Place, Iterable[str]]], analyser: Analyser) -> None:
        """named: places with their names; of two with one name the first is meant."""
        self._places: dict[Phrase, Place] = {}
        for place, names in named:
            for name in names:
                for phrase in _phrases(name, analyser):
                    self._places.setdefault(phrase, place)
        self._longest = max(map(len, self._places), default=0)

    def knows(self, phrase: Phrase) -> bool:
        """Whether it is a name of any of them."""
        return phrase in self._places

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all words of all names."""
        return frozenset(stem for phrase in self._places for stem in phrase)

    @classmethod
    def load(cls, analyser: Analyser) -> Names:
        """The names as they are in the database; two queries."""
        order = list(Region.Kind.values)
        regions = sorted(Region.objects.all(), key=lambda r: (order.index(r.kind), r.pk))
        return cls((*map(_region, regions), *map(_sector, Sector.objects.order_by("pk"))), analyser)

    def hints(self, words: Sequence[Word]) -> tuple[Hint, ...]:
        """The places that are named in these words, the longest names first; at most three."""
        found: dict[Place, Hint] = {}
        place = 0
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 0, -1):
                some = words[place : place + size]
                known = self._places.get(tuple(word.stem for word in some))
                if known:
                    found.setdefault(known, Hint(known, some[0].start, some[-1].end))
                    place += size - 1
                    break
            place += 1
        return tuple(found.values())[:MOST_HINTS]


def _region(region: Region) -> tuple[Place, list[str]]:
    names = [region.name, *region.other_names.splitlines()]
    return Place("regio", region.slug, str(region)), names


def _sector(sector: Sector) -> tuple[Place, list[str]]:
    names = [sector.name, sector.abbreviation, *sector.other_names.splitlines()]
    return Place("sector", sector.slug, sector.name), names


def _phrases(name: str, analyser: Analyser) -> Iterator[Phrase]:
    """A name as it is written, and with a space for each hyphen."""
    for spelling in (name, name.replace("-", " ")):
        tokens = [token for token in analyser.tokens(spelling) if not token.is_stop]
        if tokens:
            yield tuple(token.stem for token in tokens)
