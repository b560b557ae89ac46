"""Read settings from environment variables, typed, and refuse nonsense at start-up.

A variable that is empty counts as not set: compose files pass on variables that nobody filled in.
Messages are Dutch, since they are for whoever runs the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

YES = frozenset({"1", "true", "yes", "ja", "on", "aan"})
NO = frozenset({"0", "false", "no", "nee", "off", "uit"})


class SettingError(Exception):
    """A setting is missing or makes no sense; the text tells the reader what to do."""


class Environment:
    """A typed view of environment variables.

    Every reader takes the name of a variable and what to use when it is not set, and raises
    `SettingError` for a value that cannot be meant. `known` collects the names that were asked
    for, so that a misspelt one can be told from a real one.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.known: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        """One line of text, without spaces around it."""
        self.known.add(name)
        value = self._variables.get(name, "").strip()
        if re.search(r"[\x00-\x1f\x7f]", value):
            raise SettingError(f"{name} bevat een regeleinde of ander onzichtbaar teken.")
        return value or default

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        """One of the options; the first is what holds when the variable is not set."""
        value = self.text(name, options[0])
        if value not in options:
            raise SettingError(f"{name} is {value!r}; kies uit: {', '.join(options)}.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no, in Dutch or English."""
        value = self.text(name).lower()
        if not value:
            return default
        if value not in YES | NO:
            raise SettingError(f"{name} moet ja of nee zijn, niet {value!r}.")
        return value in YES

    def number(self, name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
        """A whole number between two bounds, both included."""
        value = self.text(name, str(default))
        # Not int() alone: that also takes "1_000", " 7" and digits of other scripts.
        if not re.fullmatch(r"-?[0-9]{1,10}", value) or not least <= int(value) <= most:
            raise SettingError(
                f"{name} moet een heel getal van {least} tot en met {most} zijn, niet {value!r}."
            )
        return int(value)

    def items(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Values with commas between them; empty ones are dropped."""
        values = [item.strip() for item in self.text(name).split(",")]
        return [item for item in values if item] or list(default)

    def secret(self, name: str, default: str = "") -> str:
        """A secret from the variable, or from the file that `<name>_FILE` points to.

        The line break at the end of such a file does not belong to the secret.
        """
        path = self.text(f"{name}_FILE")
        value = self.text(name)
        if path and value:
            raise SettingError(f"Geef {name} of {name}_FILE, niet allebei.")
        if not path:
            return value or default
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"{name}_FILE: het bestand {path} is niet te lezen.") from error
        if not value or "\n" in value:
            raise SettingError(f"{name}_FILE: het bestand {path} moet precies één regel hebben.")
        return value

    def database(self, name: str, default: str, *, base: Path) -> dict[str, Any]:
        """Django's description of the database that an address names.

        `sqlite:///naam.sqlite3` is relative to `base`, `sqlite:////pad/naam.sqlite3` is absolute.
        """
        return parse_database_url(self.secret(name, default), name=name, base=base)

    def misspelt(self, prefix: str) -> list[str]:
        """Variables with this prefix that no setting asked for."""
        return sorted(
            name for name in self._variables if name.startswith(prefix) and name not in self.known
        )


def parse_database_url(url: str, *, name: str, base: Path) -> dict[str, Any]:
    """Turn a database address into Django's `DATABASES` entry.

    Written out by hand where `urllib` falls short: its `hostname` is lower-cased, which breaks
    the percent-encoded path of a socket, and the address may hold a password, so that no message
    may repeat it.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SettingError(f"{name} is geen geldig database-adres.") from error
    path = unquote(parts.path[1:])
    if parts.scheme == "sqlite":
        if parts.netloc or not path or path == ":memory:":
            raise SettingError(
                f"{name}: geef een bestand op, als sqlite:////pad/naar/kennisbank.sqlite3."
            )
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(base / path)}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"{name} begint met {parts.scheme!r}; alleen sqlite en postgresql worden ondersteund."
        )
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host, port = _host_and_port(parts.netloc.rpartition("@")[2], name=name)
    if not path:
        raise SettingError(f"{name} noemt geen database: postgresql://gebruiker@server/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": options.pop("host", host),
        "PORT": options.pop("port", port),
        "OPTIONS": options,
    }


def _host_and_port(location: str, *, name: str) -> tuple[str, str]:
    """Split `server:5432`, `[::1]:5432` or a percent-encoded folder of a socket."""
    match = re.fullmatch(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(?::(?P<port>[0-9]*))?", location)
    if not match or int(match["port"] or 0) > 65535:
        raise SettingError(f"{name} heeft een server of poort die niet bestaat.")
    return unquote(match["host"].strip("[]")), match["port"] or ""
