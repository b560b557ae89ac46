"""Which sets of practices a query needs: what is asked of the database, in coded terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .coding import FIELDS, OFTEN, PREFIX, Field, ascii_term
from .database import Expression
from .query import Want, Word
from .thesaurus import Phrase

FEWEST_LETTERS_WITHIN = 5
"""A half word of fewer letters is completed only from where a word begins: who types "kam" does
not mean the chamber in which surgeons work."""


def literal(word: Word, field: Field) -> Expression:
    """The word itself, in any form."""
    return ((field.whole + ascii_term(word.stem),),)


def often(word: Word) -> Expression:
    """The word many times in the body."""
    return ((OFTEN + ascii_term(word.stem),),)


def near(word: Word, field: Field) -> Expression:
    """The word as a part of a compound, its parts as words of their own, and longer words."""
    stem, typed = ascii_term(word.stem), ascii_term(word.word)
    found: list[Phrase] = [(field.near + stem,)]
    if word.apart:
        found.append(_coded(word.apart, field.whole))
    if word.is_half:
        found.append((field.whole + typed + PREFIX,))
        if len(typed) >= FEWEST_LETTERS_WITHIN:
            found.append((field.near + typed + PREFIX,))
    return tuple(found)


def anywhere(stem: str) -> Expression:
    """A part of a compound, wherever it stands."""
    return tuple((letter + ascii_term(stem),) for field in FIELDS for letter in _letters(field))


def others(phrases: Sequence[Phrase], field: Field) -> Expression:
    """What the thesaurus knows for the words of a want."""
    single = [(field.near + ascii_term(p[0]),) for p in phrases if len(p) == 1]
    return (*(_coded(phrase, field.whole) for phrase in phrases), *single)


def phrase(stems: Phrase, field: Field) -> Expression:
    """Words next to each other, as they were typed."""
    return (_coded(stems, field.whole),)


def spoken_of(phrases: Sequence[Phrase]) -> Expression:
    """One of these phrases, wherever it stands."""
    places = [_coded(stems, field.whole) for stems in phrases for field in FIELDS]
    single = [one for stems in phrases if len(stems) == 1 for one in anywhere(stems[0])]
    return tuple(dict.fromkeys((*places, *single)))


def together(first: Word, second: Word, field: Field) -> Expression:
    """Two words next to each other, also as parts of one compound."""
    pair = (first.stem, second.stem)
    return (_coded(pair, field.whole), _coded(pair, field.near))


def needed(want: Want) -> Iterator[Expression]:
    """All that must be known to say where a want is found."""
    stems = want.stems
    for field in FIELDS:
        if want.is_quoted or len(stems) > 1:
            yield phrase(stems, field)
        if want.is_quoted:
            continue
        for word in want.words:
            yield literal(word, field)
            yield near(word, field)
        yield from (others(some, field) for some in (want.others, want.alike) if some)
    if not want.is_quoted:
        yield from (often(word) for word in want.words)


def _letters(field: Field) -> tuple[str, str]:
    return field.whole, field.near


def _coded(stems: Phrase, letter: str) -> Phrase:
    return tuple(letter + ascii_term(stem) for stem in stems)
