"""The parts of which Dutch compounds are made.

A compound is split only into words that are known: a wrong part finds what nobody looked for,
which is worse than a part that is missed. What is known is data, in the folder beside this
module; a knowledge base adds words of its own with `Lexicon.with_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from .data import lines, stop_words, toml
from .stems import MOST_LETTERS, known_forms, stem

LINKS = ("s", "en", "n", "e", "er")
"""What may stand between two parts: arbeid-s-markt, gehandicapte-n-zorg, kind-er-opvang."""
SHORTEST_PART = 3
SHORTEST_FORM = 5
"""Shorter forms of a known word count only where the data names them: spel-ler holds no leer."""
MOST_PARTS = 5
GROWN = range(5, 26)
"""How long a word is that a knowledge base adds: shorter ones turn up in other words by chance."""


# --- what is known -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lexicon:
    """The words that may be a part of a compound. It never changes: growing it gives another.

    parts: may stand anywhere. first: only before another. last: only at the end.
    grown: added by a knowledge base; a compound holds one of these at most.
    compounds: the stems of compounds that are worth finding within longer ones.
    """

    parts: frozenset[str]
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    grown: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()

    @classmethod
    @cache
    def base(cls) -> Lexicon:
        """The words of the data files."""
        parts, first, last = (
            frozenset(lines(f"{name}.txt")) for name in ("parts", "first", "last")
        )
        return cls(parts, first, last).with_compounds(lines("compounds.txt"))

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """This lexicon and these folded words.

        A word that it can split is a compound worth finding within longer ones. Any other becomes
        a part, when it has five to twenty-five letters and is no stop word.
        """
        fit = {word for word in words if len(word) in GROWN and word.isascii() and word.isalpha()}
        new = {word for word in fit - stop_words() if not self.is_one(word)} | self.grown
        whole = replace(self, grown=frozenset(new))  # so that the order of growing is no matter
        compounds = frozenset(word for word in new if split(word, whole))
        return replace(self, grown=whole.grown - compounds).with_compounds(compounds)

    def with_compounds(self, words: Iterable[str]) -> Lexicon:
        """This lexicon, with more compounds that are worth finding within longer ones."""
        known = {apart.stem for word in words if (apart := take_apart(word, self))}
        return replace(self, compounds=self.compounds | known)

    def is_one(self, word: str) -> bool:
        """The word, in some form, is known as one that is not split."""
        return stem(word) in self._one

    def head(self, text: str) -> tuple[str, int, int] | None:
        """The word that this is before another part, how many links it takes, and grown words."""
        if text in self.parts or text in self.first:
            return text, 0, 0
        for link in LINKS:
            word = text.removesuffix(link)
            if word != text and word in self.parts:
                return word, 1, 0
        if text in self.grown:
            return text, 0, 1
        if text[-1] == "s" and text[:-1] in self.grown:
            return text[:-1], 1, 1
        if text.endswith("en"):
            return self._head_in_en(text)  # scholen-gemeenschap, uren-uitbreiding
        return None

    def _head_in_en(self, text: str) -> tuple[str, int, int] | None:
        for grown, words in enumerate((self._by_stem, self._grown_by_stem)):
            word = words.get(stem(text), text)
            if len(word) < len(text):
                return word, 1, grown
        return None

    def tail(self, text: str) -> int | None:
        """How many grown words this is as a last part; None when it cannot be one."""
        if text in self.parts or text in self.last:
            return 0
        if len(text) < SHORTEST_FORM and text not in known_forms():
            return None
        short = stem(text)
        return 0 if short in self._ends else 1 if short in self._grown_by_stem else None

    @cached_property
    def _by_stem(self) -> dict[str, str]:
        return _by_stem(self.parts)

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(self._by_stem) | {stem(word) for word in self.last}

    @cached_property
    def _one(self) -> frozenset[str]:
        return self._ends | {stem(word) for word in self.first}

    @cached_property
    def _grown_by_stem(self) -> dict[str, str]:
        return _by_stem(self.grown)


def _by_stem(words: frozenset[str]) -> dict[str, str]:
    """The shortest of the words that have a stem."""
    return {stem(word): word for word in sorted(words, key=lambda word: (-len(word), word))}


# --- parts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Apart:
    """A compound, taken apart.

    stem: of the whole: what stands before the last part, and the stem of that.
    parts: the folded words it is made of, in order, linking letters removed.
    within: the stems of the parts, then of the known compounds inside it.
    """

    stem: str
    parts: tuple[str, ...]
    within: tuple[str, ...]


def split(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of a folded word, in order, linking letters removed; empty when it is no compound.

    "kinderopvangorganisaties" gives kind, opvang, organisaties.
    """
    apart = take_apart(word, lexicon)
    return apart.parts if apart else ()


def take_apart(word: str, lexicon: Lexicon) -> Apart | None:
    """What a folded word is made of; None when it is no compound."""
    if not 2 * SHORTEST_PART <= len(word) <= MOST_LETTERS or not (
        word.isascii() and word.isalpha()
    ):
        return None
    if is_settled(word):
        fixed = _settled()[stem(word)]
        return Apart(stem(word), fixed, _stems(fixed)) if fixed else None
    pieces = () if lexicon.is_one(word) else _pieces(word, lexicon)
    if not pieces:
        return None
    parts = tuple(piece.word for piece in pieces)
    whole = word[: pieces[-1].start] + stem(parts[-1])
    inside = (name for name in _spans(word, pieces) if name in lexicon.compounds)
    return Apart(whole, parts, tuple(dict.fromkeys((*_stems(parts), *inside))))


def is_settled(word: str) -> bool:
    """The data says what the parts of this word are, or that it has none."""
    return stem(word) in _settled()


def _stems(parts: tuple[str, ...]) -> tuple[str, ...]:
    own = toml("compounds.toml")["inside"]
    return tuple(own.get(part) or stem(part) for part in parts if part not in stop_words())


@cache
def shared_stems() -> frozenset[str]:
    """The stems of words that mean something else inside compounds."""
    return frozenset(stem(word) for word in toml("compounds.toml")["inside"])


@cache
def _settled() -> dict[str, tuple[str, ...]]:
    """The parts that the data gives, by the stem of the word."""
    return {stem(word): tuple(parts) for word, parts in toml("compounds.toml")["parts"].items()}


class _Piece(NamedTuple):
    word: str
    start: int


class _Way(NamedTuple):
    """A way to read the beginning of a word. The least wins: few parts, few links, few grown."""

    parts: int
    links: int
    grown: int
    pieces: tuple[_Piece, ...]


def _pieces(word: str, lexicon: Lexicon) -> tuple[_Piece, ...]:
    """The best way to read a word as parts that are known."""
    ways = {0: _Way(0, 0, 0, ())}
    ends: list[_Way] = []
    for start in range(len(word) - SHORTEST_PART + 1):
        way = ways.get(start)
        if way is None:
            continue
        grown = lexicon.tail(word[start:]) if start else None
        if grown is not None and way.grown + grown <= 1:
            ends.append(_further(way, word[start:], start, 0, grown))
        for end in range(start + SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head = lexicon.head(word[start:end])
            if head and way.grown + head[2] <= 1 and way.parts < MOST_PARTS - 1:
                longer = _further(way, head[0], start, head[1], head[2])
                ways[end] = min(ways.get(end, longer), longer)
    return min(ends).pieces if ends else ()


def _further(way: _Way, word: str, start: int, links: int, grown: int) -> _Way:
    pieces = (*way.pieces, _Piece(word, start))
    return _Way(way.parts + 1, way.links + links, way.grown + grown, pieces)


def _spans(word: str, pieces: tuple[_Piece, ...]) -> Iterator[str]:
    """The stems of all runs of two or more parts that are not the whole word."""
    for first in range(len(pieces)):
        for last in range(first + 1, len(pieces)):
            if last - first + 1 < len(pieces):
                yield word[pieces[first].start : pieces[last].start] + stem(pieces[last].word)
