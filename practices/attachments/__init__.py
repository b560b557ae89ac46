"""Files that people send along: checked by what is in them, not by what they are called (S-14).

`check` is the one door. It reads bytes and gives bytes; storing them, and who may, is for others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO

from . import archives, images, pdf
from .kinds import IMAGES, LARGEST, MEDIA_TYPES, BadFile, check_begin, kind_of
from .names import clean_name
from .virus_scan import scan

__all__ = ["LARGEST", "MEDIA_TYPES", "MOST", "BadFile", "Checked", "check"]

MOST = 20
"""How many files a submission may have."""


@dataclass(frozen=True)
class Checked:
    """A file that may be stored. An image was made anew, so that it holds nothing but pixels.

    name: what people see;  kind: a key of `MEDIA_TYPES`;  size, sha256: of `content`.
    """

    name: str
    kind: str
    size: int
    sha256: str
    content: bytes


def check(name: str, file: IO[bytes]) -> Checked:
    """Look whether a file is what it says, and may be kept.

    name: what the sender called it;  file: open for reading, at its start.

    Raises `BadFile`, with what to do in Dutch.
    """
    shown = clean_name(name)
    kind = kind_of(shown)
    given = file.read(LARGEST + 1)
    if not given:
        raise BadFile("Dit bestand is leeg.")
    if len(given) > LARGEST:
        raise BadFile("Dit bestand is groter dan 10 MB. Maak het kleiner of deel het op.")
    check_begin(kind, given)
    scan(given)
    content = _looked_into(kind, given)
    return Checked(shown, kind, len(content), hashlib.sha256(content).hexdigest(), content)


def _looked_into(kind: str, given: bytes) -> bytes:
    if kind in IMAGES:
        return images.make_anew(kind, given)
    look = {"pdf": pdf.check_pdf, "docx": archives.check_docx, "odt": archives.check_odt}[kind]
    return look(given)
