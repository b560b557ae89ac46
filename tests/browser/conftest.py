"""A site with a few practices, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from practices.models import Practice, User

from ..factories import (
    make_pillar_tag,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from ..logging_in import log_in_browser
from .examining import with_measures
from .lists import is_meant
from .people import watch
from .real_site import PROXY, real_site
from .windows import WINDOWS

# Playwright's own loop runs in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the real content, as production serves it; nobody writes there."""
    with real_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def options() -> dict[str, Any]:
    """Of the browser of `reader`."""
    return {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def reader(browser: Browser, published_site: str, options: dict[str, Any]) -> Iterator[Page]:
    """The list with the real content, in a browser that misses nothing."""
    context = with_measures(browser.new_context(**options, extra_http_headers=PROXY))
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    watch(page, published_site, complaints)
    page.goto(f"{published_site}/voorbeelden/")
    yield page
    context.close()
    assert [line for line in complaints if not is_meant(line)] == []


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a site with enough practices for two pages, and one of each special kind."""
    care = make_sector("zorg-en-welzijn")
    ggz = make_sector("ggz", parent=care)
    country = make_region("nederland", kind="land")
    brabant = make_region("noord-brabant", parents=[country])
    source = make_source("advies")
    for number in range(22):
        make_practice(f"Voorbeeld {number:02}", sectors=[care], sources=[source], pillars=["2b"])
    full = make_practice(
        "De Werkgeverij",
        slug="de-werkgeverij",
        pillars=["1", "2a"],
        sectors=[ggz],
        regions=[brabant],
        tags=["werkzekerheid", "rooster"],
        organisations=["Werkgeverij"],
        sources=[source],
        approach="Eerst dit.\n\n- Dan dat\n- En dit",
        period_start="2018",
        phase="lopend",
        evidence="beschreven",
    )
    make_pillar_tag(full, "1b", origin="redactie", reason="Staat in de tekst.")
    full.figures.create(label="Werkgevers", value="10")
    full.links.create(label="Website", url="https://voorbeeld.invalid/")
    make_practice("Alleen genoemd", slug="genoemd", evidence="genoemd", sources=[source])
    gone = make_practice("Gestopt", slug="gestopt", sources=[source])
    gone.archive(actor=None, note="Het project is gestopt.")
    address: str = live_server.url
    return address


@pytest.fixture
def chief(site: str) -> User:
    """An eindredacteur of that site."""
    return make_user("eindredacteur", name="chef")


@pytest.fixture
def phone(browser: Browser) -> Page:
    """A page on a small phone."""
    context: BrowserContext = browser.new_context(viewport={"width": 320, "height": 640})
    return context.new_page()


@pytest.fixture(params=WINDOWS)
def page_of_some_size(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a desktop, and on a phone in the dark."""
    context = browser.new_context(**request.param)
    yield context.new_page()
    context.close()


def log_in(page: Page, site: str, user: User) -> None:
    """Enter the admin."""
    log_in_browser(page, site, user)
    page.goto(f"{site}/beheer/")


def practice(slug: str) -> Practice:
    """A practice as it is in the database now."""
    return Practice.objects.get(slug=slug)
