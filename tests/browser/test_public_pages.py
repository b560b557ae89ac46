"""Every kind of public page, with the real content, as a reader with any device and need gets it.

One visit looks at many things, since the visit is what takes time: WCAG 2.2 AA as far as a machine
can see (A-01, A-02), room, spacing and targets (A-03 to A-05), movement (A-14), paper (A-15), and
what the page weighs, asks of others and leaves behind (P-01, P-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from .examining import measured, moving, room, spaced, violations, with_measures
from .public_pages import PUBLIC, PublicPage
from .real_site import PROXY

DESKTOP: Any = {"width": 1280, "height": 800}
PHONE: Any = {"width": 320, "height": 640}
ENLARGED: Any = {"width": 320, "height": 200}
"""What is left of a desktop of 1280 by 800 at 400 %."""
PAPER: Any = {"width": 673, "height": 1000}
"""A4 within its margins, in pixels of 1/96 inch."""
MOST_BYTES, MOST_SCRIPT, MOST_SHIFT = 100_000, 30_000, 0.05
PRINTED = {
    "voorbeeld": 1,
    "voorbeeld-genoemd": 1,
    "voorbeeld-cijfers": 1,
    "voorbeelden": 7,
    "voorbeelden-tabel": 2,
    "vergelijk": 3,
    "scan-uitslag": 2,
    "dekking": 4,
}
"""What people put on paper, and the sheets of A4 that it may take."""

every_page = pytest.mark.parametrize(
    "one",
    [
        pytest.param(one, id=one.name, marks=[] if one.is_shown else [pytest.mark.long])
        for one in PUBLIC
    ],
)
one_of_each = pytest.mark.parametrize(
    "one", [pytest.param(one, id=one.name) for one in PUBLIC if one.is_shown]
)


class Visit:
    """A first visit of somebody to a page; `wrong` gathers what is not as it must be."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        page.on("request", lambda request: self._note_stranger(request.url))
        page.on("pageerror", lambda error: self.wrong.append(f"fout in script: {error}"))
        page.on("console", lambda message: self._note_complaint(message.text))

    def _note_stranger(self, url: str) -> None:
        if not url.startswith((f"{self.site}/", "data:")):
            self.wrong.append(f"vraagt elders: {url}")

    def _note_complaint(self, text: str) -> None:
        if "the server responded with a status of 4" not in text:
            self.wrong.append(f"console: {text}")

    def opens(self, one: PublicPage) -> None:
        """Go there, and see that it is the page that was meant."""
        answer: Response | None = self.page.goto(self.site + one.address)
        assert answer
        assert answer.status == one.status

    def ends(self) -> None:
        """Fail with all that was found."""
        if self.wrong:
            pytest.fail("\n".join(self.wrong), pytrace=False)

    def notes(self, where: str, found: list[str]) -> None:
        """Keep what was found, with the circumstances."""
        self.wrong += [f"{where}: {line}" for line in found]


@contextmanager
def visiting(browser: Browser, site: str, **options: Any) -> Iterator[Visit]:
    """Somebody with a browser of these options, who was never here before."""
    context = browser.new_context(**options, extra_http_headers=PROXY, locale="nl-NL")
    visit = Visit(with_measures(context).new_page(), site)
    yield visit
    context.close()


def budget(page: Page) -> list[str]:
    """What is too heavy or moves while it loads (A budget of the whole page, as it was sent)."""
    weight, shift = measured(page, "weight()"), measured(page, "shift()")
    found = {
        "bytes in het geheel": (weight["total"], MOST_BYTES),
        "bytes script": (weight["scripts"], MOST_SCRIPT),
        f"verschoven ({shift['what']})": (shift["value"], MOST_SHIFT),
    }
    return [f"{value} {name}" for name, (value, most) in found.items() if value > most]


def kept(context: BrowserContext, one: PublicPage) -> list[str]:
    """What the visit left in the browser: nothing, or the one cookie that a form needs."""
    allowed = {"__Host-csrftoken"} if one.is_form else set()
    stored = context.pages[0].evaluate("[localStorage.length, sessionStorage.length]")
    cookies = {str(cookie.get("name")) for cookie in context.cookies()} - allowed
    return [f"cookie {name}" for name in sorted(cookies)] + ["opslag"] * any(stored)


def on_paper(page: Page, most: int) -> list[str]:
    """What is wrong with it in print: what stands there, how many sheets, and headings for all."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    wrong: list[str] = measured(page, "paper()")
    page.emulate_media(media="null", color_scheme="dark")
    file = page.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", file))
    if sheets > most:
        wrong.append(f"{sheets} vellen in plaats van {most}")
    if b"/Outlines" not in file:
        wrong.append("zonder koppen")
    return wrong


@every_page
def test_page_suits_a_desktop_and_a_small_window(
    browser: Browser, published_site: str, one: PublicPage
) -> None:
    with visiting(browser, published_site, viewport=DESKTOP) as visit:
        page = visit.page
        visit.opens(one)
        visit.notes("laden", budget(page))
        visit.notes("axe", violations(page) + measured(page, "drawn()"))
        visit.notes("desktop", room(page) + measured(page, "targets()") + moving(page))
        page.set_viewport_size(PHONE)
        visit.notes("320 px", room(page) + measured(page, "targets()") + spaced(page))
        if one.name in PRINTED:
            visit.notes("papier", on_paper(page, PRINTED[one.name]))
        visit.notes("bewaard", kept(page.context, one))
        visit.ends()


@pytest.mark.long
@one_of_each
def test_page_suits_a_dark_phone_forced_colours_and_four_times_the_size(
    browser: Browser, published_site: str, one: PublicPage
) -> None:
    # without movement: colours must be there at once when they are changed
    calm: Any = {"color_scheme": "dark", "has_touch": True, "reduced_motion": "reduce"}
    with visiting(browser, published_site, viewport=PHONE, **calm) as visit:
        page = visit.page
        visit.opens(one)
        visit.notes("laden", budget(page))
        visit.notes("axe", violations(page) + measured(page, "drawn()"))
        visit.notes("donker, 320 px", room(page) + measured(page, "targets()"))
        page.emulate_media(forced_colors="active")
        visit.notes("vaste kleuren", measured(page, "faint()") + measured(page, "drawn()"))
        page.emulate_media(forced_colors="none", color_scheme="dark")
        page.set_viewport_size(ENLARGED)
        visit.notes("400 %", room(page))
        page.set_viewport_size(DESKTOP)
        visit.notes("donker, desktop", violations(page, colours_only=True))
        visit.ends()
