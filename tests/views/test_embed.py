"""Lists in a frame on another site: what they hold, who may frame them, and how they grow."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from ..addresses import routes
from ..browser.examining import overflow, violations
from ..factories import make_pillars, make_practice, make_region, make_sector
from .html import Page as Read
from .html import visit
from .lists import titles_of

ADDRESS = "/embed/"


def context(client: Client, query: str = "") -> Any:
    """What an embedded list is made of."""
    answer: Any = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    return answer.context


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on a page of it, in order."""
    return titles_of(context(client, query)["cards"])


@pytest.fixture
def seven(db: None) -> None:
    """Seven practices, three of them in Drenthe."""
    drenthe, utrecht = make_region("drenthe"), make_region("utrecht")
    for number in range(7):
        region = drenthe if number < 3 else utrecht
        make_practice(f"Voorbeeld {number}", regions=[region])


@pytest.mark.usefixtures("seven")
class TestList:
    def test_holds_what_the_list_holds_in_the_same_order(self, client: Client) -> None:
        query = "?regio=drenthe&sorteer=titel"
        assert titles(client, query) == ["Voorbeeld 0", "Voorbeeld 1", "Voorbeeld 2"]

    def test_a_page_has_five_unless_another_number_is_asked(self, client: Client) -> None:
        assert len(titles(client)) == 5
        assert len(titles(client, "?aantal=1")) == 1
        assert len(titles(client, "?aantal=20")) == 7

    @pytest.mark.parametrize("number", ["0", "21", "-1", "abc", "5.0", "05", "９", "9" * 99, "<b>"])
    def test_another_number_is_left_out_and_said(self, client: Client, number: str) -> None:
        shown = context(client, f"?aantal={number}")
        assert len(shown["cards"]) == 5
        said = number if len(number) <= 20 else f"{number[:20]}…"
        assert shown["notices"] == [f"Aantal: ‘{said}’ kan niet. Kies 1 tot en met 20."]

    def test_an_odd_look_is_left_out_and_said(self, client: Client) -> None:
        assert context(client, "?kop=&kleur=")["notices"] == []
        assert context(client, "?kop=nee&kleur=donker")["notices"] == []
        assert context(client, f"?kop=<b>&kleur={'x' * 99}")["notices"] == [
            "Kop: ‘<b>’ kan niet. Kies ‘nee’ of laat dit weg.",
            f"Kleur: ‘{'x' * 20}…’ kan niet. Kies ‘donker’ of laat dit weg.",
        ]

    def test_an_unknown_value_is_left_out_and_said(self, client: Client) -> None:
        shown = context(client, "?regio=mars&aantal=20")
        assert len(shown["cards"]) == 7
        assert shown["notices"] == ["Regio: ‘mars’ kennen wij niet."]

    def test_other_pages_keep_what_was_asked_and_stay_in_the_frame(self, client: Client) -> None:
        page = visit(client, f"{ADDRESS}?regio=utrecht&aantal=1&kop=nee&kleur=donker&pagina=2")
        further = page.all("a", target="_self")
        assert [link["rel"] for link in further] == ["prev", "next"]
        asked = parse_qs(urlsplit(str(further[1]["href"])).query)
        assert asked == {
            "regio": ["utrecht"],
            "aantal": ["1"],
            "kop": ["nee"],
            "kleur": ["donker"],
            "pagina": ["3"],
        }

    def test_a_page_that_does_not_exist_is_the_first(self, client: Client) -> None:
        for number in ("0", "99", "abc"):
            assert context(client, f"?pagina={number}")["page"].number == 1

    def test_every_other_link_leads_out_of_the_frame(self, client: Client) -> None:
        page = visit(client, f"{ADDRESS}?regio=drenthe")
        assert page.all("base") == [{"target": "_top"}]
        assert page.links()[-1] == "/voorbeelden/?regio=drenthe"
        assert all(link.startswith("/voorbeelden/") for link in page.links())

    def test_nothing_found_says_so_and_leads_on(self, client: Client) -> None:
        page = visit(client, f"{ADDRESS}?q=bestaatniet")
        assert "Geen voorbeelden" in page.text
        assert page.links() == ["/indienen/", "/voorbeelden/?q=bestaatniet"]

    @pytest.mark.django_db
    def test_empty_list_invites_to_send_the_first(self, client: Client) -> None:
        make_pillars()
        make_sector("ggz")
        page = visit(client, f"{ADDRESS}?pijler=3c&sector=ggz&soort=onderzoek&aantal=3")
        assert "Wij kennen er nog geen. Stuur het eerste in" in page.text
        assert "/indienen/?pijler=3c&sector=ggz" in page.links()
        assert page.all("base", target="_top")


class TestHeading:
    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("", "Voorbeelden"),
            ("?q=rooster", "Voorbeelden voor ‘rooster’"),
            ("?pijler=2a&sector=ggz", "Voorbeelden: 2a Element 2a, Ggz"),
            ("?jaarVan=2018&jaarTot=2020", "Voorbeelden: vanaf 2018, tot en met 2020"),
        ],
    )
    def test_names_the_choices(self, client: Client, query: str, words: str) -> None:
        make_pillars()
        make_practice("Rooster", sectors=[make_sector("ggz", name="Ggz")], pillars=["2a"])
        html = client.get(f"{ADDRESS}{query}").content.decode()
        (heading,) = re.findall(r"<h1>(.*)</h1>", html, re.DOTALL)
        assert " ".join(heading.split()) == words
        assert f"<title> {words} | " in " ".join(html.split())

    @pytest.mark.django_db
    def test_names_three_choices_and_counts_the_others(self, client: Client) -> None:
        sectors = [make_sector(f"s{number}", name=f"Sector {number}") for number in range(5)]
        make_practice(sectors=sectors)
        query = "&".join(f"sector=s{number}" for number in range(5))
        page = visit(client, f"{ADDRESS}?{query}")
        assert "Voorbeelden: Sector 0, Sector 1, Sector 2 en nog 2 filters" in page.text

    @pytest.mark.django_db
    def test_can_be_left_to_the_page_around_it_but_is_still_read_out(self, client: Client) -> None:
        assert visit(client, ADDRESS).all("h1") == [{}]
        assert visit(client, f"{ADDRESS}?kop=nee").all("h1") == [{"class": "vh"}]

    @pytest.mark.django_db
    def test_is_light_unless_dark_is_asked(self, client: Client) -> None:
        def scheme(query: str) -> str | None:
            (html,) = visit(client, f"{ADDRESS}{query}").all("html")
            assert "data-embed" in html
            return html["data-theme"]

        assert [scheme(""), scheme("?kleur=donker"), scheme("?kleur=roze")] == [
            *("light", "dark", "light"),
        ]


class TestForOthers:
    @pytest.mark.django_db
    def test_is_not_for_search_engines_and_names_the_list(self, client: Client) -> None:
        make_region("drenthe")
        make_practice(regions=[make_region("utrecht")])
        page = visit(client, f"{ADDRESS}?aantal=3&regio=utrecht&kop=nee")
        assert page.all("meta", name="robots") == [{"name": "robots", "content": "noindex"}]
        (canonical,) = page.all("link", rel="canonical")
        assert str(canonical["href"]).endswith("/voorbeelden/?regio=utrecht")
        assert page.all("form") == page.all("nav") == page.all("footer") == []

    @pytest.mark.django_db
    def test_sets_no_cookie_and_depends_on_none(self, client: Client) -> None:
        answer = client.get(ADDRESS)
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()

    @pytest.mark.django_db
    def test_drafts_are_nowhere(self, client: Client) -> None:
        make_practice("Geheim", status="draft", regions=[make_region("drenthe")])
        for query in ("", "?q=geheim", "?regio=drenthe", "?aantal=20"):
            page = visit(client, f"{ADDRESS}{query}")
            own = "?regio=drenthe" if "regio" in query else ""
            whole = f"/voorbeelden/{'' if 'aantal' in query else query}"
            assert page.links() == [f"/indienen/{own}", whole]
            assert "Geen voorbeelden" in page.text

    @pytest.mark.django_db
    def test_asks_as_little_of_the_database_for_one_as_for_twenty(self, client: Client) -> None:
        for _ in range(20):
            make_practice()
        client.get(ADDRESS)
        asked = []
        for query in ("?aantal=1&pagina=20", "?aantal=19"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{ADDRESS}{query}")
            asked.append(len(queries))
        assert asked[0] == asked[1] <= 3

    @pytest.mark.django_db
    def test_html_in_a_title_and_in_words_stays_text(self, client: Client) -> None:
        make_practice("<script>alert(1)</script> rooster")
        html = client.get(ADDRESS, {"q": "<script>alert(1)</script> rooster"}).content.decode()
        assert "<script>alert" not in html
        assert html.count("<script") == html.count("<script src=")

    @pytest.mark.django_db
    def test_five_hundred_parameters_are_no_error(self, client: Client) -> None:
        query = "&".join(f"sector=x{number}&v={number}&a{number}=1" for number in range(170))
        assert client.get(f"{ADDRESS}?{query}").status_code == 200


# --- Who may frame what ---------------------------------------------------------------------------


def framing(client: Client, address: str) -> tuple[str | None, str]:
    """X-Frame-Options and frame-ancestors of the answer at an address."""
    answer = client.get(address)
    policy = dict(p.strip().split(" ", 1) for p in answer["Content-Security-Policy"].split(";"))
    return answer.get("X-Frame-Options"), policy["frame-ancestors"]


def some_address(route: str) -> str:
    """An address of a route, with something in its variable parts."""
    for part, value in (("<uuid:reference>", str(uuid4())), ("<slug:code>", "2a")):
        route = route.replace(part, value)
    while "<" in route:
        before, _, rest = route.partition("<")
        route = f"{before}1{rest.partition('>')[2]}"
    return f"/{route}"


@pytest.mark.django_db
def test_this_page_and_no_other_may_stand_in_a_frame(client: Client) -> None:
    found = {route: framing(client, some_address(route)) for route in routes()}
    assert len(found) > 100
    assert found.pop("embed/") == (None, "*")
    assert set(found.values()) == {("DENY", "'none'")}


@pytest.mark.django_db
def test_an_installation_may_name_who_frames(client: Client, settings: Any) -> None:
    parents = ["https://www.voorbeeld.nl", "https://*.regio.example"]
    settings.EMBED_PARENTS = parents
    assert framing(client, ADDRESS) == (None, "https://www.voorbeeld.nl https://*.regio.example")


@pytest.mark.django_db
def test_the_rest_of_the_policy_is_that_of_the_site(client: Client) -> None:
    def policy(address: str) -> set[str]:
        return {p.strip() for p in client.get(address)["Content-Security-Policy"].split(";")}

    assert policy(ADDRESS) ^ policy("/over/") == {"frame-ancestors *", "frame-ancestors 'none'"}


# --- The code to copy -----------------------------------------------------------------------------


class Fields(HTMLParser):
    """The contents of the text fields of a page, by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a field."""
        self._open = str(dict(attrs)["id"]) if tag == "textarea" else self._open

    def handle_endtag(self, tag: str) -> None:
        """End a field."""
        self._open = "" if tag == "textarea" else self._open

    def handle_data(self, data: str) -> None:
        """Keep what stands in it."""
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data


def snippet(address: str) -> dict[str, str]:
    """The texts that the partial offers for an address."""
    return Fields(render_to_string("embed/_snippet.html", {"embed_address": address})).texts


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40))
def test_the_code_holds_the_address_whatever_is_in_it(query: str) -> None:
    address = f"https://kennisbank.example.nl/embed/?regio=drenthe&sector=ggz&reg={query}"
    (frame,) = Read(snippet(address)["embed-code"]).all("iframe")
    assert frame["src"] == address
    assert frame["title"]


def test_every_text_can_be_copied_and_has_a_name() -> None:
    page = Read(render_to_string("embed/_snippet.html", {"embed_address": "/embed/"}))
    fields = [given["id"] for given in page.all("textarea")]
    assert [button["data-copy"] for button in page.all("button")] == fields
    assert len(page.all("label")) == len(fields) == 2


# --- In a browser ---------------------------------------------------------------------------------


class Host:
    """A site of others, on this machine: a browser lets no page from outside ask for one here."""

    def __init__(self) -> None:
        host = self
        self.html = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><title>Regio</title>{host.html}".encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def host() -> Iterator[Host]:
    """A site of others."""
    site = Host()
    thread = Thread(target=site.server.serve_forever)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


@pytest.fixture
def around(host: Host, live_server: LiveServer, page: Page) -> Page:
    """Its page with the code and the script that we offer, in a browser."""
    region = make_region("drenthe")
    for number in range(4):
        make_practice(f"Rooster {number}", regions=[region], pillars=["2a"])
    texts = snippet(f"{live_server.url}{ADDRESS}?regio=drenthe&aantal=2")
    host.html = texts["embed-code"] + texts["embed-script"]
    page.goto(host.address)
    return page


def test_the_frame_grows_with_the_list_and_shrinks_again(around: Page) -> None:
    frame = around.frame_locator("#kennisbank")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Voorbeelden: Drenthe")
    heights = ["900"]  # as the code says
    for width in (360, 1000, 360):
        around.set_viewport_size({"width": width, "height": 1500})
        around.wait_for_function("width => innerWidth === width", arg=width)
        inner = around.frames[1].evaluate("document.body.getBoundingClientRect().height")
        heights.append(str(math.ceil(inner)))
        expect(around.locator("#kennisbank")).to_have_attribute("height", heights[-1])
    assert heights[1] == heights[3] != heights[2]


def test_pages_turn_inside_the_frame_and_titles_lead_out_of_it(around: Page, host: Host) -> None:
    frame = around.frame_locator("#kennisbank")
    frame.get_by_role("link", name="Volgende").click()
    expect(frame.get_by_text("2 van 2")).to_be_visible()
    assert around.url == host.address
    frame.get_by_role("link", name="Rooster").first.click()
    around.wait_for_url("**/voorbeelden/voorbeeld-*/")
    around.go_back()
    expect(around).to_have_title("Regio")


def test_another_page_in_a_frame_is_refused(
    host: Host, live_server: LiveServer, page: Page
) -> None:
    host.html = f'<iframe src="{live_server.url}/over/"></iframe>'
    with page.expect_console_message(lambda message: "frame-ancestors 'none'" in message.text):
        page.goto(host.address)


@pytest.mark.django_db(transaction=True)
def test_nothing_found_has_no_violations(live_server: LiveServer, page: Page) -> None:
    """A list with something in it is looked at in browser/test_public_pages.py."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}{ADDRESS}?q=bestaatniet&kleur=donker")
    assert violations(page) == []
    assert overflow(page) <= 0
