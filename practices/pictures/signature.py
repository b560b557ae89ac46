"""The signature of a practice: the mark of the site, filled in for that one practice.

Two circles, four squares and three arches stand for the nine elements. Filled: it stands so in the
source. Open: it was read into it. A bar below a column: the source names the pillar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Origin, PillarTag

COLUMNS = {
    "1": (8, ("1a", "1b")),
    "2": (24, ("2a", "2b", "2c", "2d")),
    "3": (40, ("3a", "3b", "3c")),
}
"""Where the signature has each pillar and, from the top down, its elements."""

WIDTH, HEIGHT = 48, 70
"""How large the drawing is, in its own units."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of the signature. state: "full", "open" or "none"."""

    pillar: str
    x: int
    y: int
    state: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The nine elements for one practice.

    lines: x and code of the pillars that the source names as such;  text: the same in words.
    """

    marks: tuple[Mark, ...]
    lines: tuple[tuple[int, str], ...]
    text: str


def signature(tags: Sequence[PillarTag]) -> Signature:
    """The picture of these tags."""
    origins = {tag.element_id or tag.pillar_id: tag.origin for tag in tags}
    marks = []
    for pillar, (x, elements) in COLUMNS.items():
        for row, code in enumerate(reversed(elements)):
            marks.append(Mark(pillar, x, 56 - 16 * row, _state(origins.get(code))))
    lines = [
        (x, pillar) for pillar, (x, _) in COLUMNS.items() if origins.get(pillar) == Origin.SOURCE
    ]
    return Signature(tuple(marks), tuple(lines), _in_words(tags))


def _state(origin: str | None) -> str:
    if origin is None:
        return "none"
    return "full" if origin == Origin.SOURCE else "open"


def _in_words(tags: Iterable[PillarTag]) -> str:
    """For example "In de bron: 2a, pijler 3. Geduid: 1b.", by pillar."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for tag in tags:
        said[tag.origin == Origin.SOURCE].append(tag.element_id or f"pijler {tag.pillar_id}")
    sentences = [("In de bron", said[True]), ("Geduid", said[False])]
    return " ".join(f"{start}: {', '.join(codes)}." for start, codes in sentences if codes)
