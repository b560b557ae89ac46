"""Dutch words: their stems, and the parts of which compounds are made.

A compound is split only into words that are known: a wrong part finds what nobody looked for,
which is worse than a part that is missed. What is known is data, in the folder beside this
module; a knowledge base adds words of its own with `Lexicon.with_words`.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import snowballstemmer

DATA = Path(__file__).parent / "data"
KEPT = 20_000
"""How many words are remembered with what was found out about them."""
MOST_LETTERS = 50
"""Longer words are neither stemmed nor split: nobody writes them, and both cost time."""
LINKS = ("s", "en", "n", "e", "er")
"""What may stand between two parts: arbeid-s-markt, gehandicapte-n-zorg, kind-er-opvang."""
SHORTEST_PART = 3
SHORTEST_FORM = 5
"""Shorter forms of a known word count only where the data names them: spel-ler holds no leer."""
MOST_PARTS = 5
GROWN = range(5, 26)
"""How long a word is that a knowledge base adds: shorter ones turn up in other words by chance."""

_DOUBLED = re.compile(r"(?<=[aeiouy])([^aeiouy])\1$")
_VOICED = re.compile("(?<=.[aeiouyjlmnr])[vz]$")
_EREN = re.compile(r"(?:ge(?!ner))?(.{3,}eer)(?:t|d|de|den)")
_NO_GE = re.compile(r"(?:be|er|ge|her|onder|ont|over|ver|voor)[^aeiou]*[aeiou].*en")
_stemmer = snowballstemmer.stemmer("dutch_porter")
_one_at_a_time = threading.Lock()  # a stemmer keeps the word it is at work on in itself


def lines(name: str) -> list[str]:
    """The words of a data file, one a line, without what it says about them."""
    text = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in text if line and not line.startswith("#")]


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


# --- stems ---------------------------------------------------------------------------------------


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The stem of a folded word, taken as one: "organisatie" for "organisaties".

    Codes, numbers and words in other scripts are their own stem. A compound has the stem of its
    last part: ask `take_apart`.
    """
    if len(word) > MOST_LETTERS or not (word.isascii() and word.isalpha()):
        return word[:MOST_LETTERS]
    forms = _forms()
    if known := forms.get(word):
        return known
    if word.endswith(_kept()):
        return word
    singular = _singular(word)
    return forms.get(singular) or _shorten(singular)


@cache
def _forms() -> dict[str, str]:
    """The stems that the data gives: exceptions, and the forms of verbs."""
    forms = {form: own for own, others in _toml("stems.toml")["stems"].items() for form in others}
    forms |= {own: own for own in _toml("stems.toml")["stems"]}
    for line in lines("verbs.txt"):
        infinitive, *conjugated = conjugate(line)
        own = forms.get(infinitive) or _shorten(infinitive)
        forms = dict.fromkeys(conjugated, own) | forms
    return forms


def _shorten(word: str) -> str:
    """Snowball's stem, with the spelling that it does not know set right.

    Snowball leaves huiz(en), briev(en) and plann(en) as they are, apart from huis, brief and plan.
    """
    if verb := _EREN.fullmatch(word):
        word = verb[1]
    with _one_at_a_time:
        short = str(_stemmer.stemWord(word))
    short = _DOUBLED.sub(r"\1", short)
    return _VOICED.sub(lambda last: "f" if last[0] == "v" else "s", short)


@cache
def _kept() -> tuple[str, ...]:
    return tuple(_toml("stems.toml")["kept"])


def _singular(word: str) -> str:
    """The word without a plural ending of the data: organisatie for organisaties."""
    endings = _toml("stems.toml")["endings"]
    for length in (7, 6, 5, 4, 3, 2):
        if len(word) >= length + 2 and (singular := endings.get(word[-length:])):
            return word[:-length] + str(singular)
    return word


def conjugate(line: str) -> Iterator[str]:
    """The infinitive of a line of verbs.txt, and then the forms that follow from it."""
    root, infinitive, *irregular = line.split()
    prefix, _, bare = infinitive.rpartition("|")
    yield prefix + bare
    yield from (prefix + root, prefix + root.removesuffix("t") + "t")
    yield from (f"{prefix}{bare}d", f"{prefix}{bare}de")
    past = "t" if bare[-3] in "tkfschpx" else "d"
    perfect = prefix + ("" if _NO_GE.fullmatch(bare) else "ge") + root.removesuffix(past) + past
    regular = (prefix + root + past + "e", prefix + root + past + "en", perfect)
    yield from (form for form in irregular or (*regular, perfect + "e", perfect + "en"))


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
        if len(text) < SHORTEST_FORM and text not in _forms():
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


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what someone looks for."""
    return frozenset(lines("stopwords.txt"))


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
    return tuple(stem(part) for part in parts if part not in stop_words())


@cache
def _settled() -> dict[str, tuple[str, ...]]:
    """The parts that the data gives, by the stem of the word."""
    return {stem(word): tuple(parts) for word, parts in _toml("compounds.toml")["parts"].items()}


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
