"""The signs of the three pillars: a circle for geld, a square for werk, an arch for leven."""

from __future__ import annotations

PILLAR_WORDS = {"1": "Geld", "2": "Werk", "3": "Leven"}
"""Each pillar in one word, for where there is no room for its name."""

_SHAPES = {
    "1": "M{x:g} {middle:g}a{half:g} {half:g} 0 1 1 {side:g} 0a{half:g} {half:g} 0 1 1-{side:g} 0z",
    "2": "M{x:g} {y:g}h{side:g}v{side:g}h-{side:g}z",
    "3": "M{x:g} {foot:g}v-{half:g}a{half:g} {half:g} 0 0 1 {side:g} 0v{half:g}z",
}


def outline(pillar: str, x: float, y: float, side: float) -> str:
    """One sign as the data of a path, in units of the drawing.

    pillar: its code, otherwise `KeyError`;  x, y: the top left corner;  side: width and height.
    """
    half = side / 2
    return _SHAPES[pillar].format(x=x, y=y, middle=y + half, foot=y + side, side=side, half=half)
