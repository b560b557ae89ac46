"""The component page: who sees it, what is on it, and whether its colours can be read."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from practices.pictures.palette import STYLESHEET, colours
from practices.views.palette import USES, Shade, Swatch, contrast, swatches
from practices.views.style import PARTS, SPACES

from ..browser.examining import overflow, violations
from ..factories import (
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from ..logging_in import log_in
from .html import visit

ADDRESS = "/stijl/"


@pytest.fixture
def something(db: None) -> None:
    """A knowledge base with a little of everything."""
    make_pillars()
    practice = make_practice(
        "Rooster",
        pillars=["1", "2a"],
        sectors=[make_sector("ggz")],
        regions=[make_region("drenthe")],
        sources=[make_source("advies")],
    )
    make_pillar_tag(practice, "3a", origin="redactie")


class TestWhoSeesIt:
    @pytest.mark.django_db
    def test_for_the_public_it_does_not_exist(self, client: Client) -> None:
        assert client.get(ADDRESS).status_code == 404
        assert client.get(ADDRESS, headers={"cookie": "sessionid=verzonnen"}).status_code == 404

    @pytest.mark.django_db
    def test_nor_for_who_sends_something_in(self, client: Client) -> None:
        log_in(client, make_user())
        assert client.get(ADDRESS).status_code == 404

    @pytest.mark.django_db
    @pytest.mark.parametrize("role", ["redacteur", "eindredacteur"])
    def test_editors_see_it(self, client: Client, role: str) -> None:
        log_in(client, make_user(role))
        answer = client.get(ADDRESS)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.django_db
    def test_an_editor_without_second_step_does_not(self, client: Client) -> None:
        client.force_login(make_user("redacteur"))
        assert client.get(ADDRESS).status_code != 200

    @pytest.mark.django_db
    def test_who_builds_the_site_sees_it(self, client: Client, settings: Any) -> None:
        settings.DEBUG = True
        page = visit(client, ADDRESS)
        assert page.all("meta", name="robots") == [{"name": "robots", "content": "noindex"}]


class TestWhatIsOnIt:
    @pytest.mark.usefixtures("something")
    def test_every_part_by_name_with_when_to_use_it(self, client: Client, settings: Any) -> None:
        settings.DEBUG = True
        page = visit(client, ADDRESS)
        for part in PARTS:
            assert page.all("section", id=f"deel-{part.key}")
            assert f"#deel-{part.key}" in page.links()
            assert part.name in page.text
            assert part.use in page.text
        assert page.repeated_ids == []

    @pytest.mark.usefixtures("something")
    def test_states(self, client: Client, settings: Any) -> None:
        settings.DEBUG = True
        page = visit(client, ADDRESS)
        assert [given["data-theme"] for given in page.all("div", **{"class": "side-by"})] == [
            *("light", "dark"),
        ]
        assert len(page.all("input", **{"aria-invalid": "true"})) == 1
        assert len(page.all("a", role="option", **{"aria-selected": "true"})) == 1
        assert {given.get("class") for given in page.all("svg")} >= {"g p2", "g p3 open", "sig"}
        for state in ("", " warn", " ok", " bad"):
            assert page.all("div", **{"class": f"notice{state}"})

    @pytest.mark.django_db
    def test_an_empty_knowledge_base_is_no_error(self, client: Client, settings: Any) -> None:
        settings.DEBUG = True
        assert "Onderdelen" in visit(client, ADDRESS).text

    def test_steps_of_space_are_those_of_the_stylesheet(self) -> None:
        css = STYLESHEET.read_text(encoding="utf-8")
        steps = re.findall(r"--s[1-7]: ([\d.]+)rem", css)
        assert tuple(round(float(step) * 16) for step in steps) == SPACES


class TestColours:
    def test_every_colour_can_be_read_in_the_light_and_in_the_dark(self) -> None:
        found = swatches()
        assert [swatch.token for swatch in found] == [f"--kb-{token}" for token in USES]
        assert [swatch.token for swatch in found if not swatch.is_enough] == []

    def test_text_on_buttons_and_marks_too(self) -> None:
        known = colours(STYLESHEET.read_text(encoding="utf-8"))
        for scheme in (0, 1):
            for above, below in (
                *(("on-accent", "accent"), ("on-accent", "accent-deep"), ("ink", "mark")),
                *(("accent", "accent-wash"), ("ink", "warn-wash"), ("ink", "accent-wash")),
            ):
                assert contrast(known[above][scheme], known[below][scheme]) >= 4.5, (above, below)

    def test_browsers_without_light_dark_get_the_light_values(self) -> None:
        css = STYLESHEET.read_text(encoding="utf-8")
        first = css[: css.index("@supports")]
        for token, (light, _) in colours(css).items():
            assert f"--kb-{token}: {light};" in first

    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.4),
            ("#14262a", "#ffffff", 15.6),
        ],
    )
    def test_contrast_is_that_of_wcag(self, one: str, other: str, ratio: float) -> None:
        assert contrast(one, other) == contrast(other, one) == ratio

    @given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
    def test_contrast_lies_between_one_and_twenty_one(self, one: int, other: int) -> None:
        ratio = contrast(f"#{one:06x}", f"#{other:06x}")
        assert 1 <= ratio <= 21
        assert math.isclose(ratio * 10, round(ratio * 10))

    def test_one_bad_place_is_too_few(self) -> None:
        good, bad = Shade("#000000", 21.0, 19.0), Shade("#ffffff", 21.0, 4.4)
        assert Swatch("", "", "", 4.5, good, good).is_enough
        assert not Swatch("", "", "", 4.5, good, bad).is_enough


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_has_no_violations(
    live_server: LiveServer, page: Page, settings: Any, something: None, width: int
) -> None:
    settings.DEBUG = True
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}{ADDRESS}")
    assert violations(page) == []
    assert overflow(page) <= 0
