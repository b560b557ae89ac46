"""Which other practices resemble one, and why, in words.

Two practices resemble each other by what they share: elements, tags, sectors, regions, and the
words of a title that are no names of places. What few practices share says more than what half of
them share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from pyroaring import BitMap

from .facets import FacetIndex, facet_index
from .models import Practice, Region, SearchWord
from .search import text_index
from .search.analysis import Analyser
from .search.coding import FIELDS, Field, ascii_term
from .search.database import Expression, Phrase
from .search.ranking import Scores, best_part

MOST = 4
MOST_REASONS = 3
MOST_WORDS = 12
"""The rarest words are compared; the others say little beside them."""
COMMON = 2000
"""Words in more practices are left out: they say least, and take most time."""

WEIGHTS = {"tag": 24, "element": 20, "word": 14, "sector": 12, "region": 8, "mention": 7}
"""What a practice is about weighs most, in what setting it is less. A word in a title or keyword
is meant to be there; one in a summary (a mention) may stand there in passing."""
WORDS = ("word", "mention")
RAREST = 6.0
"""Something that one in a hundred shares is as telling as anything: what is rarer may be chance."""

COMPASS = frozenset({"noord", "oost", "zuid", "west", "midden"})
"""Parts of the names of places."""

MEANT = [field for field in FIELDS if field.name in {"title", "keywords"}]
IN_SHORT = [field for field in FIELDS if field.name == "summary"]


@dataclass(frozen=True)
class Related:
    """A practice that resembles another, and what they share, as a Dutch phrase."""

    practice: Practice
    reason: str


@dataclass(frozen=True)
class Own:
    """Something that a practice has, and others too.

    relation: what it is, a key of `WEIGHTS`;  name: its name;  words: what is said of it;
    others: the other practices that have it;  worth: how much it says that they do.
    """

    relation: str
    name: str
    words: str
    others: BitMap
    worth: int


def related(practice: Practice, *, most: int = MOST) -> list[Related]:
    """The published practices that resemble it most, best first; never the practice itself.

    At most five queries, whatever the number of practices, for one read `with_relations()`. The
    same rows give the same answer: equals come newest first.
    """
    index = facet_index()
    others = index.published - BitMap([practice.pk])
    filed = sorted(_filed(practice, index, others), key=lambda one: one.words)
    own = sorted([*filed, *_worded(practice, filed, index, others)], key=lambda one: -one.worth)
    scores = Scores()
    for one in own:
        scores.add(one.others, one.worth)
    alike = BitMap.union(BitMap(), *(one.others for one in own))
    best = best_part(scores, alike, index.newest, 0, most)
    found = Practice.objects.published().in_bulk(best)
    return [
        Related(found[pk], _reason([one for one in own if pk in one.others]))
        for pk in best
        if pk in found
    ]


def _worth(relation: str, having: int, total: int) -> int:
    """The weight of the relation, times how surprising it is that another practice has it too."""
    surprise = min(log2(1 + total / having), RAREST) if having else 0
    return round(WEIGHTS[relation] * surprise)


# --- What it is filed under ----------------------------------------------------------------------


def _filed(practice: Practice, index: FacetIndex, others: BitMap) -> Iterator[Own]:
    """Everything that it is filed under; a pillar alone and a whole country are too wide."""
    for relation, facet, key, name, words in _names(practice):
        having = index.sets[facet].get(key, BitMap()) & others
        yield Own(relation, name, words, having, _worth(relation, len(having), len(others)))


def _names(practice: Practice) -> Iterator[tuple[str, str, str, str, str]]:
    """Relation, facet, key, name, and what is said of it."""
    for element in [tag.element for tag in practice.pillar_tags.all() if tag.element]:
        yield "element", "pijler", element.code, element.name, f"{element.code} {element.name}"
    for tag in practice.tags.all():
        yield "tag", "trefwoord", tag.slug, tag.name, f"‘{tag.name}’"
    for sector in practice.sectors.all():
        yield "sector", "sector", sector.slug, sector.name, sector.name
    for region in practice.regions.all():
        if region.kind != Region.Kind.COUNTRY:
            yield "region", "regio", region.slug, region.name, f"regio {region}"


# --- What it says --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """A word or some words together. stems: what they are found by;  words: folded;  written: as
    they are shown."""

    stems: Phrase
    words: Sequence[str]
    written: str


def _worded(
    practice: Practice, filed: Sequence[Own], facets: FacetIndex, others: BitMap
) -> list[Own]:
    """The rarest words of its title and tags, and who uses them."""
    index = text_index()
    analyser = index.language.analyser
    places = _places(facets, analyser)
    told = [term for term in _terms(practice, analyser) if not places.issuperset(term.words)]
    terms = _rarest({term.stems: term for term in told}.values())
    sets = index.sets(_in(fields, term) for term in terms for fields in (MEANT, IN_SHORT))
    counted = _counted(filed, analyser)
    found = []
    for term in terms:
        free = others - BitMap.intersection(*(counted.get(stem, BitMap()) for stem in term.stems))
        meant = sets[_in(MEANT, term)] & free
        passing = (sets[_in(IN_SHORT, term)] & free) - meant
        for relation, having in (("word", meant), ("mention", passing)):
            worth = _worth(relation, len(having), len(others))
            found.append(Own(relation, term.written, f"‘{term.written}’", having, worth))
    return found


def _terms(practice: Practice, analyser: Analyser) -> Iterator[Term]:
    """Each tag as a whole, and each telling word of the title."""
    for tag in sorted(practice.tags.all(), key=lambda tag: tag.name):
        if tokens := [token for token in analyser.tokens(tag.name) if not token.is_stop]:
            words = [token.word for token in tokens]
            yield Term(tuple(token.stem for token in tokens), words, tag.name)
    for token in analyser.tokens(practice.title):
        if not token.is_stop:
            written = practice.title[token.start : token.end].lower()
            yield Term((token.stem,), [token.word], written)


@lru_cache(maxsize=2)
def _places(index: FacetIndex, analyser: Analyser) -> frozenset[str]:
    """The words in the names of regions and the country: to lie there is no likeness in itself."""
    names = {value.label.partition(" (")[0] for value in index.values["regio"].values()}
    written = [form for name in names for form in (name, name.replace("-", " "))]
    return COMPASS.union(token.word for name in written for token in analyser.tokens(name))


def _rarest(terms: Collection[Term]) -> list[Term]:
    """Those that the fewest practices hold, in their own order; one query."""
    known = SearchWord.objects.filter(word__in={word for term in terms for word in term.words})
    practices = dict(known.values_list("word", "practices"))
    rarity = {term.stems: min(practices.get(word, 0) for word in term.words) for term in terms}
    rare = [term for term in terms if rarity[term.stems] <= COMMON]
    chosen = sorted(rare, key=lambda term: rarity[term.stems])[:MOST_WORDS]
    return [term for term in rare if term in chosen]


def _counted(filed: Sequence[Own], analyser: Analyser) -> dict[str, BitMap]:
    """By stem, the practices that share a name with it in it: nothing counts twice."""
    counted: dict[str, BitMap] = {}
    for one in filed:
        for token in analyser.tokens(one.name):
            for stem in (token.stem, *token.parts):
                counted[stem] = counted.get(stem, BitMap()) | one.others
    return counted


def _in(fields: Iterable[Field], term: Term) -> Expression:
    """These words, next to each other, in one of these fields; one word also within another."""
    stems = [ascii_term(stem) for stem in term.stems]
    whole = [tuple(field.whole + stem for stem in stems) for field in fields]
    near = [(field.near + stems[0],) for field in fields if len(stems) == 1]
    return (*whole, *near)


# --- Saying it -----------------------------------------------------------------------------------


def _reason(shared: Sequence[Own]) -> str:
    """The sentence about these, which come with what says most first; no name is said twice.

    What is only mentioned is said when there is little else: a practice need not be about it.
    """
    once: dict[str, Own] = {}
    for one in sorted(shared, key=lambda one: one.relation == "mention"):
        once.setdefault(one.name.casefold(), one)
    said = list(once.values())[:MOST_REASONS]
    names = [one.words for one in said if one.relation not in WORDS]
    words = [one.words for one in said if one.relation in WORDS]
    return f"Ook {_listed([*names, f'over {_listed(words)}'] if words else names)}."


def _listed(names: Sequence[str]) -> str:
    """For example "a, b en c"."""
    *others, last = names
    return f"{', '.join(others)} en {last}" if others else last
