"""The Dutch of the search, as files in this folder, and how they are read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The words of a data file, one a line, without what it says about them."""
    text = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in text if line and not line.startswith("#")]


@cache
def toml(name: str) -> dict[str, Any]:
    """The tables of a data file; read once, so nobody changes them."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what someone looks for."""
    return frozenset(lines("stopwords.txt"))


@cache
def amounts() -> frozenset[str]:
    """Words that say how much there is, and not of what."""
    return frozenset(lines("amounts.txt"))
