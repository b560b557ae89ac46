"""A map in which every region is a tile of the same size, so that small ones can be read too."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..facets.heat import Shade, heat_of, shades_for
from ..models import Region

NAMES = {
    "provincie": "Tegelkaart van de provincies",
    "arbeidsmarktregio": "Tegelkaart van de arbeidsmarktregio’s",
}
"""The kinds of region (`Region.Kind`) that there is a map of, and what it is called."""

SIDE, GAP = 100, 8
"""Side of a tile and the space between two, in units of the drawing."""

FOOT, LINE = 92, 17
"""The last line of text in a tile, from its top, and the distance between lines."""


class Line(NamedTuple):
    """A line of text in a tile; y: its foot, from the top of the tile."""

    text: str
    y: int


@dataclass(frozen=True)
class Place:
    """Where a region stands on its map, and what its tile says (tiles.json).

    x, y: the top left corner of the tile;  lines: the name;  short: the name on a narrow screen,
    "" when the lines fit there too.
    """

    x: int
    y: int
    lines: tuple[Line, ...]
    short: str


@dataclass(frozen=True)
class Tile:
    """One region; place: None when the map does not know it."""

    key: str
    name: str
    count: int
    address: str
    heat: int
    is_chosen: bool
    place: Place | None


@dataclass(frozen=True)
class TileMap:
    """The drawing, and the same as a list.

    tiles: those with a place, row by row;  regions: all of this kind, by name;
    shades: the classes of heat, lightest first.
    """

    kind: str
    name: str
    width: int
    height: int
    tiles: tuple[Tile, ...]
    regions: tuple[Tile, ...]
    shades: tuple[Shade, ...]


def tile_map(
    kind: str,
    counts: Mapping[str, int],
    addresses: Mapping[str, str],
    chosen: Collection[str] = (),
) -> TileMap:
    """The map of all regions of a kind; one query.

    counts, addresses: by key of the region facet. A region without an address is left out, one
    without a count has none. chosen: the keys of the regions that are marked. Raises `KeyError`
    for a kind that is not in `NAMES`.
    """
    places = _places()[kind]
    rows = Region.objects.filter(kind=kind, slug__in=addresses)
    known = sorted(rows.values_list("name", "slug", "code"))
    shades = shades_for(max((counts.get(key, 0) for _, key, _ in known), default=0))
    regions = [
        Tile(
            key=key,
            name=name,
            count=counts.get(key, 0),
            address=addresses[key],
            heat=heat_of(counts.get(key, 0), shades),
            is_chosen=key in chosen,
            place=places.get(code),
        )
        for name, key, code in known
    ]
    corners = [(place.x, place.y) for place in places.values()]
    return TileMap(
        kind=kind,
        name=NAMES[kind],
        width=max(x for x, _ in corners) + SIDE + GAP // 2,
        height=max(y for _, y in corners) + SIDE + GAP // 2,
        tiles=_by_row(regions),
        regions=tuple(regions),
        shades=shades,
    )


@cache
def _places() -> dict[str, dict[str, Place]]:
    """The place of each region by kind and official code."""
    text = (Path(__file__).parent / "tiles.json").read_text(encoding="utf-8")
    kinds = json.loads(text)
    return {kind: {row["code"]: _place(row) for row in kinds[kind]} for kind in NAMES}


def _place(row: Mapping[str, Any]) -> Place:
    first = FOOT - LINE * (len(row["label"]) - 1)
    return Place(
        x=GAP // 2 + row["column"] * (SIDE + GAP),
        y=GAP // 2 + row["row"] * (SIDE + GAP),
        lines=tuple(Line(text, first + LINE * i) for i, text in enumerate(row["label"])),
        short=row.get("short", ""),
    )


def _by_row(regions: Collection[Tile]) -> tuple[Tile, ...]:
    """The tiles that can be drawn, in the order in which one reads."""
    drawn = [(tile.place.y, tile.place.x, tile.key, tile) for tile in regions if tile.place]
    return tuple(tile for *_, tile in sorted(drawn, key=lambda row: row[:3]))
