"""What is compared when practices lie side by side, and what is asked about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices import completeness
from practices.models import OldSlug, Origin, Practice
from practices.side_by_side import (
    DIFFERS,
    HOW_SURE,
    IN_SHORT,
    MOST,
    QUESTIONS,
    SAME,
    TOLD,
    UNCLEAR,
    Verdict,
    choose,
    group,
    questions,
    sign_rows,
)

from .factories import make_pillar_tag, make_practice, make_practices, make_source

pytestmark = pytest.mark.django_db


@given(order=st.lists(st.sampled_from(["a", "b", "c", "oud", "concept", "niets"]), max_size=12))
def test_any_order_gives_each_once_in_that_order(order: list[str]) -> None:
    if not Practice.objects.exists():
        (first, *_) = make_practices("a", "b", "c")
        OldSlug.objects.create(slug="oud", practice=first)
        make_practice(slug="concept", status="draft")
    present = ["a" if slug == "oud" else slug for slug in order]
    chosen = choose(order)
    expected = [slug for slug in dict.fromkeys(present) if slug in {"a", "b", "c"}]
    assert [one.slug for one in chosen.practices] == expected
    unknown = {slug for slug in order if slug in {"concept", "niets"}}
    assert set(chosen.unknown) == unknown


@given(phases=st.lists(st.sampled_from(["pilot", "lopend", ""]), min_size=2, max_size=MOST))
def test_verdict_is_of_what_is_known(phases: list[str]) -> None:
    (row,) = group("", IN_SHORT[2:3], [Practice(phase=phase) for phase in phases]).rows
    known = set(phases) - {""}
    all_known = SAME if "" not in phases else UNCLEAR
    assert row.verdict == (DIFFERS if len(known) > 1 else all_known)
    assert row.is_shared == (len(set(phases)) == 1)


def test_texts_sources_and_figures_get_no_verdict() -> None:
    counted = [one.label for one in (*IN_SHORT, *TOLD, *HOW_SURE) if one.is_counted]
    assert counted == ["Soort", "Fase", "Sector", "Regio", "Omvang", "Onderbouwing"]
    (row,) = group("", IN_SHORT[:1], [Practice(summary="Een."), Practice(summary="Twee.")]).rows
    assert row.verdict is None
    assert not row.is_shared


class TestElements:
    def signs(self, practices: Iterable[Practice]) -> dict[str, list[str]]:
        """By code who says so of each practice."""
        read = choose(one.slug for one in practices).practices
        return {row.code: [sign.origin for sign in row.signs] for row in sign_rows(read)}

    def test_each_pillar_stands_before_its_elements(self) -> None:
        first, second = make_practices("a", "b")
        make_pillar_tag(first, "2", origin=Origin.SOURCE)
        make_pillar_tag(second, "2a", origin=Origin.EDITORS)
        signs = self.signs([first, second])
        assert " ".join(signs) == "1 1a 1b 2 2a 2b 2c 2d 3 3a 3b 3c"
        assert signs["2"] == ["bron", ""]
        assert signs["2a"] == ["", "redactie"]

    def verdicts(self, practices: Iterable[Practice]) -> dict[str, Verdict]:
        """By code what is said of it; without those of which nothing is said."""
        read = choose(one.slug for one in practices).practices
        return {row.code: row.verdict for row in sign_rows(read) if row.verdict}

    def test_one_that_is_filed_elsewhere_differs(self) -> None:
        first, second = make_practices("a", "b")
        make_pillar_tag(first, "1a")
        make_pillar_tag(second, "3b")
        assert self.verdicts([first, second]) == {"1a": DIFFERS, "3b": DIFFERS}

    def test_same_element_is_the_same_whoever_says_so(self) -> None:
        first, second = make_practices("a", "b")
        make_pillar_tag(first, "2a", origin=Origin.SOURCE)
        make_pillar_tag(second, "2a", origin=Origin.EDITORS)
        assert self.verdicts([first, second]) == {"2a": SAME}

    def test_one_that_is_filed_under_nothing_cannot_be_compared(self) -> None:
        first, second, third = make_practices("a", "b", "c")
        make_pillar_tag(first, "2a")
        assert self.verdicts([first, second]) == {"2a": UNCLEAR}
        make_pillar_tag(third, "3b")
        assert self.verdicts([first, second, third]) == {"2a": DIFFERS, "3b": DIFFERS}

    def test_whole_pillar_leaves_open_which_of_its_elements(self) -> None:
        first, second, third = make_practices("a", "b", "c")
        make_pillar_tag(first, "2")
        make_pillar_tag(second, "2a")
        make_pillar_tag(third, "3b")
        assert self.verdicts([first, second]) == {"2a": UNCLEAR}
        assert self.verdicts([first, third]) == {"2": DIFFERS, "3b": DIFFERS}


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
