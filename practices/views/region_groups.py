"""The regions to choose from, each kind below its heading."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from ..facets import FacetIndex, Value
from ..models import Region

Groups = list[tuple[str, list[Value]]]
"""Values to choose from, each list under its heading; "" for what stands alone."""


@lru_cache(maxsize=2)
def region_groups(index: FacetIndex) -> Groups:
    """All regions by kind, the country first and without a heading.

    Below a heading a region is called by its `short` name: the kind stands above it.
    """
    kinds = {str(kind.label): kind for kind in Region.Kind}
    groups = groupby(index.values["regio"].values(), key=lambda value: value.group)
    return [
        ("" if kinds[label] == Region.Kind.COUNTRY else kinds[label].heading, list(members))
        for label, members in groups
    ]
