"""Matching the words of a query against the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from ..models import SearchText
from .index import WEIGHTS
from .words import words

FEW = 3
"""Below this many hits on all words, hits on some of the words are offered too."""
PER_WORD = 100
"""More than all weights of one word together: more words found always beats better places."""


@dataclass(frozen=True)
class Found:
    """What a query finds.

    ranks: how well each practice matches, by its id; higher is better.
    mode: "alle" when all words were found, "enkele" when some of them (docs/concepts.md).
    searched_for: the words that were looked for, folded.
    """

    ranks: Mapping[int, int]
    mode: str
    searched_for: tuple[str, ...]


def search(text: str) -> Found | None:
    """Find practices, drafts included, by words; None when the text holds no word at all.

    The caller keeps what the visitor may see. Nothing that a visitor types is an error.
    """
    asked = words(text)
    if not asked:
        return None
    places = [_places(word) for word in asked]
    found = _ranks(reduce(and_, places), asked)
    if len(found) < FEW and len(asked) > 1:
        some = _ranks(reduce(or_, places), asked)
        if len(some) > len(found):
            return Found(some, "enkele", tuple(asked))
    return Found(found, "alle", tuple(asked))


def _places(word: str) -> Q:
    """The word stands somewhere in the practice."""
    return reduce(or_, (Q(**{f"{field}__contains": word}) for field in WEIGHTS))


def _ranks(condition: Q, asked: list[str]) -> dict[int, int]:
    rows: QuerySet[SearchText] = SearchText.objects.filter(condition)
    rank = reduce(add, (_weight(word) for word in asked))
    exact = Case(When(title=" ".join(asked), then=Value(PER_WORD)), default=Value(0))
    ranked = rows.annotate(rank=rank + exact, id_=F("practice_id"))
    return dict(ranked.values_list("id_", "rank"))


def _weight(word: str) -> Case:
    """What one word is worth where it stands best; nothing when it is not there."""
    return Case(
        *(
            When(**{f"{field}__contains": word}, then=Value(PER_WORD + weight))
            for field, weight in WEIGHTS.items()
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
