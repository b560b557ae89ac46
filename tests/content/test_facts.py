"""The content says what the sources say: held against facts noted from the sources by hand.

`facts.toml` was written before the fixtures, from the documents themselves.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from practices import content
from practices.models import Citation, Origin, PillarTag, Practice, PracticeContent, SourceCount

pytestmark = pytest.mark.django_db
FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))
by_slug = pytest.mark.parametrize("fact", FACTS["fact"], ids=lambda fact: fact["slug"])


def whole_text(practice: Practice) -> str:
    """Everything that the record says."""
    names = [field.name for field in PracticeContent._meta.local_fields]
    rows = (
        *practice.figures.values_list("label", "value"),
        *practice.pillar_tags.values_list("reason"),
        *practice.citations.values_list("heading", "quotation"),
        *practice.participations.values_list("organisation__name"),
    )
    return "\n".join(
        [*(str(getattr(practice, name)) for name in names), *(" ".join(row) for row in rows)]
    )


@by_slug
def test_pillars_and_elements_of_the_source_are_those_it_prints(
    loaded: content.Report, fact: dict[str, Any]
) -> None:
    practice = Practice.objects.published().get(slug=fact["slug"])
    tags = practice.pillar_tags.filter(origin=Origin.SOURCE)
    assert {tag.element_id or tag.pillar_id for tag in tags} == set(fact["printed"])


@by_slug
def test_sectors_regions_and_period_are_those_of_the_source(
    loaded: content.Report, fact: dict[str, Any]
) -> None:
    practice = Practice.objects.get(slug=fact["slug"])
    for name in ("sectors", "regions"):
        if name in fact:
            slugs = set(getattr(practice, name).values_list("slug", flat=True))
            assert (name, slugs) == (name, set(fact[name]))
    for name in ("period_start", "phase", "kind"):
        if name in fact:
            assert getattr(practice, name) == fact[name]


@by_slug
def test_passage_lies_where_the_source_has_it(loaded: content.Report, fact: dict[str, Any]) -> None:
    first, last = fact["lines"]
    assert Citation.objects.filter(
        practice__slug=fact["slug"],
        source__slug=fact["source"],
        first_line__gte=first,
        last_line__lte=last,
    ).exists()


@by_slug
def test_record_says_what_the_source_says(loaded: content.Report, fact: dict[str, Any]) -> None:
    practice = Practice.objects.get(slug=fact["slug"])
    text = whole_text(practice)
    for words in fact.get("says", []):
        assert words in text
    figures = set(practice.figures.values_list("value", flat=True))
    assert set(fact.get("figures", [])) <= figures
    links = set(practice.links.values_list("url", flat=True))
    assert set(fact.get("links", [])) <= links


def test_of_the_sixteen_examples_only_three_have_a_region(loaded: content.Report) -> None:
    frontrunners = Practice.objects.filter(tags__name="koploper")
    assert frontrunners.count() == 16
    assert frontrunners.exclude(regions=None).distinct().count() == 3


def test_table_of_the_source_is_kept_as_it_counts(loaded: content.Report) -> None:
    counts = dict(SourceCount.objects.values_list("element_id", "practices"))
    assert counts == FACTS["counts"]


def test_there_are_more_than_sixty_practices_and_each_can_be_checked(
    loaded: content.Report,
) -> None:
    assert Practice.objects.published().count() > 60
    assert not Practice.objects.filter(citations=None).exists()
    assert not Citation.objects.filter(first_line=None).exists()
    assert not Citation.objects.filter(heading="").exists()


def test_editors_give_a_reason_for_what_they_read_into_a_text(loaded: content.Report) -> None:
    assert not PillarTag.objects.filter(origin=Origin.EDITORS, reason="").exists()
    assert not PillarTag.objects.filter(origin=Origin.SUBMITTER).exists()
