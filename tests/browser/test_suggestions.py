"""Suggestions in the search box: by keyboard, by finger, on a bad line, and without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Practice

from ..factories import make_practice, make_region, make_sector
from .examining import overflow, violations
from .people import watch

SUGGESTIONS = re.compile(r"/suggesties\.json")


@pytest.fixture
def roosters(live_server: LiveServer) -> str:
    """The address of a site with things to suggest for "rooster", and two of them in the ggz."""
    region = make_region("noord-brabant", name="Noord-Brabant", other_names="Brabant")
    make_practice(
        "Rooster op maat",
        slug="rooster-op-maat",
        regions=[region],
        sectors=[make_sector("ggz")],
        tags=["roosters", "nachtdiensten"],
    )
    make_practice("Samen een rooster maken", regions=[region], tags=["roosters"])
    make_practice("Zonder", status=Practice.Status.DRAFT, tags=["roostergeheim"])
    address: str = live_server.url
    return address


@pytest.fixture
def visitor(page: Page, roosters: str) -> Iterator[Page]:
    """The home page of that site, in a browser that misses nothing."""
    complaints: list[str] = []
    watch(page, roosters, complaints)
    page.goto(f"{roosters}/")
    yield page
    assert complaints == []


def box(page: Page) -> Locator:
    """The search box."""
    return page.get_by_label("Zoekwoord")


def options(page: Page) -> Locator:
    """What is suggested."""
    return page.get_by_role("listbox", name="Suggesties").get_by_role("option")


def pointed_at(page: Page) -> Locator:
    """The suggestion that the arrows point at."""
    return page.get_by_role("listbox", name="Suggesties").get_by_role("option", selected=True)


def voice(page: Page) -> Locator:
    """What is said to who cannot see the list."""
    return page.get_by_role("search").locator("[aria-live=polite]")


def type_in(page: Page, text: str) -> None:
    """Type this in the box, and wait for what is suggested for all that stands there then.

    On a slow machine the site is asked halfway too, and what it says of that goes with the next
    key: after the last one the voice is silent until the last answer is shown.
    """
    box(page).focus()
    page.keyboard.type(text)
    expect(voice(page)).to_have_text(re.compile(r"^\d+ suggesties?\.$"))
    expect(options(page).first).to_be_visible()


def asked_for(request: Request) -> str:
    """The text that suggestions are asked for."""
    return parse_qs(urlsplit(request.url).query)["q"][0]


class Slow:
    """A server that answers no request for suggestions until it is told to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[Route] = []
        page.route(SUGGESTIONS, self._hold)

    def _hold(self, route: Route) -> None:
        self.waiting.append(route)

    def after(self, typed: str) -> Route:
        """The request that comes of typing this in the box, for all that stands there then."""
        self.page.keyboard.type(typed)
        wanted = box(self.page).input_value()
        for _ in range(1000):
            if self.waiting and asked_for(self.waiting[-1].request) == wanted:
                return self.waiting[-1]
            self.page.wait_for_timeout(10)
        pytest.fail(f"er is niets gevraagd voor {wanted!r}")


def answer(*titles: str) -> str:
    """What the server could say."""
    return json.dumps(
        {
            "suggesties": [
                {"soort": "Voorbeeld", "naam": title, "ook": "", "aantal": None, "adres": "/over/"}
                for title in titles
            ]
        }
    )


def test_box_is_a_combobox_that_says_what_there_is(visitor: Page) -> None:
    expect(box(visitor)).to_have_role("combobox")
    expect(box(visitor)).to_have_attribute("aria-autocomplete", "list")
    expect(box(visitor)).to_have_attribute("aria-expanded", "false")
    type_in(visitor, "rooster")
    expect(box(visitor)).to_have_attribute("aria-expanded", "true")
    expect(box(visitor)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(voice(visitor)).to_have_text("3 suggesties.")
    expect(options(visitor)).to_have_text(
        [
            re.compile("^roosters Trefwoord · 2 voorbeelden$"),
            re.compile("^Rooster op maat Voorbeeld$"),
            re.compile("^Samen een rooster maken Voorbeeld$"),
        ]
    )
    listbox = box(visitor).get_attribute("aria-controls")
    expect(visitor.locator(f"#{listbox}")).to_have_role("listbox")


def test_arrows_point_at_suggestions_and_enter_takes_the_one_pointed_at(visitor: Page) -> None:
    type_in(visitor, "rooster")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        visitor.keyboard.press(key)
        pointed = options(visitor).nth(place).get_attribute("id")
        expect(box(visitor)).to_have_attribute("aria-activedescendant", str(pointed))
        expect(pointed_at(visitor)).to_have_id(str(pointed))
        expect(box(visitor)).to_be_focused()
    expect(box(visitor)).to_have_value("rooster")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/voorbeelden/?trefwoord=roosters")
    expect(visitor.get_by_role("checkbox", name="roosters")).to_be_checked()


def test_arrows_come_back_to_the_text_at_either_end(visitor: Page) -> None:
    type_in(visitor, "rooster")
    pointed = pointed_at(visitor)
    visitor.keyboard.press("ArrowUp")
    expect(pointed).to_contain_text("Samen een rooster maken")
    visitor.keyboard.press("ArrowDown")
    expect(pointed).to_have_count(0)
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("Home")
    expect(pointed).to_have_count(0)
    expect(box(visitor)).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_enter_searches_for_the_text_when_nothing_was_picked(visitor: Page) -> None:
    type_in(visitor, "rooster")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/voorbeelden/?q=rooster")


def test_escape_closes_and_then_clears(visitor: Page) -> None:
    type_in(visitor, "rooster")
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("Escape")
    expect(options(visitor)).to_have_count(0)
    expect(box(visitor)).to_have_attribute("aria-expanded", "false")
    expect(box(visitor)).to_have_value("rooster")
    with visitor.expect_response(SUGGESTIONS):
        visitor.keyboard.press("ArrowDown")
    expect(options(visitor)).to_have_count(3)
    visitor.keyboard.press("Escape")
    visitor.keyboard.press("Escape")
    expect(box(visitor)).to_have_value("")
    expect(box(visitor)).to_be_focused()


def test_tab_leaves_and_takes_nothing(visitor: Page) -> None:
    type_in(visitor, "rooster")
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("button", name="Zoek")).to_be_focused()
    expect(options(visitor)).to_have_count(0)
    expect(box(visitor)).to_have_value("rooster")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/voorbeelden/?q=rooster")


def test_nothing_is_asked_for_one_letter_and_once_for_quick_typing(visitor: Page) -> None:
    asked: list[str] = []
    visitor.on("request", lambda r: asked.append(r.url) if SUGGESTIONS.search(r.url) else None)
    visitor.clock.install(time=0)
    visitor.clock.pause_at(60)  # quick, however slow the machine is
    box(visitor).press_sequentially("r")
    visitor.clock.run_for(400)
    assert asked == []
    box(visitor).press_sequentially("ooster")
    with visitor.expect_response(SUGGESTIONS):
        visitor.clock.run_for(400)
    expect(options(visitor)).to_have_count(3)
    assert [url.partition("?")[2] for url in asked] == ["q=rooster"]


def test_what_no_longer_fits_goes_at_once(visitor: Page) -> None:
    type_in(visitor, "rooster")
    Slow(visitor)
    visitor.keyboard.type(" op")
    expect(options(visitor)).to_have_text([re.compile("Rooster op maat")])
    visitor.keyboard.type("en")
    expect(options(visitor)).to_have_count(0)
    expect(voice(visitor)).to_have_text("")


def test_late_answer_to_an_earlier_text_is_not_shown(visitor: Page) -> None:
    server = Slow(visitor)
    box(visitor).focus()
    first, second = server.after("ro"), server.after("oster")
    second.fulfill(body=answer("De goede"))
    expect(options(visitor)).to_have_text([re.compile("De goede")])
    first.fulfill(body=answer("De late"))
    visitor.wait_for_timeout(100)
    expect(options(visitor)).to_have_text([re.compile("De goede")])


def test_answer_after_leaving_does_not_open_the_list(visitor: Page) -> None:
    server = Slow(visitor)
    box(visitor).focus()
    asked = server.after("rooster")
    visitor.keyboard.press("Tab")
    asked.fulfill(body=answer("Te laat"))
    visitor.wait_for_timeout(100)
    expect(options(visitor)).to_have_count(0)


@pytest.mark.parametrize("failure", ["no connection", "error", "nonsense"])
def test_failed_request_shows_nothing_and_the_search_still_works(
    page: Page, roosters: str, failure: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    fail = {
        "no connection": lambda route: route.abort(),
        "error": lambda route: route.fulfill(status=500, body="<h1>Fout</h1>"),
        "nonsense": lambda route: route.fulfill(body='{"anders": 1}'),
    }
    page.route(SUGGESTIONS, fail[failure])
    page.goto(f"{roosters}/")
    box(page).focus()
    with page.expect_request(SUGGESTIONS):
        page.keyboard.type("rooster")
    page.wait_for_timeout(100)
    expect(options(page)).to_have_count(0)
    expect(voice(page)).to_have_text("")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voorbeelden/?q=rooster")
    assert errors == []


def test_nothing_found_is_said_and_shows_no_empty_list(visitor: Page) -> None:
    box(visitor).focus()
    visitor.keyboard.type("xyzzy")
    expect(voice(visitor)).to_have_text("Geen suggesties.")
    expect(visitor.get_by_role("listbox", include_hidden=True)).to_be_hidden()


def test_list_keeps_its_filters(visitor: Page, roosters: str) -> None:
    visitor.goto(f"{roosters}/voorbeelden/?sector=ggz")
    type_in(visitor, "brab")
    expect(options(visitor)).to_have_text(["Noord-Brabant Regio · 1 voorbeeld"])
    options(visitor).click()
    visitor.wait_for_url("**/voorbeelden/?sector=ggz&regio=noord-brabant")
    expect(visitor.get_by_role("heading", name="Rooster op maat")).to_be_visible()


def test_pressing_a_suggestion_follows_it_and_going_back_shows_no_list(visitor: Page) -> None:
    type_in(visitor, "rooster")
    options(visitor).filter(has_text="Rooster op maat").click()
    visitor.wait_for_url("**/voorbeelden/rooster-op-maat/")
    visitor.go_back()
    expect(options(visitor)).to_have_count(0)


def test_pressing_elsewhere_closes_the_list(visitor: Page) -> None:
    type_in(visitor, "rooster")
    visitor.get_by_role("heading", level=1).click()
    expect(options(visitor)).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("/", "light"), ("/voorbeelden/?sector=ggz", "dark"), ("/bestaat-niet/", "light")],
)
def test_open_list_fits_a_phone_and_has_no_violations(
    browser: Browser, roosters: str, address: str, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, color_scheme=scheme
    )
    phone = context.new_page()
    phone.goto(f"{roosters}{address}")
    box(phone).tap()
    type_in(phone, "rooster")
    phone.keyboard.press("ArrowDown")
    assert violations(phone) == []
    assert overflow(phone) <= 0
    button = phone.get_by_role("button", name="Zoek", exact=True).bounding_box()
    listbox = phone.get_by_role("listbox").bounding_box()
    assert button
    assert listbox
    assert listbox["y"] >= button["y"] + button["height"]
    for option in options(phone).all():
        size = option.bounding_box()
        assert size
        assert size["height"] >= 44
    options(phone).filter(has_text="Rooster op maat").tap()
    phone.wait_for_url("**/voorbeelden/rooster-op-maat/")
    context.close()


@pytest.mark.parametrize(("height", "is_moved"), [(360, True), (640, False)])
def test_box_goes_to_the_top_where_a_keyboard_leaves_no_room(
    visitor: Page, height: int, is_moved: bool
) -> None:
    visitor.set_viewport_size({"width": 360, "height": height})
    type_in(visitor, "rooster")
    place = visitor.get_by_role("search").bounding_box()
    assert place
    assert (place["y"] < 20) is is_moved
    expect(options(visitor).nth(2)).to_be_in_viewport(ratio=1)
    expect(box(visitor)).to_be_focused()


def test_open_list_on_a_desktop_has_no_violations_and_is_not_printed(visitor: Page) -> None:
    type_in(visitor, "rooster")
    assert violations(visitor) == []
    visitor.emulate_media(media="print")
    expect(options(visitor).first).to_be_hidden()


def test_without_scripts_the_box_is_a_plain_search_box(browser: Browser, roosters: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{roosters}/voorbeelden/?sector=ggz")
    expect(box(page)).to_have_role("searchbox")
    expect(page.get_by_role("listbox", include_hidden=True)).to_have_count(0)
    box(page).fill("rooster")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=rooster&sector=ggz#resultaten$"))
    expect(page.get_by_role("heading", name="Rooster op maat")).to_be_visible()
    context.close()
