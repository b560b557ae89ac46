"""Regions on maps and in lists, and which practices are on those maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from pyroaring import BitMap

from ..facets import FacetIndex
from ..models import Region
from ..pictures import tiles
from ..pictures.tiles import TileMap, tile_map
from .nodes import Node, nodes

GLOSSES = {
    Region.Kind.PROVINCE: "",
    Region.Kind.LABOUR_MARKET: (
        "In een arbeidsmarktregio werken gemeenten, UWV en anderen samen aan werk."
    ),
    Region.Kind.REGIOPLUS: (
        "Een RegioPlus-regio is het gebied van een werkgeversorganisatie in zorg en welzijn."
    ),
}
"""The kinds in the list of regions, each with what it means ("" when everybody knows that); the
country is no list, but stands above all."""


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
            heading=Region.Kind(kind).heading,
            gloss=GLOSSES[Region.Kind(kind)],
            regions=[
                (node, rows[node.value.key].name, _lies_in(rows[node.value.key]))
                for node in members
            ],
            map=_map(counted, kind),
        )
        for kind, members in groups
        if kind in GLOSSES
    ]


@dataclass(frozen=True)
class Placing:
    """How many of some practices are on the maps of regions, and why the others are not.

    regionless: those that name no region;  elsewhere: those with regions that no map has, such as
    the whole country.
    """

    on_map: int
    regionless: int
    elsewhere: int

    @property
    def off_map(self) -> int:
        """How many are not on the maps."""
        return self.regionless + self.elsewhere

    @property
    def total(self) -> int:
        """All of them."""
        return self.on_map + self.off_map


def placing(index: FacetIndex, practices: BitMap) -> Placing:
    """Where these practices of the index are to be found on the maps."""
    mapped = {str(Region.Kind(kind).label) for kind in tiles.NAMES}
    sets, values = index.sets["regio"], index.values["regio"]
    on_map = BitMap().union(*(found for key, found in sets.items() if values[key].group in mapped))
    named = BitMap().union(*sets.values())
    return Placing(
        on_map=len(practices & on_map),
        regionless=len(practices - named),
        elsewhere=len(practices & (named - on_map)),
    )


def place_of(index: FacetIndex, region: Region) -> TileMap | None:
    """Where a region lies: marked among the others of its kind. None when nobody knows."""
    return _map(nodes("regio", index.whole["regio"]), region.kind, region.slug)


class Inside(NamedTuple):
    """The regions of one kind within a region, by their short names."""

    heading: str
    nodes: list[Node]


def inside(index: FacetIndex, region: Region, below: Iterable[Node]) -> list[Inside]:
    """The regions within one, by kind in the order of the facet: each with those that lie in
    others of the kind of `region` too last, and with "(deels)"."""
    values = index.values["regio"]
    group = values[region.slug].group
    found: dict[str, list[Node]] = {}
    partly: dict[str, list[Node]] = {}
    for node in below:
        is_partly = sum(values[key].group == group for key in node.value.parents) > 1
        name = f"{node.value.short} (deels)" if is_partly else node.value.short
        named = replace(node, value=replace(node.value, label=name))
        found.setdefault(node.value.group, [])
        (partly if is_partly else found).setdefault(node.value.group, []).append(named)
    return [
        Inside(kind.heading, found[kind.label] + partly.get(kind.label, []))
        for kind in Region.Kind
        if kind.label in found
    ]


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
