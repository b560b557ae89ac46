"""The home page on a phone and on a desktop, both without script: what is seen first, what is
folded, and that nothing has to be unfolded where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .real_site import PROXY

PHONE: Any = {"width": 360, "height": 800}
DESKTOP: Any = {"width": 1280, "height": 800}
LONGEST = 5000
"""Pixels of a phone of 360 wide: six screens and a bit, the foot with them."""

Opened = Callable[[Any], Page]


@pytest.fixture
def opened(browser: Browser, published_site: str) -> Iterator[Opened]:
    """The home page with the real content, without script, in a window of some size."""
    contexts = []

    def opens(viewport: Any) -> Page:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=False, extra_http_headers=PROXY
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(published_site)
        return page

    yield opens
    for context in contexts:
        context.close()


def foot_of(page: Page, selector: str) -> float:
    """Where the first element ends, from the top of the page."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_phone_shows_search_and_problems_first_and_is_no_endless_scroll(opened: Opened) -> None:
    page = opened(PHONE)
    assert foot_of(page, ".search") < 420
    assert foot_of(page, ".ask .index li:nth-child(5)") < PHONE["height"]
    assert foot_of(page, "body") <= LONGEST


def test_phone_can_browse_at_once_and_unfolds_the_rest(opened: Opened) -> None:
    page = opened(PHONE)
    for name in ("Sector", "Regio"):
        expect(page.get_by_label(name, exact=True)).to_be_visible()
    sectors = page.locator("#sectoren")
    expect(sectors.get_by_role("link", name="Jeugdzorg")).to_be_hidden()
    sectors.locator("summary").click()
    expect(sectors.get_by_role("link", name="Jeugdzorg")).to_be_visible()


def test_phone_has_all_elements_by_name_without_unfolding(opened: Opened) -> None:
    page = opened(PHONE)
    elements = page.locator("#pijlers .has-code")
    expect(elements).to_have_count(9)
    for element in elements.all():
        expect(element).to_be_visible()
    expect(page.locator("#pijlers summary")).to_have_count(0)


def test_desktop_has_all_in_sight_and_nothing_to_unfold(opened: Opened) -> None:
    page = opened(DESKTOP)
    expect(page.locator("#sectoren").get_by_role("link", name="Jeugdzorg")).to_be_visible()
    expect(page.locator("#regios").get_by_role("link", name="Zeeland")).to_be_visible()
    expect(page.locator("#pijlers").get_by_role("link", name="Werkzekerheid")).to_be_visible()
    expect(page.locator("main summary:visible")).to_have_count(0)
