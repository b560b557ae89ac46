"""The words of the model at hand in a form."""

from __future__ import annotations

from typing import Any

import pytest

from practices import content
from practices.advice import vocabulary
from tests.content.conftest import loaded  # noqa: F401 - a fixture, asked for by name

pytestmark = pytest.mark.django_db


@pytest.fixture(name="content")
def everything(loaded: content.Report) -> content.Report:  # noqa: F811
    """The real content."""
    return loaded


def test_it_holds_the_three_pillars_with_their_nine_elements(content: content.Report) -> None:
    assert [(one.code, [part.code for part in one.elements]) for one in vocabulary()] == [
        ("1", ["1a", "1b"]),
        ("2", ["2a", "2b", "2c", "2d"]),
        ("3", ["3a", "3b", "3c"]),
    ]


def test_an_element_has_its_official_wording_and_one_short_line(content: content.Report) -> None:
    rosters = vocabulary()[2].elements[0]
    assert rosters.name == "Invloed op het rooster"
    assert rosters.line == "Medewerkers hebben invloed op hun werktijden en op hun rooster."
    assert rosters.definition == (
        "Zorgprofessionals invloed hebben op hun werktijden en roostering."
    )
    assert rosters.address == "/pijlers/3a/"


def test_points_are_kept_apart_from_the_definition(content: content.Report) -> None:
    team = vocabulary()[1].elements[2]
    assert len(team.points) == 3
    assert team.points[0] == "Zij waardering ervaren"


def test_every_line_is_one_short_sentence(content: content.Report) -> None:
    for pillar in vocabulary():
        for term in (pillar, *pillar.elements):
            assert term.line.count(". ") == 0
            assert term.line.endswith(".")
            assert len(term.line.split()) <= 25


def test_it_takes_two_queries(content: content.Report, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        vocabulary()
