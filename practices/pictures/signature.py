"""The signature of a practice: the mark of the site, filled in for that one practice.

Two circles, four squares and three arches stand for the nine elements. Filled: it stands so in the
source. Open: it was read into it. A bar below a column: the source names the pillar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Origin, PillarTag
from .shapes import outline

COLUMNS = {
    "1": (8, ("1a", "1b")),
    "2": (24, ("2a", "2b", "2c", "2d")),
    "3": (40, ("3a", "3b", "3c")),
}
"""Where the signature has each pillar and, from the top down, its elements."""

WIDTH, HEIGHT = 48, 70
"""How large the drawing is, in its own units."""

LOWEST, PITCH = 56, 16
"""The middle of the lowest sign, and how far apart signs stand."""

RADIUS, DOT = 5.6, 1.8
"""Half of a sign, and of the dot where there is none."""

BAR, THICK = 13, 3
"""How wide and how thick the bar of a pillar is, at the foot of the drawing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of the signature. state: "full", "open" or "none"."""

    pillar: str
    x: int
    y: int
    state: str

    @property
    def outline(self) -> str:
        """The data of its path."""
        return outline(self.pillar, self.x - RADIUS, self.y - RADIUS, 2 * RADIUS)


@dataclass(frozen=True, slots=True)
class Signature:
    """The nine elements for one practice.

    lines: x and code of the pillars that the source names as such;  text: the same in words.
    """

    marks: tuple[Mark, ...]
    lines: tuple[tuple[int, str], ...]
    text: str

    @property
    def box(self) -> str:
        """The size of the drawing, as SVG has it."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def dot(self) -> str:
        """The radius of the dot where there is no sign."""
        return f"{DOT:g}"

    @property
    def bars(self) -> list[tuple[str, str]]:
        """The bars of `lines`: the code of the pillar, and the data of a path."""
        y = HEIGHT - THICK
        return [(pillar, f"M{x - BAR / 2:g} {y}h{BAR}v{THICK}h-{BAR}z") for x, pillar in self.lines]


def signature(tags: Sequence[PillarTag]) -> Signature:
    """The picture of these tags."""
    origins = {tag.element_id or tag.pillar_id: tag.origin for tag in tags}
    marks = []
    for pillar, (x, elements) in COLUMNS.items():
        for row, code in enumerate(reversed(elements)):
            marks.append(Mark(pillar, x, LOWEST - PITCH * row, _state(origins.get(code))))
    lines = [
        (x, pillar) for pillar, (x, _) in COLUMNS.items() if origins.get(pillar) == Origin.SOURCE
    ]
    return Signature(tuple(marks), tuple(lines), _in_words(tags))


def _state(origin: str | None) -> str:
    if origin is None:
        return "none"
    return "full" if origin == Origin.SOURCE else "open"


def _in_words(tags: Iterable[PillarTag]) -> str:
    """For example "In de bron: 2c Verbonden met het team, pijler Grip op het leven.", by pillar."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for tag in tags:
        said[tag.origin == Origin.SOURCE].append(_name(tag))
    sentences = [("In de bron", said[True]), ("Afgeleid", said[False])]
    return " ".join(f"{start}: {', '.join(codes)}." for start, codes in sentences if codes)


def _name(tag: PillarTag) -> str:
    return f"{tag.element_id} {tag.element.name}" if tag.element else f"pijler {tag.pillar.name}"
