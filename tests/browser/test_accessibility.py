"""WCAG 2.2 AA as far as a machine can see: the admin, and forms with errors.

Public pages are looked at in test_public_pages.py, in more ways.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from practices.models import Region, User

from ..factories import make_user
from .conftest import log_in, practice
from .examining import overflow, violations


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
        found += violations(page, is_ours=False)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_accounts_have_no_violations_and_speak_dutch(
    browser: Browser, site: str, scheme: Literal["light", "dark"]
) -> None:
    boss = make_user("redacteur", name="beheerder", is_superuser=True)
    boss.coordinates.add(Region.objects.get(slug="noord-brabant"))
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    log_in(page, site, boss)
    found = []
    for address in ("practices/user/add/", f"practices/user/{boss.pk}/change/", "auth/group/add/"):
        page.goto(f"{site}/beheer/{address}")
        found += violations(page, is_ours=False)
        assert "Choose" not in page.locator("body").inner_text()
    context.close()
    assert found == []


# --- Forms with errors (A-11, and A-02 after a failed submit) -------------------------------------


def ask_nothing(page: Page) -> None:
    """Send a question without a question."""
    page.get_by_role("button", name="Verstuur uw vraag").click()


def begin_nothing(page: Page) -> None:
    """Begin a submission without a title, with something that is no address."""
    page.locator("[name=email]").fill("geen adres")
    page.get_by_role("button", name="Mail mij een code en ga verder").click()


FAILING: dict[str, Callable[[Page], None]] = {
    "/voorbeelden/de-werkgeverij/vraag-stellen/": ask_nothing,
    "/indienen/": begin_nothing,
}


@pytest.mark.parametrize("address", FAILING)
def test_form_with_errors_says_what_to_do_where_the_focus_is(
    page_of_some_size: Page, site: str, address: str
) -> None:
    page = page_of_some_size
    page.goto(f"{site}{address}")
    FAILING[address](page)
    summary = page.locator("#fouten")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fout: ")
    assert violations(page) == []
    assert overflow(page) <= 0
    for link in summary.get_by_role("link").all():
        words = link.inner_text().partition(": ")[2]
        link.click()
        field = page.locator(":focus")
        expect(field).to_have_attribute("aria-invalid", "true")
        told = str(field.get_attribute("aria-describedby")).split()
        assert any(words in page.locator(f"#{one}").inner_text() for one in told)
