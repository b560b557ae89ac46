"""Sending in a case in a real browser: with and without JavaScript, by keyboard, on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Submission, User

from ..attachments.make import make_image
from ..browser.examining import overflow, violations
from ..browser.windows import WINDOWS
from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_submission,
    make_user,
)
from ..logging_in import log_in_browser
from .filling import address

# Playwright's own loop runs in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a site with the vocabularies and one practice."""
    make_pillars()
    make_sector("ggz", name="Ggz", parent=make_sector("zorg", name="Zorg"))
    make_region("nederland", kind="land", name="Nederland")
    make_region("utrecht", name="Utrecht")
    make_practice("Gezamenlijk roosteren in de wijk", slug="roosteren")
    place: str = live_server.url
    return place


@pytest.fixture
def writer(site: str) -> User:
    """Somebody with an account."""
    return make_user(name="schrijver")


def draft(writer: User, **values: Any) -> Submission:
    """A case that can be sent in."""
    given: dict[str, Any] = {"sectors": ["ggz"], "regions": ["utrecht"], **values}
    return make_submission("Zelf roosteren", submitter=writer, **given)


def press(page: Page, name: str) -> None:
    """Press the button that says exactly this."""
    page.get_by_role("button", name=name, exact=True).click()


def type_code(page: Page, email: str) -> None:
    """Type the code that was mailed to this address."""
    assert mail.outbox[-1].to == [email]
    found = re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", str(mail.outbox[-1].body))
    assert found
    page.get_by_label("Code uit de mail").fill(found[0])
    press(page, "Inloggen")


@pytest.fixture(params=["script", "no script", "phone"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser with JavaScript, one without, and a small one."""
    options: dict[str, Any] = {
        "script": {},
        "no script": {"java_script_enabled": False},
        "phone": PHONE,
    }
    context: BrowserContext = browser.new_context(**options[request.param])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def test_from_an_address_to_a_case_that_was_sent_in(
    visitor: Page, site: str, tmp_path: Path
) -> None:
    page, email = visitor, "regio@voorbeeld.invalid"
    page.goto(f"{site}/indienen/?sector=ggz")
    page.get_by_label("Hoe heet het voorbeeld?").fill("Rooster maken met het team")
    page.get_by_label("Uw e-mailadres").fill(email)
    page.wait_for_timeout(2100)  # people need more than two seconds, and programs do not
    press(page, "Mail mij een code en ga verder")
    type_code(page, email)
    page.get_by_label("Samenvatting").fill("Verzorgenden maken samen hun rooster.")
    press(page, "Vertel het hele verhaal")

    expect(page).to_have_title(re.compile("Stap 1 van 5"))
    page.get_by_label("Soort").select_option("praktijkvoorbeeld")
    expect(page.get_by_label("Ggz")).to_be_checked()
    page.get_by_label("Utrecht").check()
    page.get_by_label("Organisatie 1: Naam van de organisatie").fill("Zorggroep Voorbeeld")
    press(page, "Bewaar en verder")

    page.get_by_label("Aanleiding").fill("Roosters kwamen te laat.")
    page.get_by_label("Aanpak").fill(
        "Het team maakt het rooster zelf. Er doen 12 verzorgenden mee."
    )
    press(page, "Bewaar en verder")

    page.locator("summary", has_text="Grip op het werk").click()
    page.get_by_label("2a Element 2a").check()
    page.get_by_label("Waaruit blijkt 2a?").fill("Zij kiezen zelf.")
    image = tmp_path / "foto.png"
    image.write_bytes(make_image())
    page.get_by_label("Bijlagen toevoegen").set_input_files(image)
    press(page, "Bewaar en voeg toe")
    expect(page.get_by_role("link", name="foto.png")).to_be_visible()
    press(page, "Bewaar en verder")

    expect(page.get_by_label("Mijn naam en e-mailadres mogen")).not_to_be_checked()
    page.get_by_label("CC BY 4.0").check()
    press(page, "Bewaar en verder")

    expect(page.get_by_text("Alles wat nodig is, is ingevuld.")).to_be_visible()
    press(page, "Stuur in naar de redactie")
    expect(page.get_by_text("Ingestuurd. De redactie leest het")).to_be_visible()
    submission = Submission.objects.get()
    assert submission.status == "submitted"
    assert submission.pillar_tags == [["2", "2a", "inzender", "Zij kiezen zelf."]]
    assert submission.attachments.count() == 1


def test_the_whole_form_can_be_filled_in_with_the_keyboard(
    page: Page, site: str, writer: User
) -> None:
    submission = draft(writer, licence="")
    log_in_browser(page, site, writer)
    page.goto(f"{site}{address(submission, 'contact')}")

    def tab_to(wanted: str) -> None:
        page.wait_for_load_state()
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({wanted!r})"):
                return
        pytest.fail(f"{wanted} is met tab niet te bereiken")

    tab_to("#id_contact_name")
    page.keyboard.type("Testpersoon")
    tab_to("[name=licence]")
    page.keyboard.press("Space")
    tab_to("button[value=verder]")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("Controleren"))
    tab_to("form .btn")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ingestuurd. De redactie leest het")).to_be_visible()
    now = Submission.objects.get()
    assert (now.contact_name, now.licence, now.status) == ("Testpersoon", "CC-BY-4.0", "submitted")


def test_enter_in_a_field_saves_and_stays(page: Page, site: str, writer: User) -> None:
    submission = draft(writer)
    log_in_browser(page, site, writer)
    page.goto(f"{site}{address(submission, 'bewijs')}")
    page.get_by_label("Trefwoorden").fill("rooster")
    page.get_by_label("Trefwoorden").press("Enter")
    expect(page.locator(".notice.ok")).to_contain_text("Bewaard om")
    assert Submission.objects.get().tags == ["rooster"]


@pytest.mark.parametrize("view", WINDOWS)
def test_every_page_is_accessible_also_with_errors(
    browser: Browser, site: str, writer: User, view: dict[str, Any]
) -> None:
    submission = draft(writer, licence="", links=[["Hier", "http://10.0.0.1/"]])
    change = make_practice("Zelf roosteren in de buurt", slug="buurt")
    context = browser.new_context(**view)
    page = context.new_page()
    page.goto(f"{site}/indienen/?pijler=2a&sector=mars")
    found = [*violations(page), *reaches_too_far(page)]
    page.get_by_label("Hoe heet het voorbeeld?").press_sequentially("roosteren in de wijk")
    expect(page.get_by_role("heading", name="Bestaat dit al?")).to_be_visible()
    found += [*violations(page), *reaches_too_far(page)]
    press(page, "Mail mij een code en ga verder")
    expect(page).to_have_title(re.compile("^Fout: "))
    found += [*violations(page), *reaches_too_far(page)]
    log_in_browser(page, site, writer)
    for step in ("", "kern", "verhaal", "bewijs", "contact", "controleren"):
        page.goto(f"{site}{address(submission, step)}")
        found += [*violations(page), *reaches_too_far(page)]
    page.goto(f"{site}{address(submission, 'kern')}")
    page.get_by_label("Titel").fill("x" * 130)
    page.get_by_label("Begonnen").fill("ooit")
    press(page, "Bewaar en verder")
    expect(page.locator("#fouten")).to_be_focused()  # `autofocus` comes with the next picture
    page.get_by_role("link", name=re.compile("^Begonnen")).click()
    expect(page.locator("#id_period_start")).to_be_focused()
    found += [*violations(page), *reaches_too_far(page)]
    page.goto(f"{site}{address(submission, 'controleren')}")
    press(page, "Stuur in naar de redactie")
    found += [*violations(page), *reaches_too_far(page)]
    for place in (
        f"/indienen/{submission.reference}/voorbeeld/",
        f"/indienen/wijziging/{change.slug}/",
    ):
        page.goto(f"{site}{place}")
        found += [*violations(page), *reaches_too_far(page)]
    context.close()
    assert found == []


def reaches_too_far(page: Page) -> list[str]:
    """A line when the page is wider than its window."""
    return [f"{page.url}: {overflow(page)} px te breed"] if overflow(page) > 0 else []


# --- Saving by itself ----------------------------------------------------------------------------


@pytest.fixture
def story(page: Page, site: str, writer: User) -> Page:
    """The step with the story, opened by its writer."""
    log_in_browser(page, site, writer)
    page.goto(f"{site}{address(draft(writer), 'verhaal')}")
    return page


def test_what_is_typed_is_kept_without_a_button(story: Page) -> None:
    story.get_by_label("Lessen").fill("Begin klein. Mail iemand@voorbeeld.nl.")
    expect(story.locator("[data-advice=lessons]")).to_contain_text("e-mailadres", timeout=15_000)
    expect(story.locator("#bewaard")).to_have_text(re.compile(r"Bewaard om \d\d:\d\d$"))
    assert story.evaluate("sessionStorage.length") == 0
    assert Submission.objects.get().lessons.startswith("Begin klein.")
    story.get_by_label("Lessen").fill("Begin kleiner.")
    press(story, "Bewaar en verder")
    expect(story).to_have_title(re.compile("Stap 3"))
    assert Submission.objects.get().lessons == "Begin kleiner."


def test_without_connection_nothing_is_lost(story: Page) -> None:
    story.context.set_offline(True)
    story.get_by_label("Lessen").fill("Geschreven in de trein.")
    expect(story.locator("#bewaard")).to_contain_text(
        "Niet bewaard: geen verbinding", timeout=15_000
    )
    assert Submission.objects.get().lessons == ""
    story.context.set_offline(False)
    expect(story.locator("#bewaard")).to_contain_text("Bewaard om", timeout=15_000)
    assert Submission.objects.get().lessons == "Geschreven in de trein."


def test_text_that_was_not_kept_is_offered_after_reloading(story: Page) -> None:
    story.route(
        "**/verhaal/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    story.get_by_label("Lessen").fill("Nog niet bewaard.")
    expect(story.locator("#bewaard")).to_contain_text("Niet bewaard", timeout=15_000)
    story.on("dialog", lambda dialog: dialog.accept())
    story.reload()
    story.unroute("**/verhaal/")
    expect(story.get_by_label("Lessen")).to_have_value("")
    press(story, "Zet die tekst terug")
    expect(story.get_by_label("Lessen")).to_have_value("Nog niet bewaard.")
    expect(story.locator("#bewaard")).to_contain_text("Bewaard om", timeout=15_000)


def test_somebody_logged_out_keeps_the_text_and_can_log_in_elsewhere(
    story: Page, site: str, writer: User
) -> None:
    story.context.clear_cookies(name="sessionid")
    story.get_by_label("Lessen").fill("Na de lunch.")
    line = story.locator("#bewaard")
    expect(line.get_by_role("link", name=re.compile("Log in"))).to_be_visible(timeout=15_000)
    log_in_browser(story, site, writer)
    expect(line).to_contain_text("Bewaard om", timeout=15_000)
    assert Submission.objects.get().lessons == "Na de lunch."


def test_another_window_is_noticed_and_both_texts_are_shown(story: Page) -> None:
    other = story.context.new_page()
    other.goto(story.url)
    other.get_by_label("Lessen").fill("Van de ander.")
    press(other, "Bewaar")
    story.get_by_label("Lessen").fill("Van mij.")
    expect(story.locator("#bewaard")).to_contain_text(
        "Iemand anders heeft dit ook gewijzigd", timeout=15_000
    )
    press(story, "Bewaar")
    expect(story.get_by_text("Van de ander.")).to_be_visible()
    expect(story.get_by_label("Lessen")).to_have_value("Van mij.")
    assert Submission.objects.get().lessons == "Van de ander."


def test_pressing_twice_quickly_sends_once(page: Page, site: str, writer: User) -> None:
    submission = draft(writer)
    log_in_browser(page, site, writer)
    page.goto(f"{site}{address(submission, 'controleren')}")
    page.get_by_role("button", name="Stuur in naar de redactie").dblclick()
    expect(page.get_by_text("Ingestuurd. De redactie leest het")).to_be_visible()
    assert Submission.objects.get().history.filter(move="submit").count() == 1
