"""The table of facet entries: written one practice at a time, read as one set per value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from pyroaring import BitMap

from ..models import FacetEntry, FacetValue, Practice
from ..models.id_sets import packed, unpack
from .vocabularies import Trees, keys_of

Key = tuple[str, str]
"""A facet and a value of it."""


def refresh(practice: int, wanted: set[Key]) -> None:
    """Let a practice, by its id, have exactly these entries."""
    entries = FacetEntry.objects.filter(practice=practice)
    present = {
        (facet, key): pk
        for facet, key, pk in entries.values_list("value__facet", "value__key", "pk")
    }
    gone = [pk for key, pk in present.items() if key not in wanted]
    if gone:
        entries.filter(pk__in=gone).delete()
    values = _values(wanted - present.keys())
    FacetEntry.objects.bulk_create(FacetEntry(value_id=pk, practice_id=practice) for pk in values)


def _values(keys: Iterable[Key]) -> list[int]:
    """The ids of these values, made where they are new."""
    found = []
    for facet, key in sorted(keys):
        value, _ = FacetValue.objects.get_or_create(facet=facet, key=key)
        found.append(value.pk)
    return found


def fill(practices: Iterable[Practice], trees: Trees) -> None:
    """Add the entries of published practices that have none yet."""
    known = {
        (facet, key): pk for facet, key, pk in FacetValue.objects.values_list("facet", "key", "pk")
    }
    rows = []
    for practice in practices:
        for facet, key in sorted(keys_of(practice, trees)):
            if (facet, key) not in known:
                known[facet, key] = FacetValue.objects.create(facet=facet, key=key).pk
            rows.append(FacetEntry(value_id=known[facet, key], practice=practice))
    FacetEntry.objects.bulk_create(rows, batch_size=5000)


def read_all() -> dict[Key, BitMap]:
    """Every value with the practices that have it."""
    values = {
        pk: (facet, key) for pk, facet, key in FacetValue.objects.values_list("pk", "facet", "key")
    }
    ids = packed("practice_id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT value_id, {ids} FROM practices_facetentry GROUP BY value_id"  # noqa: S608
        )
        return {values[pk]: unpack(some) for pk, some in cursor if pk in values}


def read_some(practices: Sequence[int]) -> dict[Key, list[int]]:
    """The same of a few practices."""
    found: dict[Key, list[int]] = {}
    rows = FacetEntry.objects.filter(practice__in=practices)
    for facet, key, practice in rows.values_list("value__facet", "value__key", "practice"):
        found.setdefault((facet, key), []).append(practice)
    return found
