"""The pages of the vocabularies: definitions, counts, lists, and nothing of a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.models import Element, Origin, Pillar, Practice, SourceCount
from practices.views.official import OFFICIAL_SOURCE

from ..factories import (
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import visit

pytestmark = pytest.mark.django_db

OVERVIEWS = ["/pijlers/", "/sectoren/", "/regios/", "/bronnen/", "/organisaties/"]


@pytest.mark.parametrize("address", OVERVIEWS)
def test_overview_of_nothing_is_a_page(client: Client, address: str) -> None:
    assert visit(client, address).all("h1")


@pytest.mark.parametrize("address", [*OVERVIEWS, "/trefwoorden/"])
@pytest.mark.parametrize("key", ["onbekend", "4", "2e", "9z", "a" * 200])
def test_unknown_word_is_not_found(client: Client, address: str, key: str) -> None:
    make_pillars()
    visit(client, f"{address}{key}/", status=404)


class TestPillars:
    def test_overview_gives_both_wordings(self, client: Client) -> None:
        make_pillars()
        Element.objects.filter(code="2c").update(
            explanation="In onze woorden.", quotation="Officieel:", points="Een\nTwee", place="p. 2"
        )
        make_source(OFFICIAL_SOURCE, published="2021-09-17")
        page = visit(client, "/pijlers/")
        assert "2c Element 2c In onze woorden." in page.text
        assert "Officieel: Een Twee" in page.text
        assert len(page.all("blockquote")) == 3
        assert f"/bronnen/{OFFICIAL_SOURCE}/" in page.links()

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            (
                "/pijlers/",
                "Dit houdt in dat: U a zegt. U b doet: Een Twee Woorden van de bron: p. 1",
            ),
            (
                "/pijlers/1/",
                "Dit houdt in dat: U a zegt. U b doet: Een Twee Woorden van de bron: p. 1",
            ),
            ("/pijlers/1a/", "Dit houdt in dat: U a zegt. Woorden van de bron: p. 1a"),
            ("/pijlers/1b/", "Dit houdt in dat: U b doet: Een Twee Woorden van de bron: p. 1b"),
        ],
    )
    def test_words_of_the_source_are_a_whole_sentence(
        self, client: Client, address: str, words: str
    ) -> None:
        make_pillars()
        Pillar.objects.filter(code="1").update(quotation="Dit houdt in dat:", place="p. 1")
        Element.objects.filter(code="1a").update(quotation="U a zegt.", place="p. 1a")
        Element.objects.filter(code="1b").update(
            quotation="U b doet:", points="Een\nTwee", place="p. 1b"
        )
        assert words in visit(client, address).text

    def test_our_counts_by_origin_stand_beside_that_of_the_source(self, client: Client) -> None:
        make_practice(pillars=["2a"])
        make_practice(pillars=["2a"])
        make_pillar_tag(make_practice(), "2a", origin=Origin.EDITORS)
        make_pillar_tag(make_practice(status="draft"), "2a")
        source = make_source(author="De commissie")
        SourceCount.objects.create(source=source, element_id="2a", practices=11)
        for address in ("/pijlers/", "/pijlers/2a/"):
            text = visit(client, address).text
            assert "3 voorbeelden : 2 staan zo in de bron, 1 afgeleid door de redactie." in text
            assert "De bron zelf (De commissie) telt er 11." in text

    @pytest.mark.parametrize(("pillars", "words"), [([], "ook geen"), (["3c"], "geen")])
    def test_source_that_counts_none_says_so(
        self, client: Client, pillars: list[str], words: str
    ) -> None:
        make_pillars()
        make_practice(pillars=pillars)
        SourceCount.objects.create(source=make_source(author="Raad"), element_id="3c", practices=0)
        for address in ("/pijlers/", "/pijlers/3c/"):
            assert f"De bron zelf (Raad) telt er {words}." in visit(client, address).text

    def test_pillar_counts_a_practice_once_on_the_strongest_word(self, client: Client) -> None:
        practice = make_practice(pillars=["2"])
        make_pillar_tag(practice, "2a", origin=Origin.EDITORS)
        make_pillar_tag(make_practice(), "2b", origin=Origin.SUBMITTER)
        text = visit(client, "/pijlers/2/").text
        assert "2 voorbeelden : 1 staat zo in de bron, 1 volgens de inzender." in text

    def test_pillar_leads_to_its_elements_and_back(self, client: Client) -> None:
        make_pillars()
        assert {"/pijlers/1a/", "/pijlers/1b/"} <= set(visit(client, "/pijlers/1/").links())
        assert "/pijlers/1/" in visit(client, "/pijlers/1a/").links()
        assert "Pijler 1 van 3" in visit(client, "/pijlers/1/").text

    def test_pillar_lists_practices_of_its_elements(self, client: Client) -> None:
        practice = make_practice(pillars=["2a"])
        assert practice.get_absolute_url() in visit(client, "/pijlers/2/").links()
        assert Pillar.objects.get(code="2").get_absolute_url() == "/pijlers/2/"


class TestLists:
    def test_more_than_a_page_shows_the_newest_and_leads_to_all(self, client: Client) -> None:
        sector = make_sector("ggz")
        for _ in range(21):
            make_practice(sectors=[sector])
        page = visit(client, "/sectoren/ggz/")
        assert "21 voorbeelden" in page.text
        assert len(page.all("li", **{"class": "card wide"})) == 20
        assert "/voorbeelden/?sector=ggz" in page.links()
        assert "/voorbeelden.atom?sector=ggz" in page.links()

    @pytest.mark.parametrize("address", ["/sectoren/ggz/", "/regios/zeeland/", "/pijlers/3c/"])
    def test_nothing_yet_is_said(self, client: Client, address: str) -> None:
        make_pillars()
        make_sector("ggz")
        make_region("zeeland")
        assert "Er staat nog geen voorbeeld" in visit(client, address).text

    def test_sector_has_its_facts_and_what_lies_in_it(self, client: Client) -> None:
        care = make_sector("zorg")
        branch = make_sector(
            "ggz", parent=care, abbreviation="GGZ", other_names="psychiatrie\nverslavingszorg"
        )
        make_practice(sectors=[branch])
        page = visit(client, "/sectoren/zorg/")
        assert "Ggz 1 voorbeeld" in page.text
        page = visit(client, "/sectoren/ggz/")
        assert "/sectoren/zorg/" in page.links()
        assert "psychiatrie, verslavingszorg" in page.text

    def test_region_has_its_facts_and_counts_what_lies_in_it(self, client: Client) -> None:
        province = make_region("overijssel", code="PV23")
        next_one = make_region("oost", kind="arbeidsmarktregio")
        inside = make_region(
            "twente",
            kind="arbeidsmarktregio",
            code="AM05",
            parents=[province],
            employers_organisation="De werkgevers",
            valid_from=date(2020, 1, 1),
            valid_to=date(2026, 1, 1),
            successor=next_one,
        )
        make_practice(regions=[inside])
        assert "Twente 1 voorbeeld" in visit(client, "/regios/overijssel/").text
        page = visit(client, "/regios/twente/")
        assert {"/regios/overijssel/", "/regios/oost/"} <= set(page.links())
        for fact in ("AM05", "De werkgevers", "1 januari 2020", "1 januari 2026"):
            assert fact in page.text
        overview = visit(client, "/regios/").text
        assert "Overijssel 1 voorbeeld" in overview
        assert "Twente in Overijssel 1 voorbeeld" in overview
        assert "Arbeidsmarktregio’s In een arbeidsmarktregio werken gemeenten" in overview
        assert "AM05" not in overview

    def test_source_gives_the_place_of_each_practice_in_order(self, client: Client) -> None:
        source = make_source("advies", author="", published="", sha256="ab12", note="Een brief.")
        last, first = (make_practice(title, sources=[source]) for title in ("Laatste", "Eerste"))
        last.citations.update(first_line=500, last_line=510)
        make_practice("Concept", sources=[source], status="draft")
        page = visit(client, "/bronnen/advies/")
        assert page.text.index("Eerste Bijlage, regels 1") < page.text.index("Laatste Bijlage")
        assert "2 voorbeelden uit deze bron" in page.text
        assert "Datum staat er niet in" in page.text
        assert "ab12" in page.text
        assert "Concept" not in page.text
        assert first.get_absolute_url() in page.links()
        assert "zonder datum 2 voorbeelden" in visit(client, "/bronnen/").text.replace("·", "")

    def test_how_a_source_was_read_is_folded_and_stands_on_its_own_page_only(
        self, client: Client
    ) -> None:
        note = "Een brief over zorg. De datum staat er niet op."
        make_practice(sources=[make_source("advies", note=note)])
        overview = visit(client, "/bronnen/").text
        assert "Een brief over zorg." in overview
        assert "De datum" not in overview
        page = visit(client, "/bronnen/advies/")
        assert f"Hoe wij dit document lazen {note}" in page.text

    def test_source_lists_a_practice_once_with_all_its_places(self, client: Client) -> None:
        source = make_source("advies")
        twice = make_practice("Dubbel", sources=[source, source])
        later, _ = twice.citations.order_by("pk")
        twice.citations.filter(pk=later.pk).update(first_line=500, last_line=510)
        other = make_practice("Ertussen", sources=[source])
        other.citations.update(first_line=100, last_line=110)
        page = visit(client, "/bronnen/advies/")
        assert page.links().count(twice.get_absolute_url()) == 1
        places = "Bijlage, regels 1 tot en met 9 Bijlage, regels 500 tot en met 510"
        assert f"Dubbel {places} Ertussen" in page.text

    def test_source_shows_what_it_counts_itself(self, client: Client) -> None:
        make_pillars()
        source = make_source("advies")
        SourceCount.objects.create(source=source, element_id="2a", practices=11)
        assert "2a Element 2a 11 voorbeelden" in visit(client, "/bronnen/advies/").text


class TestOpenVocabularies:
    def test_organisation_and_keyword_have_a_page_with_their_practices(
        self, client: Client
    ) -> None:
        practice = make_practice(organisations=["Thebe"], tags=["meer uren"])
        assert "/organisaties/thebe/" in visit(client, "/organisaties/").links()
        for address in ("/organisaties/thebe/", "/trefwoorden/meer-uren/"):
            page = visit(client, address)
            assert "1 voorbeeld" in page.text
            assert practice.get_absolute_url() in page.links()

    @pytest.mark.parametrize("status", ["draft", "archived"])
    def test_what_only_hidden_practices_have_is_unknown(self, client: Client, status: str) -> None:
        make_practice(organisations=["Thebe"], tags=["geheim"], status=status)
        visit(client, "/organisaties/thebe/", status=404)
        visit(client, "/trefwoorden/geheim/", status=404)
        assert "Thebe" not in visit(client, "/organisaties/").text

    def test_more_organisations_than_a_facet_shows_are_all_listed(self, client: Client) -> None:
        make_practice(organisations=[f"Organisatie {number}" for number in range(60)])
        links = visit(client, "/organisaties/").links()
        assert len([link for link in links if link.startswith("/organisaties/org")]) == 60


@pytest.mark.parametrize(
    "address",
    [
        *OVERVIEWS,
        "/pijlers/2/",
        "/pijlers/2a/",
        "/sectoren/ggz/",
        "/regios/zeeland/",
        "/bronnen/b/",
    ],
)
def test_number_of_queries_is_fixed(client: Client, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    facts: dict[str, Any] = {
        "pillars": ["2a"],
        "sectors": [make_sector("ggz")],
        "regions": [make_region("zeeland", parents=[make_region("nederland", kind="land")])],
        "tags": ["cao"],
        "organisations": ["Thebe"],
        "sources": [make_source("b")],
    }
    make_practice(**facts)
    client.get(address)
    few = queries()
    for _ in range(5):
        make_practice(**facts)
    client.get(address)
    assert Practice.objects.count() == 6
    assert queries() == few
