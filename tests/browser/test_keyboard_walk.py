"""Going through a page with Tab alone: everything is reached, seen and in order (A-06)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .examining import measured, with_measures
from .public_pages import PUBLIC, PublicPage
from .real_site import PROXY

WINDOWS: dict[str, Any] = {
    "desktop": {"width": 1280, "height": 800},
    "phone": {"width": 320, "height": 640},
}
FARTHEST = 700
"""Stops in a page; more than the matrix of all regions has."""
QUICK = {("voorbeelden-naast-elkaar", "desktop"), ("voorbeeld", "phone"), ("scan", "desktop")}
WALKED = {
    *("voorpagina", "voorbeelden-naast-elkaar", "voorbeelden-tabel", "voorbeelden-kaart"),
    *("voorbeeld", "niet-gevonden", "pijlers", "element", "regios", "regio", "bron"),
    *("dekking", "vergelijk", "scan", "scan-uitslag", "embed", "begrippen", "over", "insturen"),
}
"""One of each make; other pages are built of the same parts."""

Stop = dict[str, Any]


def walks() -> Iterator[Any]:
    """Every page to walk, in each window; most of it takes long."""
    for one in PUBLIC:
        for window in WINDOWS if one.name in WALKED else ():
            marks = [] if (one.name, window) in QUICK else [pytest.mark.long]
            yield pytest.param(one, window, id=f"{one.name}-{window}", marks=marks)


def stops(page: Page) -> list[Stop]:
    """All that Tab comes by, from the top of the page until it leaves it."""
    found: list[Stop] = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        stop = measured(page, "focused()")
        if stop is None:
            return found
        assert not found or stop["path"] != found[-1]["path"], f"Tab blijft staan op {stop}"
        found.append(stop)
    raise AssertionError(f"na {FARTHEST} keer Tab nog op {found[-1]}")


def out_of_order(before: Stop, after: Stop) -> bool:
    """Whether somebody who reads on would not look there next: up or to the left of it."""
    if before["isStuck"] or after["isStuck"]:
        return False  # stands elsewhere on the page at every moment
    if after["path"].endswith(f".{before['path']}"):
        return False  # in a region that has the focus itself, to be scrolled
    left, here = before["last"], after["first"]
    middle = (left["top"] + left["bottom"]) / 2
    is_above = here["bottom"] < middle
    is_beside = here["top"] < middle and not is_above
    is_further = here["left"] >= left["left"] - 2
    return (is_above and here["left"] < left["right"] - 2) or (is_beside and not is_further)


@pytest.mark.parametrize(("one", "window"), walks())
def test_tab_comes_by_everything_in_order_and_shows_where_it_is(
    browser: Browser, published_site: str, one: PublicPage, window: str
) -> None:
    context = with_measures(
        browser.new_context(
            viewport=WINDOWS[window], extra_http_headers=PROXY, reduced_motion="reduce"
        )
    )
    page = context.new_page()
    page.goto(published_site + one.address)
    found = stops(page)
    reachable = measured(page, "reachable()")
    wrong = [f"{stop['name']}: {stop['wrong']}" for stop in found if stop["wrong"]]
    jumps = [
        f"van {before['name']} naar {after['name']}"
        for before, after in pairwise(found)
        if out_of_order(before, after)
    ]
    paths = [stop["path"] for stop in found]
    missed = [name for name, path in reachable if path not in paths]
    twice = [stop["name"] for stop in found if paths.count(stop["path"]) > 1]
    context.close()
    assert (wrong, jumps, missed, twice) == ([], [], [], [])


@pytest.mark.parametrize("window", WINDOWS)
def test_first_stop_leads_past_the_menu(browser: Browser, published_site: str, window: str) -> None:
    context = browser.new_context(viewport=WINDOWS[window], extra_http_headers=PROXY)
    page = context.new_page()
    page.goto(f"{published_site}/voorbeelden/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    context.close()


def test_second_stop_of_the_list_leads_past_the_filters(
    browser: Browser, published_site: str
) -> None:
    context = browser.new_context(viewport=WINDOWS["desktop"], extra_http_headers=PROXY)
    page = context.new_page()
    page.goto(f"{published_site}/voorbeelden/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de voorbeelden")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="voorbeelden")).to_be_focused()
    context.close()
