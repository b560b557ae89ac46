"""Which practices are filed where by the source itself, and which were read into it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.db import connection
from pyroaring import BitMap

from ..facets import FacetIndex
from ..models import Origin
from ..models.id_sets import packed, unpack

NOBODY = BitMap()


@lru_cache(maxsize=2)
def said_by(index: FacetIndex) -> Mapping[tuple[str, Origin], BitMap]:
    """The published practices of a pillar or element, by its code and by who says so.

    A practice may stand there on the word of several; under a pillar also for its elements.
    """
    found: dict[tuple[str, Origin], BitMap] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pillar_id, element_id, origin, {packed('practice_id')} "  # noqa: S608
            "FROM practices_pillartag GROUP BY pillar_id, element_id, origin"
        )
        rows = cursor.fetchall()
    for pillar, element, origin, ids in rows:
        practices = unpack(ids) & index.published
        for code in {pillar, element or pillar}:
            key = code, Origin(origin)
            found[key] = found.get(key, NOBODY) | practices
    return found
