"""The list on maps: each tile narrows it to that region, or takes that back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from ..filters import PracticeFilterSet
from ..pictures.tiles import TileMap, tile_map
from .choices import without
from .region_pages import Placing, placing


@dataclass(frozen=True)
class Maps:
    """The provinces, and the smaller regions.

    is_open: whether one of the smaller ones is chosen;  placing: how many of the list are on them.
    """

    provinces: TileMap
    smaller: TileMap
    is_open: bool
    placing: Placing


def maps(filterset: PracticeFilterSet, here: QueryDict) -> Maps:
    """The list on maps, with the counts of the facet. here: the address as it is."""
    options = filterset.options["regio"]
    counts = {option.value.key: option.count for option in options}
    chosen = {option.value.key for option in options if option.chosen}
    addresses = {key: _toggled(here, key, chosen) for key in counts}
    provinces, smaller = (
        tile_map(kind, counts, addresses, chosen) for kind in ("provincie", "arbeidsmarktregio")
    )
    on_them = placing(filterset.index, filterset.results.practices)
    return Maps(provinces, smaller, any(tile.is_chosen for tile in smaller.tiles), on_them)


def _toggled(here: QueryDict, key: str, chosen: set[str]) -> str:
    """The list with this region chosen, or not any more."""
    query = without(here, "regio")
    regions = chosen ^ {key}
    if regions:
        query.setlist("regio", sorted(regions))
    return f"{reverse('practices:practice_list')}?{query.urlencode()}#resultaten"
