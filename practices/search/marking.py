"""Where in a text the words of a query were found: to mark them, and to cut out a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .analysis import Analyser, Token
from .query import Query
from .thesaurus import Phrase

PIECE = 200
"""About so many letters of a long text are shown around the first word that was found."""
BEFORE = 60
"""Of which so many before it."""

_NEXT_LINE = re.compile(r"(?:(\w)\s*)?\n\s*(?:(?:[-*>]|#+|\d{1,9}[.)])[ \t]+)*")
"""From one line of Markdown to the next, with the mark of an item or heading and the last letter
of the line when it ends in no sign of its own."""

Piece = tuple[str, bool]
"""Part of a text, and whether it is to be marked."""


@dataclass(frozen=True)
class Marks:
    """What to mark: words by their stem, phrases from the thesaurus, beginnings of words."""

    analyser: Analyser = field(compare=False)
    stems: frozenset[str]
    phrases: frozenset[Phrase]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, query: Query, analyser: Analyser) -> Marks:
        """What a query may have been found by."""
        words = [word for want in query.wants for word in want.words]
        others = [phrase for want in query.wants for phrase in want.others]
        apart = [word.apart for word in words if word.apart]
        return cls(
            analyser,
            frozenset(word.stem for word in words).union(p[0] for p in others if len(p) == 1),
            frozenset(p for p in (*others, *apart) if len(p) > 1),
            tuple(word.word for word in words if word.is_half),
        )

    def pieces(self, text: str) -> list[Piece]:
        """The whole text in pieces."""
        found: list[Piece] = []
        end = 0
        for start, stop in self.spans(text):
            found += [(text[end:start], False), (text[start:stop], True)]
            end = stop
        return [piece for piece in (*found, (text[end:], False)) if piece[0]]

    def cutting(self, text: str) -> list[Piece]:
        """The piece of a long text in which something was found; [] when nothing was."""
        first = self._first(text)
        if first is None:
            return []
        start, stop = _window(text, first)
        before, after = "… " if start else "", " …" if stop < len(text) else ""
        return [*_unmarked(before), *self.pieces(_in_line(text[start:stop])), *_unmarked(after)]

    def _first(self, text: str) -> int | None:
        """Where the first thing to mark stands; read no further than that paragraph."""
        passed = 0
        for paragraph in text.splitlines(keepends=True):
            found = next(self.spans(paragraph), None)
            if found:
                return passed + found[0]
            passed += len(paragraph)
        return None

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
            or token.word.startswith(self.beginnings)
        )
        return int(is_found)


def _window(text: str, found: int) -> tuple[int, int]:
    """A piece of the text around a place in it, that begins and ends between words."""
    start = max(found - BEFORE, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = min(start + PIECE, len(text))
    if stop < len(text):
        stop = max(text.rfind(" ", 0, stop), found)
    return start, stop


def _in_line(text: str) -> str:
    """The same as one line, in which lines do not run together: "welkom · afscheid"."""
    joined = _NEXT_LINE.sub(lambda m: f"{m[1]} · " if m[1] else " ", f"\n{text.strip()}")
    return joined.strip()


def _unmarked(text: str) -> list[Piece]:
    return [(text, False)] if text else []
