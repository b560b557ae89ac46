"""The one index that a process keeps, brought in step with the database at every request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate
from pyroaring import BitMap

from ..models import IndexChange, Practice
from ..models.index_version import KeptByVersion, Stamp
from ..ordering import Order
from . import store
from .index import NOBODY, FacetIndex
from .vocabularies import END, FACETS, START, Facet, Value

MOST_PATCHED = 50
"""When more practices changed, reading everything is quicker than putting them right."""


def _next(before: FacetIndex | None, stamp: Stamp) -> FacetIndex:
    changed = None if before is None else IndexChange.since(before.stamp)
    if before is None or changed is None or len(changed) > MOST_PATCHED:
        return _read(stamp)
    theirs = store.read_some(changed)
    return _patched(before, stamp, changed, theirs) if _knows(before, theirs) else _read(stamp)


def _knows(before: FacetIndex, keys: Iterable[store.Key]) -> bool:
    """Whether no closed vocabulary got a value since: their values are read with everything."""
    closed = {facet.name for facet in FACETS if not facet.is_open}
    return all(key in before.values[facet] for facet, key in keys if facet in closed)


def _read(stamp: Stamp) -> FacetIndex:
    """Everything from the database."""
    sets: dict[str, dict[str, BitMap]] = {name: {} for name in _NAMES}
    for (facet, key), practices in store.read_all().items():
        if facet in sets:
            sets[facet][key] = practices
    return FacetIndex(stamp, _newest(), sets, {f.name: _offered(f, sets[f.name]) for f in FACETS})


_NAMES = (*(facet.name for facet in FACETS), START, END)


def _newest() -> Order:
    """Published practices in the order of the list, the same on both databases."""
    plain = "BINARY" if connection.vendor == "sqlite" else "C"
    rows = Practice.objects.published().order_by("-published_at", Collate(F("slug"), plain))
    return Order(rows.values_list("pk", flat=True))


def _offered(facet: Facet, sets: Mapping[str, BitMap]) -> dict[str, Value]:
    """The values on offer; of an open vocabulary only those that a published practice has, so
    that nothing of a draft shows."""
    return {v.key: v for v in facet.values() if not facet.is_open or v.key in sets}


def _patched(
    before: FacetIndex,
    stamp: Stamp,
    changed: Sequence[int],
    theirs: Mapping[store.Key, Iterable[int]],
) -> FacetIndex:
    """The index with the entries of a few practices put right; the rest is shared.

    theirs: what these practices have now.
    """
    gone = BitMap(changed)
    sets: dict[str, dict[str, BitMap]] = {}
    for name in _NAMES:
        kept = dict(before.sets[name])
        for key in [key for key, practices in kept.items() if practices.intersect(gone)]:
            kept[key] = kept[key] - gone
            if not kept[key]:
                del kept[key]
        for (facet, key), practices in theirs.items():
            if facet == name:
                kept[key] = kept.get(key, NOBODY) | BitMap(practices)
        sets[name] = kept
    values = {
        f.name: _offered(f, sets[f.name]) if f.is_open else before.values[f.name] for f in FACETS
    }
    return FacetIndex(stamp, _newest(), sets, values)


_kept = KeptByVersion(_next)


def facet_index() -> FacetIndex:
    """All published practices as they are in the database at this moment; most often one query."""
    return _kept.now()


forget = _kept.forget
