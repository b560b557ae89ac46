"""Where each part of a query is found, and what every place is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_, or_

from pyroaring import BitMap

from . import lookups
from .coding import FIELDS
from .database import Expression
from .query import Want, Word

Sets = Mapping[Expression, BitMap]
Weighed = list[tuple[BitMap, int]]

LITERAL, NEAR, OTHER = 4, 3, 2
"""The word itself, before a part of a compound or a longer word, before a synonym."""
SCATTERED = 2
"""All parts of a compound somewhere in the text, which may be by chance."""
RAREST = 8
"""A word in one practice weighs so many times as much as a word in half of them."""


@dataclass(frozen=True)
class Match:
    """The practices that satisfy a want, the sets that add to their score, and how much the want
    says (1 to 8): what few practices have says more than what half of them have."""

    satisfied: BitMap
    weighed: Weighed
    rarity: int
    missing: tuple[Word, ...] = ()


def match(want: Want, sets: Sets, total: int) -> Match:
    """Where a want is found. total: how many practices there are."""
    if want.is_quoted:
        return _quoted(want, sets, total)
    parts = [_word(word, sets) for word in want.words]
    spoken = reduce(and_, (satisfied for satisfied, _ in parts))
    is_term = len(want.words) > 1
    worth = NEAR if is_term else OTHER
    meant = [(sets[lookups.others(want, f)], f.weight * worth) for f in FIELDS if want.others]
    satisfied = reduce(or_, (practices for practices, _ in meant), spoken)
    rarity = _rarity(len(satisfied), total)
    # the words of a term say little when they stand apart: "ziek" here and "personeel" there
    less = LITERAL if is_term else 1
    weighed = [(practices, -(-weight // less)) for _, pairs in parts for practices, weight in pairs]
    weighed += [
        (practices if is_term else practices - spoken, weight) for practices, weight in meant
    ]
    missing = () if satisfied else _missing(want, parts)
    return Match(satisfied, [(bits, n * rarity) for bits, n in weighed], rarity, missing)


def _missing(want: Want, parts: list[tuple[BitMap, Weighed]]) -> tuple[Word, ...]:
    """The words that stand nowhere at all."""
    return tuple(word for word, (bits, _) in zip(want.words, parts, strict=True) if not bits)


def _word(word: Word, sets: Sets) -> tuple[BitMap, Weighed]:
    """Where a word is found, and the sets that weigh."""
    weighed: Weighed = [(sets[lookups.often(word)], LITERAL)]
    found = BitMap()
    for field in FIELDS:
        itself, alike = sets[lookups.literal(word, field)], sets[lookups.near(word, field)]
        weighed += [(itself, field.weight * LITERAL), (alike - itself, field.weight * NEAR)]
        found |= itself | alike
    if word.apart:
        apart = reduce(and_, (sets[lookups.anywhere(part)] for part in word.apart)) - found
        weighed.append((apart, SCATTERED))
        found |= apart
    return found, weighed


def _quoted(want: Want, sets: Sets, total: int) -> Match:
    stems = tuple(word.stem for word in want.words)
    places = [(sets[lookups.phrase(stems, f)], f.weight * LITERAL) for f in FIELDS]
    satisfied = reduce(or_, (practices for practices, _ in places), BitMap())
    rarity = _rarity(len(satisfied), total)
    return Match(satisfied, [(bits, weight * rarity) for bits, weight in places], rarity)


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
