"""Which other practices resemble one, and why, in words.

Two practices resemble each other by what they share: elements, tags, sectors, regions. What few
practices share says more than what half of them share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from .models import Practice, Region

MOST = 4
MOST_REASONS = 3
MOST_ROWS = 2000
"""At most so many of the newest are compared per relation, so that time does not grow."""

WEIGHTS = {"element": 3.0, "tag": 2.0, "sector": 2.0, "region": 2.0}
"""An element says what it is about; the others in what setting."""


@dataclass(frozen=True)
class Related:
    """A practice that resembles another, and what they share, as a Dutch phrase."""

    practice: Practice
    reason: str


@dataclass(frozen=True)
class Shared:
    """One thing that two practices share: the relation, and how it is called in a sentence."""

    relation: str
    words: str


def related(practice: Practice, *, most: int = MOST) -> list[Related]:
    """The published practices that resemble it most, best first; never the practice itself.

    At most five queries, whatever the number of practices. The same rows give the same answer.
    """
    shared: dict[int, list[Shared]] = defaultdict(list)
    for pk, thing in sorted(_shared_things(practice), key=lambda row: (row[0], row[1].words)):
        shared[pk].append(thing)
    how_many = Counter(thing for things in shared.values() for thing in things)

    def worth(thing: Shared) -> float:
        return WEIGHTS[thing.relation] / sqrt(how_many[thing])

    scores = {pk: round(sum(map(worth, things)), 9) for pk, things in shared.items()}
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:most]
    practices = Practice.objects.in_bulk(best)
    return [
        Related(practices[pk], _reason(sorted(shared[pk], key=lambda t: (-worth(t), t.words))))
        for pk in best
    ]


def _shared_things(practice: Practice) -> Iterator[tuple[int, Shared]]:
    """Pairs of (id of another practice, what it shares with this one)."""
    others = Practice.objects.published().exclude(pk=practice.pk).newest_first()
    elements = [tag.element_id for tag in practice.pillar_tags.all() if tag.element_id]
    rows = others.filter(pillar_tags__element__in=elements)
    names = ("pk", "pillar_tags__element__code", "pillar_tags__element__name")
    for pk, code, name in rows.values_list(*names)[:MOST_ROWS]:
        yield pk, Shared("element", f"{code} {name}")
    for pk, name in others.filter(tags__in=practice.tags.all()).values_list("pk", "tags__name")[
        :MOST_ROWS
    ]:
        yield pk, Shared("tag", f"‘{name}’")
    rows = others.filter(sectors__in=practice.sectors.all())
    for pk, name in rows.values_list("pk", "sectors__name")[:MOST_ROWS]:
        yield pk, Shared("sector", name)
    regions = [region for region in practice.regions.all() if region.kind != Region.Kind.COUNTRY]
    rows = others.filter(regions__in=regions)
    for pk, name in rows.values_list("pk", "regions__name")[:MOST_ROWS]:
        yield pk, Shared("region", f"regio {name}")


def _reason(things: list[Shared]) -> str:
    *others, last = [thing.words for thing in things[:MOST_REASONS]]
    return f"Ook {', '.join(others)} en {last}." if others else f"Ook {last}."
