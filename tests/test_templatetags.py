"""What the templates are given: safe, and in words."""

from __future__ import annotations

import json

import pytest
from django.template import Context, Template

from practices.models import Origin, Practice
from practices.templatetags import kennisbank

from .factories import make_pillar_tag, make_practice, make_region, make_source


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Het rooster", ("rooster",), "Het <mark>rooster</mark>"),
        ("Zelfroosteren!", ("rooster",), "<mark>Zelfroosteren</mark>!"),
        ("re-integratie", ("reintegratie",), "<mark>re-integratie</mark>"),
        ("Eén zzp’er", ("een", "zzper"), "<mark>Eén</mark> <mark>zzp’er</mark>"),
        ("ook ok", ("ok",), "ook <mark>ok</mark>"),
        ("<b>uren</b>", ("uren",), "&lt;b&gt;<mark>uren</mark>&lt;/b&gt;"),
        ("<b>", (), "&lt;b&gt;"),
    ],
)
def test_found_words_are_marked(text: str, words: tuple[str, ...], html: str) -> None:
    assert kennisbank.highlight(text, words) == html


def test_short_word_is_not_marked_inside_another() -> None:
    assert kennisbank.highlight("roken", ("ok",)) == "roken"


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
def test_card_shows_elements_and_pillars_without_any() -> None:
    practice = make_practice(pillars=["1", "2"])
    make_pillar_tag(practice, "2c", origin=Origin.EDITORS)
    tags = kennisbank.narrowest_tags(Practice.objects.with_relations().get())
    assert [tag.element_id or tag.pillar_id for tag in tags] == ["1", "2c"]


@pytest.mark.django_db
def test_source_years_are_those_that_are_known() -> None:
    sources = [make_source(published=date) for date in ("2023", "2021-09-17", "2021", "")]
    assert kennisbank.source_years(make_practice(sources=sources)) == ["2021", "2023"]


@pytest.mark.django_db
def test_card_says_a_name_that_two_regions_share_once() -> None:
    kinds = ("arbeidsmarktregio", "regioplus")
    practice = make_practice(regions=[make_region(f"x-{k}", kind=k, name="Oost") for k in kinds])
    assert kennisbank.region_names(practice) == ["Oost"]
