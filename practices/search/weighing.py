"""Where each part of a query is found, and what every place is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import NamedTuple

from pyroaring import BitMap

from . import lookups
from .coding import FIELDS, IN_SIGHT, KEYWORDS, Field
from .database import Expression
from .query import Want, Word
from .thesaurus import Phrase

Sets = Mapping[Expression, BitMap]
Weighed = list[tuple[BitMap, int]]

LITERAL, NEAR, OTHER, SAME = 4, 3, 2, 1
"""The word itself, before a part of a compound or a longer word, before another word for it; one
more when that means just the same, and is no kind of it."""
NOBODY = BitMap()
RAREST = 8
"""A word in one practice weighs so many times as much as a word in half of them."""


@dataclass(frozen=True)
class Match:
    """The practices that satisfy a want, the sets that add to their score, and how much the want
    says (1 to 8): what few practices have says more than what half of them have.

    in_sight: those that have it in their title or summary;  named: those that have it as a keyword.
    """

    satisfied: BitMap
    weighed: Weighed
    rarity: int
    in_sight: BitMap
    named: BitMap
    missing: tuple[Word, ...] = ()


def match(want: Want, sets: Sets, total: int) -> Match:
    """Where a want is found. total: how many practices there are."""
    if want.is_quoted:
        return _quoted(want, sets, total)
    words = [_word(word, sets) for word in want.words]
    itself = _side_by_side(want, sets) if want.has_amount else _anyhow(words)
    others = _elsewhere(want.others, sets)
    alike = _elsewhere(want.alike, sets)
    satisfied = BitMap.union(itself.practices, *others.values())
    in_sight = BitMap.union(itself.in_sight, *(others.get(f.name, NOBODY) for f in IN_SIGHT))
    named = itself.named | others.get(KEYWORDS.name, NOBODY)
    rarity = _rarity(len(satisfied), total)
    is_term = len(want.words) > 1
    # the words of a term say little when they stand apart: "ziek" here and "personeel" there
    less, worth = (LITERAL, NEAR) if is_term else (1, OTHER)
    weighed = [(some, -(-weight // less)) for word in words for some, weight in word.weighed]
    weighed += [
        (others[f.name] if is_term else others[f.name] - itself.practices, f.weight * worth)
        for f in FIELDS
        if others
    ]
    weighed += [(alike[f.name], f.weight * SAME) for f in FIELDS if alike]
    if is_term:
        weighed += _side_by_side(want, sets).weighed
    missing = () if satisfied else _missing(want, words)
    return Match(satisfied, _times(weighed, rarity), rarity, in_sight, named, missing)


def _elsewhere(phrases: Sequence[Phrase], sets: Sets) -> dict[str, BitMap]:
    """The practices with one of these phrases, by field; {} for no phrases."""
    return {f.name: sets[lookups.others(phrases, f)] for f in FIELDS} if phrases else {}


class _Spoken(NamedTuple):
    """The practices that speak of something, those that do so in title or summary, those that have
    it as a keyword, and what weighs."""

    practices: BitMap
    in_sight: BitMap
    named: BitMap
    weighed: Weighed


def _word(word: Word, sets: Sets) -> _Spoken:
    """Where a word is found."""
    weighed: Weighed = [(sets[lookups.often(word)], LITERAL)]
    places: dict[Field, BitMap] = {}
    for field in FIELDS:
        itself, alike = sets[lookups.literal(word, field)], sets[lookups.near(word, field)]
        weighed += [(itself, field.weight * LITERAL), (alike - itself, field.weight * NEAR)]
        places[field] = itself | alike
    return _spoken(places, weighed)


def _spoken(places: Mapping[Field, BitMap], weighed: Weighed) -> _Spoken:
    seen = (places[field] for field in IN_SIGHT)
    whole = BitMap.union(NOBODY, *places.values())
    return _Spoken(whole, BitMap.union(NOBODY, *seen), places[KEYWORDS], weighed)


def _anyhow(words: Sequence[_Spoken]) -> _Spoken:
    """All of the words, wherever each stands."""
    practices, in_sight, named = (
        reduce(and_, some) for some in list(zip(*words, strict=True))[:-1]
    )
    return _Spoken(practices, in_sight, named, [])


def _side_by_side(want: Want, sets: Sets) -> _Spoken:
    """The words next to each other."""
    stems = want.stems
    places = {field: sets[lookups.phrase(stems, field)] for field in FIELDS}
    return _spoken(places, [(some, field.weight * LITERAL) for field, some in places.items()])


def _missing(want: Want, words: Sequence[_Spoken]) -> tuple[Word, ...]:
    """The words that stand nowhere at all."""
    pairs = zip(want.words, words, strict=True)
    return tuple(word for word, spoken in pairs if not spoken.practices)


def _quoted(want: Want, sets: Sets, total: int) -> Match:
    spoken = _side_by_side(want, sets)
    rarity = _rarity(len(spoken.practices), total)
    return Match(
        spoken.practices, _times(spoken.weighed, rarity), rarity, spoken.in_sight, spoken.named
    )


def _times(weighed: Weighed, rarity: int) -> Weighed:
    return [(practices, weight * rarity) for practices, weight in weighed]


def _rarity(having: int, total: int) -> int:
    return min(max(total // max(having, 1), 1).bit_length(), RAREST)


TOGETHER = 8
"""Two words next to each other, as they were typed, times the weight of the field."""
MOST_FOR_PHRASES = 5000
"""Words in so many practices are not looked for next to each other: it says little and costs."""


def neighbours(
    wants: tuple[Want, ...], matches: list[Match], look_up: Callable[[list[Expression]], Sets]
) -> Iterator[tuple[BitMap, int]]:
    """The practices in which two words stand next to each other as they were typed, weighed."""
    placed = [(word, m) for want, m in zip(wants, matches, strict=True) for word in want.words]
    pairs = [
        (first, second, field)
        for (first, m1), (second, m2) in pairwise(placed)
        if min(len(m1.satisfied), len(m2.satisfied)) <= MOST_FOR_PHRASES
        for field in FIELDS
    ]
    asked = [lookups.together(*pair) for pair in pairs]
    sets = look_up(asked)
    for one, (_, _, field) in zip(asked, pairs, strict=True):
        yield sets[one], field.weight * TOGETHER
