"""Cutting a text into sentences and counting their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .lists import read
from .phrases import MOST_CHARACTERS

# Each of these is bounded, or one set of characters repeated: none can be made slow.
_END = re.compile(r"[.!?…][\"'”’»)\]*_]{0,4}(?=\s)")
_MARKER = re.compile(r"(?:[-*•–+>]|#{1,6}|\d{1,3}[.)]) {1,4}")
_OPENING = "\"'“‘‚„«([*_"


class Sentence(NamedTuple):
    """A sentence, its place in the text, and how many words it has."""

    text: str
    start: int
    end: int
    words: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, headings and list items included."""
    found = []
    for start, end in _blocks(text[:MOST_CHARACTERS]):
        for first, last in _cut(text, start, end):
            written = text[first:last].strip()
            words = sum(any(map(str.isalnum, word)) for word in written.split())
            if words:
                begin = first + text[first:last].index(written)
                found.append(Sentence(written, begin, begin + len(written), words))
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Places of what reads on: lines that break in the middle of a sentence are one block."""
    start = end = place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        marker = _MARKER.match(line.lstrip()[:12])
        if not bare or marker or bare.lstrip(_OPENING)[:1].isupper():
            yield start, end
            lead = len(line) - len(line.lstrip()) + (marker.end() if marker else 0)
            start = place + min(lead, len(line))
        place += len(line)
        end = place
    yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of the sentences within one block."""
    for match in _END.finditer(text, start, end):
        if _ends_here(text, start, match):
            yield start, match.end()
            start = match.end()
    yield start, end


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """A full stop ends a sentence unless it ends an abbreviation or the text goes on small."""
    following = text[match.end() : match.end() + 8].lstrip().lstrip(_OPENING)[:1]
    if following.islower():
        return False
    if match[0][0] != ".":
        return True
    before = text[max(start, match.start() - 20) : match.start()].split()[-1:]
    word = before[0].lower().lstrip(_OPENING) if before else ""
    return word not in read("language")["abbreviations"] and len(word) != 1
