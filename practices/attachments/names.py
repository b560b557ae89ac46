"""The name of a file as others will see it: no path, nothing hidden, not too long."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120

_FORBIDDEN = re.compile(r'[<>:"|?*]+')
"""What Windows does not take in a name, so that everybody can save it."""


def clean_name(name: str) -> str:
    """The last part of a name with its extension in small letters, in at most `LONGEST` characters.

    Control marks and marks that turn the direction of writing are taken out: they would make
    "xfdp.exe" look like "xexe.pdf".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    spaced = "".join(" " if char.isspace() else char for char in last)
    shown = "".join(char for char in spaced if not unicodedata.category(char).startswith("C"))
    stem, dot, extension = _FORBIDDEN.sub("-", shown).rpartition(".")
    if not dot:
        stem, extension = extension, ""
    ending = f".{extension.strip().lower()}" if extension.strip() else ""
    stem = " ".join(stem.split()).strip(". ") or "bestand"
    return stem[: LONGEST - len(ending)].rstrip() + ending
