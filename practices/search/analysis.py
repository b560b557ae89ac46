"""From what people write to what is compared: folding, words, stems and parts.

There is one analysis, for what is indexed and for what is asked, whatever the database. Which
words stop, how words are inflected and what compounds are made of is data, in the folder beside
this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .compounds import SHORTEST_PART, Lexicon, is_settled, take_apart
from .data import stop_words
from .stems import KEPT, stem

MOST_CHARACTERS = 200
MOST_WORDS = 20
"""What is read of a query at most (S-17)."""
LONGEST_KEPT = 60
"""What is longer than this is analysed anew each time: what is remembered has to stay small."""

_BETWEEN_LETTERS = re.compile(r"(?<=\w)['’‘`\-‐‑–()](?=\w)")
_HYPHENS = frozenset("-‐‑–")
_WORD = re.compile(r"[^\W_]+")
# what stands between these may be read on its own: folding never joins words over one of them
_CHUNK = re.compile(r"""[^\s,.;:!?\[\]{}"/\\|<>*#=+&%$@~]+""")
_NUMBER = re.compile(r"(\d+)([a-z]{3,})|([a-z]{3,})(\d+)")


def fold(text: str) -> str:
    """The text in lower case, without accents, hyphens and apostrophes within words.

    So "re-integratie", "reïntegratie" and "Reintegratie" are one word, and so are "zzp'ers"
    and "zzp’ers".
    """
    return _BETWEEN_LETTERS.sub("", _plain(text))


def plain_words(text: str) -> str:
    """The folded words of a text, a space between each."""
    return " ".join(_WORD.findall(fold(text)))


def _plain(text: str) -> str:
    # both before and after casefold: each can make letters that the other still has to fold
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_plain_letter = lru_cache(4_000)(_plain)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, where it stands in a text.

    word: as folded; a text's words are exactly those of `plain_words`.
    stem: shared with its other forms.
    parts: the stems of the parts of a compound, and of the known compounds within it, or of the
    parts of a word with a hyphen, a number or capitals; empty when it is one word.
    start, end: the slice of the text as given, for marking.
    is_stop: it says nothing about what someone looks for; it is indexed and searched by nobody.
    """

    word: str
    stem: str
    parts: tuple[str, ...]
    start: int
    end: int
    is_stop: bool


def is_stop(word: str) -> bool:
    """A folded word that says nothing about what someone looks for; so does a single letter."""
    return word in stop_words() or (len(word) == 1 and "a" <= word <= "z")


class Analyser:
    """Analyses texts with a lexicon. One can serve all threads of a process."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = Lexicon.base() if lexicon is None else lexicon
        self._remembered = lru_cache(KEPT)(self._chunk)

    def token(self, word: str) -> Token:
        """What there is to know of one word; of a text without words, an empty one."""
        found = self.tokens(word)
        return found[0] if found else Token("", "", (), 0, 0, is_stop=False)

    def tokens(self, text: str) -> list[Token]:
        """All words of a text in order, stop words included. Takes any text, and never fails."""
        tokens: list[Token] = []
        for match in _CHUNK.finditer(text):
            chunk, at = match[0], match.start()
            known = self._remembered if len(chunk) <= LONGEST_KEPT else self._chunk
            for word, own, parts, start, end, stop in known(chunk):
                tokens.append(Token(word, own, parts, at + start, at + end, stop))
        return tokens

    def _chunk(self, chunk: str) -> tuple[tuple[str, str, tuple[str, ...], int, int, bool], ...]:
        return tuple(
            (found.word, *self._made_of(found), found.start, found.end, is_stop(found.word))
            for found in _words(chunk)
        )

    def _made_of(self, found: _Found) -> tuple[str, tuple[str, ...]]:
        """The stem of a word, and its parts.

        The stem follows from the folded word alone, so that all spellings of it meet. Hyphens and
        capitals help to find parts only where the lexicon does not know how the word is made.
        """
        apart = take_apart(found.word, self.lexicon)
        if apart:
            own, parts = apart.stem, apart.within
        else:
            own = stem(found.word)
            settled = is_settled(found.word) or self.lexicon.is_one(found.word)
            parts = () if settled else tuple(self._inside(_pieces(found)))
        return own, tuple(part for part in dict.fromkeys(parts) if part != own)

    def _inside(self, pieces: list[str]) -> Iterator[str]:
        """The stems of the pieces in order, and then of what they are made of themselves."""
        aparts = [take_apart(piece, self.lexicon) for piece in pieces]
        for piece, apart in zip(pieces, aparts, strict=True):
            yield apart.stem if apart else stem(piece)
        for apart in aparts:
            yield from apart.within if apart else ()


class _Found(NamedTuple):
    """A folded word in a chunk of text: its slice there, and where its writer parted it."""

    word: str
    start: int
    end: int
    breaks: tuple[int, ...]


def _words(chunk: str) -> Iterator[_Found]:
    """The folded words of a chunk. Each letter folds by itself, so it is known whence it came."""
    folded = [(plain, at) for at, letter in enumerate(chunk) for plain in _plain_letter(letter)]
    plain = "".join(letter for letter, _ in folded)
    joins = {match.start() for match in _BETWEEN_LETTERS.finditer(plain)}
    kept = [at for at in range(len(plain)) if at not in joins]
    for match in _WORD.finditer("".join(plain[at] for at in kept)):
        places = kept[match.start() : match.end()]
        end = folded[places[-1]][1] + 1
        while end < len(chunk) and not _plain_letter(chunk[end]):
            end += 1  # an accent that stands by itself belongs to the letter before it
        written = [chunk[folded[at][1]] for at in places]
        hyphens = (
            n for n, at in enumerate(places) if at - 1 in joins and plain[at - 1] in _HYPHENS
        )
        breaks = tuple(n for n in hyphens if n) or _humps(written)
        yield _Found(match[0], folded[places[0]][1], end, breaks)


def _humps(written: list[str]) -> tuple[int, ...]:
    """Where the parts of a name begin that is written so: SectorplanPlus, but not LinkedIn."""
    pairs = enumerate(pairwise(written), start=1)
    humps = tuple(at for at, (one, next_) in pairs if one.islower() and next_.isupper())
    steps = pairwise((0, *humps, len(written)))
    return humps if all(end - start >= SHORTEST_PART for start, end in steps) else ()


def _pieces(found: _Found) -> list[str]:
    """What stands between the breaks of a word, or before and after its number."""
    word = found.word
    if found.breaks:
        pieces = [word[start:end] for start, end in pairwise((0, *found.breaks, len(word)))]
    else:
        number = _NUMBER.fullmatch(word)
        pieces = [piece for piece in number.groups() if piece] if number else []
    return [piece for piece in pieces if not is_stop(piece)]
