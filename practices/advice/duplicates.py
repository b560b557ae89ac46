""" "Bestaat dit al?": what resembles a title that somebody is typing.

Only what that person may see takes part: published practices, and the submissions handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from django.db.models import QuerySet

from ..models import Practice, Submission
from .likeness import Likeness, Word, likeness, pieces, telling_words, weights
from .phrases import tokens

MOST = 5
MOST_SCORED = 60
"""So many titles with the best pieces are looked at closely."""

PRACTICE, SUBMISSION = 0, 1
Row = tuple[int, int, str]
"""Which of the two it is, its id, and its folded title."""


@dataclass(frozen=True)
class Similar:
    """Something that resembles the title, and why, as a Dutch phrase.

    Exactly one of `practice` and `submission` is there.
    """

    title: str
    reason: str
    score: float
    practice: Practice | None = None
    submission: Submission | None = None


def similar(
    title: str,
    summary: str = "",
    *,
    exclude_practice: Practice | None = None,
    submissions: QuerySet[Submission] | None = None,
) -> list[Similar]:
    """Published practices and the given submissions that resemble it, best first, at most five.

    submissions: what this person may see, without the one that is being written; None for none.
    The title may be half typed. At most four queries.
    """
    wanted = telling_words(title)
    if not pieces(wanted):
        return []
    more = frozenset(word.folded for word in telling_words(summary))
    rows = [*_practice_titles(exclude_practice), *_submission_titles(submissions)]
    found = list(_rank(wanted, more, rows))
    return _records(sorted(found, key=lambda one: (-one[0].score, one[1:]))[:MOST])


def _practice_titles(exclude: Practice | None) -> Iterator[Row]:
    rows = Practice.objects.published().order_by("pk")
    if exclude is not None:
        rows = rows.exclude(pk=exclude.pk)
    return ((PRACTICE, pk, _folded(title)) for pk, title in rows.values_list("pk", "title"))


def _submission_titles(submissions: QuerySet[Submission] | None) -> Iterator[Row]:
    if submissions is None:
        return iter(())
    rows = submissions.order_by("pk").values_list("pk", "title")
    return ((SUBMISSION, pk, _folded(title)) for pk, title in rows)


@lru_cache(maxsize=20_000)
def _folded(title: str) -> str:
    """The words of a title; kept, because the same titles are compared at every key press."""
    return " ".join(token.word for token in tokens(title))


@lru_cache(maxsize=20_000)
def _joined(title: str) -> str:
    return title.replace(" ", "")


def _rank(
    wanted: list[Word], more: frozenset[str], rows: list[Row]
) -> Iterator[tuple[Likeness, int, int]]:
    """The titles that are alike; a cheap look at all of them, a close one at the best."""
    titles = [title for _, _, title in rows]
    worth = weights(wanted, titles)
    hopes = _hopes(wanted, worth, titles)
    for place in nlargest(MOST_SCORED, hopes, key=lambda place: (hopes[place], -place)):
        kind, pk, title = rows[place]
        found = likeness(wanted, title, worth, more)
        if found:
            yield found, kind, pk


def _hopes(
    wanted: list[Word], worth: Mapping[str, float], titles: list[str]
) -> Mapping[int, float]:
    """What the pieces in each title are worth together, by its place; most titles hold none."""
    bits = {
        bit: max(worth[word.folded] for word in wanted if bit in word.folded)
        for bit in pieces(wanted)
    }
    bits["".join(word.folded for word in wanted)] = len(wanted)
    joined = [_joined(title) for title in titles]
    hopes: defaultdict[int, float] = defaultdict(float)
    for bit, value in bits.items():
        for place, title in enumerate(joined):
            if bit in title:
                hopes[place] += value
    return hopes


def _records(best: list[tuple[Likeness, int, int]]) -> list[Similar]:
    practices = Practice.objects.in_bulk([pk for _, kind, pk in best if kind == PRACTICE])
    proposals = Submission.objects.in_bulk([pk for _, kind, pk in best if kind == SUBMISSION])
    return [
        Similar(practices[pk].title, like.reason, like.score, practice=practices[pk])
        if kind == PRACTICE
        else Similar(proposals[pk].title, like.reason, like.score, submission=proposals[pk])
        for like, kind, pk in best
    ]
