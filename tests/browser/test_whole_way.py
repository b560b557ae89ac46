"""The whole way of a case: from a mail address and a title to a published page, and a change to it.

A submitter, an editor, a second submitter and a reader, each with a browser of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Practice, Submission, User

from ..attachments.make import make_image
from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_submission,
    make_user,
)
from ..logging_in import log_in_browser
from .hands import Keyboard
from .people import DESKTOP, Manner, Person

TITLE = "Rooster maken met het team"
QUESTION = "Hoeveel mensen doen er mee?"
FIRST, ANSWER, NEWER = (
    "Het team maakt het rooster.",
    "Er doen 12 mensen mee.",
    "Nu ook in de nacht.",
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MANNERS = {
    "phone": Manner(PHONE),
    "no script": Manner({"viewport": DESKTOP, "java_script_enabled": False}),
    "keyboard": Manner({"viewport": DESKTOP}, hands=Keyboard),
}
WAYS = [pytest.param(manner, id=name) for name, manner in MANNERS.items()]
"""The keyboard is on a desktop too; who examines every state (below) has a mouse there."""


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a site with the vocabularies and nothing else."""
    make_pillars()
    make_sector("ggz", name="Ggz", parent=make_sector("zorg", name="Zorg"))
    make_region("nederland", kind="land", name="Nederland")
    make_region("utrecht", name="Utrecht")
    place: str = live_server.url
    return place


@pytest.fixture
def chief(site: str) -> User:
    """An eindredacteur, who reviews and publishes."""
    return make_user("eindredacteur", name="anna", email="anna@voorbeeld.invalid")


class Company:
    """The people who meet in a case; `complaints` holds what any of their browsers objected to."""

    def __init__(self, browser: Browser, site: str, manner: Manner) -> None:
        def person(email: str = "") -> Person:
            return Person(browser, site, manner, email)

        self.submitter = person("regio@voorbeeld.invalid")
        self.elsewhere = person("regio@voorbeeld.invalid")  # the same person, on another device
        self.editor = person("anna@voorbeeld.invalid")
        self.second = person("ander@voorbeeld.invalid")
        self.reader = person()

    @property
    def people(self) -> list[Person]:
        """All of them."""
        return [self.submitter, self.elsewhere, self.editor, self.second, self.reader]

    @property
    def complaints(self) -> list[str]:
        """Of all browsers together, each once."""
        return sorted({line for person in self.people for line in person.complaints})


@pytest.fixture
def company(browser: Browser, site: str, chief: User, manner: Manner) -> Iterator[Company]:
    """The people, all working in the same manner."""
    company = Company(browser, site, manner)
    yield company
    for person in company.people:
        person.context.close()


# --- The way, in parts ---------------------------------------------------------------------------


def begin_with_a_tip(person: Person) -> None:
    """From nothing but a title and an address to a draft."""
    person.goes("/indienen/?sector=ggz")
    person.at("Een voorbeeld insturen")
    person.writes(title=TITLE, email=person.email)
    person.presses("Mail mij een code en ga verder")
    person.types_code()
    person.at(TITLE)
    person.writes(summary="Verzorgenden maken samen hun rooster.")
    person.presses("Vertel het hele verhaal")


def tell_the_whole_story(person: Person, picture: Path) -> None:
    """The five steps, with a file, and send it in."""
    page = person.page
    person.at("Stap 1 van 5")
    expect(page.get_by_label("Ggz")).to_be_checked()
    person.hands.choose(page.get_by_label("Soort"), "Praktijkvoorbeeld")
    person.ticks("Utrecht")
    person.hands.write(page.get_by_label("Organisatie 1: Naam"), "Zorggroep Voorbeeld")
    person.presses("Bewaar en verder")
    person.at("Stap 2 van 5")
    person.writes(background="Roosters kwamen te laat.", approach=FIRST, results="Meer rust.")
    person.presses("Bewaar en verder")
    person.at("Stap 3 van 5")
    person.opens("Grip op het werk")
    person.ticks("2a Element 2a")
    person.hands.write(page.get_by_label("Waaruit blijkt 2a?"), "Zij kiezen zelf.")
    person.hands.upload(page.get_by_label("Bijlagen toevoegen"), picture)
    person.presses("Bewaar en voeg toe")
    expect(page.get_by_role("link", name="foto.png")).to_be_visible()
    person.look()
    person.presses("Bewaar en verder")
    person.at("Stap 4 van 5")
    person.ticks("CC BY 4.0")
    person.presses("Bewaar en verder")
    person.at("Stap 5 van 5")
    person.reads("Alles wat nodig is, is ingevuld.")
    person.follows("Bekijk hoe het eruit komt te zien")
    person.at(TITLE)
    expect(page.get_by_role("link", name="foto.png")).to_be_visible()
    person.follows("Terug naar uw inzending")
    person.at(TITLE)
    person.hands.activate(page.get_by_role("navigation", name="Stappen").get_by_role("link").last)
    person.at("Stap 5 van 5")
    person.presses("Stuur in naar de redactie")
    person.reads("Ingestuurd. De redactie leest het")
    person.look()


def ask_for_more(editor: Person, chief: User) -> None:
    """Follow the mail, come in, take it, ask something at a field, send it back."""
    editor.opens_mail(f"Ingestuurd: {TITLE}")
    editor.at("Inloggen")
    editor.comes_in_as_editor(chief)
    editor.at(f"Beoordelen: {TITLE}")
    editor.presses("Neem deze inzending")
    expect(editor.page.get_by_role("region", name="Besluit")).to_be_visible()
    editor.look()
    field = editor.page.locator("#veld-approach")
    editor.hands.activate(field.locator("summary", has_text="Opmerking bij dit veld"))
    editor.hands.write(field.locator("textarea"), QUESTION)
    editor.hands.activate(field.get_by_role("button", name="Zet klaar"))
    expect(field).to_contain_text("nog niet verstuurd")
    editor.look()
    editor.follows("Vraag om aanvulling")
    editor.at("Om aanvulling vragen")
    editor.writes(note="Een mooi voorbeeld. Nog één vraag.")
    editor.presses("Vraag om aanvulling")
    editor.reads("Om aanvulling gevraagd")
    editor.look()


def answer(person: Person) -> None:
    """Follow the mail on another device, come in, answer, tick the question, send it in again."""
    person.opens_mail("Uw aanvulling gevraagd")
    person.at(TITLE)
    person.reads(QUESTION)
    person.follows("Log in om te antwoorden")
    person.at("Inloggen")
    person.writes(email=person.email)
    person.presses("Mail mij een code")
    person.types_code()
    person.at(TITLE)
    person.reads("U bent aan de beurt")
    person.hands.activate(person.page.get_by_role("link", name="Naar dit onderdeel"))
    person.at("Stap 2 van 5")
    person.writes(approach=f"{FIRST} {ANSWER}")
    person.presses("Bewaar")
    person.reads("Bewaard om")
    person.follows("Bekijk wat de redactie vraagt")
    person.at(TITLE)
    person.presses("Dit is gedaan: aanpak")
    person.reads("Alles is gedaan.")
    person.writes(text="Ik heb het aangevuld.")
    person.presses("Verstuur het bericht")
    person.reads("Uw bericht is verstuurd.")
    person.look()
    person.follows("Controleer en stuur opnieuw in")
    person.at("Stap 5 van 5")
    person.presses("Stuur in naar de redactie")
    person.reads("Ingestuurd. De redactie leest het")
    assert Submission.objects.get().status == Submission.Status.SUBMITTED


def accept(editor: Person) -> None:
    """Read it again and put it on the site."""
    editor.opens_mail(f"Ingestuurd: {TITLE}")
    editor.at(f"Beoordelen: {TITLE}")
    editor.reads("Ik heb het aangevuld.")
    editor.presses("Neem deze inzending")
    editor.follows("Aanvaard")
    editor.at("Aanvaarden")
    editor.writes(note="Dank u wel, het is helder.")
    editor.presses("Aanvaard")
    editor.reads("Er wacht niets meer in deze lijst.")
    editor.look()


def read(reader: Person, address: str, *there: str, gone: str = "") -> None:
    """What anybody sees, without cookies; the file can be had."""
    reader.goes(address)
    reader.at(TITLE)
    if "is_mobile" in reader.manner.options:  # a phone folds the facts that are read less
        reader.opens("Toon meer feiten")
    for text in there:
        reader.reads(text)
    if gone:
        expect(reader.page.get_by_text(gone)).to_have_count(0)
    with reader.page.expect_download() as download:
        reader.follows("foto.png")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    assert reader.context.cookies() == []


def propose_a_change(person: Person, address: str) -> None:
    """Somebody else knows more; what is published stays."""
    person.goes(address)
    person.follows("Stel een wijziging voor")
    person.at("Een wijziging voorstellen")
    person.follows("Log in met een code")
    person.at("Inloggen")
    person.writes(email=person.email)
    person.presses("Mail mij een code")
    person.types_code()
    person.at("Een wijziging voorstellen")
    person.presses("Begin met de wijziging")
    person.at("Stap 1 van 5")
    person.presses("Bewaar en verder")
    person.at("Stap 2 van 5")
    person.writes(approach=f"{FIRST} {ANSWER} {NEWER}", results="Niemand was nog ziek.")
    person.presses("Bewaar en verder")
    person.at("Stap 3 van 5")
    steps = person.page.get_by_role("navigation", name="Stappen")
    person.hands.activate(steps.get_by_role("link").last)
    person.at("Stap 5 van 5")
    person.reads("Wat u verandert")
    person.presses("Stuur in naar de redactie")
    person.reads("Ingestuurd. De redactie leest het")
    person.look()


def take_over_one_field(editor: Person) -> None:
    """Take over the new approach and leave the results as they are."""
    editor.opens_mail(f"Ingestuurd: {TITLE}")
    editor.at(f"Beoordelen: {TITLE}")
    editor.presses("Neem deze inzending")
    expect(editor.page.get_by_role("region", name="Besluit")).to_be_visible()
    editor.look()
    editor.follows("Aanvaard")
    editor.at("Aanvaarden")
    editor.hands.untick(editor.page.get_by_role("checkbox", name="Resultaten"))
    editor.writes(note="De nacht nemen wij over.")
    editor.presses("Aanvaard")
    editor.reads("Aanvaard: “")


def take_back(editor: Person) -> None:
    """Take the last decision back."""
    editor.follows("Bekijk het besluit")
    editor.at(f"Beoordelen: {TITLE}")
    editor.opens("Draai dit besluit terug")
    editor.writes(note="Dat was te vroeg.")
    editor.presses("Draai terug")
    editor.reads("Het besluit is teruggedraaid.")
    editor.look()


# --- The whole of it -----------------------------------------------------------------------------


def go_the_whole_way(company: Company, chief: User, picture: Path) -> None:
    """From a tip to a published page, a change to it, and back."""
    begin_with_a_tip(company.submitter)
    tell_the_whole_story(company.submitter, picture)
    ask_for_more(company.editor, chief)
    answer(company.elsewhere)
    assert not Practice.objects.published().exists()
    accept(company.editor)
    address = Practice.objects.published().get().get_absolute_url()
    read(company.reader, address, ANSWER, "Meer rust.", "CC BY 4.0", "Zorggroep Voorbeeld")
    propose_a_change(company.second, address)
    read(company.reader, address, ANSWER, gone=NEWER)
    take_over_one_field(company.editor)
    read(company.reader, address, NEWER, "Meer rust.", gone="Niemand was nog ziek.")
    take_back(company.editor)
    read(company.reader, address, ANSWER, gone=NEWER)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """An image to send along."""
    file = tmp_path / "foto.png"
    file.write_bytes(make_image())
    return file


@pytest.mark.parametrize("manner", WAYS)
def test_from_a_tip_to_a_published_page_and_a_change_to_it(
    company: Company, chief: User, picture: Path
) -> None:
    go_the_whole_way(company, chief, picture)
    assert "\n".join(company.complaints) == ""


@pytest.mark.long
@pytest.mark.parametrize("manner", [Manner({"viewport": DESKTOP}, examines=True)], ids=["axe"])
def test_every_state_on_the_way_is_accessible_in_light_and_dark(
    company: Company, chief: User, picture: Path
) -> None:
    go_the_whole_way(company, chief, picture)
    assert "\n".join(company.complaints) == ""


@pytest.mark.long
@pytest.mark.parametrize("manner", [MANNERS["keyboard"]], ids=["keyboard"])
def test_a_tip_is_merged_into_a_practice_that_was_there(company: Company, chief: User) -> None:
    practice = make_practice(
        "Samen roosteren", licence="CC-BY-4.0", approach=FIRST, sources=[make_source()]
    )
    tip = make_submission("Samen roosteren!", status="submitted", approach=f"{FIRST} {NEWER}")
    editor = company.editor
    log_in_browser(editor.page, editor.site, chief)
    editor.goes(tip.get_review_url())
    editor.at("Beoordelen: Samen roosteren!")
    editor.presses("Neem deze inzending")
    editor.follows("Voeg samen met een bestaand voorbeeld")
    editor.at("Samenvoegen")
    editor.hands.activate(editor.page.get_by_role("button", name="Voeg samen met").first)
    editor.reads("Dit is nu een wijziging van “Samen roosteren”.")
    editor.look()
    editor.follows("Aanvaard")
    editor.at("Aanvaarden")
    expect(editor.page.get_by_role("checkbox", name="Titel")).not_to_be_checked()
    editor.hands.tick(editor.page.get_by_role("checkbox", name="Aanpak"))
    editor.writes(note="Dank u wel, wij voegen de nacht toe.")
    editor.presses("Aanvaard")
    editor.reads("Aanvaard: “")
    company.reader.goes(practice.get_absolute_url())
    company.reader.at("Samen roosteren")
    company.reader.reads(NEWER)
    expect(company.reader.page.get_by_role("heading", level=1)).to_have_text("Samen roosteren")
    assert "\n".join(company.complaints) == ""
