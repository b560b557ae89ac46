"""Practices side by side in a real browser: on a desk, on a phone, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from practices.models import Practice

from .examining import overflow, violations
from .hands import Keyboard
from .real_site import PROXY

THREE = "/vergelijk/?v=de-werkgeverij&v=voorbeeld-lang&v=genoemd"
TALLEST = [
    *("het-potentieel-pakken", "aanpak-agressie-jeugdzorg-sociaal-werk"),
    "branchegerichte-aanpak-agressie",
]
"""Those with the longest texts and the most to ask."""
LONG = "Een heel lang verhaal over roosters. " * 40
DISTANCES = """() => [...document.querySelectorAll(".cells")].map(
  (row) => [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().top)))"""
"""How far down each cell stands, by row."""


@pytest.fixture
def three(site: str) -> str:
    """The address of a comparison of three, one of which tells a long story."""
    Practice.objects.filter(title="Voorbeeld 00").update(
        slug="voorbeeld-lang", approach=LONG, summary="Roosters van een jaar."
    )
    return f"{site}{THREE}"


def test_has_no_violations_and_is_not_too_wide(
    page_of_some_size: Page, site: str, three: str
) -> None:
    found = []
    for address in (three, f"{three}&toon=verschillen", f"{site}/vergelijk/?v=genoemd"):
        page_of_some_size.goto(address)
        found += violations(page_of_some_size)
        assert overflow(page_of_some_size) <= 0
    assert found == []


def test_practices_stand_beside_each_other_on_a_desk_and_below_each_other_on_a_phone(
    page: Page, phone: Page, three: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(three)
    assert all(len(set(tops)) == 1 for tops in page.evaluate(DISTANCES))
    phone.goto(three)
    rows = phone.evaluate(DISTANCES)
    assert all(tops == sorted(set(tops)) for tops in rows)
    assert overflow(phone) <= 0
    name = phone.locator(".cells dt", has_text="De Werkgeverij").first
    assert name.bounding_box()["height"] > 15  # type: ignore[index]


def test_short_points_of_two_stand_beside_each_other_below_their_names_where_these_fit(
    phone: Page, site: str, three: str
) -> None:
    phone.goto(three.rpartition("&")[0])
    tops = "all => all.map((one) => one.getBoundingClientRect().top)"
    cells = phone.locator(".point.short", has_text="Fase").locator(".cells > div")
    names = phone.locator(".sbs-names")
    phone.set_viewport_size({"width": 320, "height": 640})
    assert len(set(cells.evaluate_all(tops))) == 2, "lange woorden passen niet"
    assert not names.is_visible()
    phone.set_viewport_size({"width": 360, "height": 640})
    assert len(set(cells.evaluate_all(tops))) == 1
    phone.get_by_role("heading", name="Hoe weten wij dit?").scroll_into_view_if_needed()
    assert names.evaluate("e => e.getBoundingClientRect().top") == 0
    phone.evaluate("scrollTo(0, 0)")
    assert violations(phone) == []
    assert overflow(phone) <= 0


def test_heads_of_columns_stay_in_sight(page: Page, three: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(three)
    page.get_by_role("heading", name="Hoe weten wij dit?").scroll_into_view_if_needed()
    expect(page.get_by_role("list", name="Deze voorbeelden")).to_be_in_viewport()


def test_keyboard_unfolds_moves_and_takes_away(page: Page, three: str) -> None:
    page.goto(three)
    hands = Keyboard(page)
    story = page.locator(".part", has_text="lang verhaal")
    folded = story.evaluate("e => e.clientHeight")
    hands.tick(page.get_by_role("checkbox", name="Toon de hele teksten"))
    assert story.evaluate("e => e.clientHeight === e.scrollHeight")
    assert story.evaluate("e => e.clientHeight") > folded
    heads = page.get_by_role("list", name="Deze voorbeelden")
    hands.activate(page.get_by_role("link", name="Zet ‘Alleen genoemd’ een plaats eerder"))
    expect(heads.locator(".name a")).to_have_text(
        ["De Werkgeverij", "Alleen genoemd", "Voorbeeld 00"]
    )
    hands.activate(page.get_by_role("link", name="Haal ‘De Werkgeverij’ weg"))
    expect(heads.locator(".name a")).to_have_text(["Alleen genoemd", "Voorbeeld 00"])


def test_on_paper_it_is_a_note_with_the_whole_story_and_room_to_write(
    page: Page, three: str
) -> None:
    page.goto(three)
    page.emulate_media(media="print")
    for words in ("Beslisnotitie", "Waar gaat het om?", "Ons besluit", "Afgedrukt van"):
        expect(page.get_by_text(words, exact=words == "Beslisnotitie")).to_be_visible()
    for gone in (".switch", ".moves", ".unfold", ".sbs-share"):
        assert not page.locator(gone).first.is_visible()
    story = page.locator(".part", has_text="lang verhaal")
    assert story.evaluate("e => getComputedStyle(e).maxHeight") == "none"
    rooms = page.locator(".sbs-asks li").evaluate_all(
        "all => all.map((e) => parseFloat(getComputedStyle(e, '::after').height))"
    )
    assert rooms
    assert min(rooms) > 30


@pytest.mark.parametrize("number", [2, 3])
def test_two_take_two_sheets_at_most_and_three_take_three(
    page: Page, published_site: str, number: int
) -> None:
    page.set_extra_http_headers(PROXY)
    page.goto(f"{published_site}/vergelijk/?{'&'.join(f'v={slug}' for slug in TALLEST[:number])}")
    expect(page.locator(".sbs-heads li")).to_have_count(number)
    file = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", file)) <= number


def test_no_heading_ends_in_a_loose_colon_and_terms_are_whole_for_a_screen_reader(
    phone: Page, site: str
) -> None:
    title = "Bijeenkomst over modern werkgeverschap in de kinderopvang"
    Practice.objects.filter(title="Voorbeeld 00").update(slug="voorbeeld-lang", title=title)
    phone.goto(f"{site}{THREE}")
    heading = phone.get_by_role("heading", name="Samenvatting", exact=True)
    expect(heading).to_have_count(1)
    tree = phone.locator(".sbs").aria_snapshot()
    assert " :" not in tree
    assert f"2 {title}" in tree
    assert "…" not in tree
