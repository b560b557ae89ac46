"""The desk in a real browser: nothing that the policy blocks, nothing that axe objects to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from practices.models import Practice

from ..browser.examining import violations
from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from ..logging_in import log_in_browser
from .desk import at_desk, change_page, history_page, move_page, read


@pytest.fixture
def practice(live_server: LiveServer) -> Practice:
    make_pillars()
    practice = make_practice(
        "Zelfroosteren",
        status="draft",
        pillars=["2a", "3"],
        sectors=[make_sector("ggz")],
        regions=[make_region("twente")],
        organisations=["Thebe"],
        tags=["rooster"],
        sources=[make_source()],
    )
    client, address = at_desk(make_user("redacteur")), change_page(practice)
    client.post(address, read(client, address, approach="Eerst praten, dan roosteren."))
    client.post(address, read(client, address, approach="Eerst praten, dan samen roosteren."))
    return practice


@pytest.fixture
def desk(page: Page, live_server: LiveServer, practice: Practice) -> Iterator[Page]:
    """A browser at the desk; what the browser refuses or cannot find fails the test."""
    bo = make_user("eindredacteur", name="bo")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    log_in_browser(page, live_server.url, bo)
    page.goto(f"{live_server.url}/beheer/")
    yield page
    assert complaints == []


def pages(practice: Practice) -> list[str]:
    """The pages of the desk that are ours."""
    lists = ("practice", "region", "element")
    return [
        "/beheer/",
        *(f"/beheer/practices/{model}/" for model in lists),
        "/beheer/practices/practice/add/",
        change_page(practice),
        history_page(practice),
        move_page(practice, "publiceren"),
        move_page(practice, "archiveren"),
    ]


def test_pages_keep_to_the_policy_and_fit_a_phone(
    desk: Page, live_server: LiveServer, practice: Practice
) -> None:
    desk.set_viewport_size({"width": 320, "height": 640})
    for address in pages(practice):
        desk.goto(f"{live_server.url}{address}")
        fits = "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        assert desk.evaluate(fits), address


@pytest.mark.parametrize(
    ("width", "scheme"), [pytest.param(320, "light", marks=pytest.mark.long), (1280, "dark")]
)
def test_axe_objects_to_nothing(
    browser: Any, live_server: LiveServer, practice: Practice, width: int, scheme: Any
) -> None:
    """Apart from the test above: axe adds styles of its own, which the policy blocks."""
    bo = make_user("eindredacteur", name="bo")
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    log_in_browser(page, live_server.url, bo)
    for address in pages(practice):
        page.goto(f"{live_server.url}{address}")
        assert violations(page, is_ours=False) == [], address
    page.goto(f"{live_server.url}/beheer/practices/practice/add/")
    page.click("input[name=_save]")
    page.wait_for_selector(".kb-problems")
    assert violations(page, is_ours=False) == []
    page.goto(f"{live_server.url}{change_page(practice)}")
    page.evaluate("document.getElementById('id_read_version').value = '1'")
    page.fill("#id_summary", "Een heel andere samenvatting.")
    page.click("input[name=_save]")
    page.wait_for_selector(".kb-conflict")
    assert violations(page, is_ours=False) == []
    context.close()


def test_editor_adds_and_publishes_with_the_keyboard(
    desk: Page, live_server: LiveServer, practice: Practice
) -> None:
    """No pointer: the form, an autocomplete field, an extra row, saving, publishing."""
    desk.goto(f"{live_server.url}/beheer/practices/practice/add/")
    desk.keyboard.type("Samen roosteren in de wijk")
    desk.keyboard.press("Tab")
    assert desk.input_value("#id_slug") == "samen-roosteren-in-de-wijk"
    desk.focus("#id_summary")
    desk.keyboard.type("Teams maken samen het rooster.")
    desk.focus("#id_kind")
    desk.keyboard.type("Prakt")
    desk.focus("#id_sectors + .select2 .select2-search__field")
    desk.keyboard.type("ggz")
    desk.wait_for_selector(".select2-results__option--highlighted:has-text('Ggz')")
    desk.keyboard.press("Enter")
    desk.focus("#id_citations-0-source + .select2 [role=combobox]")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Document")
    desk.wait_for_selector(".select2-results__option--highlighted:has-text('Document')")
    desk.keyboard.press("Enter")
    desk.focus("#id_citations-0-heading")
    desk.keyboard.type("Bijlage 2")
    desk.focus("#figures-group .add-row a")
    desk.keyboard.press("Enter")
    desk.focus("#id_figures-0-label")
    desk.keyboard.type("Teams")
    desk.focus("#id_figures-0-value")
    desk.keyboard.type("12")
    desk.focus("input[name=_continue]")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".messagelist .success")
    desk.focus(".kb-move-publish")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".kb-move-page")
    desk.focus(".submit-row input")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".messagelist .success a")
    added = Practice.objects.get(slug="samen-roosteren-in-de-wijk")
    assert added.is_published
    assert [sector.slug for sector in added.sectors.all()] == ["ggz"]
    assert [figure.value for figure in added.figures.all()] == ["12"]
