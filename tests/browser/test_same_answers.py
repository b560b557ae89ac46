"""With and without JavaScript: the same practices in the same order, the same counts (A-10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from .examining import MEASURES, measured
from .lists import settled, shown
from .public_pages import PUBLIC
from .real_site import PROXY

DESKTOP: Any = {"width": 1280, "height": 800}
WORDS = ["", "", "rooster", "werkdruk in de zorg", "opleiden", "nagtdiensten"]
VALUES = """() => [...document.querySelectorAll('#filters .opt:not(.w0) input')]
  .map((one) => [one.name, one.value])"""
CHOOSE = """(values) => {
  const form = document.getElementById('filters');
  for (const [name, value] of values) {
    [...form.elements].find((one) => one.name === name && one.value === value)?.click();
  }
}"""
COUNTS = """() => [...document.querySelectorAll('#filters .opt')]
  .map((one) => one.textContent.trim().replace(/\\s+/g, ' '))"""

Choice = tuple[str, list[list[str]]]
"""Words to look for, and boxes to tick."""


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose browser runs scripts."""
    context = browser.new_context(viewport=DESKTOP, extra_http_headers=PROXY)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose browser runs no script."""
    context = browser.new_context(
        viewport=DESKTOP, extra_http_headers=PROXY, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def choices(page: Page, times: int, dice: Random) -> list[Choice]:
    """Random words and values, of those that the page offers."""
    values = page.evaluate(VALUES)
    assert len(values) > 60
    closed = [one for one in values if one[0] in ("pijler", "sector", "soort")]  # always offered
    return [
        (dice.choice(WORDS), [dice.choice(closed), *dice.sample(values, dice.randint(0, 3))])
        for _ in range(times)
    ]


@dataclass(frozen=True)
class Answer:
    """What a visitor gets: slugs of the first page, how many in all, and every count beside it.

    Which boxes stay ticked may differ: a script unticks what lies in something that is chosen too.
    """

    slugs: tuple[str, ...]
    count: int
    counts: list[str]


def ask(page: Page, site: str, choice: Choice, *, by_button: bool) -> Answer:
    """Make a choice as a visitor would."""
    words, values = choice
    page.goto(f"{site}/voorbeelden/?{urlencode({'q': words} if words else {})}")
    before = page.url
    page.evaluate(CHOOSE, values)
    if by_button:
        page.get_by_role("button", name="Pas filters toe").click()
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_load_state()
    found = shown(page) if by_button else settled(page)
    assert found.text == words
    return Answer(found.slugs, found.count, page.evaluate(COUNTS))


@pytest.mark.parametrize(
    ("times", "seed"), [(8, 1), pytest.param(50, 2, marks=pytest.mark.long)], ids=["8", "50"]
)
def test_random_choices_give_the_same_with_and_without_scripts(
    scripted: Page, plain: Page, published_site: str, times: int, seed: int
) -> None:
    scripted.goto(f"{published_site}/voorbeelden/")
    for choice in choices(scripted, times, Random(seed)):
        with_script = ask(scripted, published_site, choice, by_button=False)
        without = ask(plain, published_site, choice, by_button=True)
        assert with_script == without, choice


BY_HAND = {f"{tag}: Druk af met het menu van uw browser." for tag in ("p", "span")}
"""What only those without scripts read: the others have a button there."""

SOME = {"voorpagina", "voorbeelden-tabel", "voorbeeld", "dekking", "vergelijk", "scan-uitslag"}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(SOME, id="some"),
        pytest.param({one.name for one in PUBLIC} - SOME, id="others", marks=pytest.mark.long),
    ],
)
def test_pages_read_the_same_without_scripts(
    scripted: Page, plain: Page, published_site: str, names: set[str]
) -> None:
    different = []
    for one in PUBLIC:
        if one.name not in names or one.name == "inloggen":  # a passkey needs a script
            continue
        read = []
        for page in (plain, scripted):
            page.goto(published_site + one.address)
            page.evaluate(MEASURES)
            read.append(measured(page, "words()"))
        without, with_script = read
        assert without
        if left := (set(with_script) ^ set(without)) - BY_HAND:
            different.append((one.name, sorted(left)[:5]))
    assert different == []
