"""Elements by what people call them, also those of which there is no practice."""

from __future__ import annotations

import pytest

from practices.models import Concept, Element
from practices.search import search
from practices.workflow import vocabulary_changed

from ..factories import make_pillars, make_practice, make_sector

pytestmark = pytest.mark.django_db


@pytest.fixture
def model() -> None:
    """The elements, of which one has a name of two things, and a sector with one of these names."""
    make_pillars()
    Element.objects.filter(code="3c").update(name="Kinderopvang en zorgverlof")
    Element.objects.filter(code="3a").update(name="Invloed op het rooster")
    make_sector("kinderopvang", name="Kinderopvang")
    concept = Concept.objects.create(name="mantelzorg")
    concept.terms.create(relation="narrower", text="zorgverlof")
    make_practice("Opvang van nieuwe collega's")
    vocabulary_changed()


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("3c", ["3c"]),
        ("element 3C", ["3c"]),
        ("zorgverlof", ["3c"]),
        ("kinderopvang en zorgverlof", ["3c"]),
        ("mantelzorg", ["3c"]),
        ("opvang voor kinderen van personeel", ["3c"]),
        ("verlof", ["3c"]),
        ("invloed op het rooster", ["3a"]),
        ("rooster", []),
        ("zorg", []),
        ("opvang", []),
        ("kinderopvang", []),
        ('"zorgverlof"', []),
        ("iets anders", []),
    ],
)
def test_words_name_an_element(model: None, asked: str, codes: list[str]) -> None:
    found = search(asked)
    assert found is not None
    assert [place.key for place in found.elements] == codes


def test_place_says_code_and_name(model: None) -> None:
    found = search("zorgverlof")
    assert found is not None
    assert [(place.kind, place.label) for place in found.elements] == [
        ("pijler", "3c Kinderopvang en zorgverlof")
    ]
