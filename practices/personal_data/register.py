"""Reading the register of personal data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """What the register says of one model.

    person: lookups that lead to the account of the person; email: fields that hold an address;
    texts: fields in which people type freely;  personal: the other fields about a person;
    plain: fields that say nothing about anybody.
    """

    model: str
    purpose: str = ""
    basis: str = ""
    retention: str = ""
    seen_by: str = ""
    person: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    plain: tuple[str, ...] = field(default=())

    @property
    def fields(self) -> set[str]:
        """Every field that the register knows of this model."""
        own = {lookup for lookup in self.person if "__" not in lookup}
        return {*own, *self.email, *self.texts, *self.personal, *self.plain}


@cache
def register() -> dict[str, Entry]:
    """The register by model, for example "practices.submission"."""
    text = (Path(__file__).parent / "register.toml").read_text(encoding="utf-8")
    return {name: _entry(name, values) for name, values in tomllib.loads(text).items()}


def _entry(name: str, values: dict[str, object]) -> Entry:
    given = {key: tuple(v) if isinstance(v, list) else str(v) for key, v in values.items()}
    return Entry(model=name, **given)  # type: ignore[arg-type]
