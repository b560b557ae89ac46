"""How words are written into the index: one letter for the place where it stands, then the stem.

So the title, the keywords, the summary and the body have terms of their own, and both databases
find "in the title" as fast as anything, without weighing or reading the text itself:

    a practice called "Zelfroosteren werkt" holds  tzelfrooster twerk  and  uzelf urooster

Whole words come first and in order, so that phrases can be found; the parts of compounds and the
forms that differ from their stem follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from .analysis import Token

EVERY = "a"
"""The term that every practice has."""
EXACT = "e"
OFTEN = "f"
ENOUGH_TO_BE_OFTEN = 3
"""A word that stands so many times in the body is what the text is about."""
MOST_TERMS = 16_000
"""PostgreSQL keeps the place of no more words than these in one text."""
PREFIX = "*"
"""After a term in a query: all terms that begin so."""


@dataclass(frozen=True)
class Field:
    """One part of a practice.

    whole: the letter of words, near: that of parts of compounds and of forms;
    weight: how much a word counts that stands here.
    """

    name: str
    whole: str
    near: str
    weight: int


FIELDS = (
    Field("title", "t", "u", 12),
    Field("keywords", "k", "l", 6),
    Field("summary", "s", "r", 4),
    Field("body", "b", "c", 1),
)
"""A word in the title is meant to be there; a keyword was chosen by an editor; the summary was
written to be short; the body holds many words in passing (docs/concepts.md)."""

IN_SIGHT = tuple(field for field in FIELDS if field.name in {"title", "summary"})
"""What a list shows of every practice in full."""
KEYWORDS = FIELDS[1]
"""Of these it shows the names of sectors and regions."""


def ascii_term(text: str) -> str:
    """The word in letters and digits that no tokenizer changes; others by their code point."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else f"x{ord(c):x}x" for c in text)


def exact_term(folded_title: str) -> str:
    """The term of a whole title."""
    return EXACT + blake2s(folded_title.encode(), digest_size=10).hexdigest()


def coded(field: Field, tokens: Sequence[Token]) -> Iterator[str]:
    """The terms of one part of a practice."""
    told = [token for token in tokens if not token.is_stop]
    yield from (field.whole + ascii_term(token.stem) for token in told)
    # each compound once, its parts together: "zelf roosteren" finds them next to each other
    for token in {token.word: token for token in told}.values():
        yield from (field.near + ascii_term(near) for near in _near(token))
    if field.name == "body":
        times = Counter(token.stem for token in told)
        yield from (
            OFTEN + ascii_term(stem) for stem, n in times.items() if n >= ENOUGH_TO_BE_OFTEN
        )


def _near(token: Token) -> Iterator[str]:
    yield from token.parts
    if token.word != token.stem:
        yield token.word


def all_terms(title: str, fields: Iterable[tuple[Field, Sequence[Token]]]) -> str:
    """Everything under which a practice is found, as the databases read it."""
    terms = [EVERY, exact_term(title)]
    for field, tokens in fields:
        terms += coded(field, tokens)
    return " ".join(terms[:MOST_TERMS])
