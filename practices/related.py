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
    """One thing that two practices share: the relation, its id, its name, and what is said of it.

    Regions of two kinds may have the same name.
    """

    relation: str
    key: int | str
    name: str
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
    for path, things in _own_things(practice).items():
        by_key = {thing.key: thing for thing in things}
        rows = others.filter(**{f"{path}__in": list(by_key)})
        for pk, key in rows.values_list("pk", f"{path}__pk")[:MOST_ROWS]:
            yield pk, by_key[key]


def _own_things(practice: Practice) -> dict[str, list[Shared]]:
    """What the practice can share with others, by the path of fields that leads to it."""
    elements = [tag.element for tag in practice.pillar_tags.all() if tag.element]
    regions = [region for region in practice.regions.all() if region.kind != Region.Kind.COUNTRY]
    return {
        "pillar_tags__element": [
            Shared("element", one.pk, one.name, f"{one.code} {one.name}") for one in elements
        ],
        "tags": [Shared("tag", one.pk, one.name, f"‘{one.name}’") for one in practice.tags.all()],
        "sectors": [Shared("sector", one.pk, one.name, one.name) for one in practice.sectors.all()],
        "regions": [Shared("region", one.pk, one.name, f"regio {one}") for one in regions],
    }


def _reason(things: list[Shared]) -> str:
    """The sentence about these, which come with what says most first; no name is said twice."""
    said: dict[str, str] = {}
    for thing in things:
        said.setdefault(thing.name.casefold(), thing.words)
    *others, last = list(said.values())[:MOST_REASONS]
    return f"Ook {', '.join(others)} en {last}." if others else f"Ook {last}."
