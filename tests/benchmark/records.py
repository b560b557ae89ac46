"""Made-up practices for the benchmark; the first k are the same however many are made.

Nothing here needs Django, so that the peers can be filled with the same records.
"""

from __future__ import annotations

import random
import re
import textwrap
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .texts import FIXTURES, Language, Zipf, practices

SEED = 20_261
TAGS, ORGANISATIONS, SOURCES = 200, 120, 12
FIXED: Mapping[str, tuple[str, ...]] = {
    "soort": (
        *("praktijkvoorbeeld", "programma", "instrument", "campagne"),
        *("bijeenkomst", "regeling", "onderzoek"),
    ),
    "fase": ("lopend", "pilot", "structureel", "gestopt", "idee", "opgevolgd"),
    "onderbouwing": (
        *("beschreven", "eigen-cijfers", "genoemd", "extern-onderzoek"),
        "vergelijkend-onderzoek",
    ),
}
"""The facets whose values are part of the program, the commonest value first."""
LATEST_YEAR = 2026
NEWEST = datetime(LATEST_YEAR, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Term:
    """A value of a facet; above: the keys of all values that it lies in."""

    key: str
    label: str
    above: tuple[str, ...] = ()


Vocabulary = dict[str, Term]


@dataclass(frozen=True)
class Record:
    """One practice. keys: what it is filed under, by facet, without what lies above."""

    number: int
    title: str
    summary: str
    story: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    first: int | None
    last: int | None
    published: datetime

    @property
    def slug(self) -> str:
        """Its address on the site."""
        return f"{_slug(self.title)[:100]}-{self.number}"

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        return "\n".join([self.title, self.summary, *self.story.values()])


class Maker:
    """Makes records, and knows the vocabularies from which they are filed."""

    def __init__(self, seed: int = SEED) -> None:
        self._dice = dice = random.Random(seed)
        self._language = language = Language(dice)
        self.vocabularies = vocabularies(language)
        self._order = {
            facet: _leaves(facet, terms, dice) for facet, terms in self.vocabularies.items()
        }
        steepness = {"regio": 0.7, "pijler": 0.6, "soort": 1.2}
        self._pick = {
            facet: Zipf(len(keys), steepness.get(facet, 0.9), dice)
            for facet, keys in self._order.items()
        }
        self._few = Zipf(3, 1.0, dice)

    def records(self, number: int) -> Iterator[Record]:
        """So many records, numbered from 1."""
        return (self._record(count) for count in range(1, number + 1))

    def _record(self, number: int) -> Record:
        keys = self._keys()
        tag = self.vocabularies["trefwoord"][keys["trefwoord"][0]].label
        by = self.vocabularies["organisatie"][keys["organisatie"][0]].label
        title = " ".join([*self._language.sentence().rstrip(".").split()[:6], tag])
        summary = " ".join([f"{by} werkt aan {tag}.", *self._language.passage(25)])
        first, last = self._years()
        age = timedelta(minutes=int(self._dice.random() * 5_000_000))
        return Record(
            number, title[:100].strip(), textwrap.shorten(summary, 300, placeholder="…"),
            self._story(), keys, first, last, NEWEST - age,
        )  # fmt: skip

    def _keys(self) -> dict[str, tuple[str, ...]]:
        some = {"pijler": 1 + self._few.draw(), "sector": 1 + self._few.draw()}
        some |= {"regio": 1 + self._few.draw(), "trefwoord": 3 + int(self._dice.random() * 4)}
        some |= {"organisatie": 1 + self._few.draw(), "bron": 1}
        return {
            facet: tuple(order[rank] for rank in self._pick[facet].several(some.get(facet, 1)))
            for facet, order in self._order.items()
        }

    def _story(self) -> dict[str, str]:
        language = self._language
        compounds = ", ".join(language.compound() for _ in range(6))
        approach = [*language.passage(90), f"Daarbij ging het om {compounds}."]
        parts = {"background": language.passage(70), "approach": approach}
        parts |= {"results": language.passage(50), "lessons": language.passage(50)}
        return {name: " ".join(sentences) for name, sentences in parts.items()}

    def _years(self) -> tuple[int | None, int | None]:
        """First and last year; one in eight has no first, most have no last."""
        first = LATEST_YEAR - min(int(self._dice.expovariate(0.3)), 14)
        last = first + int(self._dice.random() * 10)
        if self._dice.random() < 1 / 8:
            return None, None
        return first, last if last < first + 4 and last <= LATEST_YEAR else None


def expanded(record: Record, vocabularies: Mapping[str, Vocabulary]) -> dict[str, set[str]]:
    """What a record is found under, by facet: its keys and all that lies above them."""
    return {
        facet: {k for key in keys for k in (key, *vocabularies[facet][key].above)}
        for facet, keys in record.keys.items()
    }


def vocabularies(language: Language) -> dict[str, Vocabulary]:
    """The values of every facet: the real ones where there are, made-up ones to fill them up."""
    nouns = [noun for noun in language.nouns if noun.isascii()]
    tags = [tag for practice in practices() for tag in practice.get("tags", [])]
    by = [f"Stichting {noun.capitalize()}" for noun in nouns]
    sources = {row["slug"]: row["title"] for row in _read("sources")["source"]}
    made_up = {f"verslag-{noun}": f"Verslag over {noun}" for noun in nouns[:SOURCES]}
    return {
        "pijler": _tree(_read("pillars")["pillar"] + _read("pillars")["element"], "pillar"),
        "sector": _tree(_read("sectors")["sector"], "parent"),
        "regio": _tree(_read("regions")["region"], "parents"),
        **{facet: _terms({key: key for key in keys}) for facet, keys in FIXED.items()},
        "trefwoord": _terms(_first(TAGS, [*tags, *nouns])),
        "organisatie": _terms(_first(ORGANISATIONS, by)),
        "bron": _terms(dict(list({**sources, **made_up}.items())[:SOURCES])),
    }


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((FIXTURES / f"{name}.toml").read_text(encoding="utf-8"))


def _terms(labels: Mapping[str, str]) -> Vocabulary:
    return {key: Term(key, label) for key, label in labels.items()}


def _first(number: int, names: list[str]) -> dict[str, str]:
    """The first so many different names, by their slug."""
    by_slug: dict[str, str] = {}
    for name in names:
        by_slug.setdefault(_slug(name), name)
    return dict(list(by_slug.items())[:number])


def _tree(rows: list[dict[str, Any]], parent: str) -> Vocabulary:
    """A vocabulary in which values lie in others. parent: the key that names those above."""
    names = {row.get("slug") or row["code"]: row for row in rows}

    def above(key: str) -> set[str]:
        given = names[key].get(parent) or []
        parents = {given} if isinstance(given, str) else set(given)
        return parents.union(*(above(other) for other in parents))

    return {key: Term(key, row["name"], tuple(sorted(above(key)))) for key, row in names.items()}


def _leaves(facet: str, terms: Vocabulary, dice: random.Random) -> list[str]:
    """What records are filed under: the ends of a tree, in the order of how often they come."""
    inner = {key for term in terms.values() for key in term.above}
    leaves = [key for key in terms if key not in inner]
    if facet not in FIXED:
        dice.shuffle(leaves)
    return leaves


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
