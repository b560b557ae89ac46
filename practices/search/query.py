"""From what a visitor types to what is looked for. Nothing that anybody types is an error (S-17).

Words between quotation marks must stand so next to each other; a word after a minus must not be
there; the last word may be half typed; anything else is plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .analysis import MOST_CHARACTERS, MOST_WORDS, Analyser, Token
from .compounds import shared_stems, split
from .data import amounts
from .joining import joined
from .thesaurus import Phrase, Thesaurus

if TYPE_CHECKING:
    from .state import Language

FEWEST_LETTERS = 3
"""A half word of fewer letters is not completed: too much begins with it."""

_QUOTES = '"“”„«»'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-(?=[^\s\-]))?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<plain>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True)
class Word:
    """A word that is looked for.

    apart: the stems of the parts of a compound, () for other words;
    is_half: it may be the beginning of a longer word;
    start, end: where it stands in what was typed.
    """

    word: str
    stem: str
    apart: Phrase
    is_half: bool
    start: int
    end: int


@dataclass(frozen=True)
class Want:
    """Something that a practice should speak of, in these words or in others.

    others: what means the same or is a kind of it, from the thesaurus;
    alike: of these what means the same, when there are kinds of it too;
    is_quoted: the words must stand next to each other, and nothing else will do.
    """

    words: tuple[Word, ...]
    others: tuple[Phrase, ...] = ()
    alike: tuple[Phrase, ...] = ()
    is_quoted: bool = False

    @property
    def stems(self) -> Phrase:
        """The stems of its words."""
        return tuple(word.stem for word in self.words)

    @property
    def is_amount(self) -> bool:
        """It says only how much there is, and not of what."""
        return all(word.word in amounts() for word in self.words)

    @property
    def has_amount(self) -> bool:
        """It is a term in which a word says how much there is: only together do they say it."""
        return len(self.words) > 1 and any(word.word in amounts() for word in self.words)

    def one_by_one(self, thesaurus: Thesaurus) -> Iterator[Want]:
        """The words of this want as wants of their own."""
        for word in self.words:
            phrase = (word.stem,)
            yield Want((word,), thesaurus.lookup(phrase), thesaurus.alike(phrase))


@dataclass(frozen=True)
class Query:
    """What is looked for. wants: in the order typed;  unwanted: what must not be there."""

    text: str
    wants: tuple[Want, ...]
    unwanted: tuple[Want, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, as it can be typed to find the same: folded, each once."""
        wanted = [word for want in self.wants for word in _as_typed(want, want.is_quoted)]
        unwanted = [f"-{word}" for no in self.unwanted for word in _as_typed(no, len(no.words) > 1)]
        return tuple(dict.fromkeys((*wanted, *unwanted)))


def _as_typed(want: Want, is_quoted: bool) -> list[str]:
    words = [word.word for word in want.words]
    return [f'"{" ".join(words)}"'] if is_quoted else words


def understand(text: str, language: Language) -> Query:
    """Read a query: at most twenty words of its first 200 characters."""
    text, analyser = text[:MOST_CHARACTERS], language.analyser
    wants: list[Want] = []
    unwanted: list[Want] = []
    plain: list[Token] = []
    for part in _PART.finditer(text):
        quoted = part["quoted"] is not None
        name = "quoted" if quoted else "plain"
        tokens = _tokens(part[name], part.start(name), analyser)
        if not (part["minus"] or quoted):
            plain += tokens
        elif tokens:
            exactly = Want(_words(_telling(tokens), analyser), is_quoted=True)
            (unwanted if part["minus"] else wants).append(exactly)
    last = plain[-1].end if plain else None
    plain = joined(plain, analyser, language.thesaurus.knows)
    telling = _telling(plain) if not wants else [token for token in plain if not token.is_stop]
    words = _words(_once(telling)[:MOST_WORDS], analyser, last=last)
    wants += _with_others(words, language.thesaurus)
    return Query(text, tuple(wants[:MOST_WORDS]), tuple(unwanted[:MOST_WORDS]))


def _tokens(text: str, offset: int, analyser: Analyser) -> list[Token]:
    return [
        Token(t.word, t.stem, t.parts, t.start + offset, t.end + offset, t.is_stop)
        for t in analyser.tokens(text)
    ]


def _telling(tokens: Sequence[Token]) -> list[Token]:
    """The words that say something; all of them when none does."""
    return [token for token in tokens if not token.is_stop] or list(tokens)


def _once(tokens: Sequence[Token]) -> list[Token]:
    return list({token.stem: token for token in reversed(tokens)}.values())[::-1]


def _words(
    tokens: Sequence[Token], analyser: Analyser, *, last: int | None = None
) -> tuple[Word, ...]:
    """last: where the last word ends that may be half typed."""
    return tuple(
        Word(
            token.word,
            token.stem,
            tuple(analyser.token(part).stem for part in split(token.word, analyser.lexicon)),
            token.end == last and _may_go_on(token),
            token.start,
            token.end,
        )
        for token in tokens
    )


def _may_go_on(token: Token) -> bool:
    """Whether a word may be half typed. Not when what would follow makes it mean something else:
    gezond, gezondheidszorg (`compounds.shared_stems`); nor when it says nothing: het, hetzelfde."""
    long_enough = len(token.word) >= FEWEST_LETTERS and not token.is_stop
    return long_enough and token.stem not in shared_stems()


def _with_others(words: Sequence[Word], thesaurus: Thesaurus) -> Iterator[Want]:
    """The words, those that the thesaurus knows as one term together; longest terms first. The
    last word of a term may be half typed: "te weinig pers"."""
    place = 0
    while place < len(words):
        size = 1
        others: tuple[Phrase, ...] = ()
        for length in range(min(thesaurus.longest, len(words) - place), 0, -1):
            some = words[place : place + length]
            phrase = tuple(word.stem for word in some)
            others = thesaurus.lookup(phrase)
            if not others and length > 1 and some[-1].is_half:
                others = thesaurus.completed(phrase[:-1], some[-1].word)
            if others:
                size = length
                break
        some = words[place : place + size]
        yield Want(tuple(some), others, thesaurus.alike(tuple(word.stem for word in some)))
        place += size
