"""Reading the files, finding what they refer to, and telling what was done."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..models import Element, Pillar


class BadContent(Exception):
    """A file of the content does not say what it should. The message names file and cause."""


@dataclass
class Report:
    """What was loaded: how many rows of each kind, and which practices were left to the editors."""

    made: Counter[str] = field(default_factory=Counter)
    renewed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def read(path: Path) -> dict[str, Any]:
    """One TOML file. Raises `BadContent`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadContent(f"{path.name}: {error}") from error


def find(model: type[Any], key: str) -> Any:
    """The row of a vocabulary or a source with this code or slug. Raises `BadContent`."""
    try:
        return model._default_manager.get(**{"code" if model in (Pillar, Element) else "slug": key})
    except model.DoesNotExist as error:
        raise BadContent(f"{model._meta.verbose_name} ‘{key}’ bestaat niet") from error
