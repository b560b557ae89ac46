"""What was typed survives a session that ends, a lost connection, two tabs and a double click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from playwright.sync_api import Browser, Error, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Submission, User

from ..factories import make_pillars, make_submission, make_user
from ..logging_in import log_in_browser
from .people import Manner, Person, watch

WORDS = "Begin klein, en vraag het team."
SCRIPT: dict[str, Any] = {}
NO_SCRIPT = {"java_script_enabled": False}
SLOW = 15_000
"""The script saves 2.5 seconds after the last key, and tries again after 5."""


@pytest.fixture
def draft(live_server: LiveServer) -> Submission:
    """A case that can be sent in, of somebody who comes in by mail."""
    make_pillars()
    return make_submission("Zelf roosteren", submitter=make_user(name="schrijver"))


@pytest.fixture
def options() -> dict[str, Any]:
    """Of the browser."""
    return SCRIPT


@pytest.fixture
def writer(
    browser: Browser, live_server: LiveServer, draft: Submission, options: dict[str, Any]
) -> Iterator[Person]:
    """The submitter at the step with the story. No script may fail and no policy be broken."""
    writer = Person(browser, live_server.url, Manner(options), "schrijver@voorbeeld.invalid")
    log_in_browser(writer.page, live_server.url, User.objects.get(email=writer.email))
    writer.goes(f"/indienen/{draft.reference}/verhaal/")
    yield writer
    writer.context.close()
    assert [
        line for line in writer.complaints if "Failed to load" not in line and is_bug(line)
    ] == []


def is_bug(line: str) -> bool:
    """Refusals and a lost connection are what these tests are about; anything else is not."""
    return not re.search(r": 4\d\d$|net::ERR", line)


def lessons(page: Page) -> Locator:
    """The field in which is typed."""
    return page.get_by_label("Lessen")


def saved(page: Page) -> None:
    """Wait until the field is in the database, and see that the page says so."""
    for _ in range(SLOW // 100):
        if kept() == WORDS:
            break
        page.wait_for_timeout(100)
    assert kept() == WORDS
    expect(page.locator("#bewaard")).to_contain_text("Bewaard om")


def kept() -> str:
    """The field as the database has it."""
    return Submission.objects.get().lessons


def log_in_by_mail(person: Person) -> None:
    """From the page where a code is asked."""
    person.at("Inloggen")
    person.writes(email=person.email)
    person.presses("Mail mij een code")
    person.types_code()


# --- A session that ends -------------------------------------------------------------------------


@pytest.mark.parametrize("options", [SCRIPT, NO_SCRIPT], ids=["script", "no script"])
def test_text_is_back_after_logging_in_when_the_session_had_ended(writer: Person) -> None:
    lessons(writer.page).fill(WORDS)
    Session.objects.all().delete()
    writer.presses("Bewaar")
    log_in_by_mail(writer)
    writer.at("Stap 2 van 5")
    writer.reads("U was uitgelogd toen u dit verstuurde.")
    expect(lessons(writer.page)).to_have_value(WORDS)
    assert kept() == ""
    writer.presses("Bewaar")
    writer.reads("Bewaard om")
    assert kept() == WORDS


@pytest.mark.long
def test_text_is_saved_by_itself_after_logging_in_in_another_tab(writer: Person) -> None:
    Session.objects.all().delete()
    lessons(writer.page).fill(WORDS)
    link = writer.page.locator("#bewaard").get_by_role("link", name=re.compile("Log in"))
    expect(link).to_be_visible(timeout=SLOW)
    writer.look()
    first = writer.page
    with writer.context.expect_page() as opened:
        link.click()
    writer.page = opened.value
    writer.hands.page = opened.value
    log_in_by_mail(writer)
    writer.at("Stap 2 van 5")
    first.bring_to_front()
    saved(first)


# --- A connection that is lost -------------------------------------------------------------------


@pytest.mark.long
def test_text_is_saved_when_the_connection_comes_back(writer: Person) -> None:
    page = writer.page
    writer.context.set_offline(True)
    lessons(page).fill(WORDS)
    expect(page.locator("#bewaard")).to_contain_text("geen verbinding", timeout=SLOW)
    expect(lessons(page)).to_have_value(WORDS)
    assert kept() == ""
    writer.context.set_offline(False)
    saved(page)


@pytest.mark.long
@pytest.mark.parametrize("act", ["reload", "press"])
def test_text_is_back_after_leaving_the_page_without_connection(writer: Person, act: str) -> None:
    page = writer.page
    place = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    writer.context.set_offline(True)
    lessons(page).fill(WORDS)
    with suppress(Error):  # the browser has nothing to show
        if act == "reload":
            page.reload()
        else:
            writer.presses("Bewaar")
    page.wait_for_url("chrome-error://**")
    writer.context.set_offline(False)
    page.goto(place)
    if not lessons(page).input_value():  # what a page sends in leaving may slip past `set_offline`
        writer.presses("Zet die tekst terug")
    expect(lessons(page)).to_have_value(WORDS)
    saved(page)
    page.goto(place)
    expect(page.get_by_role("button", name="Zet die tekst terug")).to_have_count(0)


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [NO_SCRIPT], ids=["no script"])
def test_two_tabs_keep_what_was_typed_in_each(writer: Person) -> None:
    other = writer.context.new_page()
    watch(other, writer.site, writer.complaints)
    other.goto(writer.page.url)
    lessons(writer.page).fill(WORDS)
    other.get_by_label("Voorwaarden").fill("Tijd.")
    for page in (writer.page, other):
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.locator(".notice.ok").first).to_contain_text("Bewaard om")
    now = Submission.objects.get()
    assert (now.lessons, now.conditions) == (WORDS, "Tijd.")


@pytest.mark.parametrize("options", [SCRIPT, NO_SCRIPT], ids=["script", "no script"])
def test_pressing_twice_sends_in_once(writer: Person, draft: Submission) -> None:
    writer.goes(f"/indienen/{draft.reference}/controleren/")
    writer.page.get_by_role("button", name="Stuur in naar de redactie").dblclick()
    writer.reads("Ingestuurd. De redactie leest het")
    assert draft.history.filter(move="submit").count() == 1
    for _ in range(SLOW // 100):  # mailed by the first press, once it is kept; the second reads on
        if mail.outbox:
            break
        writer.page.wait_for_timeout(100)
    assert [one.subject for one in mail.outbox] == ["Ingestuurd: Zelf roosteren"]
