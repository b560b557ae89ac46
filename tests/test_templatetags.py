"""What the templates are given: safe, and in words."""

from __future__ import annotations

import json

import pytest
from django.template import Context, Template

from practices.models import Origin
from practices.templatetags import kennisbank

from .factories import make_practice, make_source


@pytest.mark.parametrize(
    ("pieces", "html"),
    [
        ([("Het ", False), ("rooster", True)], "Het <mark>rooster</mark>"),
        ([("<b>", False), ("u&r", True)], "&lt;b&gt;<mark>u&amp;r</mark>"),
        ([("<i>", True)], "<mark>&lt;i&gt;</mark>"),
        ([], ""),
    ],
)
def test_what_was_found_is_marked_and_nothing_passes_unescaped(
    pieces: list[tuple[str, bool]], html: str
) -> None:
    assert kennisbank.marked(pieces) == html


@pytest.mark.parametrize(
    ("number", "words"), [(0, "geen voorbeelden"), (1, "1 voorbeeld"), (37, "37 voorbeelden")]
)
def test_counts_are_words(number: int, words: str) -> None:
    assert kennisbank.count_practices(number) == words


@pytest.mark.parametrize(
    ("things", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), ("abc", "a, b en c")]
)
def test_things_are_listed(things: list[str], words: str) -> None:
    assert kennisbank.listed(things) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("Pilot", "pilot"), ("MBO", "MBO"), ("Vast onderdeel", "vast onderdeel"), ("", "")],
)
def test_first_letter_becomes_small_except_in_abbreviations(text: str, words: str) -> None:
    assert kennisbank.lower_first(text) == words


def test_unknown_date_is_empty() -> None:
    assert kennisbank.date_in_words("") == ""
    assert kennisbank.date_in_words("2021-05") == "mei 2021"


def test_glyph_is_filled_only_for_the_source() -> None:
    assert 'class="g p2"' in kennisbank.glyph("2", Origin.SOURCE)
    assert 'class="g p2 open"' in kennisbank.glyph("2", Origin.EDITORS)
    assert 'class="g p2 open"' in kennisbank.glyph("2", Origin.SUBMITTER)


def test_address_is_built_on_the_setting(settings: object) -> None:
    settings.SITE_URL = "https://kennisbank.voorbeeld.nl"  # type: ignore[attr-defined]
    html = Template("{% load kennisbank %}{% absolute '/over/' %}").render(Context())
    assert html == "https://kennisbank.voorbeeld.nl/over/"


def test_data_block_cannot_be_left() -> None:
    facts = {"name": "</script><script>alert(1)</script> & <!-- \u2028"}
    html = kennisbank.json_ld(facts)
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(body)
    assert json.loads(body) == facts


@pytest.mark.django_db
def test_source_years_are_those_that_are_known() -> None:
    sources = [make_source(published=date) for date in ("2023", "2021-09-17", "2021", "")]
    assert kennisbank.source_years(make_practice(sources=sources)) == ["2021", "2023"]
