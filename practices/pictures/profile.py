"""The profile of a scan: a column of three signs for each element, filled up to its level.

Circle, square and arch stand for the pillars. A small dot is a step that is not there yet; a
dashed frame is a statement that was left open. A bar below a code says: begin here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .shapes import PILLAR_WORDS, outline

SIZE, PITCH, STEP = 26, 34, 40
"""Side of a sign, and the distance between signs: up, and sideways."""

MARGIN, BETWEEN = 4, 16
"""Space at the sides, and between two pillars beside the usual step."""

LINE, CODES, BARS, NAMES, FOOT = 3, 21, 30, 54, 62
"""How far below the columns stand the line, the codes, the bars and the names, and the edge."""

DOT, FRAME = 3, 24
"""The radius of a dot, and the width of the frame around a statement that was left open."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of one element. level: how many of the steps were taken, None for unknown;
    answer: the same in words."""

    code: str
    name: str
    level: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class Column:
    """One element. x: its middle;  full, empty: the middles of its signs and of its dots."""

    code: str
    pillar: str
    x: int
    full: tuple[int, ...]
    empty: tuple[int, ...]
    is_open: bool
    is_chosen: bool

    @property
    def signs(self) -> str:
        """The outlines of its signs, "" for none, from its middle."""
        corner = -SIZE // 2
        return "".join(outline(self.pillar, corner, y + corner, SIZE) for y in self.full)

    @property
    def bar(self) -> str:
        """The bar below its code, from its middle."""
        return f"M{-SIZE // 2} 0h{SIZE}"


@dataclass(frozen=True, slots=True)
class Ground:
    """The line that the columns of one pillar stand on, with its name."""

    name: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The drawing. height: of the columns alone, without what stands below them."""

    width: int
    height: int
    columns: tuple[Column, ...]
    grounds: tuple[Ground, ...]
    text: str

    @property
    def box(self) -> str:
        """The size of all of it, as SVG has it."""
        return f"0 0 {self.width} {self.height + FOOT}"

    @property
    def levels(self) -> dict[str, int]:
        """How far from the top stand the line, the codes, the bars, the names and a question
        mark."""
        below = {"line": LINE, "codes": CODES, "bars": BARS, "names": NAMES}
        return {
            **{name: self.height + distance for name, distance in below.items()},
            "question": self.height // 2 + 5,
        }

    @property
    def dot(self) -> int:
        """The radius of a dot."""
        return DOT

    @property
    def frame(self) -> dict[str, int]:
        """The frame around a statement that was left open, from the middle of its column."""
        edge = PITCH // 2 - FRAME // 2
        return {"x": -FRAME // 2, "y": edge, "width": FRAME, "height": self.height - 2 * edge}


def profile(parts: Iterable[Part], *, steps: int, chosen: Collection[str] = ()) -> Profile:
    """The picture of these elements, which come by pillar.

    steps: the highest level;  chosen: the codes below which a bar is drawn.
    """
    parts = list(parts)
    rows = tuple(steps * PITCH - PITCH // 2 - row * PITCH for row in range(steps))
    columns: list[Column] = []
    for part in parts:
        columns.append(
            Column(
                code=part.code,
                pillar=part.code[0],
                x=_right_of(columns, part.code[0]),
                full=rows[: part.level or 0],
                empty=() if part.level is None else rows[part.level :],
                is_open=part.level is None,
                is_chosen=part.code in chosen,
            )
        )
    width = columns[-1].x + SIZE // 2 + MARGIN if columns else 0
    height = steps * PITCH
    return Profile(width, height, tuple(columns), _grounds(columns), _in_words(parts))


def _right_of(columns: list[Column], pillar: str) -> int:
    """The middle of the next column."""
    if not columns:
        return MARGIN + SIZE // 2
    return columns[-1].x + STEP + (BETWEEN if columns[-1].pillar != pillar else 0)


def _grounds(columns: list[Column]) -> tuple[Ground, ...]:
    places: dict[str, list[int]] = {}
    for column in columns:
        places.setdefault(column.pillar, []).append(column.x)
    return tuple(
        Ground(PILLAR_WORDS[pillar], xs[0] - SIZE // 2, xs[-1] + SIZE // 2)
        for pillar, xs in places.items()
    )


def _in_words(parts: Iterable[Part]) -> str:
    """For example "1a Werkzekerheid: een beetje. 1b Leren: nog open."."""
    return " ".join(f"{part.code} {part.name}: {part.answer}." for part in parts)
