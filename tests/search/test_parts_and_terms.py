"""What is found by the parts of a compound, by half a word and by the words of a term."""

from __future__ import annotations

from ..factories import make_practice
from .finding import find, make_concept, titles

# --- Compounds ------------------------------------------------------------------------------------


def test_word_that_means_something_else_inside_compounds_is_not_found_there(db: None) -> None:
    make_practice("Gezond werken, gezondheid", summary="-")
    make_practice("Geestelijke gezondheidszorg", summary="-")
    make_practice("Gezondheidscentrum en jeugdgezondheidszorg", summary="-")
    assert titles("gezond") == ["Gezond werken, gezondheid"]
    assert len(titles("gezondheidsz")) == 2
    assert len(titles("zorg")) == 2


def test_compound_is_not_found_by_parts_that_stand_apart(db: None) -> None:
    make_practice("Werk, en ook tijd", summary="-")
    make_practice("Er is veel tijd. Dan is er werk.", summary="-")
    make_practice("Werk en tijd", summary="-")
    make_practice("Tijd voor werktijden", summary="-")
    assert set(titles("werktijden")) == {
        "Werk en tijd",
        "Tijd voor werktijden",
        "Werk, en ook tijd",
    }


def test_compound_that_stands_nowhere_is_looked_for_as_its_parts_and_said(db: None) -> None:
    make_practice("Bonus in de tijd van corona")
    make_practice("Bonus")
    found = find("coronabonus")
    assert (found.mode, found.corrected) == ("verbeterd", "corona bonus")
    assert found.literally == '"coronabonus"'
    assert titles("coronabonus") == ["Bonus in de tijd van corona"]


def test_compound_whose_parts_meet_nowhere_finds_nothing(db: None) -> None:
    make_practice("Corona")
    make_practice("Bonus")
    assert (titles("coronabonus"), find("coronabonus").corrected) == ([], "")


# --- Terms ----------------------------------------------------------------------------------------


def test_term_itself_comes_before_another_word_for_it(db: None) -> None:
    make_concept("sociaal werk", equal="sociaal werker")
    make_practice("Sociaal werker", summary="-")
    make_practice("Sociaal werk loont", summary="-")
    make_practice("Sociaal werker", summary="-")
    assert titles("sociaal werk")[0] == "Sociaal werk loont"


def test_term_of_the_thesaurus_is_no_mistake(db: None) -> None:
    make_practice("Zorgverleners")
    assert find("zorgverlof").corrected == "zorgverleners"
    make_concept("verlof", narrower="zorgverlof")
    assert (find("zorgverlof").corrected, titles("zorgverlof")) == ("", [])


def test_word_that_says_how_much_carries_no_result(db: None) -> None:
    make_practice("Weinig bezwaar")
    make_practice("Rooster")
    assert titles("weinig rooster") == ["Rooster"]
    assert titles("weinig bloemkool") == []
    assert titles("weinig") == ["Weinig bezwaar"]


def test_words_of_a_term_with_an_amount_must_stand_together(db: None) -> None:
    make_concept("personeelstekort", equal="te weinig personeel")
    make_practice("Weinig bezwaar bij het personeel", summary="-")
    make_practice("Met weinig personeel", summary="-")
    make_practice("Personeelstekort", summary="-")
    assert set(titles("te weinig personeel")) == {"Met weinig personeel", "Personeelstekort"}


def test_last_word_of_a_term_may_be_half_typed(db: None) -> None:
    make_concept("personeelstekort", equal="te weinig personeel")
    make_practice("Weinig perspectief", summary="-")
    make_practice("Personeelstekort", summary="-")
    for typed in ("te weinig pers", "te weinig personeel"):
        assert (titles(typed), find(typed).mode) == (["Personeelstekort"], "alle")
