"""Setting Dutch words in type on a picture, in lines, without a font in the repository.

The typeface is the one that Pillow brings along; accents are put together from its own signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from .alphabet import ACCENTS, CEDILLA, Accent, Letter, letters


@dataclass(frozen=True, slots=True)
class Type:
    """How letters are set. size: in pixels;  weight: how many pixels every stroke is thickened on
    each side, for bold; letters then stand as much further apart."""

    size: int
    weight: int = 0

    @property
    def face(self) -> ImageFont.FreeTypeFont:
        """The typeface at this size."""
        return _face(self.size)

    def starts(self, text: Sequence[Letter]) -> Iterator[float]:
        """Where each letter starts, in pixels from the start of the first."""
        written = "".join(letter.plain for letter in text)
        yield 0
        for number in range(1, len(written)):
            # with the letter after it, so that what stands closer together does so here too
            pair = self.face.getlength(written[: number + 1])
            yield pair - self.face.getlength(written[number]) + number * self.weight

    def width(self, text: Sequence[Letter]) -> float:
        """How wide a line is, in pixels."""
        written = "".join(letter.plain for letter in text)
        return self.face.getlength(written) + len(written) * self.weight


@lru_cache(maxsize=64)
def _face(size: int) -> ImageFont.FreeTypeFont:
    """The typeface, set letter by letter: the same on every machine."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow zonder FreeType kan geen letters tekenen")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


# --- Lines ---------------------------------------------------------------------------------------


def in_lines(text: str, kind: Type, room: float) -> list[list[Letter]]:
    """A text in as few lines as fit in `room` pixels, of about equal length.

    A word that is wider than the room is broken, with a hyphen between two letters.
    """
    words = [part for word in _words(letters(text)) for part in _broken(word, kind, room)]
    fewest = len(_filled(words, kind, room))
    narrow, wide = max((kind.width(word) for word in words), default=room), room
    while wide - narrow > kind.size / 4:
        tried = (narrow + wide) / 2
        is_enough = len(_filled(words, kind, tried)) == fewest
        narrow, wide = (narrow, tried) if is_enough else (tried, wide)
    return _filled(words, kind, wide)


def has_room_for_words(text: str, kind: Type, room: float) -> bool:
    """Whether no word has to be broken."""
    return all(kind.width(word) <= room for word in _words(letters(text)))


def _words(text: Sequence[Letter]) -> list[list[Letter]]:
    words: list[list[Letter]] = [[]]
    for letter in text:
        if letter.plain == " ":
            words.append([])
        else:
            words[-1].append(letter)
    joined: list[list[Letter]] = []
    for word in filter(None, words):
        if joined and word == [Letter("-")]:  # a dash never starts a line
            joined[-1] += [Letter(" "), *word]
        else:
            joined.append(word)
    return joined


def _broken(word: list[Letter], kind: Type, room: float) -> Iterator[list[Letter]]:
    """A word in pieces that fit."""
    while len(word) > 1 and kind.width(word) > room:
        taken = 1
        while kind.width([*word[: taken + 1], Letter("-")]) <= room:
            taken += 1
        is_within_letters = word[taken - 1].plain.isalpha() and word[taken].plain.isalpha()
        yield [*word[:taken], *([Letter("-")] if is_within_letters else [])]
        word = word[taken:]
    yield word


def _filled(words: list[list[Letter]], kind: Type, room: float) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    for word in words:
        longer = [*lines[-1], Letter(" "), *word] if lines else word
        if lines and kind.width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


# --- Drawing -------------------------------------------------------------------------------------


def draw_line(
    picture: Image.Image, place: tuple[int, int], line: Sequence[Letter], kind: Type, ink: str
) -> None:
    """Set a line of type; place: where it starts, on the foot of its letters."""
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    for start, letter in zip(kind.starts(line), line, strict=False):
        here = (place[0] + start, place[1])
        draw.text(
            here,
            letter.plain,
            fill=255,
            font=kind.face,
            anchor="ls",
            stroke_width=kind.weight,
        )
        if letter.mark:
            _set_accent(mask, (round(here[0]), place[1]), letter, kind)
    picture.paste(ink, mask=mask)


def _set_accent(mask: Image.Image, place: tuple[int, int], letter: Letter, kind: Type) -> None:
    """Put the mark of a letter where it belongs; place: where that letter starts."""
    accent = ACCENTS[letter.mark]
    left, top, right, bottom = _ink(letter.plain, kind)
    if letter.plain in "ij":  # its own dot goes
        dotless = _ink("x", kind)[1]
        dot = (place[0] + left - 1, place[1] + top, place[0] + right + 1, place[1] + dotless - 2)
        ImageDraw.Draw(mask).rectangle(dot, fill=0)
        top = dotless
    loose = _loose(accent, kind)
    x = place[0] + round((left + right - loose.width) / 2)
    y = place[1] + top - round(accent.gap * kind.size) - loose.height
    if letter.mark == CEDILLA:
        y = place[1] + bottom + round(accent.gap * kind.size)
    mask.paste(255, (x, y), loose)


@lru_cache(maxsize=500)
def _ink(sign: str, kind: Type) -> tuple[int, int, int, int]:
    """Where there is ink: left, top, right and bottom, from the start of the sign on its foot."""
    size = kind.size
    mask = Image.new("L", (3 * size, 3 * size))
    ImageDraw.Draw(mask).text(
        (size, 2 * size), sign, 255, kind.face, anchor="ls", stroke_width=kind.weight
    )
    left, top, right, bottom = mask.getbbox() or (size, 2 * size, size, 2 * size)
    return left - size, top - 2 * size, right - size, bottom - 2 * size


@lru_cache(maxsize=100)
def _loose(accent: Accent, kind: Type) -> Image.Image:
    """The piece of loose type for an accent."""
    own = Type(max(1, round(kind.size * accent.size)), kind.weight)
    left, top, right, bottom = _ink(accent.sign, own)
    step = round(kind.size * 0.24) if accent.times > 1 else 0
    made = Image.new("L", (right - left + step * (accent.times - 1), bottom - top))
    draw = ImageDraw.Draw(made)
    for time in range(accent.times):
        start = (step * time - left, -top)
        draw.text(start, accent.sign, 255, own.face, anchor="ls", stroke_width=own.weight)
    return ImageOps.mirror(made) if accent.is_mirrored else made
