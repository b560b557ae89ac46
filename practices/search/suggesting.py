"""Finding names by what somebody has typed so far, while they type.

Everything is held in sorted lists, so that half a word is two bisections and one slice, however
many names there are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import accumulate
from operator import and_

from pyroaring import BitMap

from .analysis import MOST_CHARACTERS, MOST_WORDS, plain_words
from .compounds import Lexicon, split

FEWEST_LETTERS = 2
"""Shorter texts complete to nearly everything."""
FEWEST_INSIDE = 3
"""A shorter text is not looked for inside words."""
MOST_INSIDE = 100
"""Of so many longer words is looked whether they hold what was typed as a part."""
KEPT_APART = 5000
_AFTER_ALL = "\U0010ffff"


def spellings(name: str) -> set[str]:
    """A name, folded, in the ways in which people type it: Noord-Brabant also as two words."""
    whole = plain_words(name)
    return {whole, plain_words(name.replace("-", " ")), whole.replace(" ", "")}


def typed_words(text: str) -> list[str]:
    """The folded words of what was typed; none when that is too little to go by."""
    words = plain_words(text[:MOST_CHARACTERS]).split()[:MOST_WORDS]
    return words if sum(map(len, words)) >= FEWEST_LETTERS else []


def begins(name: str, words: list[str]) -> bool:
    """Whether all of these words begin a word of this name."""
    return any(
        all(any(own.startswith(word) for own in spelling.split()) for word in wanted)
        for spelling in spellings(name)
        for wanted in (words, ["".join(words)])
    )


def holds(name: str, words: list[str]) -> bool:
    """Whether all of these words stand in this name, also inside words."""
    return all(word in plain_words(name) for word in words)


class NameIndex:
    """Numbered things by the beginnings of their names, of the words in these, and of the parts
    of compounds. It never changes."""

    def __init__(self, named: Iterable[tuple[str, int]], lexicon: Lexicon) -> None:
        """named: names as `spellings` writes them, with the number of what bears them;
        lexicon: the words of which compounds are made."""
        rows = sorted(named)
        self._names = [name for name, _ in rows]
        self._numbers = array("I", (number for _, number in rows))
        by_word: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for name, number in rows:
            for word in name.split():
                by_word[word].append(number)
        self._words = sorted(by_word)
        self._bearers, self._ends = array("I"), array("I", [0])
        for word in self._words:
            self._bearers += by_word[word]
            self._ends.append(len(self._bearers))
        self._text = "\n".join(self._words)
        self._starts = list(accumulate((len(word) + 1 for word in self._words), initial=0))
        self._parts = lru_cache(KEPT_APART)(lambda word: tuple(_later_parts(word, lexicon)))

    def tiers(self, words: list[str]) -> Iterator[BitMap]:
        """The things that these words (`typed_words`) may be meant for, in sets, best first.

        First whose whole name it is, then whose name begins so, then in whose name every word
        begins a word, and last in whose name every word begins a part of a word.
        """
        joined = "".join(words)
        yield self._named(" ".join(words), "\0")
        yield self._named(" ".join(words)) | self._named(joined)
        begun = [self._begun(word) for word in words]
        yield reduce(and_, begun) | self._begun(joined)
        found = begun[0] | self._inside(words[0])
        for bits, word in zip(begun[1:], words[1:], strict=True):
            found &= (bits | self._inside(word)) if found else found
        yield found

    def _named(self, text: str, before: str = _AFTER_ALL) -> BitMap:
        """The things with a name that begins so and comes before the text with this after it."""
        start = bisect_left(self._names, text)
        return BitMap(self._numbers[start : bisect_left(self._names, text + before, start)])

    def _begun(self, word: str) -> BitMap:
        """The things in whose name a word begins so."""
        start = bisect_left(self._words, word)
        stop = bisect_left(self._words, word + _AFTER_ALL, start)
        return BitMap(self._bearers[self._ends[start] : self._ends[stop]])

    def _inside(self, text: str) -> BitMap:
        """The things in whose name a part of a compound begins so, other than the first."""
        found = BitMap()
        if len(text) < FEWEST_INSIDE:
            return found
        for place in self._holding(text):
            if any(part.startswith(text) for part in self._parts(self._words[place])):
                found |= BitMap(self._bearers[self._ends[place] : self._ends[place + 1]])
        return found

    def _holding(self, text: str) -> Iterator[int]:
        """The places of words that hold this text after their beginning, so many at most."""
        looked, at = 0, self._text.find(text)
        while at >= 0 and looked < MOST_INSIDE:
            place = bisect_right(self._starts, at) - 1
            if self._starts[place] < at:
                looked += 1
                yield place
            at = self._text.find(text, at + 1)


def _later_parts(word: str, lexicon: Lexicon) -> Iterator[str]:
    """What a compound goes on with at each of its parts but the first."""
    at = 0
    for part in split(word, lexicon):
        at = word.find(part, at)
        if at < 0:
            return
        if at:
            yield word[at:]
        at += len(part)
