"""pdf: kept as it is, so it may not do anything but be read."""

from __future__ import annotations

import re
import zlib

from .archives import has_archive
from .kinds import BadFile

LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PACKS = 10_000
"""How much of the packed objects in a pdf is looked at, and how many packs of them."""

_PIECE = 16 * 1024

_REFUSED = {
    "Encrypt": "Deze pdf is beveiligd. Sla hem op zonder wachtwoord of beveiliging.",
    "JavaScript": "In deze pdf zit een programma. Maak de pdf opnieuw, zonder formulier of script.",
    "Launch": "Deze pdf start een programma. Maak de pdf opnieuw, zonder die knop.",
    "EmbeddedFile": "In deze pdf zit een ander bestand. Haal het eruit en stuur het apart mee.",
    "RichMedia": "In deze pdf zit een film of animatie. Haal die eruit.",
}
"""Names in a pdf that stand for more than reading, and what to do about each."""


def _spelled(word: str) -> bytes:
    """A pattern for a name: each letter as such or as its number, "J" or "#4A"."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word).encode()


_NAMES = {word: re.compile(b"/" + _spelled(word)) for word in _REFUSED}
_PACKED_OBJECTS = re.compile(b"/" + _spelled("ObjStm"))
_STREAM = re.compile(rb"stream\r?\n")


def check_pdf(content: bytes) -> bytes:
    """The same content, if it is a whole pdf that only lets itself be read. Raises `BadFile`."""
    if b"%%EOF" not in content[-2048:]:
        raise BadFile("Deze pdf is niet compleet. Sla hem opnieuw op en kies hem nog eens.")
    if has_archive(content):
        raise BadFile("In deze pdf zit een ander bestand. Maak de pdf opnieuw.")
    _refuse_names(content)
    _refuse_names(_packed_objects(content))
    return content


def _refuse_names(text: bytes) -> None:
    for word, what_to_do in _REFUSED.items():
        if _NAMES[word].search(text):
            raise BadFile(what_to_do)


def _packed_objects(content: bytes) -> bytes:
    """The objects that a pdf keeps packed together, unpacked; bounded in every way."""
    found, read = bytearray(), 0
    for number, match in enumerate(_PACKED_OBJECTS.finditer(content)):
        if stream := _STREAM.search(content, match.end(), match.end() + 1024):
            room = LARGEST_UNPACKED + 1 - len(found)
            unpacked, used = _unpacked(content, stream.end(), room)
            found += unpacked
            read += used
        # packs that lie over each other can be read for ever
        if number > MOST_PACKS or read > 2 * len(content) or len(found) > LARGEST_UNPACKED:
            raise BadFile("Deze pdf is uitgepakt te groot. Maak hem kleiner of deel hem op.")
    return bytes(found)


def _unpacked(content: bytes, start: int, room: int) -> tuple[bytes, int]:
    """As much as can be unpacked from a place, and how many bytes that took.

    What is packed in another way gives nothing.
    """
    unpacker, found, at = zlib.decompressobj(), bytearray(), start
    while at < len(content) and len(found) < room and not unpacker.eof:
        piece = content[at : at + _PIECE]
        try:
            found += unpacker.decompress(piece, room - len(found))
        except zlib.error:
            break
        at += len(piece) - len(unpacker.unused_data)
    return bytes(found), at - start
