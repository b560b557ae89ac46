"""The scan in a real browser: with keys only, without a script, on a small phone, for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .examining import overflow, violations
from .hands import IS_SEEN

SMALLEST_TARGET = 44
BY_HAND = "Druk af met het menu van uw browser."
RESULT = "/scan/?1a=3&1b=2&2a=0&2b=1&2c=1&3c=0&sector=ggz&regio=noord-brabant"
SPACED_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;" +
    "word-spacing: .16em !important } p { margin-block-end: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("main :is(label, p, td, th, .btn)")]
  .filter((one) => one.clientWidth > 1)
  .filter((one) => one.scrollWidth > one.clientWidth + 1
    || one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.textContent.trim())"""
"""Texts that are wider than their box, or than the window."""
BROKEN = """() => [...document.querySelectorAll(".answers label")].flatMap((label) => {
  const text = label.lastChild;
  return [...text.data.matchAll(/\\S+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""
"""Words of answers that stand on two lines."""


@pytest.fixture
def phone_without_script(browser: Browser) -> Iterator[Page]:
    """A small phone on which no script runs."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everybody_can_use_every_state(page_of_some_size: Page, site: str) -> None:
    page = page_of_some_size
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("/scan/", f"{RESULT}&toon=vragen", "/scan/?1a=9&zo=1&1b=3", RESULT):
        page.goto(f"{site}{address}")
        for summary in page.locator("main summary").all()[:2]:
            summary.click()
        assert violations(page) == []
        assert overflow(page) <= 0
    assert complaints == []
    assert page.context.cookies() == []


def test_answers_are_large_enough_to_touch_and_nothing_is_cut_off(phone: Page, site: str) -> None:
    phone.goto(f"{site}/scan/")
    boxes = [label.bounding_box() for label in phone.locator(".answers label").all()]
    assert len(boxes) == 45
    assert all(box and min(box["width"], box["height"]) >= SMALLEST_TARGET for box in boxes)
    for address in ("/scan/", RESULT):
        phone.goto(f"{site}{address}")
        phone.evaluate(SPACED_OUT)
        assert phone.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("width", [320, 353, 360, 414])
def test_no_word_of_an_answer_is_broken_however_wide_its_letters(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{site}/scan/")
    page.evaluate(SPACED_OUT)
    assert page.evaluate(BROKEN) == []


def test_keys_alone_and_no_script_lead_to_the_result_and_back(
    phone_without_script: Page, site: str
) -> None:
    page = phone_without_script
    page.goto(f"{site}/scan/")
    for code, presses in (
        ("1a", ["Space"]),
        ("1b", ["Space", "ArrowRight", "ArrowRight"]),
        ("2a", ["Space", "ArrowRight"]),
    ):
        reach(page, f"input[name='{code}'][value='0']")
        for key in presses:
            page.keyboard.press(key)
    expect(page.locator(".done")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_title(
        "Scan: uw profiel in negen elementen | Kennisbank modern werkgeverschap"
    )
    expect(page).to_have_url(f"{site}/scan/?1a=0&1b=2&2a=1&sector=&regio=")
    expect(page.get_by_role("link", name="begin hier")).to_have_count(2)
    expect(page.get_by_role("button", name="Druk af")).to_be_hidden()
    expect(page.get_by_text(BY_HAND)).to_be_visible()
    page.get_by_role("link", name="Pas uw antwoorden aan").last.click()
    expect(page.locator("input[name='1b'][value='2']")).to_be_checked()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Uw profiel")


def test_with_a_script_the_result_can_be_copied_and_printed(page: Page, site: str) -> None:
    page.goto(f"{site}{RESULT}")
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()
    expect(page.get_by_text(BY_HAND)).to_be_hidden()
    expect(page.get_by_role("button", name="Kopieer de link")).to_be_visible()


def reach(page: Page, selector: str) -> None:
    """Press Tab until it has the focus, and look whether one can see so."""
    target = page.locator(selector)
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(IS_SEEN) == ""
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is met Tab niet te bereiken")
