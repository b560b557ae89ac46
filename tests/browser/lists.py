"""What the list of practices shows, read from the page as a visitor would."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

UPDATE = re.compile(r"/voorbeelden/\?")
"""What a list that updates itself asks for."""

READ = """() => ({
  slugs: [...document.querySelectorAll('#gevonden .results h3 a, #gevonden .rows th a')]
    .map((link) => new URL(link.href).pathname.split('/').at(-2)),
  ticks: [...document.querySelectorAll('#filters input:checked')]
    .map((box) => `${box.name}=${box.value}`).sort(),
  chips: [...document.querySelectorAll('.chips .chip')]
    .map((chip) => chip.textContent.trim().replace(/\\s+/g, ' ')),
  heading: document.querySelector('#resultaten').textContent.trim(),
  status: document.querySelector('[role=status]').textContent.trim(),
  text: document.querySelector('#q').value,
  title: document.title,
  url: location.pathname + location.search,
})"""


@dataclass(frozen=True)
class Shown:
    """What a list shows: slugs in order, ticked boxes, chips, and the texts that go with them."""

    slugs: tuple[str, ...]
    ticks: tuple[str, ...]
    chips: tuple[str, ...]
    heading: str
    status: str
    text: str
    title: str
    url: str

    @property
    def count(self) -> int:
        """How many practices the heading speaks of."""
        return _number(self.heading)

    @property
    def asked(self) -> set[tuple[str, str]]:
        """The parameters of its address."""
        return set(parse_qsl(urlsplit(self.url).query))


def _number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 0


def shown(page: Page) -> Shown:
    """The list as it is now."""
    found: Any = page.evaluate(READ)
    lists: Any = {name: tuple(found.pop(name)) for name in ("slugs", "ticks", "chips")}
    return Shown(**lists, **found)


def settled(page: Page) -> Shown:
    """The list once it has come and no update is under way."""
    page.wait_for_load_state()
    expect(page.locator("#gevonden")).not_to_have_attribute("aria-busy", "true")
    page.wait_for_function(
        "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
    )
    return shown(page)


def box(page: Page, name: str, value: str) -> Locator:
    """The box of one value of a facet, folded or not."""
    return page.locator(f'#filters input[name="{name}"][value="{value}"]')


def count_beside(page: Page, name: str, value: str) -> int:
    """The number that stands beside a value."""
    option = box(page, name, value).locator("xpath=ancestor::*[contains(@class, 'opt')][1]")
    return _number(option.locator(".n").inner_text())


def is_meant(line: str) -> bool:
    """Whether a test made this failure itself, or gave up an answer for a newer one."""
    made = r"net::ERR_FAILED|status of 50[03]|: 50[03]$|htmx:|Status Error Code"
    return bool(re.search(made, line))


def change(page: Page, act: Callable[[], object]) -> Shown:
    """Do something that updates the list; what it shows then."""
    before = page.url
    act()
    expect(page).not_to_have_url(before)
    return settled(page)


def tick(page: Page, name: str, value: str) -> Shown:
    """Press a box, unfolding what it is folded in."""
    one = box(page, name, value)
    for around in reversed(one.locator("xpath=ancestor::details[not(@open)]").all()):
        around.locator("summary").first.click()
    return change(page, one.click)


def go(page: Page, act: Callable[[], object], expected: Shown) -> None:
    """Go back or forward, and see the very same list.

    The address is there at once, the list when the script has asked for the page anew.
    """
    with page.expect_event("load"):
        act()
    page.wait_for_function("address => location.pathname + location.search === address",
                           arg=expected.url)  # fmt: skip
    expect(page.locator("#resultaten")).to_have_text(expected.heading)
    assert settled(page) == expected
