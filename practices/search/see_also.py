"""Other terms to look for: broader than what was looked for, or beside it, and not in vain."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyroaring import BitMap

from . import lookups
from .database import Expression
from .query import Query
from .thesaurus import telling

if TYPE_CHECKING:
    from .state import Language, TextIndex

MOST = 4
MOST_TRIED = 12
"""Of so many terms is looked whether there is something about them."""


def see_also(index: TextIndex, query: Query) -> dict[str, BitMap]:
    """The terms of which something is found, each with practices that speak of it; at most four.

    Asks nothing of the database where what `related` gives was asked before.
    """
    terms = related(query, index.language)
    sets = index.sets(terms.values())
    found = ((term, sets[asked]) for term, asked in terms.items() if sets[asked])
    return dict(islice(found, MOST))


def related(query: Query, language: Language) -> dict[str, Expression]:
    """The terms, and what finds each: itself or what the thesaurus calls equal or narrower."""
    thesaurus = language.thesaurus
    phrases = (want.stems for want in query.wants if not want.is_quoted)
    terms = dict.fromkeys(term for phrase in phrases for term in thesaurus.see_also(phrase))
    return {term: about(term, language) for term in islice(terms, MOST_TRIED)}


def about(term: str, language: Language) -> Expression:
    """What finds all that speaks of a term."""
    phrase = telling(term, language.analyser)
    return lookups.spoken_of((phrase, *language.thesaurus.lookup(phrase)))
