"""docx and odt: archives of which everything is looked at before anything is unpacked (S-15)."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterable

from .kinds import BadFile, not_a

MOST_PARTS = 200
LARGEST_UNPACKED = 50 * 1024 * 1024
HIGHEST_RATIO = 100

_LARGEST_DIRECTORY = MOST_PARTS * 1024
"""Room for a thousand bytes a part; real ones take about eighty."""

_END = struct.Struct("<4s4H2LH")
"""The record that ends an archive: where its directory is and how much that holds."""

_END_MARK = b"PK\x05\x06"
_FURTHEST_END = _END.size + 0xFFFF
"""How that record begins, and how far from the end it can be: a remark may follow it."""

_PACKED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"MZ")
"""How archives, old Office files (macros are in one) and programs begin."""

_MACROS = ("basic/", "scripts/", "word/vbaproject", "word/vbadata", "word/activex/")

_DAMAGED = "Dit bestand is beschadigd. Open het, sla het opnieuw op en kies het nog eens."
_TOO_MUCH = "Dit bestand is uitgepakt te groot. Maak er een pdf van."


def check_docx(content: bytes) -> bytes:
    """The same content, if it is a Word document without macros. Raises `BadFile`."""
    with _opened(content) as archive:
        if not {"[Content_Types].xml", "word/document.xml"} <= set(archive.namelist()):
            raise not_a("docx")
        _check_parts(archive)
        if b"macroenabled" in _read(archive, "[Content_Types].xml").lower():
            raise _with_macros()
    return content


def check_odt(content: bytes) -> bytes:
    """The same content, if it is an OpenDocument text without macros. Raises `BadFile`."""
    with _opened(content) as archive:
        if not {"mimetype", "content.xml"} <= set(archive.namelist()):
            raise not_a("odt")
        _check_parts(archive)
        if _read(archive, "mimetype").strip() != b"application/vnd.oasis.opendocument.text":
            raise not_a("odt")
    return content


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory is known to be small and all there is."""
    _check_end(content)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise BadFile(_DAMAGED) from error


def _check_end(content: bytes) -> None:
    at = content.rfind(_END_MARK, max(0, len(content) - _FURTHEST_END))
    if at < 0 or at + _END.size > len(content):
        raise BadFile(_DAMAGED)
    *_, parts, size, offset, comment = _END.unpack_from(content, at)
    if parts > MOST_PARTS or size > _LARGEST_DIRECTORY:
        raise BadFile(_TOO_MUCH)
    # nothing before, between or behind: what other programs would read there is not looked at
    if offset + size != at or at + _END.size + comment != len(content):
        raise BadFile(_DAMAGED)


def has_archive(content: bytes) -> bool:
    """Whether programs that unpack could find an archive at the end of this."""
    return _END_MARK in content[-_FURTHEST_END:]


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.orig_filename for part in parts]
    if len(parts) > MOST_PARTS:
        raise BadFile(_TOO_MUCH)
    if len({name.lower() for name in names}) < len(names) or not all(map(_is_plain, parts)):
        raise BadFile(_DAMAGED)
    if any(name.lower().startswith(_MACROS) for name in names):
        raise _with_macros()
    _check_size(parts)
    for name in archive.namelist():
        if _read(archive, name).startswith(_PACKED):
            raise BadFile(
                "In dit bestand zit een ander bestand. Haal het eruit, of maak er een pdf van."
            )


def _is_plain(part: zipfile.ZipInfo) -> bool:
    """A part that can be unpacked anywhere without harm: no link, no strange way of packing."""
    name = part.orig_filename
    return not (
        name.startswith("/")
        or ".." in name.split("/")
        or any(mark in name for mark in "\\:\0")
        or stat.S_ISLNK(part.external_attr >> 16)
        or part.flag_bits & 1  # under a password
        or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )


def _check_size(parts: Iterable[zipfile.ZipInfo]) -> None:
    """What the directory says, which is what will be unpacked at most (see `_read`)."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise BadFile(_TOO_MUCH)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, whole, whose checksum is right.

    Read with a bound: without one, `zipfile` unpacks all there is before it looks at the size.
    """
    part = archive.getinfo(name)
    try:
        with archive.open(part) as packed:
            return packed.read(part.file_size + 1)
    except Exception as error:  # a packed part can be wrong in any way
        raise BadFile(_DAMAGED) from error


def _with_macros() -> BadFile:
    return BadFile(
        "In dit bestand zitten macro’s. Sla het op zonder macro’s, of maak er een pdf van."
    )
