"""What makes settings unfit for production; the site does not start with any of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kennisbank.env import SettingError

SHORTEST_SECRET = 50


def refuse_unsafe(settings: Mapping[str, Any], *, misspelt: Sequence[str] = ()) -> None:
    """Raise `SettingError` with everything that is wrong at once, each with what to do.

    settings: the settings by name.  misspelt: variables that look like ours but are not.
    """
    found = [*_unsafe(settings), *(f"{name} is geen bekende instelling." for name in misspelt)]
    if found:
        raise SettingError(
            "De kennisbank start niet in productie:\n" + "\n".join(f"- {line}" for line in found)
        )


def _unsafe(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings["DEBUG"]:
        yield "KENNISBANK_DEBUG staat aan; dat mag alleen in de lokale modus."
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts or any("*" in host for host in hosts):
        yield (
            "KENNISBANK_ALLOWED_HOSTS is leeg of bevat een *; "
            "noem de hostnamen, bijvoorbeeld kennisbank.example.nl."
        )
    if any(_weak(key) for key in (settings["SECRET_KEY"], *settings["SECRET_KEY_FALLBACKS"])):
        yield (
            f"KENNISBANK_SECRET_KEY (of _PREVIOUS) ontbreekt, is korter dan {SHORTEST_SECRET} "
            "tekens of komt uit de lokale modus; maak er een met: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if not _is_https_origin(settings["SITE_URL"]):
        yield "KENNISBANK_URL moet https:// met een hostnaam zijn, zonder pad."
    if not settings["HAS_CONTACT"]:
        yield (
            "KENNISBANK_CONTACT_EMAIL ontbreekt of is nog het adres uit het voorbeeld; "
            "geef het adres waar bezoekers terechtkunnen."
        )
    if not settings["SECURITY_CONTACT"].startswith(("https://", "mailto:")):
        yield "KENNISBANK_SECURITY_CONTACT moet met https:// of mailto: beginnen."
    database = settings["DATABASES"]["default"]
    folder = Path(database["NAME"]).parent
    if database["ENGINE"].endswith("sqlite3") and not folder.is_dir():
        yield f"DATABASE_URL: de map {folder} voor het SQLite-bestand bestaat niet; maak haar aan."


def _weak(key: str) -> bool:
    return len(key) < SHORTEST_SECRET or key.startswith("django-insecure-")


def _is_https_origin(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and not (parts.path or parts.query)
