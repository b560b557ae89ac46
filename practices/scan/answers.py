"""The statements, and what was answered to them, read from an address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from ..facets import FacetIndex
from ..reading import quotable

ANSWERS = ("Helemaal niet", "Een beetje", "Redelijk", "Helemaal")
"""What can be said about a statement. The place in this row is the level; it stands in addresses
that people keep, so the order never changes."""

WEAK, BEST = 1, 3
"""At level 1 and below an element is called weak; at level 3 there is nothing left to do."""

STATEMENTS = {
    "1a": "Onze arbeidsvoorwaarden geven medewerkers genoeg zekerheid over hun geld.",
    "1b": "Medewerkers kunnen rekenen op werk: bij ons of bij een andere werkgever in ons netwerk.",
    "2a": "Medewerkers beslissen zelf hoe zij hun werk doen, binnen de afspraken die er zijn.",
    "2b": "Medewerkers krijgen de kans om te blijven leren en zich te ontwikkelen.",
    "2c": "Medewerkers voelen zich verbonden met hun team.",
    "2d": "Het werk is bij ons zo geregeld dat medewerkers gezond blijven.",
    "3a": "Medewerkers hebben invloed op hun werktijden en hun rooster.",
    "3b": "Wie graag meer uren wil werken, krijgt daar bij ons de kans voor.",
    "3c": "Extra arbeidsvoorwaarden, zoals kinderopvang en zorgverlof, zijn bij ons goed geregeld.",
}
"""One statement for each element, in our words, after the official definition: annex 1 of the
advice of 2021 (fixtures/pillars.toml, which the page shows beside it). The definition speaks of
care; the statements hold for any sector. One answer fits one claim: where the definition says
several things at once, the statement takes the first (1a: financial security, of which independence
follows), or what they come down to (2d: unsafe work and too much of it both harm health)."""

LEVELS = {str(level): level for level in range(len(ANSWERS))}

MOST_LETTERS = 100
"""So much of what a visitor sent is repeated in a notice."""

QUESTIONS = "vragen"
"""The value of `toon` that asks for the statements instead of the result."""


@dataclass(frozen=True)
class Answers:
    """What somebody said.

    levels: 0 to 3 by code, only what was answered, in the order of the model;
    sector, region: slugs, "" for none;  is_changing: whether the statements are to be shown.
    """

    levels: Mapping[str, int]
    sector: str = ""
    region: str = ""
    is_changing: bool = False

    @property
    def open(self) -> list[str]:
        """The codes of the statements that were left open."""
        return [code for code in STATEMENTS if code not in self.levels]

    @property
    def place(self) -> dict[str, str]:
        """The sector and the region, as parameters of the public list."""
        given = {"sector": self.sector, "regio": self.region}
        return {name: key for name, key in given.items() if key}

    @property
    def query(self) -> str:
        """The same as parameters, in one form whatever the form in which it was asked."""
        return urlencode({**self.levels, **self.place})


def read(given: QueryDict, index: FacetIndex) -> tuple[Answers, list[str]]:
    """The answers in an address, and notices in Dutch about the values that were not understood.

    Other names are left alone: who sends a link along adds names of their own (`utm_source`).
    """
    known: dict[str, tuple[str, Collection[str]]] = {
        **{code: (f"Uitspraak {code}", LEVELS) for code in STATEMENTS},
        "sector": ("Sector", index.values["sector"]),
        "regio": ("Regio", index.values["regio"]),
        "toon": ("Toon", [QUESTIONS]),
    }
    notices: list[str] = []
    chosen = {
        name: _last(label, given.getlist(name), values, notices)
        for name, (label, values) in known.items()
    }
    levels = {code: LEVELS[chosen[code]] for code in STATEMENTS if chosen[code]}
    return Answers(levels, chosen["sector"], chosen["regio"], bool(chosen["toon"])), notices


def _last(label: str, asked: list[str], known: Collection[str], notices: list[str]) -> str:
    """The last value that is known, "" for none; what is wrong with the others is added."""
    if strange := [value for value in dict.fromkeys(asked) if value and value not in known]:
        notices.append(f"{label}: {_quoted(strange)} kennen wij niet.")
    fitting = [value for value in asked if value in known]
    if len(set(fitting)) > 1:
        notices.append(f"{label} staat vaker in het adres. Wij gebruiken het laatste antwoord.")
    return fitting[-1] if fitting else ""


def _quoted(words: list[str]) -> str:
    return f"‘{quotable(', '.join(words), MOST_LETTERS)}’"
