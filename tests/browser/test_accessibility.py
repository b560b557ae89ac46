"""WCAG 2.2 AA as far as a machine can see, reflow at 320 px, and no request to elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from practices.models import User

from .conftest import log_in, practice
from .windows import WINDOWS

PUBLIC = [
    "/",
    "/voorbeelden/",
    "/voorbeelden/?pijler=2&sector=ggz&q=werk",
    "/voorbeelden/?q=bestaatniet&regio=noord-brabant",
    "/voorbeelden/?pagina=2&sorteer=titel",
    "/voorbeelden/?sector=mars&pagina=99",
    "/voorbeelden/de-werkgeverij/",
    "/voorbeelden/genoemd/",
    "/voorbeelden/gestopt/",
    "/voorbeelden/bestaat-niet/",
    "/pijlers/",
    "/pijlers/1/",
    "/pijlers/2a/",
    "/sectoren/",
    "/sectoren/ggz/",
    "/regios/",
    "/regios/noord-brabant/",
    "/bronnen/",
    "/bronnen/advies/",
    "/organisaties/",
    "/organisaties/werkgeverij/",
    "/trefwoorden/rooster/",
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
    "/beheer/login/",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(params=WINDOWS)
def page_of_some_size(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a desktop, and on a phone in the dark."""
    context = browser.new_context(**request.param)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, in a line each. Also makes sure that target sizes were looked at."""
    found: Any = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    outcomes = ("passes", "violations", "incomplete", "inapplicable")
    assert "target-size" in {rule["id"] for outcome in outcomes for rule in found[outcome]}
    return [
        f"{page.url}: {rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    return width


def test_public_pages_have_no_violations_and_ask_nothing_of_others(
    page_of_some_size: Page, site: str
) -> None:
    page, elsewhere, complaints = page_of_some_size, [], []

    def note(request: Request) -> None:
        if not request.url.startswith((site, "data:")):
            elsewhere.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: complaints.append(message.text))
    found, wide = [], []
    for address in PUBLIC:
        page.goto(f"{site}{address}")
        found += violations(page)
        wide += [address] if overflow(page) > 0 else []
    refused = [text for text in complaints if "404" not in text and "410" not in text]
    assert (found, wide, elsewhere, refused) == ([], [], [], [])
    assert page.context.cookies() == [] or {c["name"] for c in page.context.cookies()} == {
        "csrftoken"
    }


def test_filter_panel_of_a_phone_has_no_violations(phone: Page, site: str) -> None:
    phone.goto(f"{site}/voorbeelden/?pijler=2")
    phone.get_by_role("button", name="Filters (1 gekozen").click()
    assert violations(phone) == []
    assert overflow(phone) <= 0


def test_admin_pages_have_no_violations(page: Page, site: str, chief: User) -> None:
    log_in(page, site, chief)
    number = practice("de-werkgeverij").pk
    desk = f"{site}/beheer/practices/practice"
    found = []
    for address in (
        f"{site}/beheer/",
        f"{desk}/",
        f"{desk}/add/",
        f"{desk}/{number}/change/",
        f"{desk}/{number}/history/",
        f"{desk}/{number}/voorvertoning/",
    ):
        answer = page.goto(address)
        assert answer
        assert answer.ok, address
        found += violations(page)
    assert found == []
