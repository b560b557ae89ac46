"""What stands around the matrix: heads that fit a narrow column, and a row of signs for a count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..search.compounds import Lexicon, split

SOFT_HYPHEN = "\u00ad"
LONG = 10
"""Shorter words fit a column."""

PITCH, HIGH = 17, 20
"""The width that a sign takes, and the height of a row, in units of the drawing."""
MOST_SIGNS = 40

_SHAPES: dict[str, Callable[[int], str]] = {
    "1": lambda x: f"M{x + 3} 10a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0z",
    "2": lambda x: f"M{x + 3} 4.5h11v11h-11z",
    "3": lambda x: f"M{x + 3} 15.5v-5.5a5.5 5.5 0 0 1 11 0v5.5z",
}
"""Circle, square and arch of the three pillars, by the place where they begin."""


def breakable(name: str) -> str:
    """The name with a soft hyphen between the parts of long compounds: arbeids-voorwaarden."""
    return re.sub(rf"\w{{{LONG},}}", lambda word: _parted(word[0]), name)


def _parted(word: str) -> str:
    for part in split(word.lower(), Lexicon.base())[:0:-1]:
        place = word.lower().rfind(part)
        word = f"{word[:place]}{SOFT_HYPHEN}{word[place:]}"
    return word


@dataclass(frozen=True)
class Signs:
    """The practices of an element as a row of signs.

    filled, open: the outlines of what the source prints and of the rest, as the data of a path;
    tick: where the count of the source lies;  width: that of the longest row beside it.
    """

    filled: str
    open: str
    tick: int
    width: int


def signs_for(most: int) -> int:
    """How many practices one sign stands for, when the longest row has `most`."""
    return max(1, -(-most // MOST_SIGNS))


def signs(pillar: str, *, count: int, sourced: int, told: int, most: int) -> Signs:
    """A row of signs. pillar: its code;  most: the largest number in any of the rows."""
    each = signs_for(most)
    whole, filled = -(-count // each), -(-sourced // each)
    drawn = [_SHAPES[pillar](PITCH * place) for place in range(whole)]
    return Signs(
        "".join(drawn[:filled]),
        "".join(drawn[filled:]),
        PITCH * told // each,
        PITCH * -(-most // each) + 2,
    )
