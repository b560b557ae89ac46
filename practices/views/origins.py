"""How many practices are filed where by the source itself, and how many were read into it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from ..models import Origin, PillarTag, Practice

_STRENGTH = [Origin.SOURCE, Origin.SUBMITTER, Origin.EDITORS]


@dataclass(frozen=True)
class OriginCount:
    """So many practices are filed there on the word of `origin`."""

    origin: Origin
    count: int

    def __str__(self) -> str:
        """For example "2 staan zo in de bron"."""
        if self.origin == Origin.SOURCE:
            return f"{self.count} {'staat' if self.count == 1 else 'staan'} zo in de bron"
        return f"{self.count} {self.origin.label[:1].lower()}{self.origin.label[1:]}"


def by_origin() -> dict[str, list[OriginCount]]:
    """The published practices of each pillar and element by who says so; zero counts are left out.

    A practice counts once: for a pillar the strongest word about it or any of its elements holds.
    So the counts of a node add up to its count in the facets.
    """
    strongest: dict[tuple[str, int], int] = defaultdict(lambda: len(_STRENGTH))
    rows = PillarTag.objects.filter(practice__status=Practice.Status.PUBLISHED)
    for pillar, element, practice, origin in rows.values_list(
        "pillar_id", "element_id", "practice_id", "origin"
    ):
        rank = _STRENGTH.index(Origin(origin))
        for code in {pillar, element or pillar}:
            strongest[code, practice] = min(rank, strongest[code, practice])
    totals: dict[str, Counter[int]] = defaultdict(Counter)
    for (code, _), rank in strongest.items():
        totals[code][rank] += 1
    return {
        code: [OriginCount(_STRENGTH[rank], ranks[rank]) for rank in sorted(ranks)]
        for code, ranks in totals.items()
    }
