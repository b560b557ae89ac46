"""How alike a title that is being typed is to a title that exists: words, then trigrams."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from .lists import read
from .phrases import tokens

MOST_WORDS = 12
ENOUGH_COVERED = 0.55
"""So much of what is typed must be found again, words that many titles share counting less."""
ENOUGH_OF_A_SHORT_TITLE = 0.4
"""So much is enough when every word of the existing title is there: "De Werkgeverij in Twente"."""
ENOUGH_WEIGHT = 0.5
"""What is found again must say at least so much: about one word that few titles have."""
SAME = 0.75
"""From here on two words are called the same: a form, or a part of a compound, of the other."""
FEWEST_TITLES = 100
"""Rarity is judged as if there were at least so many titles."""


@dataclass(frozen=True)
class Word:
    """A word of the title as it is compared and as it was typed; `last` may be half typed."""

    folded: str
    written: str
    last: bool = False


@dataclass(frozen=True)
class Likeness:
    """How alike (0 to 1), and why, as a Dutch phrase."""

    score: float
    reason: str


def telling_words(text: str) -> list[Word]:
    """The words of a text that say what it is about, each once, at most twelve."""
    read_words = tokens(text[:400])
    found: dict[str, Word] = {}
    for place, token in enumerate(read_words):
        last = place == len(read_words) - 1 and token.end == len(text)
        if last or (token.word not in _stop() and len(token.word) > 1):
            word = Word(token.word, text[token.start : token.end], last)
            found.setdefault(token.word, word)
    return list(found.values())[:MOST_WORDS]


def pieces(words: Iterable[Word]) -> list[str]:
    """Bits of which a title that is alike holds one, spaces left out, even with a typing error."""
    found = []
    for word in words:
        if len(word.folded) > 2:
            found.append(word.folded[:4])
        if len(word.folded) > 7:
            found.append(word.folded[-6:-2])
    return list(dict.fromkeys(found))


def weights(words: Iterable[Word], titles: Collection[str]) -> dict[str, float]:
    """What each word is worth: 1 when it stands in one of the titles at most, 0 when in all."""
    scale = log(max(len(titles), FEWEST_TITLES))
    worth = {}
    for word in words:
        how_many = _occurrences(word.folded, titles) or _occurrences(_stem(word.folded), titles)
        rarity = 1 - log(max(how_many, 1)) / scale
        worth[word.folded] = max(rarity, 0.0) * (0.5 if word.folded in _weak() else 1)
    return worth


def _occurrences(part: str, titles: Iterable[str]) -> int:
    return sum(part in title for title in titles)


def _stem(word: str) -> str:
    """The word without what may be another ending; nothing is known of grammar here."""
    return word[: max(5, len(word) - 2)]


def likeness(
    wanted: list[Word], title: str, worth: Mapping[str, float], more: Collection[str] = ()
) -> Likeness | None:
    """How alike a folded title is to the wanted words; None when it is not.

    more: words of the summary. They make a title alike when all its words stand in what was
    written, even if the new title has other words beside.
    """
    there = [word for word in title.split() if word not in _stop()]
    strengths = _strengths(wanted, there, title.replace(" ", ""))
    weight = sum(worth[word.folded] * strength for word, strength in strengths.items())
    total = sum(worth[word.folded] for word in wanted)
    covered = weight / total if total else 0.0
    back = _share_found(there, wanted, more)
    if back == 1 and min(strengths.values()) == 1:  # the same title, however common its words
        return Likeness(1.0, _reason(strengths))
    if weight < ENOUGH_WEIGHT or not _is_enough(covered, back, told=bool(more) and len(there) > 1):
        return None
    return Likeness(round(0.75 * covered + 0.25 * back, 6), _reason(strengths))


def _is_enough(covered: float, back: float, *, told: bool) -> bool:
    whole = back == 1 and (told or covered >= ENOUGH_OF_A_SHORT_TITLE)
    return whole or covered >= ENOUGH_COVERED


def _strengths(wanted: list[Word], there: list[str], joined: str) -> dict[Word, float]:
    """How surely each wanted word stands in a title; `joined` is that title without spaces."""
    typed = "".join(word.folded for word in wanted)
    # "cao app" and "cao-app"; nearly as good as the same words one by one
    whole = 0.95 if len(typed) > 4 and typed in joined else 0.0
    found = {}
    for word in wanted:
        best = max((_same(word, one) for one in there), default=0.0)
        inside = 0.9 if len(word.folded) > 4 and word.folded in joined else 0.0
        found[word] = max(best, inside, whole)
    return found


def _share_found(there: list[str], wanted: list[Word], more: Collection[str]) -> float:
    """The part of an existing title that was written, in the new title or in its summary."""
    again = sum(one in more or any(_same(word, one) >= SAME for word in wanted) for one in there)
    return again / len(there) if there else 0.0


def _reason(strengths: Mapping[Word, float]) -> str:
    same = [word.written for word, strength in strengths.items() if strength >= SAME]
    if same:
        return f"zelfde woorden: {' '.join(same)}"
    near = [word.written for word, strength in strengths.items() if strength]
    return f"bijna dezelfde woorden: {' '.join(near)}"


def _same(word: Word, other: str) -> float:
    """How surely two words mean the same, 0 to 1."""
    mine = word.folded
    if mine == other:
        return 1.0
    if word.last and len(mine) > 2 and other.startswith(mine):
        return 0.95
    if len(mine) > 3 and other.startswith(mine):
        return 0.85
    if len(mine) > 4 and _stem(mine) in other:  # another ending, or a compound
        return SAME
    if len(other) > 3 and other in mine:  # a part of it: worth as much as it is of the whole
        return 0.9 * len(other) / len(mine)
    return _alike(mine, other)


def _alike(mine: str, other: str) -> float:
    """What two words share of their trigrams; 0 when that is little."""
    if min(len(mine), len(other)) < 5:
        return 0.0
    ours, theirs = trigrams(mine), trigrams(other)
    share = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return min(share, 0.9) if share >= 0.5 else 0.0


def trigrams(word: str) -> frozenset[str]:
    """All runs of three characters, the edges of the word included."""
    edged = f" {word} "
    return frozenset(edged[place : place + 3] for place in range(len(edged) - 2))


@cache
def _stop() -> frozenset[str]:
    return frozenset(read("duplicates")["stop"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(read("duplicates")["weak"])
