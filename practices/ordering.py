"""A fixed order of practices, from which parts of sets are read without sorting all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from pyroaring import BitMap


class Order:
    """Practices in a fixed order. ids: all of them, in that order."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = list(ids)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each practice stands."""
        return {pk: place for place, pk in enumerate(self.ids)}

    def part(self, practices: BitMap, start: int, stop: int) -> list[int]:
        """From `start` up to `stop` of these practices, in this order."""
        many, wanted = len(practices), min(stop, len(practices))
        if wanted <= start:
            return []
        # walking along all until enough are found, or sorting the few: whichever is less work
        if wanted * len(self.ids) <= many * many * 3:
            return list(islice(filter(practices.__contains__, self.ids), start, wanted))
        return sorted(practices, key=self.places.__getitem__)[start:wanted]
