"""What of a text can be drawn with the one typeface that Pillow brings along (Aileron, CC0).

It holds plain letters only, so a letter with an accent is a plain letter and a mark, which are put
together as a compositor did with loose type. What cannot be drawn is left out: a text is never
shown wrong, and never from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

DRAWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("‘’“”…·")
"""What the typeface has."""

INSTEAD = dict.fromkeys("–—‐‑−", "-") | {
    "€": "EUR ",
    "•": "·",
    "×": "x",
    "⁄": "/",
    "`": "'",
    "„": "“",
    "«": "“",
    "»": "”",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
}
"""What is written plainer than it was."""


class Accent(NamedTuple):
    """Loose type for a mark on a letter, measured in the height of the type (em).

    sign: which sign of the typeface;  size: how large it is set;  is_mirrored: from left to right;
    gap: room between sign and letter;  times: how often, next to each other.
    """

    sign: str
    size: float
    is_mirrored: bool = False
    gap: float = 0.07
    times: int = 1


ACCENTS = {
    "\u0300": Accent("`", 0.85),
    "\u0301": Accent("`", 0.85, is_mirrored=True),
    "\u0302": Accent("^", 0.6),
    "\u0303": Accent("~", 0.55, gap=0.1),
    "\u0308": Accent(".", 0.95, times=2, gap=0.09),
    "\u030a": Accent("o", 0.42),
    "\u0327": Accent(",", 0.85, gap=-0.06),
}
"""The marks of Dutch and its neighbours; a letter with another mark stands there without it."""

CEDILLA = "\u0327"


class Letter(NamedTuple):
    """A plain letter and the mark on it, "" for none."""

    plain: str
    mark: str = ""


def letters(text: str) -> list[Letter]:
    """What of a text can be drawn, with single spaces between words and none around them."""
    found: list[Letter] = []
    for sign in _signs(text):
        is_space = sign.isspace()
        if sign in ACCENTS and found and found[-1].plain.isalpha() and not found[-1].mark:
            found[-1] = Letter(found[-1].plain, sign)
        elif is_space and found and found[-1].plain != " ":
            found.append(Letter(" "))
        elif sign in DRAWN and not is_space:
            found.append(Letter(sign))
    return found[:-1] if found and found[-1].plain == " " else found


def _signs(text: str) -> Iterator[str]:
    """Letters and marks apart, in plain signs where there are any. A line or tab is a space, other
    control signs are nothing."""
    for sign in unicodedata.normalize("NFKD", text):
        yield from INSTEAD.get(sign, sign)


def is_readable(text: str) -> bool:
    """Whether nearly all that stands in a text can be drawn, so that it still says what it says."""
    meant = [s for s in unicodedata.normalize("NFKC", text) if unicodedata.category(s)[0] in "LN"]
    drawn = [letter for letter in letters(text) if letter.plain.isalnum()]
    return bool(drawn) and len(drawn) >= 0.9 * len(meant)
