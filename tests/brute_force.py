"""What the list and its counts should be, worked out the slow and obvious way.

Shares nothing with `practices.facets`: it walks the models practice by practice. The tests hold
the fast way against it (U-01 and U-02).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from practices.models import Practice, Region, Sector

Chosen = Mapping[str, tuple[str, ...]]


def keys_of(practice: Practice) -> dict[str, set[str]]:
    """Under which keys of which facet a practice is found."""
    tags = practice.pillar_tags.all()
    return {
        "pijler": {t.pillar_id for t in tags} | {t.element_id for t in tags if t.element_id},
        "sector": {key for s in practice.sectors.all() for key in _sector_and_above(s.pk)},
        "regio": {key for r in practice.regions.all() for key in _region_and_above(r.pk)},
        "soort": {practice.kind},
        "fase": {practice.phase} - {""},
        "onderbouwing": {practice.evidence} - {""},
        "trefwoord": {tag.slug for tag in practice.tags.all()},
        "organisatie": {p.organisation.slug for p in practice.participations.all()},
        "bron": {c.source.slug for c in practice.citations.all()},
    }


@cache
def _sector_and_above(pk: int) -> frozenset[str]:
    sector = Sector.objects.get(pk=pk)
    above = _sector_and_above(sector.parent_id) if sector.parent_id else frozenset()
    return above | {sector.slug}


@cache
def _region_and_above(pk: int) -> frozenset[str]:
    region = Region.objects.get(pk=pk)
    above = (_region_and_above(parent.pk) for parent in region.parents.all())
    return frozenset({region.slug}).union(*above)


def forget() -> None:
    """Drop what was remembered of the vocabularies; call it when a test starts."""
    _sector_and_above.cache_clear()
    _region_and_above.cache_clear()


def is_within(practice: Practice, first: int | None, last: int | None) -> bool:
    """The period of the practice has one of the years from first to last, of which there are none
    when the first comes after the last; without a start it has none."""
    if first is None and last is None:
        return True
    if not practice.period_start:
        return False
    begins = int(practice.period_start[:4])
    ends = int(practice.period_end[:4]) if practice.period_end else 9999
    since, until = first or 0, 9999 if last is None else last
    return since <= until and begins <= until and ends >= since


class Oracle:
    """The published practices of this moment with their keys."""

    def __init__(self) -> None:
        forget()
        practices = Practice.objects.filter(status="published")
        self.keys = {practice.pk: keys_of(practice) for practice in practices}
        self.practices = {practice.pk: practice for practice in practices}

    def select(
        self,
        chosen: Chosen,
        years: tuple[int | None, int | None] = (None, None),
        ignoring: str = "",
    ) -> set[int]:
        """The ids that a selection leaves, the choices of one facet left out."""
        return {
            pk
            for pk, keys in self.keys.items()
            if is_within(self.practices[pk], *years)
            and all(
                keys[name] & set(wanted)
                for name, wanted in chosen.items()
                if wanted and name != ignoring
            )
        }

    def count(
        self,
        facet: str,
        key: str,
        chosen: Chosen,
        years: tuple[int | None, int | None] = (None, None),
    ) -> int:
        """How many practices the list would hold with this value chosen in its facet."""
        others = self.select(chosen, years, ignoring=facet)
        return sum(key in self.keys[pk][facet] for pk in others)
