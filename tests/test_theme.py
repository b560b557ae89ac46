"""A theme of the NL Design System laid over the site: what is taken, refused, and left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kennisbank.appearance import embed_parents, theme_class, theme_stylesheet
from kennisbank.env import SettingError
from practices.templatetags import theme

from .browser.examining import violations
from .factories import make_practice, make_region, make_source
from .processes import settings_of, sound_production, start
from .views.html import Page as Read
from .views.html import visit

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "practices" / "static" / "practices"
THEME = Path(__file__).parent / "data" / "theme.css"

# --- Settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", "thema/huisstijl.css", "/huisstijl.css", "/a/b-c/d_e.1.css", "x.css"]
)
def test_a_stylesheet_of_this_host_is_taken(path: str) -> None:
    assert theme_stylesheet(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *("https://elders.example/x.css", "//elders.example/x.css", "/\\elders.example/x.css"),
        *("../x.css", "/a/../x.css", "a//x.css", "x.css?y", "x.css#y", "x.js", "x", "/", ".css"),
        *(
            '"><script>.css',
            "x y.css",
            "javascript:x.css",
            "data:text/css,x.css",
            "é.css",
            "/x.css\n",
        ),
    ],
)
def test_anything_else_is_refused(path: str) -> None:
    with pytest.raises(SettingError, match="KENNISBANK_THEME_STYLESHEET"):
        theme_stylesheet(path)


@pytest.mark.parametrize("name", ["", "voorbeeld-theme", "a b_c"])
def test_class_names_are_taken(name: str) -> None:
    assert theme_class(name) == name


@pytest.mark.parametrize("name", ['"x', "1a", "a  b", " a", "a>b", "é", "a\n"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(SettingError, match="KENNISBANK_THEME_CLASS"):
        theme_class(name)


@pytest.mark.parametrize(
    ("named", "sources"),
    [
        (["*"], ["*"]),
        (["geen"], ["'none'"]),
        (["https://www.voorbeeld.nl"], ["https://www.voorbeeld.nl"]),
        (["https://*.voorbeeld.nl", "http://localhost:8001"],) * 2,
    ],
)
def test_who_may_frame_a_list_is_named_by_origin(named: list[str], sources: list[str]) -> None:
    assert embed_parents(named) == sources


@pytest.mark.parametrize(
    "named",
    [
        *("voorbeeld.nl", "https://voorbeeld.nl/pad", "https://", "'self'", "data:", "https:"),
        *("https://a.nl; script-src *", "https://a.nl b", "https://a.nl\n", "HTTPS://A.NL", "geen"),
    ],
)
def test_other_parents_are_refused(named: str) -> None:
    with pytest.raises(SettingError, match="KENNISBANK_EMBED_PARENTS"):
        embed_parents(["*", named])


def test_production_reads_all_three_and_refuses_another_host(tmp_path: Path) -> None:
    (tmp_path / "thema").mkdir()
    sound = sound_production(tmp_path) | {
        "KENNISBANK_DATA": str(tmp_path),
        "KENNISBANK_THEME_CLASS": "huis",
        "KENNISBANK_THEME_STYLESHEET": "thema/huis.css",
        "KENNISBANK_EMBED_PARENTS": "https://a.nl, https://b.nl",
    }
    names = ("THEME_CLASS", "THEME_STYLESHEET", "EMBED_PARENTS", "STATICFILES_DIRS")
    found = settings_of(sound, *names)
    assert found["EMBED_PARENTS"] == ["https://a.nl", "https://b.nl"]
    assert found["STATICFILES_DIRS"] == [["thema", str(tmp_path / "thema")]]
    assert (found["THEME_CLASS"], found["THEME_STYLESHEET"]) == ("huis", "thema/huis.css")
    other = sound | {"KENNISBANK_THEME_STYLESHEET": "https://elders.example/x.css"}
    done = start(other, "import kennisbank.settings")
    assert done.returncode != 0
    assert "KENNISBANK_THEME_STYLESHEET" in done.stderr


def test_without_a_folder_there_is_nothing_to_serve(tmp_path: Path) -> None:
    variables = sound_production(tmp_path) | {"KENNISBANK_DATA": str(tmp_path)}
    found = settings_of(variables, "STATICFILES_DIRS", "THEME_STYLESHEET", "EMBED_PARENTS")
    assert found == {"STATICFILES_DIRS": [], "THEME_STYLESHEET": "", "EMBED_PARENTS": ["*"]}


# --- Pages ----------------------------------------------------------------------------------------


def stylesheets(page: Read) -> list[str | None]:
    """The addresses of the stylesheets of a page, in order."""
    return [link["href"] for link in page.all("link", rel="stylesheet")]


@pytest.mark.django_db
def test_without_a_theme_pages_have_our_stylesheet_alone(client: Client) -> None:
    page = visit(client, "/over/")
    assert stylesheets(page) == ["/static/practices/kennisbank.css"]
    assert page.all("html") == [{"lang": "nl"}]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/voorbeelden/", "/embed/", "/bestaat-niet/"])
def test_the_theme_comes_before_ours_on_every_page(
    client: Client, settings: Any, address: str
) -> None:
    settings.THEME_STYLESHEET, settings.THEME_CLASS = "thema/huis.css", "huis"
    html = client.get(address).content.decode()
    page = Read(html)
    assert stylesheets(page) == ["/static/thema/huis.css", "/static/practices/kennisbank.css"]
    (top,) = page.all("html")
    assert (top["class"], top["data-theme"]) == ("huis", "foreign")
    assert html.count("data-theme=") == 1


@pytest.mark.django_db
def test_a_path_of_the_host_stays_as_it_is(client: Client, settings: Any) -> None:
    settings.THEME_STYLESHEET = "/huis.css"
    assert stylesheets(visit(client, "/over/"))[0] == "/huis.css"


@pytest.mark.django_db
def test_a_stylesheet_that_was_not_collected_takes_no_page_down(
    client: Client, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "hash": "", "paths": {"practices/kennisbank.css": "k.1.css", '
        '"practices/favicon.svg": "f.1.svg", "practices/kennisbank.js": "k.1.js", '
        '"practices/htmx.min.js": "h.1.js"}}',
        encoding="utf-8",
    )
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    settings.THEME_STYLESHEET = "thema/weg.css"
    theme._address.cache_clear()
    for _ in range(2):
        assert stylesheets(visit(client, "/over/")) == ["/static/k.1.css"]
    assert [record.getMessage() for record in caplog.records] == [
        "The stylesheet of the theme is not among the static files: thema/weg.css"
    ]
    theme._address.cache_clear()


def test_the_table_for_makers_of_themes_names_what_we_read() -> None:
    name = re.compile(r"--(?:utrecht|nl|basis)-[a-z0-9-]+")
    read = {
        found
        for sheet in ("kennisbank.css", "work.css", "desk.css", "account.css")
        for found in name.findall((STATIC / sheet).read_text(encoding="utf-8"))
    }
    told = set(name.findall((ROOT / "docs" / "theming.md").read_text(encoding="utf-8")))
    assert told == read


# --- In a browser ---------------------------------------------------------------------------------

LOOKS = """() => {
  const look = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
  return {
    paper: look("body", "backgroundColor"),
    ink: look("body", "color"),
    letters: look("body", "fontFamily"),
    heading: look("h1", "fontFamily"),
    size: look("h1", "fontSize"),
    link: look("main p:not([class]) > a", "color"),
    button: look(".btn:not(.two, .bare)", "backgroundColor"),
    footer: look(".foot", "backgroundColor"),
    money: look(".f1", "color"),
  };
}"""


@pytest.fixture
def dressed(live_server: LiveServer, browser: Browser, settings: Any) -> Page:
    """A page of a visitor who prefers the dark, on a site with the theme of nobody."""
    source = make_source("advies")
    regions = [make_region("drenthe")]
    make_practice("Rooster", slug="rooster", pillars=["1", "2a"], sources=[source], regions=regions)
    settings.THEME_STYLESHEET, settings.THEME_CLASS = "/huisstijl.css", "voorbeeldhuis-theme"
    page = browser.new_page(color_scheme="dark")
    page.route("**/huisstijl.css", lambda route: route.fulfill(path=THEME, content_type="text/css"))
    return page


def test_what_the_theme_names_is_as_it_says(dressed: Page, live_server: LiveServer) -> None:
    dressed.goto(f"{live_server.url}/")
    assert dressed.evaluate(LOOKS) == {
        "paper": "rgb(255, 253, 245)",
        "ink": "rgb(43, 26, 16)",
        "letters": "Verdana, sans-serif",
        "heading": "Georgia, serif",
        "size": "40px",
        "link": "rgb(122, 31, 92)",
        "button": "rgb(0, 81, 63)",
        "footer": "rgb(243, 217, 230)",
        "money": "rgb(184, 118, 8)",  # of the pillars, not of the theme
    }


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/voorbeelden/?regio=drenthe&sector=mars",
        "/voorbeelden/rooster/",
        "/embed/?sector=mars",
    ],
)
def test_pages_with_a_theme_have_no_violations(
    dressed: Page, live_server: LiveServer, address: str
) -> None:
    dressed.goto(f"{live_server.url}{address}")
    assert violations(dressed) == []


def test_notice_without_a_ground_of_its_own_can_be_read_on_a_phone(
    dressed: Page, live_server: LiveServer
) -> None:
    dressed.set_viewport_size({"width": 360, "height": 740})
    dressed.goto(f"{live_server.url}/voorbeelden/?q=rooster+drenthe")
    expect(dressed.locator(".found .notice")).to_have_text("Bedoelt u de regio Drenthe?")
    assert violations(dressed) == []


def test_the_focus_is_that_of_the_theme_and_seen_in_the_footer_too(
    dressed: Page, live_server: LiveServer
) -> None:
    dressed.goto(f"{live_server.url}/")
    ring = "() => getComputedStyle(document.activeElement).outline"
    dressed.keyboard.press("Tab")
    assert dressed.evaluate(ring) == "rgb(179, 38, 30) dashed 3px"
    dressed.keyboard.press("Shift+Tab")
    dressed.locator(".foot a").first.focus()
    dressed.keyboard.press("Tab")
    assert dressed.evaluate(ring) == "rgb(43, 26, 16) dashed 3px"
