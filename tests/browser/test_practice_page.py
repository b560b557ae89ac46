"""The page of one practice on a phone and on a desktop: what is seen first, what is folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .public_pages import FULL
from .real_site import PROXY

PHONE: Any = {"width": 360, "height": 640}
DESKTOP: Any = {"width": 1280, "height": 800}

Opened = Callable[[Any], Page]


@pytest.fixture
def opened(browser: Browser, published_site: str) -> Iterator[Opened]:
    """The page of a practice with the real content, in a window of some size."""
    contexts = []

    def opens(viewport: Any) -> Page:
        context = browser.new_context(viewport=viewport, extra_http_headers=PROXY)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{published_site}{FULL}")
        return page

    yield opens
    for context in contexts:
        context.close()


def test_story_begins_on_the_second_screen_of_a_phone_at_the_latest(opened: Opened) -> None:
    page = opened(PHONE)
    box = page.locator(".story").bounding_box()
    assert box
    assert box["y"] <= 1.6 * PHONE["height"]


def test_more_facts_are_folded_on_a_phone_and_stand_there_on_a_desktop(opened: Opened) -> None:
    licence = opened(DESKTOP).locator(".facts-box").get_by_text("Licentie")
    expect(licence).to_be_visible()
    page = opened(PHONE)
    licence = page.locator(".facts-box").get_by_text("Licentie")
    expect(licence).not_to_be_visible()
    page.get_by_text("Toon meer feiten").click()
    expect(licence).to_be_visible()


def test_link_to_the_reference_unfolds_it(opened: Opened) -> None:
    page = opened(PHONE)
    reference = page.get_by_label("Bronvermelding")
    expect(reference).not_to_be_visible()
    page.get_by_role("link", name="Citeer").click()
    expect(reference).to_be_in_viewport()
