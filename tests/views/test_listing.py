"""The list: what was asked, the facets, the choices, the ways out, the pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit
from .lists import listing, titles_of

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on a page of the list, in order."""
    return titles_of(listing(client, query)["cards"])


def option(page: Page, name: str, value: str) -> dict[str, str | None]:
    """The checkbox of one option."""
    (box,) = page.all("input", type="checkbox", name=name, value=value)
    return box


class TestSentence:
    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("", "2 voorbeelden"),
            ("?q=rooster", "1 voorbeeld voor ‘rooster’"),
            ("?q=rooster&sector=ggz", "1 voorbeeld voor ‘rooster’ met 1 filter"),
            ("?sector=ggz&soort=praktijkvoorbeeld", "2 voorbeelden met 2 filters"),
            ("?q=niets", "Geen voorbeelden voor ‘niets’"),
        ],
    )
    def test_says_what_was_asked(self, client: Client, query: str, words: str) -> None:
        sector = make_sector("ggz")
        make_practice("Rooster", sectors=[sector])
        make_practice("Anders", sectors=[sector])
        page = visit(client, f"/voorbeelden/{query}")
        assert f"{words} " in page.text
        assert len(page.all("p", role="status")) == 1
        assert page.text.startswith(f"{words} | ")

    def test_years_the_wrong_way_round_find_nothing_and_the_other_way_is_offered(
        self, client: Client
    ) -> None:
        make_practice("Rooster", period_start="2019", period_end="2023")
        page = visit(client, "/voorbeelden/?q=rooster&jaarVan=2022&jaarTot=2020&toon=tabel")
        assert page.text.startswith("Geen voorbeelden voor ‘rooster’ met 2 filters | ")
        said = "‘Van’ (2022) ligt na ‘tot en met’ (2020). Bedoelt u 2020 tot en met 2022 ?"
        assert said in page.text
        turned = "?q=rooster&jaarVan=2020&jaarTot=2022&toon=tabel"
        assert f"{turned}#resultaten" in page.links()
        found = listing(client, turned)
        assert (titles_of(found["cards"]), found["notices"]) == (["Rooster"], [])

    def test_text_without_a_word_is_told(self, client: Client) -> None:
        make_practice()
        page = visit(client, "/voorbeelden/?q=%3F%3F%3F")
        assert "In ‘???’ staat geen woord" in page.text
        assert "1 voorbeeld " in page.text

    def test_found_words_are_marked(self, client: Client) -> None:
        make_practice("Zelfroosteren", summary="Het rooster.")
        assert len(visit(client, "/voorbeelden/?q=rooster").all("mark")) == 2

    def test_what_was_typed_is_shown_and_never_run(self, client: Client) -> None:
        answer = client.get('/voorbeelden/?q="><script>alert(1)</script>')
        assert b"<script>alert" not in answer.content


class TestFacets:
    def test_counts_are_shown_and_spoken(self, client: Client) -> None:
        make_practice(sectors=[make_sector("ggz")])
        make_sector("vvt")
        text = visit(client, "/voorbeelden/").text
        assert "Ggz 1 voorbeeld" in text
        assert "Vvt 0 voorbeelden" in text

    def test_chosen_stay_ticked_also_without_results(self, client: Client) -> None:
        make_sector("ggz")
        page = visit(client, "/voorbeelden/?sector=ggz&q=niets")
        assert "checked" in option(page, "sector", "ggz")

    def test_group_of_ticks_is_named_by_the_line_above_it(self, client: Client) -> None:
        make_practice(tags=["rooster"], sectors=[make_sector("ggz")])
        page = visit(client, "/voorbeelden/")
        groups = {one["id"]: one["aria-labelledby"] for one in page.all("div", role="group")}
        assert groups["opties-sector"] == "naam-sector"
        assert groups["opties-jaar"] == "naam-jaar"
        names = {line.get("id") for line in page.all("summary")}
        assert set(groups.values()) <= names
        assert not page.all("legend")  # it would say the same name once more

    def test_trees_are_indented_and_regions_grouped(self, client: Client) -> None:
        care = make_sector("zorg")
        make_sector("ggz", parent=care)
        make_region("drenthe")
        make_region("twente", kind="arbeidsmarktregio")
        panels = {panel.name: panel for panel in listing(client)["panels"]}
        (sectors,) = panels["sector"].groups
        assert [(row.option.value.key, row.is_below) for row in sectors.shown] == [
            ("zorg", False),
            ("ggz", True),
        ]
        headings = [group.heading for group in panels["regio"].groups]
        assert headings == ["Provincie", "Arbeidsmarktregio"]

    def test_long_facet_shows_its_largest_and_the_chosen(self, client: Client) -> None:
        regions = [make_region(f"s{number:02}") for number in range(20)]
        for region in regions[10:17]:
            make_practice(regions=[region])
        panels = {panel.name: panel for panel in listing(client, "?regio=s03")["panels"]}
        (group,) = panels["regio"].groups
        shown = [row.option.value.key for row in group.shown]
        assert shown == ["s03", *(f"s{number}" for number in range(10, 17))]
        assert group.total == 20
        assert "Toon alle 20" in visit(client, "/voorbeelden/").text

    def test_long_tree_is_shown_whole(self, client: Client) -> None:
        for number in range(20):
            make_sector(f"s{number:02}")
        panels = {panel.name: panel for panel in listing(client)["panels"]}
        (group,) = panels["sector"].groups
        assert (len(group.shown), group.rest) == (20, [])

    def test_button_on_a_phone_tells_the_number_only_where_script_keeps_it_true(
        self, client: Client
    ) -> None:
        make_practice()
        html = client.get("/voorbeelden/").content.decode()
        assert '<span class="live">1 voorbeeld</span>' in html
        assert '<span class="unscripted">voorbeelden</span>' in html

    def test_signs_are_explained_only_where_there_are_any(self, client: Client) -> None:
        make_practice("Zonder")
        assert "Gevuld teken" not in visit(client, "/voorbeelden/").text
        make_practice("Met", pillars=["2a"])
        assert "Gevuld teken" in visit(client, "/voorbeelden/").text

    def test_open_facets_are_pillar_sector_and_those_with_a_choice(self, client: Client) -> None:
        make_practice(tags=["rooster"], pillars=["1a"], sectors=[make_sector("ggz")])
        panels = listing(client, "?trefwoord=rooster")["panels"]
        opened = {panel.name for panel in panels if panel.is_open}
        assert opened == {"pijler", "sector", "trefwoord"}

    def test_facet_with_a_choice_says_what_more_choices_do(self, client: Client) -> None:
        make_practice(pillars=["1a"], sectors=[make_sector("ggz")])
        words = "Kiest u hier meer? Dan ziet u alles wat bij een ervan past."
        assert visit(client, "/voorbeelden/").text.count(words) == 0
        assert visit(client, "/voorbeelden/?sector=ggz").text.count(words) == 1

    def test_facet_that_offers_nothing_is_folded(self, client: Client) -> None:
        make_practice("Zelf roosteren", pillars=["1a"], sectors=[make_sector("ggz")])
        panels = listing(client, "?q=bestaatniet&sector=ggz")["panels"]
        assert {panel.name for panel in panels if panel.is_open} == {"sector"}

    @pytest.mark.parametrize(
        ("count", "most", "bar"), [(0, 0, 0), (0, 9, 0), (1, 25, 1), (9, 18, 10), (9, 9, 20)]
    )
    def test_bar_tells_the_share_of_the_largest(
        self, client: Client, count: int, most: int, bar: int
    ) -> None:
        few, many = make_sector("few"), make_sector("many")
        for number in range(most):
            make_practice(sectors=[few, many] if number < count else [many])
        (group,) = next(p for p in listing(client)["panels"] if p.name == "sector").groups
        assert group.shown[0].bar == bar


class TestChoices:
    def test_chip_takes_back_one_value_and_keeps_the_rest(self, client: Client) -> None:
        make_pillars()
        for slug in ("ggz", "vvt"):
            make_sector(slug)
        query = "?q=rooster&sector=ggz&sector=vvt&pijler=2a&jaarVan=2019&sorteer=titel&pagina=1"
        chips = {chip.label: parse_qs(chip.query) for chip in listing(client, query)["chips"]}
        rest = {"q": ["rooster"], "pijler": ["2a"], "jaarVan": ["2019"], "sorteer": ["titel"]}
        assert list(chips) == ["2a Element 2a", "Ggz", "Vvt", "vanaf 2019"]
        assert chips["Ggz"] == {**rest, "sector": ["vvt"]}
        assert "jaarVan" not in chips["vanaf 2019"]

    def test_clearing_keeps_words_and_order(self, client: Client) -> None:
        make_sector("ggz")
        cleared = listing(client, "?q=x&sector=ggz&jaarTot=2020&sorteer=titel")["without_filters"]
        assert parse_qs(cleared) == {"q": ["x"], "sorteer": ["titel"]}

    def test_default_order_is_left_out_so_that_a_search_gets_its_own(self, client: Client) -> None:
        assert listing(client, "?sorteer=nieuw")["asked"] == ""
        assert listing(client, "?q=x&sorteer=nieuw")["asked"] == "?q=x&sorteer=nieuw"
        assert listing(client, "?q=x&sorteer=relevantie")["asked"] == "?q=x"

    def test_address_is_the_same_whatever_the_order(self, client: Client) -> None:
        make_sector("a")
        make_sector("b")
        queries = ("?sector=b&q=x&sector=a&onzin=1&jaarTot=", "?q=x&sector=a&sector=b")
        addresses = [listing(client, query)["asked"] for query in queries]
        assert addresses == ["?q=x&sector=a&sector=b"] * 2

    def test_search_form_keeps_the_filters_and_filter_form_the_words(self, client: Client) -> None:
        make_sector("ggz")
        page = visit(client, "/voorbeelden/?q=rooster&sector=ggz&jaarVan=2019")
        hidden = {(given["name"], given["value"]) for given in page.all("input", type="hidden")}
        assert hidden == {("sector", "ggz"), ("jaarVan", "2019"), ("q", "rooster")}
        assert page.all("input", id="q")[0]["value"] == "rooster"

    def test_relevance_is_offered_only_with_words(self, client: Client) -> None:
        make_practice("Rooster")
        assert "best passend" not in visit(client, "/voorbeelden/").text
        assert "best passend" in visit(client, "/voorbeelden/?q=rooster").text

    def test_sorting_by_title(self, client: Client) -> None:
        for title in ("B", "A", "C"):
            make_practice(title)
        assert titles(client, "?sorteer=titel") == ["A", "B", "C"]

    def test_unknown_values_are_left_out_and_told(self, client: Client) -> None:
        make_practice()
        page = visit(client, "/voorbeelden/?sector=mars&jaarVan=ooit")
        assert "Sector: ‘mars’ kennen wij niet." in page.text
        assert "Jaar vanaf: ‘ooit’ kennen wij niet." in page.text
        assert "1 voorbeeld " in page.text


class TestNothingFound:
    def test_every_way_out_leads_to_what_it_says(self, client: Client) -> None:
        care, school = make_sector("zorg"), make_sector("onderwijs")
        twente = make_region("twente", name="Twente")
        make_practice("Rooster", sectors=[care])
        make_practice("Rooster", sectors=[school], regions=[twente])
        context = listing(client, "?q=rooster&sector=zorg&regio=twente&jaarVan=2019")
        ways = {way.label: way for way in context["ways_out"]}
        assert list(ways) == ["Zonder filters"]
        context = listing(client, "?q=rooster&sector=zorg&regio=twente")
        ways = {way.label: way for way in context["ways_out"]}
        assert {label: way.count for label, way in ways.items()} == {
            "Zonder ‘Sector: Zorg’": 1,
            "Zonder ‘Regio: Twente’": 1,
            "Zonder filters": 2,
        }
        for way in ways.values():
            assert listing(client, f"?{way.query}")["total"] == way.count

    def test_leaving_out_words_or_years_is_a_way_too(self, client: Client) -> None:
        make_practice(sectors=[make_sector("ggz")], period_start="2018", period_end="2018")
        labels = [w.label for w in listing(client, "?sector=ggz&q=niets")["ways_out"]]
        assert labels == ["Zonder ‘niets’"]
        labels = [w.label for w in listing(client, "?jaarVan=2019&jaarTot=2020")["ways_out"]]
        assert labels == ["Zonder ‘Jaar: vanaf 2019 tot en met 2020’"]

    def test_leaving_out_what_must_not_be_there_is_a_way_too(self, client: Client) -> None:
        make_practice("Rooster in de zorg", sectors=[make_sector("ggz")])
        make_practice("Rooster van de zorg")
        context = listing(client, "?q=rooster+-zorg&sector=ggz")
        ways = {way.label: way.count for way in context["ways_out"]}
        assert ways == {"Zonder ‘rooster -zorg’": 1, "Zonder ‘-zorg’": 1}
        assert listing(client, f"?{context['ways_out'][-1].query}")["total"] == 1

    def test_page_repeats_the_question_and_keeps_the_filters(self, client: Client) -> None:
        make_sector("ggz")
        page = visit(client, "/voorbeelden/?q=niets&sector=ggz")
        assert "Geen voorbeelden voor ‘niets’ met 1 filter" in page.text
        assert page.all("form", id="filters")
        assert {"/pijlers/", "/voorbeelden/"} <= set(page.links())


class TestPages:
    @pytest.fixture(autouse=True)
    def _many(self) -> None:
        for number in range(45):
            make_practice(f"Titel {number:02}")

    def test_walking_all_pages_gives_everything_once(self, client: Client) -> None:
        walked = [t for page in (1, 2, 3) for t in titles(client, f"?pagina={page}&sorteer=titel")]
        assert walked == [f"Titel {number:02}" for number in range(45)]

    def test_pages_name_their_neighbours(self, client: Client) -> None:
        page = visit(client, "/voorbeelden/?pagina=2&sorteer=titel")
        assert page.all("a", rel="prev")[0]["href"] == "/voorbeelden/?sorteer=titel#resultaten"
        assert "pagina=3" in str(page.all("a", rel="next")[0]["href"])
        current = page.all("a", **{"aria-current": "page"})
        assert [urlsplit(str(given["href"])).query for given in current] == [
            "sorteer=titel&pagina=2"
        ]
        assert "(bladzijde 2 van 3)" in page.text

    @pytest.mark.parametrize(
        ("asked", "told"),
        [(asked, asked) for asked in ("0", "-1", "4", "1e9", "abc")]
        + [("9" * 5000, f"{'9' * 20}…")],
    )
    def test_page_that_is_not_there_is_the_first_with_a_notice(
        self, client: Client, asked: str, told: str
    ) -> None:
        context = listing(client, f"?pagina={asked}")
        assert context["page"].number == 1
        assert context["notices"] == [
            f"Bladzijde ‘{told}’ bestaat niet. U ziet de eerste bladzijde."
        ]

    def test_canonical_address_and_robots(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://kennisbank.voorbeeld.nl"
        page = visit(client, "/voorbeelden/?pagina=2&onzin=1")
        (canonical,) = page.all("link", rel="canonical")
        assert canonical["href"] == "https://kennisbank.voorbeeld.nl/voorbeelden/?pagina=2"
        assert not page.all("meta", name="robots")
        assert visit(client, "/voorbeelden/?q=titel").all("meta", name="robots")
        second = "/voorbeelden/?soort=praktijkvoorbeeld&pagina=2"
        assert visit(client, second).all("meta", name="robots")

    def test_downloads_and_feed_take_the_same_question(self, client: Client) -> None:
        page = visit(client, "/voorbeelden/?soort=praktijkvoorbeeld&pagina=2")
        for kind in ("csv", "xlsx", "json", "atom"):
            assert f"/voorbeelden.{kind}?soort=praktijkvoorbeeld" in page.links()
        (feed,) = page.all("link", type="application/atom+xml")
        assert feed["href"] == "/voorbeelden.atom?soort=praktijkvoorbeeld"


def test_list_needs_as_many_queries_for_many_as_for_few(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/voorbeelden/?q=rooster&sector=ggz")
        return len(captured)

    sector = make_sector("ggz")
    facts: dict[str, Any] = {
        "pillars": ["2a"],
        "sectors": [sector],
        "regions": [make_region()],
        "tags": ["cao"],
        "organisations": ["Thebe"],
        "sources": [make_source()],
    }
    make_practice("Rooster", **facts)
    queries()
    few = queries()
    for _ in range(30):
        make_practice("Rooster", **facts)
    queries()
    assert queries() == few
