"""The filters on a phone: a panel over the page (U-10)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .examining import measured, overflow, violations
from .lists import UPDATE, box, change, count_beside, settled, tick

SMALL: Any = {"width": 360, "height": 740}
PHONE = pytest.mark.parametrize("options", [{"viewport": SMALL, "has_touch": True}], ids=["phone"])


def unfold(page: Page, facet: str) -> None:
    """Open a facet of the panel."""
    page.locator(f"#facet-{facet} > summary").tap()
    expect(page.locator(f"#opties-{facet}")).to_be_visible()


def open_facets(page: Page) -> list[str]:
    """The facets that show what can be chosen."""
    found: list[str] = page.locator(".facet[open]").evaluate_all("all => all.map(one => one.id)")
    return found


@PHONE
def test_panel_of_a_phone_begins_with_the_names_of_the_facets(reader: Page) -> None:
    """All of them in sight; only what holds a choice is open, and what somebody opened stays so."""
    assert open_facets(reader) == []
    reader.get_by_role("button", name="Filters").tap()
    for name in ("Pijler en element", "Sector", "Regio", "Soort", "Fase"):
        expect(reader.locator(".facet > summary").get_by_text(name)).to_be_in_viewport()
    unfold(reader, "sector")
    tick(reader, "pijler", "2")
    assert open_facets(reader) == ["facet-pijler", "facet-sector"]
    reader.reload()
    assert open_facets(reader) == ["facet-pijler"]


def test_wide_page_shows_the_main_facets_open(reader: Page) -> None:
    assert open_facets(reader) == ["facet-pijler", "facet-sector"]


@PHONE
def test_results_are_in_sight_on_a_phone_and_the_heading_is_still_read(reader: Page) -> None:
    reader.set_viewport_size({"width": 360, "height": 640})
    address = reader.url.split("?")[0]
    reader.goto(f"{address}?q=nachtdiensten+in+een+ziekenhuis")
    first = reader.locator(".results h3").first
    expect(first).to_be_in_viewport(ratio=1)
    expect(reader.get_by_role("heading", name="Voorbeelden", level=1)).to_have_css(
        "clip-path", "inset(50%)"
    )
    reader.emulate_media(media="print")
    expect(reader.get_by_role("heading", name="Voorbeelden", level=1)).to_have_css(
        "clip-path", "none"
    )


@PHONE
def test_panel_of_a_phone_holds_the_focus_until_it_closes(reader: Page) -> None:
    opener = reader.get_by_role("button", name="Filters")
    opener.focus()
    reader.keyboard.press("Enter")
    panel = reader.get_by_role("form", name="Filters")
    expect(panel.get_by_role("heading", name="Filters")).to_be_focused()
    tick(reader, "pijler", "2")
    wipe = panel.get_by_role("link", name="Wis alle filters")
    wipe.focus()
    for _ in range(2):  # what lies behind is out of reach: the next stop is outside of the page
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.matches('body, #filters *, html')"), (
            reader.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        )
    change(reader, wipe.tap)
    expect(panel.get_by_role("heading", name="Filters")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert reader.locator("[inert]").count() == 0


@PHONE
def test_panel_of_a_phone_never_shows_an_older_list_than_it_promises(reader: Page) -> None:
    reader.get_by_role("button", name="Filters").tap()
    tick(reader, "pijler", "2")
    reader.route(UPDATE, lambda route: route.abort())
    unfold(reader, "sector")
    box(reader, "sector", "kinderopvang").tap()
    alert = reader.get_by_role("alert")
    expect(alert).to_contain_text("de verbinding haperde")
    expect(alert).to_be_in_viewport()
    assert violations(reader) == []
    reader.unroute(UPDATE)
    change(reader, reader.locator("#toon-resultaten").tap)
    expect(reader.locator("#filters")).to_be_hidden()
    assert settled(reader).asked == {("pijler", "2"), ("sector", "kinderopvang")}
    expect(alert).to_have_count(0)


@PHONE
def test_panel_of_a_phone_updates_what_its_button_promises(reader: Page) -> None:
    opener = reader.get_by_role("button", name="Filters")
    opener.tap()
    panel = reader.locator("#filters")
    expect(panel).to_be_visible()  # a tap is a click only a moment later
    unfold(reader, "pijler")
    unfold(reader, "sector")
    assert violations(reader) == []
    assert overflow(reader) <= 0
    assert measured(reader, "targets()") == []
    assert "auto" not in reader.evaluate("getComputedStyle(document.body).overflowY")
    number = count_beside(reader, "pijler", "2")
    change(reader, box(reader, "pijler", "2").tap)
    expect(panel).to_be_visible()
    show = reader.get_by_role("button", name=f"Toon {number} voorbeelden")
    expect(show).to_be_in_viewport()
    assert violations(reader) == []
    show.tap()
    expect(panel).to_be_hidden()
    expect(reader.get_by_role("heading", name=f"{number} voorbeelden")).to_be_focused()
    expect(reader.get_by_role("heading", name=f"{number} voorbeelden")).to_be_in_viewport()
    expect(reader.get_by_role("button", name="Filters (1 gekozen")).to_be_visible()
    opener.focus()
    reader.keyboard.press("Enter")
    expect(panel).to_be_visible()
    reader.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.contains(document.activeElement)")
    reader.mouse.wheel(0, 2000)
    assert reader.evaluate("scrollY") < 400  # what lies behind stays where it is
    reader.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
