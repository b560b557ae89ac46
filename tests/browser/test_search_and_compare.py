"""An employer finds what fits, lays it side by side and prints it; the scan and the gaps lead on.

On a phone, with keys alone and without scripts, with the real content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .hands import Keyboard
from .lists import settled
from .people import DESKTOP, Manner, Person
from .real_site import PROXY

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MANNERS = {
    "phone": Manner({**PHONE, "extra_http_headers": PROXY}),
    "keyboard": Manner({"viewport": DESKTOP, "extra_http_headers": PROXY}, hands=Keyboard),
    "no script": Manner(
        {"viewport": DESKTOP, "extra_http_headers": PROXY, "java_script_enabled": False}
    ),
}
every_manner = pytest.mark.parametrize(
    "manner", [pytest.param(manner, id=name) for name, manner in MANNERS.items()]
)
NIGHT = "Het personeelsbeleid van de IC op Jeroen Bosch ziekenhuis"
ROSTERS = "Gezamenlijk roosteren van diensten in Noord-Brabant"
POOLS = "Invalpools in het primair onderwijs"


@pytest.fixture
def employer(browser: Browser, published_site: str, manner: Manner) -> Iterator[Person]:
    """Somebody with a problem and little time; their browser may complain of nothing."""
    person = Person(browser, published_site, manner)
    person.context.add_init_script("globalThis.printed = 0; print = () => { printed += 1; }")
    yield person
    person.context.close()
    assert person.complaints == []


def runs_scripts(person: Person) -> bool:
    """Whether their browser does."""
    return bool(person.manner.options.get("java_script_enabled", True))


def searches(person: Person, words: str) -> None:
    """Look for something from the front page."""
    person.goes("/")
    person.hands.write(person.page.get_by_label("Zoekwoord"), words)
    person.presses("Zoek")
    person.at(f"voor ‘{words}’")


def lays_aside(person: Person, title: str) -> None:
    """Keep it to compare, and see that it is kept."""
    person.presses(f"Leg naast elkaar: {title}")
    expect(person.page.locator(".laid-bar")).to_contain_text(title)
    if runs_scripts(person):
        settled(person.page)  # the focus comes after the list
        assert person.page.evaluate("document.activeElement !== document.body")


@every_manner
def test_night_shifts_in_a_hospital_are_found_compared_and_printed(employer: Person) -> None:
    page = employer.page
    searches(employer, "nachtdiensten in een ziekenhuis")
    titles = page.locator("#gevonden .results h3")
    expect(titles.first).to_have_text(NIGHT)
    lays_aside(employer, NIGHT)
    lays_aside(employer, ROSTERS)
    kept = page.url
    employer.look()
    employer.follows("Vergelijk deze 2 voorbeelden")
    employer.at("naast elkaar")
    heads = page.get_by_role("list", name="Deze voorbeelden").locator(".name a")
    expect(heads).to_have_text([NIGHT, ROSTERS])
    for title in (NIGHT, ROSTERS):
        expect(page.get_by_role("link", name=title).first).to_be_visible()
    if runs_scripts(employer):
        employer.presses("Druk af als beslisnotitie")
        assert page.evaluate("printed") == 1
    by_hand = page.get_by_text("Druk af met het menu van uw browser.")
    expect(by_hand).to_be_visible(visible=not runs_scripts(employer))
    address = page.url
    page.go_back()
    expect(page).to_have_url(kept)
    expect(page.locator(".laid-bar")).to_contain_text(ROSTERS)
    page.goto(address)  # anybody to whom it is sent sees the same
    expect(page.get_by_role("link", name=NIGHT).first).to_be_visible()
    assert employer.context.cookies() == []


@every_manner
def test_stand_ins_for_primary_schools_are_found_and_read(employer: Person) -> None:
    page = employer.page
    searches(employer, "invallers in het basisonderwijs")
    expect(page.locator("#gevonden .results h3").first).to_have_text(POOLS)
    is_phone = employer.manner.options.get("has_touch")
    if is_phone:
        employer.presses("Filters")
        employer.opens("Sector")
    employer.ticks("Primair onderwijs")
    if is_phone:
        page.get_by_role("button", name=re.compile(r"^Toon \d+ voorbeeld")).click()
    elif not runs_scripts(employer):
        employer.presses("Pas filters toe")
    expect(page).to_have_url(re.compile("sector=po"))
    expect(page.locator(".chips .chip")).to_have_count(1)
    employer.look()
    employer.follows(POOLS)
    employer.at(POOLS)
    employer.look()
    page.go_back()
    expect(page.get_by_label("Primair onderwijs")).to_be_checked()
    expect(page.get_by_label("Zoekwoord")).to_have_value("invallers in het basisonderwijs")


ANSWERS = dict(
    zip(("1a", "1b", "2a", "2b", "2c", "2d", "3a", "3b", "3c"), "321022302", strict=True)
)


@every_manner
def test_scan_leads_to_what_others_did(employer: Person) -> None:
    page = employer.page
    employer.goes("/scan/")
    for code, level in ANSWERS.items():
        answer_scan(employer, code, level)
    employer.look()
    employer.hands.activate(page.get_by_role("button", name=re.compile("profiel")).first)
    employer.at("profiel")
    assert all(f"{code}={level}" in page.url for code, level in ANSWERS.items())
    employer.look()
    weakest = page.locator("main .pillar.p2 .index a[href*='pijler=2b']").last
    promised = int(re.findall(r"(\d+) voorbeeld", weakest.inner_text())[0])
    employer.hands.activate(weakest)
    employer.at(f"{promised} voorbeelden met 1 filter")
    expect(page.get_by_label("Leren en ontwikkelen")).to_be_checked()


def answer_scan(person: Person, code: str, level: str) -> None:
    """Answer one statement; with keys, from the first of its radio buttons with the arrows."""
    wanted = person.page.locator(f"[name='{code}'][value='{level}']")
    if person.manner.hands is not Keyboard:
        wanted.check()
        return
    person.hands.tick(person.page.locator(f"[name='{code}']").first)
    for _ in range(int(level)):
        person.page.keyboard.press("ArrowRight")
    expect(wanted).to_be_checked()


@pytest.mark.parametrize("manner", [MANNERS["keyboard"]], ids=["keyboard"])
def test_empty_cell_leads_to_a_form_that_knows_it(employer: Person) -> None:
    page = employer.page
    employer.goes("/dekking/")
    row = page.get_by_role("row", name=re.compile("^Geestelijke gezondheidszorg"))
    cell = row.get_by_role("link", name="Nog geen bij 3c: stuur er een in")
    employer.hands.activate(cell)
    employer.at("insturen")
    employer.reads("3c Kinderopvang en zorgverlof")
    employer.reads("Geestelijke gezondheidszorg")
