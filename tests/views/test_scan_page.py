"""The pages of the scan: statements, result, ways on; all of it in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.models import Element
from practices.scan import STATEMENTS
from practices.views.official import OFFICIAL_SOURCE

from ..factories import (
    ELEMENTS,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit

pytestmark = pytest.mark.django_db

ALL = "&".join(f"{code}=3" for code in ELEMENTS)


@pytest.fixture(autouse=True)
def model() -> None:
    """The pillars and elements."""
    make_pillars()


def scan(client: Client, query: str = "") -> Page:
    """The page of the scan with these answers."""
    return visit(client, f"/scan/{query}")


def checked(page: Page) -> list[tuple[str | None, str | None]]:
    """The answers that are filled in."""
    return [(r["name"], r["value"]) for r in page.all("input", type="radio") if "checked" in r]


class TestStatements:
    def test_each_statement_has_four_answers_and_can_be_left_open(self, client: Client) -> None:
        page = scan(client)
        for code, statement in STATEMENTS.items():
            assert statement in page.text
            values = [radio["value"] for radio in page.all("input", type="radio", name=code)]
            assert values == ["0", "1", "2", "3", ""]
            assert page.all("div", role="radiogroup", **{"aria-labelledby": f"uitspraak-{code}"})
            assert page.all("p", id=f"uitspraak-{code}")
        assert checked(page) == []
        assert "Uitspraak 9 van 9" in page.text

    def test_official_words_stand_beside_it_with_their_place(self, client: Client) -> None:
        Element.objects.filter(code="2c").update(
            quotation="Verbonden, doordat:", points="Waardering\nOpen", place="Bijlage 1, onder 2c"
        )
        make_source(OFFICIAL_SOURCE)
        page = scan(client)
        assert (
            "Verbonden, doordat: Waardering Open Woorden van de bron: Bijlage 1, onder 2c"
            in page.text
        )
        assert len(page.all("blockquote", **{"class": "quote src"})) == 9
        assert f"/bronnen/{OFFICIAL_SOURCE}/" in page.links()

    def test_says_what_it_is_and_what_becomes_of_the_answers(self, client: Client) -> None:
        page = scan(client)
        assert "begin van een gesprek en geen meting" in page.text
        assert "wij bewaren ze niet" in page.text

    def test_sector_and_region_can_be_chosen(self, client: Client) -> None:
        care = make_sector("zorg")
        make_sector("ggz", parent=care)
        make_sector("onderwijs")
        make_region("utrecht")
        make_region("nederland", kind="land")
        make_region("arbeidsmarktregio-utrecht", name="Utrecht", kind="arbeidsmarktregio")
        make_region("utrecht-plus", name="Utrecht", kind="regioplus")
        page = scan(client, "?sector=ggz")
        values = [option["value"] for option in page.all("option")]
        assert values == [
            *("", "onderwijs", "zorg", "ggz"),
            *("", "nederland", "utrecht", "arbeidsmarktregio-utrecht", "utrecht-plus"),
        ]
        assert [o["value"] for o in page.all("option") if "selected" in o] == ["ggz"]
        assert [group["label"] for group in page.all("optgroup")] == [
            *("Zorg", "Provincies", "Arbeidsmarktregio’s", "RegioPlus-regio’s"),
        ]
        assert "Utrecht (" not in page.text
        assert "(RegioPlus)" not in page.text
        assert "Zorg (alles)" in page.text

    def test_form_is_a_get_without_token_or_cookie(self, client: Client) -> None:
        page = scan(client)
        (form,) = page.all("form", **{"class": "scan"})
        assert form == {"class": "scan", "action": "/scan/"}
        assert not page.all("input", name="csrfmiddlewaretoken")
        scan(client, "?1a=0&2b=1")
        assert not client.cookies

    def test_sent_without_an_answer_asks_for_one(self, client: Client) -> None:
        make_sector("ggz")
        empty = "&".join(f"{code}=" for code in ELEMENTS)
        for query in (f"?{empty}&sector=&regio=", "?sector=&regio=", "?regio=&sector=ggz", "?2b=9"):
            page = scan(client, query)
            assert (
                "U heeft nog geen antwoord gegeven. Kies bij minstens één uitspraak." in page.text
            )
            (asking,) = page.all("p", role="alert")
            assert "autofocus" in asking
        for query in ("", "?sector=ggz", "?utm_source=x", "?sector=&regio=&1a=0"):
            assert "U heeft nog geen antwoord gegeven." not in scan(client, query).text

    def test_works_before_any_content_was_loaded(self, client: Client) -> None:
        Element.objects.all().delete()
        assert len(scan(client).all("input", type="radio")) == 45
        assert "Uw profiel" in scan(client, "?1a=0&3c=1").text

    def test_answers_can_be_changed(self, client: Client) -> None:
        page = scan(client, "?3c=0&1a=3&sector=&toon=vragen")
        assert checked(page) == [("1a", "3"), ("3c", "0")]


class TestSearchEngines:
    @pytest.mark.parametrize(
        ("query", "own", "is_shown"),
        [
            ("", "/scan/", True),
            ("?2b=1&sector=&1a=3", "/scan/?1a=3&2b=1", False),
            ("?1a=3&toon=vragen&x=1", "/scan/?1a=3", False),
            ("?utm=x", "/scan/", False),
        ],
    )
    def test_only_the_empty_scan_is_for_them(
        self, client: Client, query: str, own: str, is_shown: bool
    ) -> None:
        page = scan(client, query)
        (link,) = page.all("link", rel="canonical")
        assert (link["href"] or "").endswith(own)
        assert bool(page.all("meta", name="robots")) != is_shown


class TestResult:
    def test_profile_is_a_picture_and_a_table(self, client: Client) -> None:
        page = scan(client, "?1a=3&2b=0&3c=2")
        (picture,) = page.all("svg", **{"class": "profile"})
        assert picture["role"] == "img"
        assert picture["aria-labelledby"] == "profiel-naam profiel-tekst"
        assert "1a Element 1a: helemaal. 1b Element 1b: nog open." in page.text
        assert "2b Element 2b Helemaal niet: begin hier met 2b" in page.text
        assert len(page.all("th", scope="row")) == 9

    def test_incomplete_says_what_is_open_and_leads_there(self, client: Client) -> None:
        page = scan(client, "?1a=3&2b=0")
        assert "U heeft 2 van de 9 uitspraken beantwoord." in page.text
        assert "/scan/?1a=3&2b=0&toon=vragen#vraag-3c" in page.links()
        assert "/scan/?1a=3&2b=0&toon=vragen#vraag-1a" not in page.links()
        assert "U heeft alle negen uitspraken beantwoord." in scan(client, f"?{ALL}").text

    def test_two_weakest_are_shown_and_equals_are_named(self, client: Client) -> None:
        make_practice(pillars=["2d"])
        page = scan(client, "?3a=0&1b=1&2d=1&3c=1&1a=2")
        assert (
            "U heeft de laagste antwoorden gegeven bij 3a Element 3a en 1b Element 1b. "
            "Even laag als 1b: 2d Element 2d en 3c Element 3c ." in page.text
        )
        assert {"#begin-3a", "#begin-1b", "#andere"} <= set(page.links())
        assert {"begin-3a", "begin-1b", "andere"} <= {one.get("id") for _, one in page.elements}
        assert "Even laag als 1b Bij een gelijke stand volgen wij de volgorde" in page.text
        assert "/voorbeelden/?pijler=2d" in page.links()
        assert "/pijlers/3c/" in page.links()
        assert "/voorbeelden/?pijler=3c" not in page.links()

    def test_equals_of_both_are_named_and_many_are_counted(self, client: Client) -> None:
        assert "Even laag: 3c Element 3c ." in scan(client, "?2d=0&3a=0&3c=0").text
        assert "Even laag: nog 4 elementen ." in scan(client, "?1a=0&1b=0&2a=0&2b=0&2c=0&2d=0").text
        many = scan(client, "?1a=2&1b=2&2a=2&2b=2").text
        assert "Bij deze 4 elementen is nog ruimte." in many

    def test_nothing_weak_is_said_with_room_for_more(self, client: Client) -> None:
        page = scan(client, "?1a=2&1b=3&2a=2")
        assert "Niets springt eruit als zwak" in page.text
        assert "Bij 1a Element 1a en 2a Element 2a is nog ruimte." in page.text
        assert "begin hier" not in page.text
        assert "/voorbeelden/?pijler=1a" not in page.links(), "daar is niets"

    def test_too_few_answers_say_nothing_yet_and_lead_on(self, client: Client) -> None:
        make_practice(pillars=["3a"])
        page = scan(client, "?3a=0&1a=3")
        assert "Nog te weinig antwoorden Geef er nog 1." in page.text
        assert "begin hier" not in page.text
        assert {"/scan/?1a=3&3a=0&toon=vragen", "/voorbeelden/?pijler=3a"} <= set(page.links())

    def test_all_best_leads_on(self, client: Client) -> None:
        page = scan(client, f"?{ALL}&sector=mars")
        assert "Alles wat u heeft ingevuld, staat op ‘helemaal’." in page.text
        assert {"/indienen/", "/voorbeelden/"} <= set(page.links())
        assert "begin hier" not in page.text

    def test_reasons_and_counts_lead_to_lists_of_that_length(self, client: Client) -> None:
        care, twente = make_sector("zorg"), make_region("twente")
        ggz = make_sector("ggz", parent=care)
        make_practice("Hier", pillars=["2b"], sectors=[ggz], regions=[twente])
        make_practice("Sector", pillars=["2b"], sectors=[ggz])
        make_practice("Elders", pillars=["2b"], sectors=[care], regions=[twente])
        make_practice("Ander element", pillars=["2c"], sectors=[ggz], regions=[twente])
        make_practice("Concept", pillars=["2b"], sectors=[ggz], status="draft")
        page = scan(client, "?2b=0&1a=3&1b=3&sector=ggz&regio=twente")
        text = page.text
        assert (
            text.index("Uit uw sector en uw regio Hier")
            < text.index("Uit uw sector, niet speciaal uit uw regio Sector")
            < text.index("Uit uw regio, niet speciaal uit uw sector Elders")
        )
        lists = [link for link in page.links() if link.startswith("/voorbeelden/?pijler=2b")]
        assert lists == [
            "/voorbeelden/?pijler=2b&sector=ggz&regio=twente",
            "/voorbeelden/?pijler=2b&sector=ggz",
            "/voorbeelden/?pijler=2b&regio=twente",
            "/voorbeelden/?pijler=2b",
        ]
        assert [client.get(link).context["total"] for link in lists] == [1, 2, 2, 3]
        assert (
            "In uw sector en regio 1 voorbeeld In uw sector 2 voorbeelden "
            "In uw regio 2 voorbeelden In alle sectoren en regio’s 3 voorbeelden"
        ) in text
        assert "Concept" not in text

    def test_empty_reach_invites_with_the_place_filled_in(self, client: Client) -> None:
        make_sector("ggz")
        make_practice(pillars=["2b"])
        page = scan(client, "?2b=0&1a=3&1b=3&sector=ggz")
        assert "/indienen/?pijler=2b&sector=ggz" in page.links()
        assert "In uw sector: stuur het eerste in geen voorbeelden" in page.text

    def test_element_without_practices_is_no_dead_end(self, client: Client) -> None:
        make_sector("ggz")
        make_practice(pillars=["3a"])
        page = scan(client, "?3c=0&1a=3&1b=3&sector=ggz")
        assert "Bij 3c kennen wij nog geen voorbeeld." in page.text
        assert "Toon voorbeelden van dichtbij" not in page.text
        assert {
            "/indienen/?pijler=3c&sector=ggz",
            "/pijlers/3c/",
            "/voorbeelden.atom?pijler=3c",
            "/voorbeelden/?pijler=3",
        } <= set(page.links())

    def test_practices_shown_can_be_laid_side_by_side(self, client: Client) -> None:
        for number in range(5):
            make_practice(slug=f"een-{number}", pillars=["2a", "2b"])
        page = scan(client, "?2a=0&2b=0&1a=3")
        (link,) = [link for link in page.links() if link.startswith("/vergelijk/")]
        slugs = parse_qs(urlsplit(link).query)["v"]
        assert sorted(slugs) == [f"een-{number}" for number in range(5)]

    def test_one_practice_has_nothing_beside_it(self, client: Client) -> None:
        make_practice(pillars=["2a"])
        assert not [link for link in scan(client, "?2a=0&1a=3&1b=3").links() if "vergelijk" in link]

    def test_ways_on_keep_the_answers(self, client: Client) -> None:
        make_sector("ggz")
        make_practice(pillars=["2b"])
        page = scan(client, "?2b=1&1a=3&1b=3&sector=ggz&regio=")
        assert "/scan/?1a=3&1b=3&2b=1&sector=ggz&toon=vragen" in page.links()
        (field,) = page.all("input", id="link")
        assert (field["value"] or "").endswith("/scan/?1a=3&1b=3&2b=1&sector=ggz")
        assert "readonly" in field
        assert page.all("button", **{"data-copy": "link"})
        assert [button for button in page.all("button") if "data-print" in button]
        hidden = {i["name"]: i["value"] for i in page.all("input", type="hidden")}
        assert hidden == {"1a": "3", "1b": "3", "2b": "1"}

    def test_ids_are_there_once(self, client: Client) -> None:
        make_practice(pillars=["2a"])
        for query in ("", "?2a=0", "?2a=0&1a=3&1b=3", "?2a=0&toon=vragen"):
            assert scan(client, query).repeated_ids == []

    def test_number_of_queries_does_not_depend_on_answers_or_practices(
        self, client: Client
    ) -> None:
        def queries(query: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                scan(client, query)
            return len(asked)

        make_practice(pillars=["2a"])
        scan(client)
        first = queries("?2a=0&1a=3&1b=3")
        for number in range(6):
            make_practice(pillars=[ELEMENTS[number], "3a"])
        scan(client)
        assert queries("?2a=1&3a=0&1b=1&sector=") == first == 4
        assert queries("") == 3


class TestHostileInput:
    def test_what_is_unknown_is_told_and_never_run(self, client: Client) -> None:
        answer: Any = client.get(
            "/scan/", {"1a": "<b>x", "sector": "<script>", "<i>": "1", "2b": "0"}
        )
        html = answer.content.decode()
        assert "Uitspraak 1a: ‘&lt;b&gt;x’ kennen wij niet." in html
        assert "Sector: ‘&lt;script&gt;’ kennen wij niet." in html
        assert "&lt;i&gt;" not in html
        assert "<b>x" not in html
        assert "Uw profiel" in html

    def test_titles_are_text(self, client: Client) -> None:
        make_practice("<script>alert(1)</script>", pillars=["2b"])
        assert not [s for s in scan(client, "?2b=0&1a=3&1b=3").all("script") if "src" not in s]

    @pytest.mark.parametrize(
        "query",
        [
            "&".join(f"p{number}=1" for number in range(500)),
            "&".join("1a=1" for _ in range(500)),
            "&".join(f"1a={number}" for number in range(500)),
            "1a=%00&1b=%ff&2a=" + "9" * 5000,
            "sector=%F0%9F%92%A5&regio=../../etc/passwd",
            "1A=3&1a[]=3&=&;&&",
        ],
    )
    def test_strange_addresses_are_answered(self, client: Client, query: str) -> None:
        answer = client.get(f"/scan/?{query}")
        assert answer.status_code == 200
        assert len(answer.content) < 80_000

    def test_nothing_can_be_sent(self, client: Client) -> None:
        assert client.post("/scan/", {"1a": "1"}).status_code == 405
        assert client.head("/scan/?1a=1").status_code == 200
