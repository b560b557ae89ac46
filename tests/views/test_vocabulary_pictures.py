"""What the pages of the vocabularies show of what there is, and of what is missing."""

from __future__ import annotations

import pytest
from django.test import Client
from pyroaring import BitMap

from practices.facets import facet_index
from practices.models import Organisation, Origin
from practices.views.region_pages import Placing, placing

from ..factories import (
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit

pytestmark = pytest.mark.django_db


def _piles(page: Page) -> list[str | None]:
    """Where the stacks of the picture lead, in order."""
    return [link["href"] for link in page.all("a", **{"class": "pile"})]


class TestProfile:
    def test_stacks_lead_to_the_list_with_both_filters_or_to_a_new_submission(
        self, client: Client
    ) -> None:
        sector = make_sector("ggz")
        make_practice(sectors=[sector], pillars=["2a", "3b"])
        make_practice(pillars=["1a"])
        make_practice(sectors=[sector], pillars=["1a"], status="draft")
        page = visit(client, "/sectoren/ggz/")
        assert _piles(page) == [
            "/indienen/?pijler=1a&sector=ggz",
            "/indienen/?pijler=1b&sector=ggz",
            "/voorbeelden/?pijler=2a&sector=ggz",
            "/indienen/?pijler=2b&sector=ggz",
            "/indienen/?pijler=2c&sector=ggz",
            "/indienen/?pijler=2d&sector=ggz",
            "/indienen/?pijler=3a&sector=ggz",
            "/voorbeelden/?pijler=3b&sector=ggz",
            "/indienen/?pijler=3c&sector=ggz",
        ]
        assert "2a Element 2a: 1 voorbeeld, 1 zo in de bron" in page.text
        assert "1a Element 1a: geen voorbeelden. Stuur er een in" in page.text

    def test_filled_is_what_the_source_says_itself(self, client: Client) -> None:
        make_practice(regions=[make_region("zeeland")], pillars=["2a"])
        practice = make_practice(regions=[], pillars=[])
        make_pillar_tag(practice, "2a", origin=Origin.EDITORS)
        make_pillar_tag(practice, "2b", origin=Origin.SUBMITTER)
        text = visit(client, "/pijlers/").text
        assert "2a Element 2a: 2 voorbeelden, 1 zo in de bron" in text
        assert "2b Element 2b: 1 voorbeeld" in text
        assert "2b Element 2b: 1 voorbeeld, " not in text  # as it was sent in, not in the source
        assert (
            "2a Element 2a: 1 voorbeeld, 1 zo in de bron" in visit(client, "/regios/zeeland/").text
        )

    def test_practice_that_both_say_something_of_counts_once(self, client: Client) -> None:
        practice = make_practice(pillars=["2a"])
        make_pillar_tag(practice, "2", origin=Origin.EDITORS)
        text = visit(client, "/pijlers/2/").text
        assert "2a Element 2a 1 voorbeeld, 1 zo in de bron" in text

    def test_pillar_shows_its_elements_by_name_and_an_element_a_block(self, client: Client) -> None:
        make_practice(pillars=["1a"])
        page = visit(client, "/pijlers/1/")
        assert "1a Element 1a 1 voorbeeld, 1 zo in de bron 1b Element 1b 0 voorbeelden" in page.text
        leads = [link for link in page.links() if link.startswith(("/pijlers/1", "/indienen/?"))]
        assert leads[:3] == ["/pijlers/1a/", "/pijlers/1b/", "/indienen/?pijler=1b"]
        page = visit(client, "/pijlers/1a/")
        assert page.all("svg", role="img", **{"aria-label": "1 voorbeeld, 1 zo in de bron"})

    def test_pillar_names_its_elements_before_the_words_of_the_source(self, client: Client) -> None:
        make_practice(pillars=["1a"])
        text = visit(client, "/pijlers/1/").text
        assert text.index("De elementen") < text.index("Lees de woorden van de bron")
        assert text.index("Lees de woorden van de bron") < text.index("Woorden van de bron:")

    @pytest.mark.parametrize("address", ["/sectoren/ggz/", "/pijlers/2a/"])
    def test_filled_and_open_are_explained_once(self, client: Client, address: str) -> None:
        make_practice(sectors=[make_sector("ggz")], pillars=["2a"])
        text = visit(client, address).text
        assert "Elk teken is een voorbeeld." in text
        assert text.count("Gevuld teken:") == 1
        assert text.count("Gevuld:") == 0
        assert visit(client, "/pijlers/").text.count("Gevuld: staat zo in de bron.") == 1

    @pytest.mark.parametrize(
        ("address", "query"),
        [
            ("/organisaties/thebe/", "organisatie=thebe"),
            ("/trefwoorden/meer-uren/", "trefwoord=meer-uren"),
            ("/bronnen/advies/", "bron=advies"),
        ],
    )
    def test_where_nothing_can_be_missing_only_what_is_there_is_a_link(
        self, client: Client, address: str, query: str
    ) -> None:
        make_practice(
            organisations=["Thebe"],
            tags=["meer uren"],
            sources=[make_source("advies")],
            pillars=["3c"],
        )
        assert _piles(visit(client, address)) == [f"/voorbeelden/?pijler=3c&{query}"]

    @pytest.mark.parametrize("address", ["/sectoren/ggz/", "/regios/zeeland/", "/pijlers/3c/"])
    def test_nothing_yet_has_no_picture_but_an_invitation(
        self, client: Client, address: str
    ) -> None:
        make_pillars()
        make_sector("ggz")
        make_region("zeeland")
        page = visit(client, address)
        assert "Elk teken is een voorbeeld." not in page.text
        assert "Wat nog ontbreekt" not in page.text
        asked = {"/sectoren/ggz/": "sector=ggz", "/regios/zeeland/": "regio=zeeland"}
        assert f"/indienen/?{asked.get(address, 'pijler=3c')}" in page.links()


class TestMissing:
    def test_sector_names_the_elements_that_it_lacks(self, client: Client) -> None:
        make_practice(sectors=[make_sector("ggz")], pillars=["2a"])
        page = visit(client, "/sectoren/ggz/")
        assert "Wat nog ontbreekt" in page.text
        asked = [link for link in page.links() if link.startswith("/indienen/?pijler=")]
        assert len(asked) == 24  # eight gaps: in the picture, in its list, and in the list below
        assert "/indienen/?pijler=2a&sector=ggz" not in asked
        assert "/dekking/" in page.links()

    def test_picture_and_its_list_lead_to_the_same_practices(self, client: Client) -> None:
        make_practice(sectors=[make_sector("ggz")], pillars=["2a"])
        make_practice(pillars=["2a"])
        page = visit(client, "/sectoren/ggz/")
        assert page.links().count("/voorbeelden/?pijler=2a&sector=ggz") >= 2
        assert "/voorbeelden/?pijler=2a" not in page.links()

    def test_element_names_the_sectors_that_lack_it(self, client: Client) -> None:
        care = make_sector("zorg")
        here, there = make_sector("ggz", parent=care), make_sector("jeugdzorg", parent=care)
        make_practice(sectors=[here], pillars=["2a"])
        page = visit(client, "/pijlers/2a/")
        assert f"/indienen/?pijler=2a&sector={there.slug}" in page.links()
        assert f"/indienen/?pijler=2a&sector={here.slug}" not in page.links()
        assert f"/indienen/?pijler=2a&sector={care.slug}" not in page.links()

    def test_nothing_missing_is_said(self, client: Client) -> None:
        elements = ["1a", "1b", "2a", "2b", "2c", "2d", "3a", "3b", "3c"]
        make_practice(sectors=[make_sector("ggz")], pillars=elements)
        assert "Van elk element staat hier" in visit(client, "/sectoren/ggz/").text
        assert "In elke sector staat er" in visit(client, "/pijlers/3c/").text

    def test_lists_name_what_has_nothing_and_what_is_filed_nowhere(self, client: Client) -> None:
        care = make_sector("zorg")
        make_practice(sectors=[make_sector("ggz", parent=care)], pillars=["2a"])
        make_sector("jeugdzorg", parent=care)
        make_practice()
        page = visit(client, "/sectoren/")
        assert "/indienen/?sector=jeugdzorg" in page.links()
        assert "/indienen/?sector=ggz" not in page.links()
        assert "Bij 1 van de 2 voorbeelden noemt de bron geen sector" in page.text
        assert "Wij kennen nog geen voorbeeld van" in visit(client, "/pijlers/").text


class TestMaps:
    def test_list_has_a_map_of_provinces_and_one_of_labour_market_regions(
        self, client: Client
    ) -> None:
        country = make_region("nederland", kind="land", code="NL")
        zeeland = make_region("zeeland", code="PV29", parents=[country])
        make_region("arbeidsmarktregio-zeeland", kind="arbeidsmarktregio", code="AM24", name="Zee")
        make_region("regioplus-zeeland", kind="regioplus", code="RA1", name="Zeeland")
        make_practice(regions=[zeeland])
        make_practice()
        make_practice(regions=[country])
        page = visit(client, "/regios/")
        tiles = [link["href"] for link in page.all("a") if "tile" in (link.get("class") or "")]
        assert tiles == ["/regios/zeeland/", "/regios/arbeidsmarktregio-zeeland/"]
        assert "Zeeland: 1 voorbeeld" in page.text
        assert (
            "2 voorbeelden staan op geen van de kaarten: bij 1 noemt de bron geen regio, "
            "1 hoort bij heel Nederland of bij een RegioPlus-regio."
        ) in page.text
        assert "/regios/nederland/" in page.links()
        assert "Zeeland (RegioPlus)" not in page.text
        assert not page.repeated_ids

    def test_practice_is_on_the_map_or_off_it_for_one_reason(self) -> None:
        country = make_region("nederland", kind="land")
        zeeland = make_region("zeeland", parents=[country])
        small = make_region("walcheren", kind="arbeidsmarktregio", parents=[zeeland])
        plus = make_region("rijn-gouwe", kind="regioplus", parents=[country])
        given = [[country], [zeeland], [small], [plus], [plus, zeeland], []]
        made = [make_practice(regions=regions) for regions in given]
        index = facet_index()
        whole = placing(index, index.published)
        assert whole == Placing(on_map=3, regionless=1, elsewhere=2)
        assert (whole.off_map, whole.total) == (3, 6)
        assert placing(index, BitMap([made[3].pk])) == Placing(0, 0, 1)
        assert placing(index, BitMap()) == Placing(0, 0, 0)

    def test_region_in_more_than_one_province_comes_last_and_says_so(self, client: Client) -> None:
        country = make_region("nederland", kind="land")
        one, other = (make_region(slug, parents=[country]) for slug in ("brabant", "limburg"))
        both = make_region("beide", kind="arbeidsmarktregio", parents=[one, other])
        namesake = {"name": "Brabant", "kind": "arbeidsmarktregio"}
        make_region("arbeidsmarktregio-brabant", parents=[one, other], **namesake)
        make_region("heel", kind="arbeidsmarktregio", parents=[one])
        make_practice(regions=[both])
        assert (
            "Arbeidsmarktregio’s hierin Heel 0 voorbeelden Beide (deels) 1 voorbeeld "
            "Brabant (deels) 0 voorbeelden"
        ) in visit(client, "/regios/brabant/").text
        assert "deels" not in visit(client, "/regios/nederland/").text

    def test_country_shows_its_provinces_and_folds_the_smaller_regions(
        self, client: Client
    ) -> None:
        country = make_region("nederland", kind="land")
        province = make_region("drenthe", parents=[country])
        for slug, kind in (("a", "arbeidsmarktregio"), ("b", "regioplus")):
            make_region(slug, name="Drenthe", kind=kind, parents=[province, country])
        page = visit(client, "/regios/nederland/")
        assert "Provincies hierin Drenthe 0 voorbeelden" in page.text
        assert "Arbeidsmarktregio’s hierin Toon er 1 Drenthe 0 voorbeelden" in page.text
        assert "RegioPlus-regio’s hierin Toon er 1 Drenthe 0 voorbeelden" in page.text
        assert "(RegioPlus)" not in page.text

    def test_list_of_a_region_can_be_put_on_another_site(self, client: Client) -> None:
        make_practice(regions=[make_region("zeeland")])
        make_region("drenthe")
        page = visit(client, "/regios/zeeland/")
        assert "Zet deze lijst op uw eigen site" in page.text
        assert "/embed/?regio=zeeland" in page.text
        assert "Zet deze lijst" not in visit(client, "/regios/drenthe/").text

    def test_region_is_marked_on_the_map_of_its_kind(self, client: Client) -> None:
        make_region("zeeland", code="PV29")
        make_region("twente", kind="arbeidsmarktregio", code="AM05")
        make_region("achterhoek", kind="arbeidsmarktregio", code="AM09")
        page = visit(client, "/regios/twente/")
        here = page.all("a", **{"aria-current": "true", "class": "tile t0"})
        assert [link["href"] for link in here] == ["/regios/twente/"]
        assert "/regios/achterhoek/" in page.links()
        assert "/regios/zeeland/" not in page.links()

    def test_region_of_which_nobody_knows_where_it_lies_has_no_map(self, client: Client) -> None:
        make_region("rijn-gouwe", kind="regioplus")
        assert "Waar dit ligt" not in visit(client, "/regios/rijn-gouwe/").text

    @pytest.mark.parametrize(
        ("kind", "asked"),
        [
            ("provincie", "regio"),
            ("arbeidsmarktregio", "arbeidsmarktregio"),
            ("regioplus", "regio"),
        ],
    )
    def test_region_leads_to_the_table_of_its_kind(
        self, client: Client, kind: str, asked: str
    ) -> None:
        make_practice(regions=[make_region("hier", kind=kind)], pillars=["2a"])
        assert f"/dekking/?naar={asked}" in visit(client, "/regios/hier/").links()


def test_organisations_stand_under_their_first_letter(client: Client) -> None:
    make_practice(organisations=["Heeren Loo", "Elan", "Sigra", "2work", "ActiZ"])
    Organisation.objects.filter(slug="heeren-loo").update(name="’s Heeren Loo")
    Organisation.objects.filter(slug="elan").update(name="Élan")
    page = visit(client, "/organisaties/")
    marks = [link for link in page.links() if link.startswith("#letter-")]
    assert marks == ["#letter-0-9", "#letter-A", "#letter-E", "#letter-S"]
    assert "S ’s Heeren Loo 1 voorbeeld Sigra" in page.text


@pytest.mark.parametrize("address", ["/pijlers/", "/sectoren/", "/regios/", "/bronnen/"])
def test_every_overview_has_a_feed(client: Client, address: str) -> None:
    assert "/voorbeelden.atom" in visit(client, address).links()


def test_menu_marks_no_place_for_what_has_none(client: Client) -> None:
    assert not visit(client, "/sectoren/").all("a", **{"aria-current": "true"})
    assert visit(client, "/regios/").all("a", **{"aria-current": "true"})
