"""The list that is updated in place: slow, late and failed answers (U-08)."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Page, Route, expect

from .examining import violations
from .lists import UPDATE, box, change, settled, shown


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
    change(reader, alert.get_by_role("link").click)
    expect(alert).to_have_count(0)
    fits(reader, published_site)


ACTIONS: dict[str, Callable[[Page], None]] = {
    "take back a filter": lambda page: page.locator(".chips .chip").first.click(),
    "turn the page": lambda page: page.get_by_role("link", name="Volgende").click(),
    "lay side by side": lambda page: page.locator(".lay").nth(1).click(),
    "look for a word": lambda page: page.get_by_label("Zoekwoord").press_sequentially("team\n"),
    "look at a table": lambda page: page.get_by_role("link", name="Tabel").click(),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_trying_again_does_what_failed(
    reader: Page, published_site: str, action: Callable[[Page], None]
) -> None:
    reader.goto(f"{published_site}/voorbeelden/?pijler=2")
    action(reader)
    settled(reader)
    reader.wait_for_function("() => !location.search.endsWith('?pijler=2')")
    wanted = settled(reader)
    reader.goto(f"{published_site}/voorbeelden/?pijler=2")
    entries = reader.evaluate("history.length")
    reader.route(UPDATE, lambda route: route.fulfill(status=503, body=""))
    action(reader)
    alert = reader.get_by_role("alert")
    expect(alert).to_contain_text("er ging iets mis")
    reader.unroute(UPDATE)
    change(reader, alert.get_by_role("link").click)
    assert settled(reader) == wanted
    assert reader.evaluate("history.length") == entries + 1
