"""The filters on a phone: a panel over the page (U-10)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .examining import measured, overflow, violations
from .lists import UPDATE, box, change, count_beside, settled, tick

SMALL: Any = {"width": 360, "height": 740}
PHONE = pytest.mark.parametrize("options", [{"viewport": SMALL, "has_touch": True}], ids=["phone"])


@PHONE
def test_panel_of_a_phone_holds_the_focus_until_it_closes(reader: Page) -> None:
    opener = reader.get_by_role("button", name="Filters")
    opener.focus()
    reader.keyboard.press("Enter")
    panel = reader.get_by_role("form", name="Filters")
    expect(panel.get_by_role("heading", name="Filters")).to_be_focused()
    change(reader, box(reader, "pijler", "2").tap)
    wipe = panel.get_by_role("link", name="Wis alles")
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
