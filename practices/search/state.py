"""What one process keeps of one version of the index: the analysis, the thesaurus, sets of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pyroaring import BitMap

from ..models import CompoundPart, IndexChange, SearchWord
from ..models.index_version import KeptByVersion, Stamp
from .analysis import Analyser
from .coding import EVERY
from .compounds import Lexicon
from .database import Expression, matching
from .elements import Elements
from .names import Names
from .query import Word
from .stems import stem
from .thesaurus import Thesaurus

if TYPE_CHECKING:
    from .engine import Found

MOST_SETS = 4000
"""When so many sets are kept, all are dropped; at 100,000 practices a very common word takes 12 kB,
most words take a few bytes."""


def present_analyser() -> Analyser:
    """How words are read now: with the parts of compounds that the editors know; one query."""
    return _analyser(frozenset(CompoundPart.objects.values_list("word", "is_used")))


@lru_cache(maxsize=2)
def _analyser(own: frozenset[tuple[str, bool]]) -> Analyser:
    """own: words of the editors, and whether they may be a part. It remembers what it read."""
    lexicon = Lexicon.base()
    if own:
        lexicon = lexicon.with_words(sorted(word for word, is_used in own if is_used))
        refused = {stem(word) for word, is_used in own if not is_used}  # in all its forms
        kept = (word for word in lexicon.parts if stem(word) not in refused)
        lexicon = replace(lexicon, parts=frozenset(kept)) if refused else lexicon
    return Analyser(lexicon)


@dataclass(frozen=True)
class Language:
    """How words are understood; the same until an editor changes a vocabulary."""

    analyser: Analyser
    thesaurus: Thesaurus
    names: Names
    elements: Elements

    def is_known(self, word: Word) -> bool:
        """Whether it is a word, so no mistake, though nobody may have written about it."""
        return self.analyser.lexicon.is_one(word.word) or word.stem in self._stems

    @cached_property
    def _stems(self) -> frozenset[str]:
        return self.names.stems | self.thesaurus.stems

    @classmethod
    def load(cls) -> Language:
        """From the database; a handful of queries."""
        analyser = present_analyser()
        return cls(
            analyser, Thesaurus.load(analyser), Names.load(analyser), Elements.load(analyser)
        )


class TextIndex:
    """The words of one version. Threads share it: what is kept can be found twice, not wrongly."""

    def __init__(self, stamp: Stamp, language: Language) -> None:
        self.stamp = stamp
        self.language = language
        self._sets: dict[Expression, BitMap] = {}
        self.answers: dict[str, Found | None] = {}
        """What was found lately, by what was typed (`search.engine.Found`)."""

    def sets(self, asked: Iterable[Expression]) -> dict[Expression, BitMap]:
        """The practices of each expression; one query for those that were not asked before."""
        wanted = list(dict.fromkeys(asked))
        kept = self._sets
        unknown = [one for one in wanted if one not in kept]
        if unknown:
            if len(kept) + len(unknown) > MOST_SETS:
                kept = self._sets = {one: kept[one] for one in wanted if one in kept}
            kept.update(zip(unknown, matching(unknown), strict=True))
        return {one: kept[one] for one in wanted}

    def set_of(self, expression: Expression) -> BitMap:
        """The practices of one expression."""
        return self.sets([expression])[expression]

    @property
    def every(self) -> BitMap:
        """All practices that can be found."""
        return self.set_of(((EVERY,),))

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every word that occurs, with the number of practices; read when a word is not found."""
        return dict(SearchWord.objects.values_list("word", "practices"))


def _next(before: TextIndex | None, stamp: Stamp) -> TextIndex:
    """Sets are asked anew; the vocabularies only when they may have changed."""
    changed: Sequence[int] | None = None if before is None else IndexChange.since(before.stamp)
    if before is None or changed is None:
        return TextIndex(stamp, Language.load())
    return TextIndex(stamp, before.language)


_kept = KeptByVersion(_next)


def text_index() -> TextIndex:
    """The index as it is in the database at this moment; one query when nothing changed."""
    return _kept.now()


forget = _kept.forget
