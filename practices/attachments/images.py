"""Images are made anew from their pixels: place, camera, maker and whatever was hidden are gone."""

from __future__ import annotations

import io
from threading import Lock

from PIL import Image

from .kinds import LARGEST, BadFile

MOST_PIXELS = 40_000_000

_TOO_MANY = "Deze afbeelding heeft meer dan 40 miljoen beeldpunten. Maak die kleiner."

_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}

_WAYS: dict[str, list[dict[str, int]]] = {
    "png": [{}],
    "jpg": [{"quality": 90}, {"quality": 75}],
    "webp": [{"quality": 90}, {"quality": 75}],
}
"""How each is written: so well that text stays sharp, or else smaller if it became too large."""

_KEPT = {"png": {"1", "L", "P", "RGB", "I;16"}, "jpg": {"L", "RGB"}, "webp": {"RGB"}}
"""The ways to hold colours that are written as they were; others become RGB, or RGBA when some of
it is see-through."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a camera was held, and what puts its picture upright."""


_one_at_a_time = Lock()
"""Unpacked, an image takes up to six hundred megabytes: one in a process is enough."""


def make_anew(kind: str, content: bytes) -> bytes:
    """The first picture of an image, upright, in the same format and without anything else.

    Raises `BadFile`.
    """
    try:
        with _one_at_a_time:
            return _written(_pixels(kind, content), kind)
    except BadFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadFile(_TOO_MANY) from error
    except Exception as error:  # a broken image can be wrong in any way
        raise BadFile(
            "Deze afbeelding is beschadigd. Sla die opnieuw op en kies die nog eens."
        ) from error


def _pixels(kind: str, content: bytes) -> Image.Image:
    """What can be seen, apart from the file, so that its memory is free before it is written."""
    with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as image:
        # the header tells how large it will be, before anything is unpacked
        if image.width * image.height > MOST_PIXELS:
            raise BadFile(_TOO_MANY)
        image.load()
        turn = _turn(image)
        upright = image.copy() if turn is None else image.transpose(turn)
    if upright.has_transparency_data and kind != "jpg":
        upright = upright.convert("RGBA")
    elif upright.mode not in _KEPT[kind]:
        upright = upright.convert("RGB")
    # what stands here would be written along: comments, profiles, other remarks
    upright.info = {}
    return upright


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 a photo with unreadable remarks is still a photo
        return None


def _written(image: Image.Image, kind: str) -> bytes:
    for way in _WAYS[kind]:
        new = io.BytesIO()
        image.save(new, _FORMATS[kind], **way)
        if new.tell() <= LARGEST:
            return new.getvalue()
    raise BadFile("Als wij deze afbeelding opslaan, is die groter dan 10 MB. Maak die kleiner.")
