"""The list that is updated in place: quick, in step, and never in anybody's way.

A-08 and A-09 (what is said and where the focus stays), U-07 (back and forward), U-08 (slow, late
and failed answers), U-09 to U-12 (nothing found, the panel of a phone, long facets, order).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .examining import measured, overflow, violations, with_measures
from .lists import Shown, box, count_beside, settled, shown
from .people import watch
from .real_site import PROXY

DESKTOP: Any = {"width": 1280, "height": 800}
SMALL: Any = {"width": 360, "height": 740}
UPDATE = re.compile(r"/voorbeelden/\?")


@pytest.fixture
def options() -> dict[str, Any]:
    """Of the browser."""
    return {"viewport": DESKTOP}


@pytest.fixture
def reader(browser: Browser, published_site: str, options: dict[str, Any]) -> Iterator[Page]:
    """The list with the real content, in a browser that misses nothing."""
    context = with_measures(browser.new_context(**options, extra_http_headers=PROXY))
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    watch(page, published_site, complaints)
    page.goto(f"{published_site}/voorbeelden/")
    yield page
    context.close()
    assert [line for line in complaints if not is_meant(line)] == []


def is_meant(line: str) -> bool:
    """Whether a test made this failure itself, or gave up an answer for a newer one."""
    return bool(re.search(r"net::ERR_FAILED|status of 500|: 500$|htmx:|Status Error Code", line))


def change(page: Page, act: Callable[[], object]) -> Shown:
    """Do something that updates the list; what it shows then."""
    before = page.url
    act()
    expect(page).not_to_have_url(before)
    return settled(page)


def tick(page: Page, name: str, value: str) -> Shown:
    """Press a box, unfolding what it is folded in."""
    one = box(page, name, value)
    for around in reversed(one.locator("xpath=ancestor::details[not(@open)]").all()):
        around.locator("summary").first.click()
    return change(page, one.click)


# --- One choice ----------------------------------------------------------------------------------


def test_choice_updates_all_that_belongs_together_and_keeps_the_focus(reader: Page) -> None:
    assert reader.content().count('role="status"') == 1
    status = reader.get_by_role("status")
    assert status.locator("xpath=ancestor::*[@id='gevonden']").count() == 0
    same = status.element_handle()
    same.evaluate(
        """one => { globalThis.said = [];
        new MutationObserver(() => said.push(one.textContent.trim()))
          .observe(one, {childList: true, characterData: true, subtree: true}); }"""
    )
    entries = reader.evaluate("history.length")
    number = count_beside(reader, "pijler", "2")
    box(reader, "pijler", "2").focus()
    place = box(reader, "pijler", "2").bounding_box()

    found = change(reader, lambda: reader.keyboard.press("Space"))

    assert found.ticks == ("pijler=2",)
    assert found.asked == {("pijler", "2")}
    assert found.count == number > 20
    assert len(found.slugs) == 20
    assert found.heading == f"{number} voorbeelden met 1 filter"
    assert found.status == f"{number} voorbeelden"
    assert found.title.startswith(f"{number} voorbeelden met 1 filter")
    assert found.chips == ("Verwijder filter: Pijler en element: Grip op het werk",)
    assert reader.evaluate("said") == [found.status]  # once, on the element that was there
    assert same.evaluate("one => one.isConnected")
    assert reader.evaluate("history.length") == entries + 1
    expect(box(reader, "pijler", "2")).to_be_focused()
    assert box(reader, "pijler", "2").bounding_box() == place
    assert measured(reader, "shift()")["value"] <= 0.05
    assert violations(reader) == []


def test_chip_gives_the_focus_on_and_nothing_moves_for_who_wants_no_movement(reader: Page) -> None:
    reader.emulate_media(reduced_motion="reduce")
    tick(reader, "pijler", "2")
    tick(reader, "sector", "zorg-en-welzijn")
    reader.get_by_label("Zoekwoord").fill("werk")
    change(reader, lambda: reader.keyboard.press("Enter"))
    chips = reader.locator(".chips .chip")
    expect(chips).to_have_count(2)
    chips.first.focus()
    change(reader, lambda: reader.keyboard.press("Enter"))
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    found = change(reader, lambda: reader.keyboard.press("Enter"))
    assert found.chips == found.ticks == ()
    assert (found.text, found.asked) == ("werk", {("q", "werk")})
    expect(reader.get_by_role("heading", name=found.heading)).to_be_focused()
    assert measured(reader, "movement()") == []


# --- Back and forward ----------------------------------------------------------------------------


def test_back_and_forward_show_exactly_what_was_there(reader: Page) -> None:
    seen = [settled(reader)]
    seen.append(tick(reader, "pijler", "2"))
    seen.append(tick(reader, "sector", "zorg-en-welzijn"))
    reader.get_by_label("Zoekwoord").fill("werk")
    seen.append(change(reader, lambda: reader.keyboard.press("Enter")))
    seen.append(change(reader, reader.get_by_role("link", name="Volgende").click))
    assert [one.asked for one in seen[3:]] == [
        {("q", "werk"), ("pijler", "2"), ("sector", "zorg-en-welzijn")},
        {("q", "werk"), ("pijler", "2"), ("sector", "zorg-en-welzijn"), ("pagina", "2")},
    ]
    link = reader.locator("#gevonden .results h3 a").nth(8)
    link.scroll_into_view_if_needed()
    depth = reader.evaluate("scrollY")
    assert depth > 300
    link.click()
    expect(reader.get_by_role("heading", level=1)).not_to_have_text("Voorbeelden")
    reader.go_back()
    assert settled(reader) == seen[4]
    reader.wait_for_function("depth => Math.abs(scrollY - depth) < 3", arg=depth)
    for before in reversed(seen[:4]):
        go(reader, reader.go_back, before)
    for after in seen[1:4]:
        go(reader, reader.go_forward, after)
    # a choice made on a later page starts at the first
    go(reader, reader.go_forward, seen[4])
    assert ("pagina", "2") not in tick(reader, "pijler", "3").asked


def go(page: Page, act: Callable[[], object], expected: Shown) -> None:
    """Go back or forward, and see the very same list."""
    act()
    page.wait_for_function("address => location.pathname + location.search === address",
                           arg=expected.url)  # fmt: skip
    expect(page.locator("#resultaten")).to_have_text(expected.heading)
    assert settled(page) == expected


# --- Slow, late and failed answers ---------------------------------------------------------------


class Slow:
    """A server that answers no update until it is told to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[Route] = []
        self.is_slow = True
        page.route(UPDATE, self._hold)

    def _hold(self, route: Route) -> None:
        if self.is_slow:
            self.waiting.append(route)
        else:
            route.continue_()

    def answers(self, *, last_first: bool = False) -> None:
        """Let all answers come, in this order; those that nobody waits for any more as well."""
        self.is_slow = False
        for route in reversed(self.waiting) if last_first else self.waiting:
            route.continue_()


TOGGLES = """async ([names, pause]) => {
  for (const name of names) {
    document.getElementById(name).click();
    await new Promise((done) => setTimeout(done, pause));
  }
}"""


def toggled(page: Page, times: int, pause: int) -> None:
    """Press boxes in a random order, quicker than the answers come."""
    values = [("pijler", "1"), ("pijler", "2"), ("pijler", "2a"), ("sector", "zorg-en-welzijn")]
    ids = [str(box(page, name, value).get_attribute("id")) for name, value in values]
    dice = Random(8)
    pressed = [dice.choice(ids) for _ in range(times)]
    assert any(pressed.count(one) % 2 for one in ids)
    page.evaluate(TOGGLES, [pressed, pause])


def fits(page: Page, site: str) -> None:
    """See that the list is the one that its boxes and its address ask for."""
    found = settled(page)
    assert set(found.ticks) == {"=".join(pair) for pair in found.asked}
    page.goto(site + found.url)
    assert shown(page) == found


@pytest.mark.parametrize("pause", [0, 40])
def test_thirty_quick_choices_with_late_answers_end_right(
    reader: Page, published_site: str, pause: int
) -> None:
    server = Slow(reader)
    toggled(reader, 30, pause)
    server.answers(last_first=True)
    reader.wait_for_function("() => location.search !== ''")
    fits(reader, published_site)


def test_thirty_quick_choices_on_a_server_that_answers_end_right(
    reader: Page, published_site: str
) -> None:
    toggled(reader, 30, 25)
    reader.wait_for_load_state("networkidle")
    fits(reader, published_site)


def test_waiting_is_shown_and_the_old_list_stays_until_the_new_one_is_there(reader: Page) -> None:
    before = settled(reader)
    server = Slow(reader)
    box(reader, "pijler", "2").click()
    expect(reader.locator("#gevonden")).to_have_attribute("aria-busy", "true")
    assert shown(reader).slugs == before.slugs
    expect(box(reader, "pijler", "2")).to_be_checked()
    server.answers()
    expect(reader).to_have_url(re.compile("pijler=2"))
    assert settled(reader).chips != ()


@pytest.mark.parametrize("failure", ["no connection", "error"])
def test_failed_update_is_said_and_can_be_tried_again(
    reader: Page, published_site: str, failure: str
) -> None:
    before = settled(reader)
    fail: dict[str, Callable[[Route], None]] = {
        "no connection": lambda route: route.abort(),
        "error": lambda route: route.fulfill(status=500, body="<h1>Fout</h1>"),
    }
    reader.route(UPDATE, fail[failure])
    box(reader, "pijler", "2").click()
    alert = reader.get_by_role("alert")
    expect(alert).to_contain_text("niet bijgewerkt")
    assert shown(reader).slugs == before.slugs
    expect(box(reader, "pijler", "2")).to_be_checked()
    expect(reader.locator("#gevonden")).not_to_have_attribute("aria-busy", "true")
    assert violations(reader) == []
    reader.unroute(UPDATE)
    change(reader, alert.get_by_role("link").or_(alert.get_by_role("button")).first.click)
    expect(alert).to_have_count(0)
    fits(reader, published_site)


# --- The panel of a phone ------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{"viewport": SMALL, "has_touch": True}], ids=["phone"])
def test_panel_of_a_phone_updates_what_its_button_promises(reader: Page) -> None:
    opener = reader.get_by_role("button", name="Filters")
    opener.tap()
    panel = reader.locator("#filters")
    assert violations(reader) == []
    assert overflow(reader) <= 0
    assert measured(reader, "targets()") == []
    assert "auto" not in reader.evaluate("getComputedStyle(document.body).overflowY")
    number = count_beside(reader, "pijler", "2")
    change(reader, box(reader, "pijler", "2").tap)
    expect(panel).to_be_visible()
    show = reader.get_by_role("button", name=f"Toon {number} voorbeelden")
    expect(show).to_be_in_viewport()
    assert violations(reader) == []
    show.tap()
    expect(panel).to_be_hidden()
    expect(reader.get_by_role("heading", name=f"{number} voorbeelden")).to_be_focused()
    expect(reader.get_by_role("heading", name=f"{number} voorbeelden")).to_be_in_viewport()
    expect(reader.get_by_role("button", name="Filters (1 gekozen")).to_be_visible()
    opener.focus()
    reader.keyboard.press("Enter")
    expect(panel).to_be_visible()
    reader.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.contains(document.activeElement)")
    reader.mouse.wheel(0, 2000)
    assert reader.evaluate("scrollY") < 400  # what lies behind stays where it is
    reader.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()


# --- Long facets, orders, views ------------------------------------------------------------------


def test_long_facet_is_short_at_first_and_can_be_searched(reader: Page) -> None:
    facet = reader.locator(".facet").filter(has_text="Regio").first
    if facet.get_attribute("open") is None:
        facet.locator("summary").first.click()
    options = facet.locator(".opt:visible")
    at_first = options.count()
    assert at_first < facet.locator(".opt").count() / 2
    facet.get_by_role("searchbox").fill("brab")
    names = [option.locator("span").first.inner_text().lower() for option in options.all()]
    assert names
    assert all("brab" in name for name in names)
    reader.keyboard.press("Enter")  # it narrows the facet, not the list
    expect(reader).not_to_have_url(re.compile("brab"))
    change(reader, options.first.click)
    expect(reader.locator(".chips .chip")).to_have_count(1)
    facet.get_by_role("searchbox").fill("")
    expect(options).to_have_count(at_first)


def test_order_is_chosen_without_a_button_and_starts_at_the_first_page(
    reader: Page, published_site: str
) -> None:
    reader.goto(f"{published_site}/voorbeelden/?pagina=2")
    order = reader.get_by_label("Sorteer op")
    order.focus()
    found = change(reader, lambda: order.select_option("titel"))
    assert found.asked == {("sorteer", "titel")}
    expect(reader.get_by_label("Sorteer op")).to_have_value("titel")
    expect(reader.get_by_label("Sorteer op")).to_be_focused()


def test_nothing_found_leads_on(reader: Page, published_site: str) -> None:
    reader.goto(f"{published_site}/voorbeelden/?q=nachtdienst&regio=drenthe&fase=gestopt")
    assert settled(reader).count == 0
    expect(reader.locator("#filters")).to_be_visible()
    ways = reader.locator(".ways .index a", has=reader.locator(".n"))
    promised = int(ways.first.locator(".n").inner_text().split()[0])
    found = change(reader, ways.first.click)
    assert found.count == promised > 0


def test_tile_of_the_map_chooses_its_region_by_keyboard(reader: Page, published_site: str) -> None:
    reader.goto(f"{published_site}/voorbeelden/?toon=kaart")
    tile: Locator = reader.locator(".maps a[href*='regio=noord-brabant']").first
    tile.focus()
    found = change(reader, lambda: reader.keyboard.press("Enter"))
    assert ("regio", "noord-brabant") in found.asked
    assert ("toon", "kaart") in found.asked
    assert "regio=noord-brabant" in found.ticks
    assert reader.evaluate("document.activeElement !== document.body")
