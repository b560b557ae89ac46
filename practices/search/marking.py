"""Where in a text the words of a query were found: to mark them, and to cut out a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .analysis import Analyser, Token
from .query import Query, Want, Word
from .thesaurus import Phrase

PIECE = 200
"""About so many letters of a long text are shown around the first word that was found."""
BEFORE = 0.3
"""The part of them that stands before it."""

_NEXT_LINE = re.compile(r"(?:(\w)\s*)?\n\s*(?:(?:[-*>]|#+|\d{1,9}[.)])[ \t]+)*")
"""From one line of Markdown to the next, with the mark of an item or heading and the last letter
of the line when it ends in no sign of its own."""

Piece = tuple[str, bool]
"""Part of a text, and whether it is to be marked."""


@dataclass(frozen=True)
class Marks:
    """What to mark: words by their stem, phrases from the thesaurus, beginnings of words.

    parts: the same for each thing that was looked for; of a term of several words, when the term
    itself does not stand there, for each of its words.
    """

    analyser: Analyser = field(compare=False)
    stems: frozenset[str]
    phrases: frozenset[Phrase]
    beginnings: tuple[str, ...]
    parts: tuple[Marks, ...] = ()

    @classmethod
    def of(cls, query: Query, analyser: Analyser) -> Marks:
        """What a query may have been found by."""
        parts = tuple(_of_want(want, analyser) for want in query.wants)
        every = [*parts, *(word for part in parts for word in part.parts)]
        return cls(
            analyser,
            frozenset[str]().union(*(part.stems for part in every)),
            frozenset[Phrase]().union(*(part.phrases for part in every)),
            tuple(begun for part in every for begun in part.beginnings),
            parts,
        )

    def apart(self, texts: Sequence[str]) -> Iterator[Marks]:
        """What is to be marked one by one in these texts, where all of it was found."""
        for part in self.parts:
            stands_whole = not part.parts or any(part.is_in(text) for text in texts)
            yield from (part,) if stands_whole else part.parts

    def is_in(self, text: str) -> bool:
        """Whether there is anything to mark in a text."""
        return next(self.spans(text), None) is not None

    def pieces(self, text: str) -> list[Piece]:
        """The whole text in pieces."""
        found: list[Piece] = []
        end = 0
        for start, stop in self.spans(text):
            found += [(text[end:start], False), (text[start:stop], True)]
            end = stop
        return [piece for piece in (*found, (text[end:], False)) if piece[0]]

    def cutting(self, text: str, part: Marks | None = None, length: int = PIECE) -> list[Piece]:
        """The piece of a long text in which something was found; [] when nothing was.

        part: of `parts`, what was found that the piece is about.
        """
        first = _first(part or self, text)
        if first is None:
            return []
        start, stop = _window(text, *first, length)
        before, after = "… " if start else "", " …" if stop < len(text) else ""
        return [*_unmarked(before), *self.pieces(_in_line(text[start:stop])), *_unmarked(after)]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where something to mark begins and ends, in order, without overlap."""
        tokens = [token for token in self.analyser.tokens(text) if not token.is_stop]
        place = 0
        while place < len(tokens):
            size = self._size(tokens, place)
            if size:
                yield tokens[place].start, tokens[place + size - 1].end
            place += size or 1

    def _size(self, tokens: list[Token], place: int) -> int:
        """How many words from here are to be marked as one."""
        for phrase in self.phrases:
            if tuple(token.stem for token in tokens[place : place + len(phrase)]) == phrase:
                return len(phrase)
        token = tokens[place]
        is_found = (
            token.stem in self.stems
            or not self.stems.isdisjoint(token.parts)
            or any(form.startswith(self.beginnings) for form in (token.word, *token.parts))
        )
        return int(is_found)


def _first(marks: Marks, text: str) -> tuple[int, int] | None:
    """Where the first thing to mark stands; read no further than that paragraph, unless it is
    words of which one stands in the next."""
    passed = 0
    for paragraph in text.splitlines(keepends=True):
        found = next(marks.spans(paragraph), None)
        if found:
            return passed + found[0], passed + found[1]
        passed += len(paragraph)
    return next(marks.spans(text), None) if marks.phrases else None


def _of_want(want: Want, analyser: Analyser) -> Marks:
    words = [_of_word(word, analyser) for word in want.words]
    others = {phrase for phrase in want.others if len(phrase) > 1}
    single = {phrase[0] for phrase in want.others if len(phrase) == 1}
    if len(words) == 1:
        (word,) = words
        return replace(word, stems=word.stems | single, phrases=word.phrases | others)
    itself = want.stems
    return Marks(analyser, frozenset(single), frozenset({*others, itself}), (), tuple(words))


def _of_word(word: Word, analyser: Analyser) -> Marks:
    return Marks(
        analyser,
        frozenset({word.stem}),
        frozenset({word.apart} if len(word.apart) > 1 else ()),
        (word.word,) if word.is_half else (),
    )


def _window(text: str, first: int, last: int, length: int) -> tuple[int, int]:
    """A piece of the text around a place in it, that begins and ends between words."""
    start = max(first - int(length * BEFORE), 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = min(start + length, len(text))
    if stop < len(text):
        stop = max(text.rfind(" ", 0, stop), last)
    return start, stop


def _in_line(text: str) -> str:
    """The same as one line, in which lines do not run together: "welkom · afscheid"."""
    joined = _NEXT_LINE.sub(lambda m: f"{m[1]} · " if m[1] else " ", f"\n{text.strip()}")
    return joined.strip()


def _unmarked(text: str) -> list[Piece]:
    return [(text, False)] if text else []
