"""The list that is updated in place: quick, in step, and never in anybody's way.

A-08 and A-09 (what is said and where the focus stays), U-07 (back and forward), U-09, U-11 and U-12
(nothing found, long facets, order).
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .examining import measured, violations
from .lists import box, change, count_beside, go, settled, tick

# --- One choice ----------------------------------------------------------------------------------


def test_choice_updates_all_that_belongs_together_and_keeps_the_focus(reader: Page) -> None:
    assert reader.content().count('role="status"') == 1
    status = reader.get_by_role("status")
    assert status.locator("xpath=ancestor::*[@id='gevonden']").count() == 0
    same = status.element_handle()
    same.evaluate(
        """one => { globalThis.said = [];
        new MutationObserver(() => said.push(one.textContent.trim()))
          .observe(one, {childList: true, characterData: true, subtree: true}); }"""
    )
    entries = reader.evaluate("history.length")
    number = count_beside(reader, "pijler", "2")
    box(reader, "pijler", "2").focus()
    place = box(reader, "pijler", "2").bounding_box()

    found = change(reader, lambda: reader.keyboard.press("Space"))

    assert found.ticks == ("pijler=2",)
    assert found.asked == {("pijler", "2")}
    assert found.count == number > 20
    assert len(found.slugs) == 20
    assert found.heading == f"{number} voorbeelden met 1 filter"
    assert found.status == f"{number} voorbeelden"
    assert found.title.startswith(f"{number} voorbeelden met 1 filter")
    assert found.chips == ("Verwijder filter: Pijler en element: Grip op het werk",)
    assert reader.evaluate("said") == [found.status]  # once, on the element that was there
    assert same.evaluate("one => one.isConnected")
    assert reader.evaluate("history.length") == entries + 1
    expect(box(reader, "pijler", "2")).to_be_focused()
    assert box(reader, "pijler", "2").bounding_box() == place
    assert measured(reader, "shift()")["value"] <= 0.05
    assert violations(reader) == []


def test_chip_gives_the_focus_on_and_nothing_moves_for_who_wants_no_movement(reader: Page) -> None:
    reader.emulate_media(reduced_motion="reduce")
    tick(reader, "pijler", "2")
    tick(reader, "sector", "zorg-en-welzijn")
    reader.get_by_label("Zoekwoord").fill("werk")
    change(reader, lambda: reader.keyboard.press("Enter"))
    chips = reader.locator(".chips .chip")
    expect(chips).to_have_count(2)
    chips.first.focus()
    change(reader, lambda: reader.keyboard.press("Enter"))
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    found = change(reader, lambda: reader.keyboard.press("Enter"))
    assert found.chips == found.ticks == ()
    assert (found.text, found.asked) == ("werk", {("q", "werk")})
    expect(reader.get_by_role("heading", name=found.heading)).to_be_focused()
    assert measured(reader, "movement()") == []


# --- Back and forward ----------------------------------------------------------------------------


def test_back_and_forward_show_exactly_what_was_there(reader: Page) -> None:
    seen = [settled(reader)]
    seen.append(tick(reader, "pijler", "2"))
    seen.append(tick(reader, "sector", "zorg-en-welzijn"))
    reader.get_by_label("Zoekwoord").fill("werk")
    seen.append(change(reader, lambda: reader.keyboard.press("Enter")))
    seen.append(change(reader, reader.get_by_role("link", name="Volgende").click))
    assert [one.asked for one in seen[3:]] == [
        {("q", "werk"), ("pijler", "2"), ("sector", "zorg-en-welzijn")},
        {("q", "werk"), ("pijler", "2"), ("sector", "zorg-en-welzijn"), ("pagina", "2")},
    ]
    link = reader.locator("#gevonden .results h3 a").nth(8)
    link.scroll_into_view_if_needed()
    depth = reader.evaluate("scrollY")
    assert depth > 300
    reader.wait_for_function("depth => history.state?.top === depth", arg=depth)
    link.click()
    expect(reader.get_by_role("heading", level=1)).not_to_have_text("Voorbeelden")
    reader.go_back()
    assert settled(reader) == seen[4]
    reader.wait_for_function("depth => Math.abs(scrollY - depth) < 3", arg=depth)
    for before in reversed(seen[:4]):
        go(reader, reader.go_back, before)
    for after in seen[1:4]:
        go(reader, reader.go_forward, after)
    # a choice made on a later page starts at the first
    go(reader, reader.go_forward, seen[4])
    assert ("pagina", "2") not in tick(reader, "pijler", "3").asked


def test_back_gives_the_focus_to_what_was_pressed(reader: Page) -> None:
    before = settled(reader)
    table = reader.get_by_role("link", name="Tabel")
    table.focus()
    change(reader, lambda: reader.keyboard.press("Enter"))
    expect(table).to_be_focused()
    go(reader, reader.go_back, before)
    expect(table).to_be_focused()


def test_forward_and_back_again_keep_the_place(reader: Page, published_site: str) -> None:
    seen = [settled(reader), tick(reader, "pijler", "2")]
    reader.evaluate("scrollTo(0, 900)")
    reader.wait_for_function("() => history.state?.top === 900")
    go(reader, reader.go_back, seen[0])
    go(reader, reader.go_forward, seen[1])
    reader.wait_for_function("() => Math.abs(scrollY - 900) < 3")
    reader.get_by_role("contentinfo").get_by_role("link", name="Begrippen").click()
    expect(reader.get_by_role("heading", level=1)).not_to_have_text("Voorbeelden")
    reader.go_back()
    assert settled(reader) == seen[1]
    reader.wait_for_function("() => history.scrollRestoration === 'auto'")  # set after `load`
    reader.wait_for_function("() => scrollY > 600")


# --- Long facets, orders, views ------------------------------------------------------------------


def test_long_facet_is_short_at_first_and_can_be_searched(reader: Page) -> None:
    facet = reader.locator(".facet").filter(has_text="Regio").first
    if facet.get_attribute("open") is None:
        facet.locator("summary").first.click()
    options = facet.locator(".opt:visible")
    at_first = options.count()
    assert at_first < facet.locator(".opt").count() / 2
    facet.get_by_role("searchbox").fill("brab")
    names = [option.locator("span").first.inner_text().lower() for option in options.all()]
    assert names
    assert all("brab" in name for name in names)
    reader.keyboard.press("Enter")  # it narrows the facet, not the list
    expect(reader).not_to_have_url(re.compile("brab"))
    change(reader, options.first.click)
    expect(reader.locator(".chips .chip")).to_have_count(1)
    facet.get_by_role("searchbox").fill("")
    expect(options).to_have_count(at_first)


def test_order_is_chosen_without_a_button_and_starts_at_the_first_page(
    reader: Page, published_site: str
) -> None:
    reader.goto(f"{published_site}/voorbeelden/?pagina=2")
    order = reader.get_by_label("Sorteer op")
    order.focus()
    found = change(reader, lambda: order.select_option("titel"))
    assert found.asked == {("sorteer", "titel")}
    expect(reader.get_by_label("Sorteer op")).to_have_value("titel")
    expect(reader.get_by_label("Sorteer op")).to_be_focused()


def test_nothing_found_leads_on(reader: Page, published_site: str) -> None:
    reader.goto(f"{published_site}/voorbeelden/?q=nachtdienst&regio=drenthe&fase=gestopt")
    assert settled(reader).count == 0
    expect(reader.locator("#filters")).to_be_visible()
    ways = reader.locator(".ways .index a", has=reader.locator(".n"))
    promised = int(ways.first.locator(".n").inner_text().split()[0])
    found = change(reader, ways.first.click)
    assert found.count == promised > 0


def test_tile_of_the_map_chooses_its_region_by_keyboard(reader: Page, published_site: str) -> None:
    reader.goto(f"{published_site}/voorbeelden/?toon=kaart")
    tile: Locator = reader.locator(".maps a[href*='regio=noord-brabant']").first
    tile.focus()
    found = change(reader, lambda: reader.keyboard.press("Enter"))
    assert ("regio", "noord-brabant") in found.asked
    assert ("toon", "kaart") in found.asked
    assert "regio=noord-brabant" in found.ticks
    assert reader.evaluate("document.activeElement !== document.body")
