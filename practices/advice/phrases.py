"""Finding words and fixed phrases in a text, in time that grows with the text only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

MOST_CHARACTERS = 20_000
"""What is read of one text at most, seven pages: more than a field needs, and no more work than
a request may take (S-18)."""

# One set of characters, repeated: a pattern that cannot be made slow. Accents that stand apart
# from their letter (as Macs write them) belong to the word.
_TOKEN = re.compile(r"[\w\u0300-\u036f'’‘`\-‐‑]+")
_EDGES = "_'’‘`-‐‑"


class Token(NamedTuple):
    """One word, folded, and where it stands in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    found = []
    for match in _TOKEN.finditer(text, 0, MOST_CHARACTERS):
        written = match[0].strip(_EDGES)
        if written:
            start = match.start() + match[0].index(written)
            word = _folded(written)
            if word:
                found.append(Token(word, start, start + len(written)))
    return found


def _folded(written: str) -> str:
    # folding is slow beside the rest, and most words need none
    return written.lower() if written.isascii() and written.isalnum() else fold(written)


def fold(word: str) -> str:
    """A word without case, accents, hyphens and apostrophes: "Zzp’ers" and "zzpers" are one.

    Advice has a folding of its own: the search may come to read words in another way, and what
    is said about a text would change with it.
    """
    # both before and after casefold: each can make letters that the other still has to fold
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


class Hit(NamedTuple, Generic[Value]):
    """A phrase that was found: what it stands for, and the place."""

    value: Value
    start: int
    end: int


class Phrases(Generic[Value]):
    """Words and phrases to look for, each with a value.

    A "*" at the end of a word stands for any ending: "rooster*" finds "roosterwensen". Case,
    accents and hyphens make no difference. At one place the longest phrase wins.
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._by_start: dict[str, list[tuple[list[str], Value]]] = {}
        for phrase, value in values.items():
            words = [_pattern(part) for part in phrase.split()]
            self._by_start.setdefault(words[0], []).append((words, value))
        for options in self._by_start.values():
            options.sort(key=lambda option: -len(option[0]))
        endings = (key for key in self._by_start if key.endswith("*"))
        self._lengths = sorted({len(key) - 1 for key in endings}, reverse=True)

    def find(self, read: Sequence[Token]) -> Iterator[Hit[Value]]:
        """The phrases that stand in these words, in order, none within another."""
        place = 0
        for here, token in enumerate(read):
            if here < place:
                continue
            found = self._at(read, here, token.word)
            if found:
                place = here + found[1]
                yield Hit(found[0], token.start, read[place - 1].end)

    def _at(self, read: Sequence[Token], place: int, word: str) -> tuple[Value, int] | None:
        best: tuple[Value, int] | None = None
        for words, value in self._beginning(word):
            if (best is None or len(words) > best[1]) and _match(words, read, place):
                best = value, len(words)
        return best

    def _beginning(self, word: str) -> list[tuple[list[str], Value]]:
        """The phrases that this word may begin."""
        options = self._by_start.get(word, [])
        for length in self._lengths:
            ending = self._by_start.get(f"{word[:length]}*")
            if ending:
                options = options + ending
        return options


def _pattern(part: str) -> str:
    """One word of a phrase in the form that is compared."""
    return fold(part) + ("*" if part.endswith("*") else "")


def _match(words: list[str], read: Sequence[Token], place: int) -> bool:
    if place + len(words) > len(read):
        return False
    for step, word in enumerate(words):
        there = read[place + step].word
        if there != word and not (word[-1] == "*" and there.startswith(word[:-1])):
            return False
    return True
