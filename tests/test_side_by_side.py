"""What is compared when practices lie side by side, and what is asked about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices import completeness
from practices.models import OldSlug, Origin, Practice
from practices.side_by_side import (
    IN_SHORT,
    MOST,
    QUESTIONS,
    choose,
    group,
    matrix,
    questions,
)

from .factories import make_pillar_tag, make_practice, make_source

pytestmark = pytest.mark.django_db


def make(*slugs: str, **fields: Any) -> list[Practice]:
    """Published practices with these slugs, each titled after its own."""
    return [make_practice(slug.title(), slug=slug, **fields) for slug in slugs]


@given(order=st.lists(st.sampled_from(["a", "b", "c", "oud", "concept", "niets"]), max_size=12))
def test_any_order_gives_each_once_in_that_order(order: list[str]) -> None:
    if not Practice.objects.exists():
        (first, *_) = make("a", "b", "c")
        OldSlug.objects.create(slug="oud", practice=first)
        make_practice(slug="concept", status="draft")
    present = ["a" if slug == "oud" else slug for slug in order]
    chosen = choose(order)
    expected = [slug for slug in dict.fromkeys(present) if slug in {"a", "b", "c"}]
    assert [one.slug for one in chosen.practices] == expected
    unknown = {slug for slug in order if slug in {"concept", "niets"}}
    assert set(chosen.unknown) == unknown


@given(kinds=st.lists(st.sampled_from(["programma", "regeling"]), min_size=2, max_size=MOST))
def test_row_differs_exactly_when_two_practices_do(kinds: list[str]) -> None:
    rows = group("", IN_SHORT[1:2], [Practice(kind=kind) for kind in kinds]).rows
    assert rows[0].differs == (len(set(kinds)) > 1)


class TestElements:
    def signs(self, practices: Iterable[Practice]) -> dict[str, list[str]]:
        """By code who says so of each practice."""
        read = choose(one.slug for one in practices).practices
        return {row.code: [sign.origin for sign in row.signs] for row in matrix(read)}

    def test_each_pillar_stands_before_its_elements(self) -> None:
        first, second = make("a", "b")
        make_pillar_tag(first, "2", origin=Origin.SOURCE)
        make_pillar_tag(second, "2a", origin=Origin.EDITORS)
        signs = self.signs([first, second])
        assert " ".join(signs) == "1 1a 1b 2 2a 2b 2c 2d 3 3a 3b 3c"
        assert signs["2"] == ["bron", ""]
        assert signs["2a"] == ["", "redactie"]


class TestQuestions:
    def test_every_gap_that_the_site_names_has_one(self) -> None:
        assert {part.label for part in completeness.PARTS if part.unknown} == QUESTIONS.keys()

    def test_follow_from_what_is_missing(self) -> None:
        practice = make_practice(
            approach="Zo.", results="Goed.", evidence="extern-onderzoek", sources=[make_source()]
        )
        asked = questions(practice)
        assert "Hoe werkt het precies, stap voor stap?" not in asked
        assert "Wat heeft het opgeleverd?" not in asked
        assert "Wat was lastig, en wat zou u nu anders doen?" in asked
        assert asked[-1] == "De bron is uit 2021. Klopt dit nog?"

    def test_stub_is_first_asked_what_it_is(self) -> None:
        asked = questions(make_practice(evidence="genoemd"))
        assert asked[0] == "De bron noemt alleen de naam. Wat houdt het in?"
        assert "Hoe werkt het precies, stap voor stap?" not in asked
        assert asked[-1] == "Klopt dit nog?"

    @pytest.mark.parametrize(
        ("evidence", "question"),
        [
            ("", "Hoe weet u of het werkt?"),
            ("beschreven", "Zijn er cijfers over, of is het onderzocht?"),
            ("eigen-cijfers", "Heeft iemand van buiten uw organisatie dit ook onderzocht?"),
        ],
    )
    def test_ask_for_better_evidence(self, evidence: str, question: str) -> None:
        assert question in questions(make_practice(evidence=evidence))

    def test_confirmed_is_not_asked_whether_it_is_still_true(self) -> None:
        asked = questions(make_practice(confirmed_on=date(2026, 11, 1)))
        assert not any("Klopt dit nog?" in question for question in asked)

    def test_are_short(self) -> None:
        asked = [*QUESTIONS.values(), *questions(make_practice(evidence="genoemd"))]
        assert all(question.endswith("?") for question in asked)
        assert max(len(question.split()) for question in asked) <= 15
