"""Other words for what is typed, from the thesaurus that the editors keep.

Who types a term finds what means the same and what is a kind of it; not what is broader, as that
would bring in things that were not asked for. Broader and related terms are suggestions, and a
broader one takes the place of a term of which nothing at all is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..models import Concept, ConceptTerm
from .analysis import Analyser

Phrase = tuple[str, ...]
"""The stems of the words of a term, in order; stop words left out."""

Row = tuple[int, str, str, str]
"""The id and the name of a concept, how a term relates to it, and the term."""

MOST_EXPANSIONS = 24
"""So many other phrases are looked for at most: each of them costs time."""

EQUAL, NARROWER, BROADER, RELATED = ConceptTerm.Relation.values


@dataclass(eq=False)
class _Meaning:
    """One concept: its terms by relation, each under its phrase."""

    name: str
    terms: dict[str, dict[Phrase, str]] = field(
        default_factory=lambda: {relation: {} for relation in ConceptTerm.Relation.values}
    )


class Thesaurus:
    """All terms by their stems. It does not change: after a change a new one is made.

    longest: how many words the longest phrase has that can be looked up.
    """

    def __init__(self, rows: Iterable[Row], analyser: Analyser) -> None:
        """Read the terms. The name of a concept is an equal term of it in any case; a concept
        without terms is one row with an empty relation."""
        self._meanings = _read(rows, analyser)
        self._equal: defaultdict[Phrase, list[_Meaning]] = defaultdict(list)
        self._mentions: defaultdict[Phrase, list[_Meaning]] = defaultdict(list)
        self._stands_for: dict[str, str] = {}
        for meaning in self._meanings:
            self._index(meaning)
        self._alike: defaultdict[Phrase, list[_Meaning]] = defaultdict(list)
        for phrase, meanings in self._equal.items():
            alike = self._alike[self._gist(phrase)]
            alike += [meaning for meaning in meanings if meaning not in alike]
        self._begun = _beginnings(self._meanings, analyser)
        self.longest = max(map(len, (*self._equal, *self._mentions)), default=0)

    @classmethod
    def load(cls, analyser: Analyser) -> Thesaurus:
        """The thesaurus as it is in the database; one query."""
        # by id and not by name, as the two databases order names differently
        rows = Concept.objects.order_by("pk", "terms__pk").values_list(
            "pk", "name", "terms__relation", "terms__text"
        )
        return cls(((pk, name, kind or "", text or "") for pk, name, kind, text in rows), analyser)

    def lookup(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """What may be found too for these stems: what means the same, what is a kind of it, and
        what means the same as that kind. Nothing that the stems themselves find already."""
        meanings = self._meant(phrase)
        kinds = [kind for meaning in meanings for kind in meaning.terms[NARROWER]]
        of_kinds = [meaning for kind in kinds for meaning in self._equal.get(kind, ())]
        others = dict.fromkeys([*_equals(meanings), *kinds, *_equals(of_kinds)])
        return tuple(other for other in others if not {*phrase} <= {*other})[:MOST_EXPANSIONS]

    def alike(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """Of what `lookup` gives what means the same, as it says more than what is a kind of it; ()
        when all of it does."""
        others, same = self.lookup(phrase), frozenset(_equals(self._meant(phrase)))
        return () if same.issuperset(others) else tuple(o for o in others if o in same)

    def knows(self, phrase: Phrase) -> bool:
        """Whether it is a term of any concept."""
        return phrase in self._equal or phrase in self._mentions

    def kinds_of(self, phrase: Phrase) -> Iterator[str]:
        """The names of the concepts that hold it as narrower: it is a kind of these."""
        mentions = self._mentions.get(phrase, ())
        yield from (meaning.name for meaning in mentions if phrase in meaning.terms[NARROWER])

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all words of all terms."""
        return frozenset(stem for phrase in (*self._equal, *self._mentions) for stem in phrase)

    def completed(self, before: Phrase, typed: str) -> tuple[Phrase, ...]:
        """What may be found for a term of which the last word is half typed: the terms that it
        may become, and what may be found for these. before: the stems of the words before it."""
        terms = [
            (*before, last) for word, last in self._begun.get(before, ()) if word.startswith(typed)
        ]
        found = dict.fromkeys([*terms, *(other for term in terms for other in self.lookup(term))])
        return tuple(found)[:MOST_EXPANSIONS]

    def see_also(self, phrase: Phrase) -> tuple[str, ...]:
        """Broader and related terms, to suggest; of a word that is no equal term of any concept,
        those of which it is a term. Nothing that was looked for already."""
        meanings = self._meant(phrase)
        terms = {
            other: text
            for meaning in meanings
            for relation in (RELATED, BROADER)
            for other, text in meaning.terms[relation].items()
        }
        for meaning in () if meanings else self._mentions.get(phrase, ()):
            terms.setdefault(next(iter(meaning.terms[EQUAL])), meaning.name)
        found = {phrase, *_equals(meanings), *self.lookup(phrase)}
        return tuple(text for other, text in terms.items() if other not in found)

    def _index(self, meaning: _Meaning) -> None:
        """Let a concept be found by its terms."""
        for relation, terms in meaning.terms.items():
            for phrase in terms:
                (self._equal if relation == EQUAL else self._mentions)[phrase].append(meaning)
        words = [phrase[0] for phrase in meaning.terms[EQUAL] if len(phrase) == 1]
        for word in words:
            self._stands_for.setdefault(word, words[0])

    def _meant(self, phrase: Phrase) -> list[_Meaning]:
        """The concepts of a phrase: as it stands, or else with its words in another order or
        replaced by others that mean the same."""
        exactly = self._equal.get(phrase)
        if exactly is None and len(phrase) > 1:
            return self._alike.get(self._gist(phrase), [])
        return exactly or []

    def _gist(self, phrase: Phrase) -> Phrase:
        """The same for all phrases that say one thing: "zieke werknemers", "personeel is ziek"."""
        return tuple(sorted(self._stands_for.get(stem, stem) for stem in phrase))


def _read(rows: Iterable[Row], analyser: Analyser) -> list[_Meaning]:
    meanings: dict[int, _Meaning] = {}
    for concept, name, relation, text in rows:
        if concept not in meanings:
            meanings[concept] = _Meaning(name)
            _add(meanings[concept], EQUAL, name, analyser)
        _add(meanings[concept], relation or EQUAL, text, analyser)
    return [meaning for meaning in meanings.values() if meaning.terms[EQUAL]]


def _beginnings(
    meanings: Iterable[_Meaning], analyser: Analyser
) -> defaultdict[Phrase, list[tuple[str, str]]]:
    """The last word of each term of several words, folded and as a stem, by what comes before."""
    found: defaultdict[Phrase, list[tuple[str, str]]] = defaultdict(list)
    for meaning in meanings:
        for phrase, text in meaning.terms[EQUAL].items():
            if len(phrase) > 1:
                last = [token.word for token in analyser.tokens(text) if not token.is_stop][-1]
                found[phrase[:-1]].append((last, phrase[-1]))
    return found


def _add(meaning: _Meaning, relation: str, text: str, analyser: Analyser) -> None:
    """Put a term with a concept, if there is something left of it to look for."""
    if phrase := telling(text, analyser):
        meaning.terms[relation].setdefault(phrase, text)


def telling(text: str, analyser: Analyser) -> Phrase:
    """What a term comes down to in a search; () when that is no longer the term.

    Of "te weinig personeel" may be left what it has in common with all there is: "personeel". Such
    a term is passed over, or whoever types that one word would find what the term is about.
    """
    tokens = analyser.tokens(text)
    told = tuple(token.stem for token in tokens if not token.is_stop)
    return () if len(told) == 1 < len(tokens) else told


def _equals(meanings: Iterable[_Meaning]) -> Iterator[Phrase]:
    for meaning in meanings:
        yield from meaning.terms[EQUAL]
