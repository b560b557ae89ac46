"""Suggesting elements and tags for a text, each with the words that led to it.

A suggestion is for a person to weigh: it never files anything by itself, and an element that is
taken over carries a reason (docs/concepts.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..models import Practice
from .lists import read
from .phrases import Phrases, Value, tokens

MOST_ELEMENTS = 4
MOST_TAGS = 8
MOST_QUOTED = 3
ENOUGH = 2
"""A strong word counts two, a weak one counts one."""
FEWEST_LETTERS_FOR_ENDING = 5
"""A tag of so many letters is also found with another ending: "flexwerk" in "flexwerkers"."""


@dataclass(frozen=True)
class Quote:
    """Words of the text, and where they stand."""

    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Suggestion:
    """An element (by code) or a tag (by name), and why.

    reason: a Dutch sentence that quotes the words;  quotes: these words with their places.
    """

    value: str
    reason: str
    quotes: tuple[Quote, ...]


def suggest_elements(texts: Mapping[str, str]) -> list[Suggestion]:
    """The elements that these texts, by field, seem to be about; the surest first, at most four."""
    found: dict[str, dict[str, tuple[int, Quote]]] = {}
    for cues, quote in _quotes(texts, _cues()):
        for cue in cues:
            # the same cue twice says no more than once
            found.setdefault(cue.code, {}).setdefault(cue.phrase, (cue.weight, quote))
    scores = {code: sum(weight for weight, _ in words.values()) for code, words in found.items()}
    best = sorted(scores, key=lambda code: (-scores[code], code))
    return [
        _suggestion(code, [quote for _, quote in _strongest(found[code].values())])
        for code in best[:MOST_ELEMENTS]
        if scores[code] >= ENOUGH
    ]


def _strongest(words: Iterable[tuple[int, Quote]]) -> list[tuple[int, Quote]]:
    return sorted(words, key=lambda one: -one[0])


class Cue(NamedTuple):
    """A phrase of the list, the element it speaks for, and how loudly."""

    phrase: str
    code: str
    weight: int


@cache
def _cues() -> Phrases[tuple[Cue, ...]]:
    cues: dict[str, tuple[Cue, ...]] = {}
    for code, words in read("elements").items():
        for weight, phrases in ((2, words["strong"]), (1, words["weak"])):
            for phrase in phrases:
                cues[phrase] = (*cues.get(phrase, ()), Cue(phrase, code, weight))
    return Phrases(cues)


def suggest_tags(texts: Mapping[str, str], *, already: Iterable[str] = ()) -> list[Suggestion]:
    """Existing tags that stand in these texts, the most frequent in the text first; one query.

    Only tags of published practices: a tag of a draft could give the draft away.
    already: names of tags that are chosen.
    """
    chosen = {name.casefold() for name in already}
    names = [name for name in _public_tags() if name.casefold() not in chosen]
    found: dict[str, list[Quote]] = {}
    for name, quote in _quotes(texts, Phrases(dict(_forms(names)))):
        found.setdefault(name, []).append(quote)
    best = sorted(found, key=lambda name: (-len(found[name]), name))[:MOST_TAGS]
    return [_suggestion(name, found[name]) for name in best]


def _public_tags() -> list[str]:
    names = Practice.objects.published().order_by().values_list("tags__name", flat=True)
    return [name for name in names.distinct() if name]


def _forms(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """How each tag may stand in a text. A longer tag comes later and wins of a shorter one."""
    for name in sorted(names, key=len):
        if tokens(name):
            yield name, name
            if len(name) >= FEWEST_LETTERS_FOR_ENDING:
                yield f"{name}*", name


def _quotes(texts: Mapping[str, str], phrases: Phrases[Value]) -> Iterator[tuple[Value, Quote]]:
    for field, text in texts.items():
        for hit in phrases.find(tokens(text)):
            yield hit.value, Quote(field, hit.start, hit.end, text[hit.start : hit.end])


def _suggestion(value: str, quotes: list[Quote]) -> Suggestion:
    said: dict[str, str] = {}
    for quote in quotes:
        said.setdefault(quote.words.casefold(), f"‘{quote.words}’")
    *others, last = list(said.values())[:MOST_QUOTED]
    words = f"{', '.join(others)} en {last}" if others else last
    return Suggestion(value, f"In uw tekst staat {words}.", tuple(quotes))
