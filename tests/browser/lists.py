"""What the list of practices shows, read from the page as a visitor would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

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
    """The list once no update is under way."""
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
