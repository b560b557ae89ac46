"""Regions on maps and in lists, for the pages about regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ..facets import FacetIndex
from ..models import Region
from ..pictures import tiles
from ..pictures.tiles import TileMap, tile_map
from .nodes import Node, nodes

HEADINGS = {
    Region.Kind.PROVINCE: ("Provincies", ""),
    Region.Kind.LABOUR_MARKET: (
        "Arbeidsmarktregio’s",
        "In een arbeidsmarktregio werken gemeenten, UWV en anderen samen aan werk.",
    ),
    Region.Kind.REGIOPLUS: (
        "RegioPlus-regio’s",
        "Een RegioPlus-regio is het gebied van een werkgeversorganisatie in zorg en welzijn.",
    ),
}
"""The headings of the list of regions, each with what it means ("" when everybody knows that);
the country is no heading, but stands above all."""


@dataclass(frozen=True)
class KindOfRegion:
    """All regions of a kind. gloss: what the word means; regions: each with its bare name and
    with what it lies in, when that says something; map: None when nobody knows where they lie."""

    heading: str
    gloss: str
    regions: list[tuple[Node, str, list[Region]]]
    map: TileMap | None


@lru_cache(maxsize=2)
def every_region(index: FacetIndex) -> list[KindOfRegion]:
    """The kinds of region within the country, in the order of the facet. Kept with the index: a
    change of a region makes a new one, as that of a practice does."""
    counted = nodes("regio", index.whole["regio"])
    rows = {r.slug: r for r in Region.objects.prefetch_related("parents")}
    groups = groupby(counted.values(), key=lambda node: rows[node.value.key].kind)
    return [
        KindOfRegion(
            *HEADINGS[Region.Kind(kind)],
            regions=[
                (node, rows[node.value.key].name, _lies_in(rows[node.value.key]))
                for node in members
            ],
            map=_map(counted, kind),
        )
        for kind, members in groups
        if kind in HEADINGS
    ]


def place_of(index: FacetIndex, region: Region) -> TileMap | None:
    """Where a region lies: marked among the others of its kind. None when nobody knows."""
    return _map(nodes("regio", index.whole["regio"]), region.kind, region.slug)


def matrix_query(region: Region) -> str:
    """Where the coverage of regions of this kind stands."""
    is_small = region.kind == Region.Kind.LABOUR_MARKET
    return f"?naar={region.kind if is_small else 'regio'}"


def _map(counted: Mapping[str, Node], kind: str, *chosen: str) -> TileMap | None:
    if kind not in tiles.NAMES:
        return None
    counts = {key: node.count for key, node in counted.items()}
    addresses = {key: node.address for key, node in counted.items()}
    return tile_map(kind, counts, addresses, chosen)


def _lies_in(region: Region) -> list[Region]:
    """The provinces of a labour-market region; of the others everybody knows it, or nobody."""
    is_small = region.kind == Region.Kind.LABOUR_MARKET
    return list(region.parents.all()) if is_small else []
