"""The home page, the list and the page of one practice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices import workflow
from practices.models import OldSlug, Origin, Practice
from practices.views import problems

from ..factories import (
    make_participation,
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from .html import Page, visit

pytestmark = pytest.mark.django_db


def listing(client: Client, query: str = "") -> Any:
    """What the list page is made of."""
    answer: Any = client.get(f"/voorbeelden/{query}")
    assert answer.status_code == 200
    return answer.context


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on a page of the list, in order."""
    return [practice.title for practice in listing(client, query)["page"]]


def option(page: Page, name: str, value: str) -> dict[str, str | None]:
    """The checkbox of one option."""
    (box,) = page.all("input", type="checkbox", name=name, value=value)
    return box


class TestHome:
    def test_empty_site_says_so_without_errors(self, client: Client) -> None:
        assert "geen voorbeelden" in visit(client, "/").text

    def test_problem_without_practices_is_not_offered(self, client: Client) -> None:
        make_practice(tags=["agressie"])
        page = visit(client, "/")
        assert "Agressie op de werkvloer" in page.text
        assert "/voorbeelden/?trefwoord=agressie" in page.links()
        assert "Mensen vertrekken" not in page.text

    def test_problem_counts_what_its_list_holds(self, client: Client) -> None:
        for tags in (["werkdruk"], ["administratieve lasten"], ["werkdruk", "zzp"]):
            make_practice(tags=tags)
        for problem in client.get("/").context["problems"]:
            assert listing(client, f"?{problem.query}")["page"].paginator.count == problem.count

    def test_every_problem_asks_something_of_the_list(self) -> None:
        labels = [problem.label for problem in problems.PROBLEMS]
        assert len(labels) == len(set(labels))
        assert all(problem.chosen for problem in problems.PROBLEMS)

    def test_newest_four_come_first(self, client: Client) -> None:
        now = timezone.now()
        for day in range(6):
            make_practice(f"Dag {day}", published_at=now - timedelta(days=day))
        newest = client.get("/").context["newest"]
        assert [practice.title for practice in newest] == ["Dag 0", "Dag 1", "Dag 2", "Dag 3"]


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
        assert len(page.all("span", role="status")) == 1
        assert page.text.startswith(f"{words} | ")

    def test_says_that_only_some_words_were_found(self, client: Client) -> None:
        make_practice("Rooster")
        assert (
            "weinig of geen voorbeelden met al uw woorden"
            in visit(client, "/voorbeelden/?q=rooster+vakantie").text
        )

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
        assert "Ggz 1 resultaat" in text
        assert "Vvt 0 resultaten" in text

    def test_chosen_stay_ticked_also_without_results(self, client: Client) -> None:
        make_sector("ggz")
        page = visit(client, "/voorbeelden/?sector=ggz&q=niets")
        assert "checked" in option(page, "sector", "ggz")

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
        sectors = [make_sector(f"s{number:02}") for number in range(20)]
        for sector in sectors[10:17]:
            make_practice(sectors=[sector])
        panels = {panel.name: panel for panel in listing(client, "?sector=s03")["panels"]}
        (group,) = panels["sector"].groups
        shown = [row.option.value.key for row in group.shown]
        assert shown == ["s03", *(f"s{number}" for number in range(10, 17))]
        assert group.total == 20
        assert "Toon alle 20" in visit(client, "/voorbeelden/").text

    def test_open_facets_are_pillar_sector_and_those_with_a_choice(self, client: Client) -> None:
        make_practice(tags=["rooster"])
        panels = listing(client, "?trefwoord=rooster")["panels"]
        opened = {panel.name for panel in panels if panel.is_open}
        assert opened == {"pijler", "sector", "trefwoord"}

    @pytest.mark.parametrize(
        ("count", "most", "bar"), [(0, 0, 0), (0, 9, 0), (1, 25, 1), (9, 18, 5), (9, 9, 10)]
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
        assert "sorteer" not in listing(client, "?sorteer=nieuw")["query"]
        assert listing(client, "?q=x&sorteer=nieuw")["query"]["sorteer"] == "nieuw"
        assert "sorteer" not in listing(client, "?q=x&sorteer=relevantie")["query"]

    def test_address_is_the_same_whatever_the_order(self, client: Client) -> None:
        make_sector("a")
        make_sector("b")
        queries = ("?sector=b&q=x&sector=a&onzin=1&jaarTot=", "?q=x&sector=a&sector=b")
        addresses = [listing(client, query)["query"].urlencode() for query in queries]
        assert addresses == ["q=x&sector=a&sector=b"] * 2

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
            assert listing(client, f"?{way.query}")["page"].paginator.count == way.count

    def test_leaving_out_words_or_years_is_a_way_too(self, client: Client) -> None:
        make_practice(sectors=[make_sector("ggz")], period_start="2018", period_end="2018")
        labels = [w.label for w in listing(client, "?sector=ggz&q=niets")["ways_out"]]
        assert labels == ["Zonder ‘niets’"]
        labels = [w.label for w in listing(client, "?jaarVan=2019&jaarTot=2020")["ways_out"]]
        assert labels == ["Zonder ‘Jaar: vanaf 2019 tot en met 2020’"]

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

    @pytest.mark.parametrize("asked", ["0", "-1", "4", "1e9", "abc", "9" * 5000])
    def test_page_that_is_not_there_is_the_first_with_a_notice(
        self, client: Client, asked: str
    ) -> None:
        context = listing(client, f"?pagina={asked}")
        assert context["page"].number == 1
        assert context["notices"] == [
            f"Bladzijde ‘{asked[:20]}’ bestaat niet. U ziet de eerste bladzijde."
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
    client.get("/voorbeelden/")
    few = queries()
    for _ in range(30):
        make_practice("Rooster", **facts)
    assert queries() == few


class TestDetail:
    def test_story_in_order_with_headings(self, client: Client) -> None:
        practice = make_practice(
            background="Eerst.", approach="Dan.", results="Toen.", caveat="Let op.", lessons="Les."
        )
        practice.figures.create(label="Deelnemers", value="12")
        text = visit(client, practice.get_absolute_url()).text
        order = ["Aanleiding", "Aanpak", "Resultaten", "Cijfers uit de bron", "Lessen", "Kantteken"]
        places = [text.index(heading) for heading in order]
        assert places == sorted(places)
        assert "Voorwaarden" not in text

    def test_tags_tell_reason_and_origin(self, client: Client) -> None:
        practice = make_practice(pillars=["2"])
        make_pillar_tag(practice, "2c", origin=Origin.EDITORS, reason="Want zo staat het er.")
        page = visit(client, practice.get_absolute_url())
        assert "Staat zo in de bron" in page.text
        assert "Want zo staat het er." in page.text
        assert "Geduid door de redactie" in page.text
        (signature,) = page.all("svg", role="img")
        assert signature["aria-label"] == "In de bron: pijler 2. Geduid: 2c."

    def test_places_are_grouped_by_source(self, client: Client) -> None:
        source = make_source(title="Het advies", author="De commissie", published="2021-09-17")
        practice = make_practice(sources=[source, source])
        page = visit(client, practice.get_absolute_url())
        assert page.text.count("De commissie, Het advies , 17 september 2021.") == 1
        assert page.text.count("Plaats: Bijlage, regels 1 tot en met 9.") == 2
        assert source.get_absolute_url() in page.links()

    def test_quotation_stands_with_its_place(self, client: Client) -> None:
        practice = make_practice(sources=[make_source()])
        practice.citations.update(quotation="Letterlijk zo.")
        page = visit(client, practice.get_absolute_url())
        assert len(page.all("blockquote")) == 1
        assert "Letterlijk zo. Woorden van de bron" in page.text

    def test_stub_says_that_it_is_only_named(self, client: Client) -> None:
        named = make_practice(evidence="genoemd")
        assert "De bron noemt dit alleen" in visit(client, named.get_absolute_url()).text
        told = make_practice(evidence="beschreven")
        assert "De bron noemt dit alleen" not in visit(client, told.get_absolute_url()).text

    def test_what_nobody_knows_is_said(self, client: Client) -> None:
        text = visit(client, make_practice().get_absolute_url()).text
        assert "Wat weten we niet?" in text
        assert "wat het heeft opgeleverd" in text
        assert "Bevestigd nog niet" in text

    def test_contact_is_shown_only_with_consent(self, client: Client) -> None:
        practice = make_practice(contact_name="Jo", contact_email="jo@voorbeeld.invalid")
        address = practice.get_absolute_url()
        assert "jo@voorbeeld.invalid" not in visit(client, address).text
        Practice.objects.update(contact_consent_on=timezone.now())
        assert "jo@voorbeeld.invalid" in visit(client, address).text

    def test_organisations_have_their_role(self, client: Client) -> None:
        practice = make_practice()
        make_participation(practice, "Thebe", "financier")
        assert "Thebe (financier)" in visit(client, practice.get_absolute_url()).text

    def test_related_practice_is_named_with_the_reason(self, client: Client) -> None:
        practice = make_practice(tags=["rooster"])
        other = make_practice("Een ander", tags=["rooster"])
        page = visit(client, practice.get_absolute_url())
        assert other.get_absolute_url() in page.links()
        assert "Ook ‘rooster’." in page.text

    def test_facts_for_machines_hold_what_is_known(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://kennisbank.voorbeeld.nl"
        practice = make_practice(
            "</script>", pillars=["2a"], sources=[make_source(published="")], licence="CC0-1.0"
        )
        html = client.get(practice.get_absolute_url()).content.decode()
        block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        facts = json.loads(block)
        assert facts["name"] == "</script>"
        assert facts["url"] == f"https://kennisbank.voorbeeld.nl{practice.get_absolute_url()}"
        assert facts["about"][0]["termCode"] == "2a"
        assert facts["license"].startswith("https://creativecommons.org/publicdomain/zero/")
        assert "datePublished" not in facts["isBasedOn"][0]
        assert "spatialCoverage" not in facts

    def test_hostile_text_is_shown_not_run(self, client: Client) -> None:
        evil = "<script>alert(1)</script>"
        practice = make_practice(evil, summary=evil, approach=f"- {evil}", tags=[evil])
        content = client.get(practice.get_absolute_url()).content
        assert b"<script>alert" not in content

    def test_number_of_queries_is_fixed(self, client: Client) -> None:
        def queries(practice: Practice) -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(practice.get_absolute_url())
            return len(captured)

        sources = [make_source() for _ in range(3)]
        sector, region = make_sector(), make_region()
        few = make_practice(
            pillars=["2a"], tags=["cao"], sectors=[sector], regions=[region], sources=sources[:1]
        )
        many = make_practice(
            pillars=["1", "2a", "2b"],
            tags=["cao", "zzp", "rooster"],
            sectors=[sector, make_sector()],
            regions=[region, make_region()],
            sources=sources,
        )
        queries(few)
        assert queries(few) == queries(many)


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("groups", [(), ("eindredacteur",)])
    def test_draft_is_nowhere_not_even_for_editors(
        self, client: Client, groups: tuple[str, ...]
    ) -> None:
        draft = make_practice(status="draft")
        if groups:
            client.force_login(make_user(*groups))
        visit(client, draft.get_absolute_url(), status=404)

    def test_archived_is_gone_with_the_reason(self, client: Client) -> None:
        practice = make_practice("Oud voorbeeld", approach="Het geheim.")
        workflow.archive(practice, actor=make_user("eindredacteur"), note="De bron is ingetrokken.")
        page = visit(client, practice.get_absolute_url(), status=410)
        assert "De bron is ingetrokken." in page.text
        assert "Oud voorbeeld" in page.text
        assert "Het geheim." not in page.text

    def test_archived_that_never_was_public_is_nowhere(self, client: Client) -> None:
        practice = make_practice(status="draft")
        workflow.archive(practice, actor=make_user("eindredacteur"), note="Dubbel.")
        visit(client, practice.get_absolute_url(), status=404)

    def test_old_address_leads_to_the_present_one(self, client: Client) -> None:
        practice = make_practice(slug="nieuw")
        OldSlug.objects.create(slug="oud", practice=practice)
        answer = client.get("/voorbeelden/oud/?q=x")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/voorbeelden/nieuw/"

    def test_old_address_of_a_draft_tells_nothing(self, client: Client) -> None:
        OldSlug.objects.create(slug="oud", practice=make_practice(status="draft"))
        visit(client, "/voorbeelden/oud/", status=404)

    def test_unknown_address(self, client: Client) -> None:
        visit(client, "/voorbeelden/bestaat-niet/", status=404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_can_only_be_read(client: Client, method: str) -> None:
    practice = make_practice()
    for address in ("/", "/voorbeelden/", practice.get_absolute_url()):
        assert getattr(client, method)(address).status_code == 405
