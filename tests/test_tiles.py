"""The maps of tiles: every region has its place, its number, and a link that says both."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from practices.pictures import tiles
from practices.pictures.tiles import TileMap, tile_map

from .factories import make_region
from .views.html import Page

ROOT: Path = settings.BASE_DIR
KINDS = list(tiles.NAMES)


def _rows(kind: str) -> list[dict[str, Any]]:
    text = (ROOT / "practices/pictures/tiles.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)[kind]
    return rows


@pytest.mark.parametrize("kind", KINDS)
class TestPlaces:
    def test_every_official_region_has_one_place_of_its_own(self, kind: str) -> None:
        regions = tomllib.loads((ROOT / "fixtures/regions.toml").read_text(encoding="utf-8"))
        codes = {region["code"] for region in regions["region"] if region["kind"] == kind}
        rows = _rows(kind)
        assert sorted(row["code"] for row in rows) == sorted(codes)
        assert len({(row["column"], row["row"]) for row in rows}) == len(rows)

    def test_names_fit_on_a_tile(self, kind: str) -> None:
        for row in _rows(kind):
            assert 1 <= len(row["label"]) <= 3
            assert max(map(len, row["label"])) <= 12
            assert len(row.get("short", "")) <= 6

    def test_short_names_differ(self, kind: str) -> None:
        shown = [row.get("short", row["label"]) for row in _rows(kind)]
        assert len({str(name) for name in shown}) == len(shown)


@pytest.mark.parametrize(
    ("kind", "north", "south"),
    [
        ("provincie", "PV20", "PV22"),
        ("provincie", "PV27", "PV28"),
        ("provincie", "PV25", "PV31"),
        ("arbeidsmarktregio", "AM01", "AM03"),
        ("arbeidsmarktregio", "AM33", "AM30"),
    ],
)
def test_north_is_up(kind: str, north: str, south: str) -> None:
    rows = {row["code"]: row["row"] for row in _rows(kind)}
    assert rows[north] < rows[south]


@pytest.mark.parametrize(
    ("kind", "west", "east"),
    [
        ("provincie", "PV29", "PV30"),
        ("provincie", "PV30", "PV31"),
        ("arbeidsmarktregio", "AM21", "AM05"),
        ("arbeidsmarktregio", "AM25", "AM26"),
    ],
)
def test_west_is_left(kind: str, west: str, east: str) -> None:
    columns = {row["code"]: row["column"] for row in _rows(kind)}
    assert columns[west] < columns[east]


@pytest.mark.django_db
class TestMap:
    def _regions(self) -> None:
        make_region("noord-brabant", code="PV30", name="Noord-Brabant")
        make_region("zeeland", code="PV29")
        make_region("groningen", code="PV20")
        make_region("twente", code="AM05", kind="arbeidsmarktregio")

    def _map(self, *chosen: str, **counts: int) -> TileMap:
        keys = ("noord-brabant", "zeeland", "groningen", "twente", "nieuw")
        counted = {key.replace("_", "-"): count for key, count in counts.items()}
        return tile_map("provincie", counted, {key: f"/r/{key}/" for key in keys}, chosen)

    def test_regions_of_the_kind_only_with_their_counts_in_the_order_of_reading(self) -> None:
        self._regions()
        made = self._map(noord_brabant=4, twente=9)
        assert [(tile.key, tile.count) for tile in made.tiles] == [
            ("groningen", 0),
            ("zeeland", 0),
            ("noord-brabant", 4),
        ]
        assert [tile.key for tile in made.regions] == ["groningen", "noord-brabant", "zeeland"]
        assert [tile.heat for tile in made.tiles] == [0, 0, 3]

    def test_all_is_drawn_within_the_picture(self) -> None:
        self._regions()
        made = self._map()
        for tile in made.tiles:
            assert tile.place
            assert 0 < tile.place.x <= made.width - tiles.SIDE
            assert 0 < tile.place.y <= made.height - tiles.SIDE
        assert (made.width, made.height) == (432, 432)

    def test_region_is_known_by_its_code_whatever_it_is_called(self) -> None:
        make_region("zeeland", code="PV29", name="Zeelandia")
        (tile,) = self._map().tiles
        assert (tile.name, tile.place) == ("Zeelandia", tiles._places()["provincie"]["PV29"])

    def test_region_without_a_place_is_in_the_list_all_the_same(self) -> None:
        make_region("nieuw", code="PV99")
        made = self._map(nieuw=2)
        assert made.tiles == ()
        assert [tile.count for tile in made.regions] == [2]

    def test_region_without_an_address_is_left_out(self) -> None:
        make_region("drenthe", code="PV22")
        assert self._map().regions == ()

    def test_one_query_and_no_other_kind(self) -> None:
        self._regions()
        with CaptureQueriesContext(connection) as captured:
            self._map()
        assert len(captured) == 1
        with pytest.raises(KeyError):
            tile_map("regioplus", {}, {})

    def test_no_regions_is_an_empty_map(self) -> None:
        assert self._map().tiles == ()


@pytest.mark.django_db
class TestDrawing:
    def _page(self, *chosen: str, **options: Any) -> Page:
        make_region("noord-brabant", code="PV30", name="Noord-Brabant")
        make_region("zeeland", code="PV29", name="<b>Zee</b>land")
        addresses = {"noord-brabant": "?a=1&b=2", "zeeland": "/z/"}
        made = tile_map("provincie", {"noord-brabant": 4}, addresses, chosen)
        return Page(render_to_string("pictures/_tile_map.html", {"map": made, **options}))

    def test_each_tile_is_a_link_that_says_name_and_number(self) -> None:
        page = self._page()
        assert "Noord-Brabant: 4 voorbeelden" in page.text
        assert "<b>Zee</b>land: geen voorbeelden" in page.text
        assert not page.all("b")
        assert page.links() == ["/z/", "?a=1&b=2", "/z/", "?a=1&b=2"]
        assert "4 Noord- Brabant" in page.text
        assert page.all("svg", role="group")

    def test_tile_has_the_class_of_its_count_and_the_legend_says_which_there_are(self) -> None:
        page = self._page()
        classes = [link["class"] for link in page.all("a") if "class" in link]
        assert classes == ["tile t0", "tile t3"]
        assert [mark["class"] for mark in page.all("i")] == ["t0", "t1", "t2", "t3", "t4"]
        assert "Voorbeelden: geen , 1 , 2 of 3 , 4 tot en met 7 , 8 of meer" in page.text

    def test_legend_is_read_once(self) -> None:
        page = self._page()
        assert not page.all("figcaption")  # its text would be the name of the figure as well
        assert page.text.count("8 of meer") == 1

    def test_chosen_tile_says_so_and_has_a_tick(self) -> None:
        page = self._page("zeeland")
        assert [link["href"] for link in page.all("a", **{"aria-current": "true"})] == [
            "/z/",
            "/z/",
        ]
        assert len(page.all("path", **{"class": "tick"})) == 1

    def test_the_same_numbers_stand_in_a_list(self) -> None:
        page = self._page()
        assert "<b>Zee</b>land 0 voorbeelden Noord-Brabant 4 voorbeelden" in page.text

    def test_list_can_be_left_out(self) -> None:
        assert self._page(without_list=True).links() == ["/z/", "?a=1&b=2"]
