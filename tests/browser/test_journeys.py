"""What people come to do, in a real browser: with the keyboard, on a phone, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from practices.models import User

from .conftest import log_in, practice
from .examining import violations
from .lists import settled


def test_employer_finds_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/voorbeelden/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    box = page.get_by_label("Grip op geld")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**pijler=1*")
    settled(page)  # Enter asked once more; that answer would take the focus from the link
    expect(page.get_by_role("status")).to_contain_text("1 voorbeeld")
    link = page.get_by_role("link", name="De Werkgeverij")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Werkgeverij")
    page.go_back()
    expect(page.get_by_label("Grip op geld")).to_be_checked()


def test_choice_is_taken_back_with_its_chip(page: Page, site: str) -> None:
    page.goto(f"{site}/voorbeelden/?pijler=1&sector=ggz&q=werkgeverij")
    page.get_by_role("link", name="Verwijder filter: Pijler en element: Grip op geld").click()
    expect(page).not_to_have_url(re.compile("pijler"))
    expect(page).to_have_url(re.compile("sector=ggz"))
    expect(page.get_by_label("Zoekwoord")).to_have_value("werkgeverij")
    page.get_by_role("link", name="Wis alle filters").click()
    expect(page).not_to_have_url(re.compile("sector"))
    expect(page).to_have_url(re.compile("q=werkgeverij"))


def test_phone_has_a_full_filter_panel_that_gives_focus_back(phone: Page, site: str) -> None:
    phone.goto(f"{site}/voorbeelden/")
    opener = phone.get_by_role("button", name="Filters")
    expect(phone.get_by_label("Grip op geld")).to_be_hidden()
    opener.click()
    box = phone.locator(".facets").bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 320, 640)
    phone.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.click()
    phone.get_by_text("Pijler en element", exact=True).click()
    phone.get_by_label("Grip op geld").check()
    phone.get_by_role("button", name="Toon").click()
    phone.wait_for_url("**pijler=1*")
    expect(phone.get_by_role("button", name="Filters (1 gekozen")).to_be_visible()


def test_phone_has_a_menu_that_gives_focus_back(phone: Page, site: str) -> None:
    phone.goto(f"{site}/over/")
    opener = phone.get_by_role("button", name="Menu")
    expect(phone.get_by_role("link", name="Insturen", exact=True)).to_be_hidden()
    opener.focus()
    phone.keyboard.press("Enter")
    assert violations(phone) == []
    phone.keyboard.press("Tab")
    phone.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.press("Enter")
    last = phone.get_by_role("link", name="Insturen", exact=True)
    last.focus()
    phone.keyboard.press("Tab")  # on to the page, that may not lie behind the menu then
    expect(last).to_be_hidden()
    expect(phone.locator("main a:focus, main :focus")).to_be_visible()
    opener.click()
    phone.get_by_role("link", name="Insturen", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Stuur een voorbeeld in")


def test_everything_works_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/")
    page.get_by_label("Zoek").first.fill("werkgev")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="De Werkgeverij")).to_be_visible()


@pytest.mark.parametrize("title", ["De Werkgeverij", "Voorbeeld 07"])
def test_second_page_and_back(page: Page, site: str, title: str) -> None:
    page.goto(f"{site}/voorbeelden/?sorteer=titel")
    page.get_by_role("link", name="Volgende").click()
    expect(page).to_have_url(re.compile("pagina=2"))
    expect(page).to_have_title(re.compile("bladzijde 2"))
    page.go_back()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_editor_corrects_and_sees_it_on_the_site(page: Page, site: str, chief: User) -> None:
    log_in(page, site, chief)
    number = practice("de-werkgeverij").pk
    page.goto(f"{site}/beheer/practices/practice/{number}/change/")
    page.get_by_label("Titel").fill("De Werkgeverij, gewijzigd")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.goto(f"{site}/voorbeelden/de-werkgeverij/")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Werkgeverij, gewijzigd")


def test_editor_is_asked_before_unsaved_text_is_left(page: Page, site: str, chief: User) -> None:
    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    log_in(page, site, chief)
    page.on("dialog", stay)
    page.goto(f"{site}/beheer/practices/practice/{practice('de-werkgeverij').pk}/change/")
    page.get_by_label("Titel").fill("Nog niet opgeslagen")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Archiveren").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert page.get_by_label("Titel").input_value() == "Nog niet opgeslagen"
