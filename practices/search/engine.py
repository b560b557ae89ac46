"""Matching a query against the index, and judging how well each practice matches.

Everything is a set of practices: those with a word in the title, those with it in the body, those
that stand under a synonym. What a practice scores is the sum of the weights of its sets, so the
answer depends on nothing that one database does otherwise than the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from ..ordering import Order
from . import lookups
from .analysis import plain_words
from .coding import FIELDS, exact_term
from .correcting import broader, corrected, replaced
from .marking import Marks
from .names import Hint, Place, is_place
from .query import Query, understand
from .ranking import Scores, best_part
from .see_also import related, see_also
from .state import TextIndex, text_index
from .weighing import Match, match, neighbours

FEW = 3
"""Below this many hits on all words, hits on some of the words are offered too."""
MOST_ANSWERS = 60
"""So many answers are kept: at 100,000 practices one can take a quarter of a megabyte."""

LEAST_OF_BEST, LEAST_OF_ASKED = 2.5, 4
"""Some of the words will do when they say two fifths of what the best answer says, and that a
quarter of what was asked. With a third more is found, most of it by words that say little."""

EXACT_TITLE = 1 << 22
ALL_WORDS = 1 << 20
IN_SIGHT = 1 << 18
COVERED = 1 << 10
"""What comes before what: the whole title, all of the words, all of them where a list shows them,
the words that say most."""


@dataclass(frozen=True)
class Found:
    """What a query finds.

    practices: their ids;  complete: those with all of the words;  scores: how well each matches;
    marks: what to mark in a text.
    mode: "alle" when all words were found, "enkele" when some of them, "verbeterd" when all were
    found after words that stand nowhere were replaced (docs/concepts.md).
    searched_for: the words that were looked for, folded;  hints: regions and sectors among them;
    elements: those that the words name, of the model of the knowledge base;
    see_also: terms that are broader than what was looked for, or have to do with it, each with
    practices that speak of it.
    unknown: words that stand nowhere, as they were typed.
    corrected: the text that was looked for instead of what was typed, "" when that was the same;
    literally: what to type to look for just what was typed, "" likewise.
    """

    practices: BitMap
    complete: BitMap
    scores: Scores
    marks: Marks
    mode: str
    searched_for: tuple[str, ...]
    hints: tuple[Hint, ...]
    elements: tuple[Place, ...]
    see_also: Mapping[str, BitMap]
    unknown: tuple[str, ...] = ()
    corrected: str = ""
    literally: str = ""

    def part(self, practices: BitMap, order: Order, start: int, stop: int) -> list[int]:
        """From `start` up to `stop` of these practices, best first, equals in this order."""
        return best_part(self.scores, practices, order, start, stop)


def search(text: str) -> Found | None:
    """Find published practices by words; None when the text holds no word at all.

    Nothing that a visitor types is an error. The number of queries has a bound that depends on
    neither the words nor the practices. Who narrows, sorts or turns the page asks the same again:
    the last answers of a version are kept.
    """
    index = text_index()
    kept = index.answers
    if text in kept:
        return kept[text]
    found = _search(index, text)
    if len(kept) >= MOST_ANSWERS:
        kept = index.answers = {}
    kept[text] = found
    return found


def _search(index: TextIndex, text: str) -> Found | None:
    asked = understand(text, index.language)
    if not asked.wants and not asked.unwanted:
        return None
    first = _matches(index, asked)
    query, matches = _matched(index, asked, first)
    meant = broader(index, asked, first) or corrected(index, matches)
    if not meant:
        return _find(index, query, matches)
    better = understand(replaced(asked.text, meant), index.language)
    found = _find(index, *_matched(index, better, _matches(index, better)))
    if not found.practices:
        return _find(index, query, matches)
    mode = "verbeterd" if found.mode == "alle" else found.mode
    quoted = {(start, end): f'"{asked.text[start:end]}"' for start, end in meant}
    literally = replaced(asked.text, quoted)
    return replace(found, mode=mode, corrected=better.text, literally=literally)


def _matched(index: TextIndex, query: Query, matches: list[Match]) -> tuple[Query, list[Match]]:
    """Where each want is found. Words that the thesaurus knows as one term, and that are found
    neither together nor under another name, are looked for one by one."""
    pairs = list(zip(query.wants, matches, strict=True))
    if all(one.satisfied or want.is_quoted or len(want.words) == 1 for want, one in pairs):
        return query, matches
    thesaurus = index.language.thesaurus
    wants = [
        one_by_one
        for want, one in pairs
        for one_by_one in ((want,) if one.satisfied else want.one_by_one(thesaurus))
    ]
    apart = replace(query, wants=tuple(wants))
    return apart, _matches(index, apart)


def _matches(index: TextIndex, query: Query) -> list[Match]:
    """Where each want is found."""
    needed = [one for want in query.wants for one in lookups.needed(want)]
    offered = related(query, index.language).values()  # asked at once, as one query is enough
    sets = index.sets([*needed, *offered])
    total = len(index.every)
    return [match(want, sets, total) for want in query.wants]


def _find(index: TextIndex, query: Query, matches: list[Match]) -> Found:
    """The practices that satisfy all wants, or some when those are few, with their scores."""
    allowed = index.every - _unwanted(index, query)
    everything = reduce(and_, (m.satisfied for m in matches), allowed)
    practices, mode = everything, "alle"
    if len(everything) < FEW and len(matches) > 1:
        some = _well_covered(_telling(query, matches), allowed) | everything
        if len(some) > len(everything):
            practices, mode = some, "enkele"
    hints = index.language.names.hints([word for want in query.wants for word in want.words])
    scores = Scores()
    scores.add(_in_sight(query, matches, hints) & everything, IN_SIGHT)
    for bits, weight in _weighed(index, query, matches, everything, mode):
        scores.add(bits & practices, weight)
    language = index.language
    return Found(
        practices,
        everything,
        scores,
        Marks.of(query, language.analyser),
        mode,
        query.words,
        hints,
        language.elements.named(query.wants, hints, is_nothing_found=not practices),
        see_also(index, query),
        tuple(query.text[word.start : word.end] for one in matches for word in one.missing),
    )


def _telling(query: Query, matches: list[Match]) -> list[Match]:
    """What must be found for a practice to be of any use: not only how much there is of it."""
    pairs = zip(query.wants, matches, strict=True)
    return [one for want, one in pairs if not want.is_amount] or matches


def _unwanted(index: TextIndex, query: Query) -> BitMap:
    asked = [lookups.phrase(no.stems, field) for no in query.unwanted for field in FIELDS]
    return reduce(or_, index.sets(asked).values(), BitMap())


def _well_covered(matches: list[Match], allowed: BitMap) -> BitMap:
    """The practices that satisfy at least two fifths of what the best one does; none when that has
    less than a quarter of what was asked, as then it is about something else."""
    asked = sum(one.rarity for one in matches)
    cover = Scores()
    for one in matches:
        cover.add(one.satisfied, one.rarity)
    some, best = BitMap(), 0
    for score, alike in cover.classes(allowed):
        best = best or score
        if best * LEAST_OF_ASKED < asked or score * LEAST_OF_BEST < best:
            break
        some |= alike
    return some


def _in_sight(query: Query, matches: list[Match], hints: tuple[Hint, ...]) -> BitMap:
    """The practices of which a list shows all that was looked for: in title or summary, and the
    name of a region or sector where it says in which they are."""
    if len(matches) < 2:
        return BitMap()  # then how often and where it stands says more
    return reduce(
        and_,
        (
            one.in_sight | one.named if is_place(want, hints) else one.in_sight
            for want, one in zip(query.wants, matches, strict=True)
        ),
    )


def _weighed(
    index: TextIndex, query: Query, matches: list[Match], everything: BitMap, mode: str
) -> Iterator[tuple[BitMap, int]]:
    """All sets that add to a score, with their weight."""
    yield index.set_of(((exact_term(plain_words(query.text)),),)), EXACT_TITLE
    if mode == "enkele":
        yield everything, ALL_WORDS
        yield from ((one.satisfied, COVERED * one.rarity) for one in matches)
    for one in matches:
        yield from one.weighed
    yield from neighbours(query.wants, matches, index.sets)
