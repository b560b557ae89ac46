"""The picture that stands beside a link to this site elsewhere: a PNG of 1200 by 630.

At the left the name of a practice, at the right its signature; in the light colours of the site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import cast

from django.conf import settings
from PIL import Image, ImageColor, ImageDraw

from .alphabet import Letter, is_readable, letters
from .lettering import Type, draw_line, has_room_for_words, in_lines
from .palette import light
from .signature import BAR, DOT, HEIGHT, RADIUS, THICK, WIDTH, Mark, Signature, signature

SIZE = (1200, 630)
PAPER, WASH, INK, SOFT, FAINT = (light()[n] for n in ("paper", "wash", "ink", "soft", "line"))
FILLS = {pillar: light()[f"p{pillar}-fill"] for pillar in "123"}
STROKES = {pillar: light()[f"p{pillar}"] for pillar in "123"}

PANEL = 824
"""Where the part with the picture starts, in pixels from the left."""
LEFT, TOP, FOOT = 72, 96, 562
ROOM = PANEL - LEFT - 40
LARGEST, SMALLEST, STEP = 88, 44, 4
TALLEST = 344
"""The most that the lines of a title take, in pixels."""
FINE = 3
"""How much larger shapes are drawn than they are shown, so that their edges are smooth."""
COLOURS = 96

DESIGN = 2
"""Raise it when cards are drawn in another way: then everybody gets the new ones."""

EMPTY = signature([])
FULL = Signature(tuple(replace(mark, state="full") for mark in EMPTY.marks), (), "")

_drawing = Lock()


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What the picture shows. kind: what stands above the title."""

    title: str
    kind: str
    signature: Signature

    @property
    def fingerprint(self) -> str:
        """The same for the same picture."""
        shown = f"{DESIGN} {settings.SITE_NAME} {sorted(light().items())} {self!r}"
        return sha256(shown.encode("utf-8", "replace")).hexdigest()[:24]


SITE = SocialCard(
    "Voorbeelden van goed werkgeverschap", "Zorg en welzijn, kinderopvang en onderwijs", FULL
)
NAMELESS = "Voorbeeld van goed werkgeverschap"
"""The title on a card when its own is in letters that we cannot draw."""


@lru_cache(maxsize=100)
def png(card: SocialCard) -> bytes:
    """The picture, some 25 kB; a process remembers the last hundred.

    One at a time: typefaces are not made for several threads.
    """
    with _drawing:
        picture = Image.new("RGB", SIZE, PAPER)
        picture.paste(WASH, (PANEL, 0, *SIZE))
        _draw_words(picture, card)
        _draw_brand(picture)
        _draw_signature(picture, card.signature)
    file = BytesIO()
    _in_few_colours(picture).save(file, "PNG")
    return file.getvalue()


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """The same in a third of the bytes; the two grounds keep exactly their own colour."""
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    for corner, ground in (((0, 0), PAPER), ((SIZE[0] - 1, 0), WASH)):
        number = cast("int", few.getpixel(corner))
        palette[3 * number : 3 * number + 3] = ImageColor.getrgb(ground)
    few.putpalette(palette)
    return few


def _draw_words(picture: Image.Image, card: SocialCard) -> None:
    title = card.title if is_readable(card.title) else NAMELESS
    kind = _largest(title)
    draw_line(picture, (LEFT, TOP), letters(card.kind), Type(30), SOFT)
    foot = TOP + 28 + round(0.82 * kind.size)
    for line in _title_lines(title, kind):
        draw_line(picture, (LEFT, foot), line, kind, INK)
        foot += _leading(kind)


def _largest(title: str) -> Type:
    """The largest type in which the title fits without breaking a word; else the smallest."""
    sizes = range(LARGEST, SMALLEST, -STEP)
    return next((kind for kind in map(_bold, sizes) if _fits(title, kind)), _bold(SMALLEST))


def _title_lines(title: str, kind: Type) -> list[list[Letter]]:
    """The lines that there is room for; a title of which letters became several is cut off."""
    most = TALLEST // _leading(kind)
    lines = in_lines(title, kind, ROOM)
    if len(lines) > most:
        lines[most - 1][-1] = Letter("…")
    return lines[:most]


def _fits(title: str, kind: Type) -> bool:
    if not has_room_for_words(title, kind, ROOM):
        return False
    return len(in_lines(title, kind, ROOM)) * _leading(kind) <= TALLEST


def _bold(size: int) -> Type:
    return Type(size, weight=max(1, round(size / 38)))


def _leading(kind: Type) -> int:
    """From line to line, in pixels."""
    return round(kind.size * 1.12)


def _draw_brand(picture: Image.Image) -> None:
    """The mark and the name of the site, at the foot."""
    first, _, rest = settings.SITE_NAME.partition(" ")
    mark = _shapes(FULL, scale=1.05, radius=6.4, ground=PAPER)
    picture.paste(mark, (LEFT - 2, FOOT - mark.height + 12))
    start = LEFT + mark.width + 14
    draw_line(picture, (start, FOOT - 34), letters(first), Type(30, weight=1), INK)
    draw_line(picture, (start, FOOT), letters(rest), Type(30), INK)


def _draw_signature(picture: Image.Image, shown: Signature) -> None:
    made = _shapes(shown, scale=6.4, radius=RADIUS, ground=WASH)
    middle = (PANEL + SIZE[0]) // 2
    picture.paste(made, (middle - made.width // 2, (SIZE[1] - made.height) // 2))


def _shapes(shown: Signature, *, scale: float, radius: float, ground: str) -> Image.Image:
    """The signs and bars of a signature. scale: pixels for a unit;  radius: of a sign."""
    fine = scale * FINE
    made = Image.new("RGB", (round(WIDTH * fine), round(HEIGHT * fine)), ground)
    draw = ImageDraw.Draw(made)
    for mark in shown.marks:
        if mark.state == "none":
            _draw_sign(draw, replace(mark, pillar="1"), fine, DOT, FAINT)
        elif mark.state == "full":
            _draw_sign(draw, mark, fine, radius, FILLS[mark.pillar])
        else:
            _draw_sign(draw, mark, fine, radius + 0.8, STROKES[mark.pillar])
            _draw_sign(draw, mark, fine, radius - 0.8, ground)
    for x, pillar in shown.lines:
        bar = (x - BAR / 2, HEIGHT - THICK, x + BAR / 2, HEIGHT)
        draw.rectangle([round(side * fine) for side in bar], STROKES[pillar])
    return made.reduce(FINE)


def _draw_sign(draw: ImageDraw.ImageDraw, mark: Mark, fine: float, radius: float, ink: str) -> None:
    """A circle, square or arch around the place of a mark."""
    sides = (mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius)
    left, top, right, bottom = (round(side * fine) for side in sides)
    if mark.pillar == "2":
        draw.rectangle((left, top, right, bottom), ink)
        return
    draw.ellipse((left, top, right, bottom), ink)
    if mark.pillar == "3":
        draw.rectangle((left, round(mark.y * fine), right, bottom), ink)
