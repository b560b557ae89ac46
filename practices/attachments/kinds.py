"""The kinds of files that are welcome, by their name, their first bytes and their size."""

from __future__ import annotations

LARGEST = 10 * 1024 * 1024
"""How many bytes one file may have, as it comes and as it is kept."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
"""Each kind with its name in a header: never what a browser said that it was."""

IMAGES = frozenset({"png", "jpg", "webp"})

_INSTEAD = {
    "doc": "Sla het op als docx of pdf.",
    "rtf": "Sla het op als docx of pdf.",
    "docm": "Sla het op als docx, zonder macro’s.",
    "xls": "Sla het op als pdf.",
    "xlsx": "Sla het op als pdf.",
    "ppt": "Sla het op als pdf.",
    "pptx": "Sla het op als pdf.",
    "heic": "Sla de foto op als jpg.",
    "gif": "Sla de afbeelding op als png.",
    "svg": "Sla de afbeelding op als png.",
}
"""What to do with kinds that people often have and that are not welcome."""


class BadFile(Exception):
    """This file cannot be taken; the message says why and what to do, in Dutch."""


def kind_of(name: str) -> str:
    """The kind that a file has by its name. Raises `BadFile`."""
    extension = name.rpartition(".")[2].strip().lower() if "." in name else ""
    kind = "jpg" if extension == "jpeg" else extension
    if kind not in MEDIA_TYPES:
        instead = _INSTEAD.get(kind, "Kies een pdf, docx, odt, png, jpg of webp.")
        raise BadFile(f"Dit soort bestand kan niet mee. {instead}")
    return kind


def not_a(kind: str) -> BadFile:
    """The error for a file that is called something else than it is."""
    return BadFile(
        f"Dit is geen {kind}, al heet het zo. Sla het op als {kind} en kies het opnieuw."
    )


def check_begin(kind: str, content: bytes) -> None:
    """Look whether the first bytes are those of this kind. Raises `BadFile`."""
    begins = {
        "pdf": content.startswith(b"%PDF-"),
        "png": content.startswith(b"\x89PNG\r\n\x1a\n"),
        "jpg": content.startswith(b"\xff\xd8\xff"),
        "webp": content.startswith(b"RIFF") and content[8:12] == b"WEBP",
        "docx": content.startswith(b"PK\x03\x04"),
        "odt": content.startswith(b"PK\x03\x04"),
    }
    if not begins[kind]:
        raise not_a(kind)
