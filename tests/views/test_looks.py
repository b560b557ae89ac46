"""How the list is shown, what is laid side by side, and what updating in place needs."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.side_by_side import MOST

from ..factories import make_practice, make_region, make_sector
from .html import visit
from .lists import listing, titles_of

pytestmark = pytest.mark.django_db


def asked(address: str) -> list[tuple[str, str]]:
    """The parameters of an address."""
    return parse_qsl(urlsplit(address).query)


class TestLooks:
    @pytest.mark.parametrize("look", ["", "tabel", "kaart"])
    def test_every_look_shows_the_same_practices(self, client: Client, look: str) -> None:
        make_region("noord-brabant")
        for number in range(25):
            make_practice(f"Voorbeeld {number:02}")
        page = listing(client, f"?toon={look}&sorteer=titel&pagina=2")
        assert titles_of(page["cards"]) == [f"Voorbeeld {number}" for number in range(20, 25)]
        (now,) = [way["label"] for way in page["looks"] if way["is_now"]]
        assert now == {"": "Lijst", "tabel": "Tabel", "kaart": "Kaart"}[look]

    def test_look_goes_along_with_every_choice(self, client: Client) -> None:
        ggz = make_sector("ggz")
        for number in range(21):
            make_practice(f"{number}", sectors=[ggz])
        html = visit(client, "/voorbeelden/?toon=tabel&sector=ggz")
        names = {box["value"] for box in html.all("input", type="hidden", name="toon")}
        assert names == {"tabel"}
        inside = [a["href"] or "" for a in html.all("a") if "sector" in (a.get("href") or "")]
        pages = [address for address in inside if "pagina=2" in address]
        assert pages
        assert all(("toon", "tabel") in asked(address) for address in pages)

    def test_downloads_and_search_engines_know_nothing_of_it(self, client: Client) -> None:
        make_practice(slug="een")
        html = client.get("/voorbeelden/?toon=tabel&v=een").content.decode()
        assert 'href="/voorbeelden.csv"' in html
        assert 'rel="canonical" href="http://127.0.0.1:8000/voorbeelden/"' in html
        assert "noindex" in html

    def test_unknown_look_is_left_out_and_told(self, client: Client) -> None:
        make_practice()
        page = listing(client, "?toon=taart<i>")
        assert (page["look"], page["notices"]) == ("", ["Toon: ‘taart<i>’ kennen wij niet."])

    def test_tile_chooses_its_region_and_takes_it_back(self, client: Client) -> None:
        brabant = make_region("noord-brabant", code="PV30", kind="provincie")
        make_region("drenthe", code="PV22", kind="provincie")
        make_practice(regions=[brabant])
        maps = listing(client, "?toon=kaart")["maps"]
        tiles = {tile.key: tile for tile in maps.provinces.tiles}
        assert (tiles["noord-brabant"].count, tiles["drenthe"].count) == (1, 0)
        chosen = [("toon", "kaart"), ("regio", "noord-brabant")]
        assert asked(tiles["noord-brabant"].address) == chosen
        again = listing(client, "?toon=kaart&regio=noord-brabant")["maps"].provinces.tiles
        (tile,) = [tile for tile in again if tile.is_chosen]
        assert asked(tile.address) == [("toon", "kaart")]


class TestLaying:
    def test_what_is_laid_stays_while_the_list_changes(self, client: Client) -> None:
        ggz = make_sector("ggz")
        for name in ("een", "twee", "drie"):
            make_practice(name.capitalize(), slug=name, sectors=[ggz])
        html = visit(client, "/voorbeelden/?v=twee&v=een&sector=ggz")
        assert "Naast elkaar (2)" in html.text
        addresses = [a["href"] or "" for a in html.all("a")]
        assert "/vergelijk/?v=twee&v=een" in addresses
        kept = [a for a in addresses if ("sector", "ggz") not in asked(a) and "v=een" in a]
        assert any(asked(address) == [("v", "twee"), ("v", "een")] for address in kept)
        assert html.repeated_ids == []

    def test_what_is_laid_last_comes_last_without_script_too(self, client: Client) -> None:
        make_practice(slug="een")
        make_practice(slug="twee")
        fields = [
            given.get("value")
            for tag, given in visit(client, "/voorbeelden/?v=een").elements
            if tag in {"input", "button"} and given.get("name") == "v"
        ]
        assert fields[-2:] == ["een", "twee"], "een browser stuurt velden in deze volgorde"

    def test_one_is_taken_back(self, client: Client) -> None:
        for name in ("een", "twee"):
            make_practice(slug=name)
        page = listing(client, "?v=een&v=twee&weg=een")
        assert [pick["slug"] for pick in page["laid"]] == ["twee"]
        assert page["asked_here"] == "?v=twee"
        (pick,) = page["laid"]
        assert pick["query"] == ""

    def test_drafts_and_unknown_ones_are_left_out_and_told_alike(self, client: Client) -> None:
        make_practice(slug="een")
        make_practice(slug="concept", status="draft")
        for other in ("concept", "bestaat-niet", "%00", "%0A"):
            page = listing(client, f"?v=een&v={other}")
            assert [pick["slug"] for pick in page["laid"]] == ["een"]
            assert page["notices"] == [
                "Niet alles wat u naast elkaar heeft gelegd, staat in de kennisbank."
            ]

    def test_more_than_six_are_cut_and_told(self, client: Client) -> None:
        for number in range(8):
            make_practice(slug=f"p{number}")
        page = listing(client, "?" + "&".join(f"v=p{number}" for number in range(8)))
        assert [pick["slug"] for pick in page["laid"]] == [f"p{n}" for n in range(MOST)]
        assert page["notices"] == ["U legt hoogstens 6 voorbeelden naast elkaar."]

    def test_hundreds_of_them_cost_two_queries(self, client: Client) -> None:
        make_practice(slug="een")
        client.get("/voorbeelden/")
        many = "&".join(f"v=x{number}" for number in range(500))
        with CaptureQueriesContext(connection) as few:
            client.get("/voorbeelden/?v=een")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/voorbeelden/?{many}")
        assert len(queries) == len(few) + 1  # also those that may be old addresses

    def test_page_stays_where_it_is(self, client: Client) -> None:
        for number in range(25):
            make_practice(slug=f"p{number}")
        html = visit(client, "/voorbeelden/?pagina=2")
        assert html.all("input", type="hidden", name="pagina", value="2")


class TestInPlace:
    def test_address_bar_gets_the_readable_form(self, client: Client) -> None:
        ggz = make_sector("ggz")
        for number in range(25):
            make_practice(slug=f"p{number}", sectors=[ggz])
        given = "?jaarVan=&sector=ggz&q=&jaarTot=&sorteer=nieuw&pagina=2&v=p3&toon=tabel"
        answer = client.get(f"/voorbeelden/{given}", headers={"HX-Request": "true"})
        expected = "/voorbeelden/?sector=ggz&toon=tabel&v=p3&pagina=2"
        assert answer.headers["List-Address"] == expected
        # the same answer for everybody, so that any cache may keep it
        assert client.get(f"/voorbeelden/{given}").headers["List-Address"] == expected

    def test_every_part_that_is_replaced_is_on_the_page(self, client: Client) -> None:
        make_practice()
        html = visit(client, "/voorbeelden/")
        (main,) = html.all("div", id="lijst")
        named = [part.split(":")[0] for part in (main["hx-select-oob"] or "").split(",")]
        ids = {f"#{given['id']}" for _, given in html.elements if given.get("id")}
        assert set(named) - ids == set()
        assert {main["hx-target"], "#opties-sector", "#stand"} <= ids
