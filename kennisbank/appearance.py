"""What an installation chooses about its looks, and who may show its lists in a frame.

All three end up in HTML or in a header, so that only what cannot mean anything else passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kennisbank.env import SettingError

_NAME = r"[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_STYLESHEET = re.compile(rf"/?({_NAME}/)*{_NAME}\.css", re.ASCII)
_CLASS = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*( [A-Za-z_][A-Za-z0-9_-]*)*", re.ASCII)
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.ASCII)

NOBODY = ["'none'"]


def theme_stylesheet(value: str) -> str:
    """The stylesheet of a theme: a static file, or an absolute path on our own host; "" for none.

    Raises `SettingError` for anything else: the pages ask nothing of another site.
    """
    if value and not _STYLESHEET.fullmatch(value):
        raise SettingError(
            f"KENNISBANK_THEME_STYLESHEET is {value!r}; geef een pad dat op .css eindigt, zoals "
            "thema/huisstijl.css (statisch bestand) of /huisstijl.css (op de eigen host)."
        )
    return value


def theme_folders(folder: Path) -> list[tuple[str, str]]:
    """The folder of a theme as static files under its own name; none when it is not there."""
    return [(folder.name, str(folder))] if folder.is_dir() else []


def theme_class(value: str) -> str:
    """The class or classes under which that theme names its values; "" for none."""
    if value and not _CLASS.fullmatch(value):
        raise SettingError(
            f"KENNISBANK_THEME_CLASS is {value!r}; geef een naam zoals voorbeeld-theme."
        )
    return value


def embed_parents(values: Iterable[str]) -> list[str]:
    """Who may put an embedded list in a frame, as sources for `frame-ancestors`."""
    found = list(values)
    if found == ["geen"]:
        return NOBODY
    wrong = [value for value in found if value != "*" and not _ORIGIN.fullmatch(value)]
    if wrong:
        raise SettingError(
            f"KENNISBANK_EMBED_PARENTS noemt {', '.join(wrong)}; geef * (iedereen), geen, of "
            "adressen zonder pad zoals https://www.voorbeeld.nl of https://*.voorbeeld.nl."
        )
    return found
