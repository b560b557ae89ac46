"""The pages of /mijn/ in a real browser: what axe sees, by keyboard, without scripts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Submission, User
from practices.notifications.telling import follow_token
from practices.workflow import review, submissions, talking

from ..browser.examining import overflow, violations
from ..browser.windows import WINDOWS
from ..factories import make_coordinator, make_region, make_submission, make_user
from ..logging_in import log_in_browser

# Playwright's own loop runs in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@dataclass
class Case:
    """A submission with all that a page can show, and who follows it."""

    site: str
    submission: Submission
    owner: User
    helper: User

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{self.site}{self.submission.get_absolute_url()}"


@pytest.fixture
def case(live_server: LiveServer) -> Case:
    """A submission to which editors asked something, corrected something and said something."""
    region = make_region("noord")
    owner, helper, editor = make_user(), make_coordinator(region), make_user("eindredacteur")
    title = "Zelf roosteren bij arbeidsmarktregiosamenwerkingsverbanden"
    submission = make_submission(
        title, submitter=owner, region=region, status="in_review", assignee=editor
    )
    changed = {"background": "Roosters kwamen te vroeg.", "summary": ""}
    submissions.save(submission, actor=editor, values=changed, seen=None)
    submissions.save(submission, actor=editor, values={"summary": "Nieuw."}, seen=None)
    for field in ("results", "sectors"):
        talking.ask(submission, actor=editor, field=field, text="Hoeveel?", key=uuid4())
    talking.endorse(submission, actor=helper, is_positive=False, text="Hm.", key=uuid4())
    review.request_changes(submission, actor=editor, version=submission.version, note="Bijna.")
    for person in (owner, editor):
        talking.say(submission, actor=person, text="Dag.\n\nNog iets.", key=uuid4())
    for status in Submission.Status.values:
        make_submission(status, submitter=owner, region=region, status=status, assignee=editor)
    return Case(live_server.url, submission, owner, helper)


@pytest.fixture(params=WINDOWS)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser on a desktop, and on a phone in the dark."""
    context = browser.new_context(**request.param)
    yield context
    context.close()


def check(page: Page) -> None:
    for summary in page.locator("details:not([open]) > summary").all():
        summary.click()
    assert violations(page) == []
    assert overflow(page) == 0


def test_pages_have_no_violations(context: BrowserContext, case: Case) -> None:
    page = context.new_page()
    token = follow_token(case.submission, case.owner)
    for public in (f"/mijn/link/{token}/", "/mijn/link/onzin/"):
        page.goto(case.site + public)
        check(page)
    log_in_browser(page, case.site, make_user())
    page.goto(f"{case.site}/mijn/")
    check(page)
    log_in_browser(page, case.site, case.owner)
    for own in (f"{case.site}/mijn/", case.page, f"{case.page}intrekken/"):
        page.goto(own)
        check(page)
    log_in_browser(page, case.site, case.helper)
    for regional in (f"{case.site}/mijn/regio/", case.page):
        page.goto(regional)
        check(page)


def test_errors_have_no_violations_and_the_focus(context: BrowserContext, case: Case) -> None:
    page = context.new_page()
    log_in_browser(page, case.site, case.helper)
    for address, button in (
        (case.page, "Verstuur het bericht"),
        (case.page, "Geef uw oordeel"),
        (f"{case.site}/mijn/regio/", "Verstuur de uitnodiging"),
    ):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page).to_have_title(re.compile("^Fout: "))
        expect(page.locator("#fouten")).to_be_focused()
        link = page.locator("#fouten a").first
        assert page.locator(link.get_attribute("href") or "").count() == 1
        check(page)


def test_a_question_is_answered_by_keyboard_without_scripts(browser: Browser, case: Case) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    log_in_browser(page, case.site, case.owner)
    page.goto(f"{case.site}/mijn/")
    page.get_by_role("link", name=re.compile("Bekijk wat .*: Zelf roosteren")).press("Enter")
    for left in ("Nog 1 van de 2 te doen.", "Alles is gedaan."):
        page.get_by_role("button", name="Dit is gedaan").first.press("Enter")
        expect(page.get_by_text(left)).to_be_visible()
    expect(page.get_by_role("link", name="Controleer en stuur opnieuw in")).to_be_visible()
    page.get_by_label("Uw bericht").press_sequentially("Klaar!")
    page.get_by_role("button", name="Verstuur het bericht").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uw bericht is verstuurd.")
    expect(page.locator(".talk li").last).to_contain_text("Klaar!")
