"""What is said of practices on one point."""

from __future__ import annotations

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
