"""How many practices are filed where by the source itself, and how many were read into it."""

from __future__ import annotations

from dataclasses import dataclass

from pyroaring import BitMap

from ..coverage import said_by
from ..facets import FacetIndex
from ..models import Origin

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


def by_origin(index: FacetIndex, code: str) -> list[OriginCount]:
    """The practices of a pillar or element by who says so; zero counts are left out.

    A practice counts once: for a pillar the strongest word about it or any of its elements holds.
    So the counts of a node add up to its count in the facets.
    """
    said, counted, counts = said_by(index), BitMap(), []
    for origin in _STRENGTH:
        new = said.get((code, origin), BitMap()) - counted
        counted |= new
        if new:
            counts.append(OriginCount(origin, len(new)))
    return counts
