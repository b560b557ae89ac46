"""The desk in a real browser: with the keyboard alone, without JavaScript, with axe looking on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Submission, User
from practices.workflow import review, submissions, talking

from ..browser.examining import overflow, violations
from ..browser.windows import WINDOWS
from ..factories import (
    make_coordinator,
    make_practice,
    make_region,
    make_source,
    make_submission,
    make_user,
)
from ..logging_in import log_in_browser
from .pages import again, page

S = Submission.Status


@pytest.fixture
def editor(live_server: LiveServer) -> User:
    """An eindredacteur."""
    return make_user("eindredacteur", name="anna", first_name="Anna", last_name="Voorbeeld")


@pytest.fixture(params=WINDOWS)
def window(
    browser: Browser, live_server: LiveServer, editor: User, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The editor's browser."""
    context = browser.new_context(base_url=live_server.url, **request.param)
    tab = context.new_page()
    log_in_browser(tab, live_server.url, editor)
    yield tab
    context.close()


def objections(tab: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    return [*violations(tab), *([f"{tab.url}: te breed"] if overflow(tab) else [])]


def make_full(editor: User) -> Submission:
    """A change with everything that the review page can show, in the hands of the editor."""
    region, submitter = make_region("utrecht"), make_user()
    practice = make_practice(
        "Meer uren",
        licence="CC-BY-4.0",
        approach="Zij praten.",
        sources=[make_source()],
        tags=["rooster"],
    )
    make_practice("Meer uren werken", sources=[make_source()])
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    values = {
        "approach": "Zij maken zelf het rooster. Bel 06-12345678.",
        "summary": "Over zelf roosteren en " + "zorgmedewerkersbehoudsprogramma" * 4,
        "region": region,
    }
    submissions.save(change, actor=submitter, values=values, seen=None)
    submissions.submit(change, actor=submitter)
    coordinator = make_coordinator(region)
    key = uuid4
    talking.endorse(change, actor=coordinator, is_positive=True, text="Goed.", key=key())
    review.take(change, actor=editor)
    talking.ask(change, actor=editor, field="approach", text="Met wie?", key=key())
    talking.jot(change, actor=editor, text="Gebeld.", key=key())
    talking.say(change, actor=submitter, text="Kan het snel?", key=key())
    return change


def test_no_page_of_the_desk_has_violations(window: Page, editor: User) -> None:
    change = make_full(editor)
    free = make_submission("Nog vrij", status=S.SUBMITTED)
    colleague = make_user("redacteur", name="bram", first_name="Bram")
    theirs = make_submission("Van Bram", status=S.IN_REVIEW, assignee=colleague)
    own = make_submission("Eigen", status=S.SUBMITTED, submitter=editor)
    done = make_submission("Klaar", status=S.ACCEPTED, assignee=editor)
    submissions.save(change, actor=editor, values={"lessons": "Begin klein."}, seen=None)
    found = []
    for address in (
        "/redactie/",
        "/redactie/?wacht=30&regio=mars",
        *map(page, (change, free, theirs, own, done)),
        page(change, "history"),
        *(f"{page(change, 'edit')}?veld={name}" for name in ("title", "approach", "links")),
        *(f"{page(change, 'decide')}?keuze={c}&gelezen=9" for c in ("aanvaarden", "afwijzen")),
    ):
        window.goto(address)
        for details in window.locator("main details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
        found += objections(window)
    assert found == []


def test_mistakes_and_conflicts_have_the_focus_and_no_violations(
    window: Page, editor: User
) -> None:
    change = make_full(editor)
    window.goto(page(change))
    window.get_by_role("link", name="Wijs af").click()
    window.get_by_role("button", name="Wijs af").click()
    expect(window).to_have_title(re.compile("^Fout: "))
    expect(window.locator("#fouten")).to_be_focused()
    found = objections(window)
    submissions.save(change, actor=editor, values={"lessons": "Begin klein."}, seen=None)
    window.get_by_label("Motivering").fill("Mijn reden.")
    window.get_by_role("button", name="Wijs af").click()
    expect(window.get_by_role("alert")).to_be_focused()
    expect(window.get_by_role("alert")).to_contain_text("er is intussen iets veranderd")
    expect(window.get_by_label("Motivering")).to_have_value("Mijn reden.")
    found += objections(window)
    colleague = make_user("redacteur", name="bram", first_name="Bram")
    review.hand_over(change, actor=colleague, to=colleague)
    window.get_by_role("button", name="Wijs af").click()
    expect(window.get_by_role("alert")).to_contain_text("uw collega was u voor")
    expect(window.get_by_label("Uw tekst")).to_have_value("Mijn reden.")
    assert found + objections(window) == []
    window.get_by_role("link", name="Bekijk de inzending zoals die nu is").click()
    expect(window.get_by_role("button", name="Neem over van Bram")).to_be_visible()


def press_until(tab: Page, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus is called this."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.innerText").strip().startswith(name):
            return
    raise AssertionError(f"{name} is met Tab niet te bereiken")


def pass_the_menu(tab: Page) -> None:
    """Go to what the page is about, as the first link of every page offers."""
    tab.wait_for_load_state()
    press_until(tab, "Naar de inhoud", 1)
    tab.keyboard.press("Enter")


def test_three_in_a_row_with_the_keyboard_alone(window: Page, editor: User) -> None:
    rows = [make_submission(f"Nummer {n}", status=S.SUBMITTED) for n in range(3)]
    window.goto("/redactie/")
    pass_the_menu(window)
    press_until(window, "Pak de volgende", 2)
    window.keyboard.press("Enter")
    for number in range(3):
        expect(window.get_by_role("heading", level=1)).to_have_text(f"Nummer {number}")
        if number:
            pass_the_menu(window)
            press_until(window, "Neem deze inzending", 4)
            window.keyboard.press("Enter")
            expect(window.get_by_role("region", name="Besluit")).to_be_visible()
        pass_the_menu(window)
        press_until(window, "Naar het besluit", 4)
        window.keyboard.press("Enter")
        press_until(window, "Wijs af", 3)
        window.keyboard.press("Enter")
        expect(window.get_by_label("Motivering")).to_be_focused()
        window.keyboard.type("Dit hoort hier niet.")
        press_until(window, "Wijs af", 3)
        window.keyboard.press("Enter")
        expect(window.get_by_role("status")).to_contain_text(f"Afgewezen: “Nummer {number}”.")
    expect(window.get_by_role("heading", level=1)).to_have_text("Te beoordelen")
    assert [again(row).status for row in rows] == [S.REJECTED] * 3


def test_everything_works_without_javascript(
    browser: Browser, live_server: LiveServer, editor: User
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = context.new_page()
    log_in_browser(tab, live_server.url, editor)
    row = make_submission("Zonder script", status=S.SUBMITTED)
    tab.goto("/redactie/")
    tab.get_by_role("button", name="Neem Zonder script").click()
    tab.locator("#veld-approach").get_by_text("Opmerking bij dit veld").click()
    tab.locator("#o-approach").fill("Met hoeveel mensen?")
    tab.locator("#veld-approach").get_by_role("button", name="Zet klaar").click()
    expect(tab.locator("#veld-approach")).to_contain_text("Met hoeveel mensen?")
    tab.get_by_role("link", name="Vraag om aanvulling").click()
    tab.get_by_label("Motivering").fill("Wilt u dit aanvullen?")
    tab.get_by_role("button", name="Vraag om aanvulling").click()
    expect(tab.get_by_role("status")).to_contain_text("Om aanvulling gevraagd")
    assert again(row).status == S.CHANGES_REQUESTED
    context.close()
