"""What stands around the matrix: heads that fit a narrow column, and a row of signs for a count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..search.compounds import Lexicon, split
from .shapes import outline
from .units import practices_per_sign, signs_for

SOFT_HYPHEN = "\u00ad"
LONG = 10
"""Shorter words fit a column."""

PITCH, HIGH, SIGN = 17, 20, 11
"""The width that a sign takes, the height of a row, and the side of a sign, in units of the
drawing."""
MOST_SIGNS = 40


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
    tick: where the count of the source lies;  width: that of the longest row beside it;
    per_sign: how many practices one sign stands for, rounded up.
    """

    filled: str
    open: str
    tick: int
    width: int
    per_sign: int


def signs(pillar: str, *, count: int, sourced: int, told: int, most: int) -> Signs:
    """A row of signs. pillar: its code;  most: the largest number in any of the rows."""
    each = practices_per_sign(most, most=MOST_SIGNS)
    filled, whole = signs_for(count, sourced, each)
    left, top = (PITCH - SIGN) // 2, (HIGH - SIGN) / 2
    drawn = [outline(pillar, PITCH * place + left, top, SIGN) for place in range(whole)]
    return Signs(
        "".join(drawn[:filled]),
        "".join(drawn[filled:]),
        PITCH * told // each,
        PITCH * -(-most // each) + 2,
        each,
    )
