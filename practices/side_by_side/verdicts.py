"""What is said of practices on one point."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """In a sign and in words."""

    sign: str
    words: str


DIFFERS = Verdict("≠", "verschilt")
SAME = Verdict("=", "gelijk")
UNCLEAR = Verdict("?", "niet te vergelijken")
"""Of too few of them is it known to say either."""


class Compared(ABC):
    """A point on which practices are compared."""

    @property
    @abstractmethod
    def verdict(self) -> Verdict | None:
        """What is said of it, None for nothing."""

    @property
    @abstractmethod
    def has_gap(self) -> bool:
        """Whether it is unknown of one of them at least."""

    @property
    def differs(self) -> bool:
        """Whether they certainly differ."""
        return self.verdict == DIFFERS
