"""Adding up weights over sets of practices, and reading the result best first.

A score is kept as a number in binary, one bitmap per binary digit: bitmap n holds the practices
whose score has digit n. Adding a weight to thousands of practices is then a handful of set
operations, and the best twenty are found without looking at the others (bit-sliced arithmetic,
O'Neil and Quass, "Improved query performance with variant indexes", SIGMOD 1997).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap

from ..ordering import Order


class Scores:
    """What each practice scores; 0 for one that nothing was added to."""

    def __init__(self) -> None:
        self._digits: list[BitMap] = []

    def add(self, practices: BitMap, weight: int) -> None:
        """Give all of these practices so much more. weight: at least 0."""
        for place in range(weight.bit_length()):
            if weight >> place & 1:
                self._carry(practices, place)

    def _carry(self, carried: BitMap, place: int) -> None:
        while carried:
            while place >= len(self._digits):
                self._digits.append(BitMap())
            digit = self._digits[place]
            self._digits[place], carried = digit ^ carried, digit & carried
            place += 1

    def classes(self, practices: BitMap) -> Iterator[tuple[int, BitMap]]:
        """These practices in sets of one score each, with that score, highest first."""
        return self._classes(practices, len(self._digits), 0)

    def _classes(self, left: BitMap, digits: int, score: int) -> Iterator[tuple[int, BitMap]]:
        if not left:
            return
        if not digits:
            yield score, left
            return
        digit = self._digits[digits - 1]
        yield from self._classes(left & digit, digits - 1, score | 1 << digits - 1)
        yield from self._classes(left - digit, digits - 1, score)


def best_part(scores: Scores, practices: BitMap, order: Order, start: int, stop: int) -> list[int]:
    """From `start` up to `stop` of these practices, highest score first, equals in this order."""
    found: list[int] = []
    passed = 0
    for _, alike in scores.classes(practices):
        if passed + len(alike) > start:
            found += order.part(alike, max(start - passed, 0), stop - passed)
        passed += len(alike)
        if passed >= stop:
            break
    return found
