"""Other words for what is typed: which are looked for too, and which are only suggested."""

from __future__ import annotations

from typing import cast

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from practices.models import Concept
from practices.search.analysis import Analyser, Token
from practices.search.thesaurus import MOST_EXPANSIONS, Row, Thesaurus, telling

STOP = {"te", "van", "weinig"}


class PlainAnalyser:
    """Words apart by a space; the plural in -s has the stem of the singular."""

    def tokens(self, text: str) -> list[Token]:
        """The words of a text."""
        return [
            Token(word, word.removesuffix("s"), (), 0, 0, word in STOP)
            for word in text.lower().split()
        ]


ANALYSER = cast("Analyser", PlainAnalyser())


def make(**concepts: dict[str, str]) -> Thesaurus:
    """A thesaurus of concepts: relation by term, both as they come from the database."""
    rows: list[Row] = []
    for number, (name, terms) in enumerate(concepts.items()):
        rows.append((number, name, "", ""))
        rows += [(number, name, relation, text) for text, relation in terms.items()]
    return Thesaurus(rows, ANALYSER)


def look(thesaurus: Thesaurus, text: str) -> list[str]:
    """What is looked for too, as text."""
    return [" ".join(other) for other in thesaurus.lookup(tuple(text.split()))]


def test_equal_terms_find_each_other_and_the_name() -> None:
    thesaurus = make(verzuim={"ziekmelding": "equal", "afwezigheid door ziekte": "equal"})
    assert look(thesaurus, "verzuim") == ["ziekmelding", "afwezigheid door ziekte"]
    assert look(thesaurus, "ziekmelding") == ["verzuim", "afwezigheid door ziekte"]
    assert look(thesaurus, "afwezigheid door ziekte") == ["verzuim", "ziekmelding"]


def test_narrower_term_is_found_and_does_not_find_what_is_broader() -> None:
    thesaurus = make(flexwerk={"flexkracht": "equal", "payroll": "narrower"})
    assert look(thesaurus, "flexwerk") == ["flexkracht", "payroll"]
    assert look(thesaurus, "flexkracht") == ["flexwerk", "payroll"]
    assert look(thesaurus, "payroll") == []


def test_broader_and_related_terms_are_never_looked_for() -> None:
    thesaurus = make(nachtdienst={"werktijden": "broader", "toeslag": "related"})
    assert look(thesaurus, "nachtdienst") == []
    assert look(thesaurus, "werktijden") == []
    assert look(thesaurus, "toeslag") == []


def test_narrower_term_brings_what_means_the_same_but_nothing_narrower_still() -> None:
    thesaurus = make(
        werktijden={"dienst": "narrower"},
        ploegendienst={"dienst": "equal", "nachtdienst": "narrower"},
        nachtdienst={"nachtwerk": "equal"},
    )
    assert look(thesaurus, "werktijden") == ["dienst", "ploegendienst"]
    assert look(thesaurus, "ploegendienst") == ["dienst", "nachtdienst", "nachtwerk"]


def test_nothing_is_looked_for_that_the_words_find_themselves() -> None:
    thesaurus = make(zeggenschap={"professionele zeggenschap": "equal", "inspraak": "equal"})
    assert look(thesaurus, "zeggenschap") == ["inspraak"]
    assert look(thesaurus, "professionele zeggenschap") == ["zeggenschap", "inspraak"]


def test_word_with_two_meanings_finds_both() -> None:
    thesaurus = make(waardering={"erkenning": "equal"}, evc={"erkenning": "equal"})
    assert look(thesaurus, "erkenning") == ["waardering", "evc"]
    assert look(thesaurus, "waardering") == ["erkenning"]


def test_terms_are_found_in_any_form_and_without_words_that_say_nothing() -> None:
    thesaurus = make(uitstroom={"vertrek van medewerkers": "equal"})
    assert look(thesaurus, "vertrek medewerker") == ["uitstroom"]
    assert look(thesaurus, "uitstroom") == ["vertrek medewerker"]


@pytest.mark.parametrize(
    "typed", ["ziek personeel", "personeel ziek", "ziek werknemer", "medewerker ziek"]
)
def test_order_and_words_that_mean_the_same_make_no_other_term(typed: str) -> None:
    thesaurus = make(
        medewerker={"personeel": "equal", "werknemers": "equal"},
        verzuim={"ziek personeel": "equal"},
    )
    assert "verzuim" in look(thesaurus, typed)


def test_one_word_is_never_replaced_before_it_is_looked_up() -> None:
    thesaurus = make(a={"b": "equal"}, b={"c": "equal"})
    assert look(thesaurus, "a") == ["b"]
    assert look(thesaurus, "c") == ["b"]


def test_term_of_which_one_common_word_is_left_is_passed_over() -> None:
    thesaurus = make(personeelstekort={"te weinig personeel": "equal", "krapte": "equal"})
    assert look(thesaurus, "personeel") == []
    assert look(thesaurus, "krapte") == ["personeelstekort"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Goede roosters", ("goede", "rooster")),
        ("roosters", ("rooster",)),
        ("te weinig tijd over", ("tijd", "over")),
        ("te weinig tijd", ()),
        ("te weinig", ()),
        ("te", ()),
        ("", ()),
    ],
)
def test_what_a_term_comes_down_to(text: str, left: tuple[str, ...]) -> None:
    assert telling(text, ANALYSER) == left


def test_term_whose_last_word_is_half_typed_is_completed() -> None:
    thesaurus = make(
        krapte={"gebrek personeel": "equal", "gebrek perspectief": "related"},
        verzuim={"gebrek personen": "equal"},
    )
    found = thesaurus.completed(("gebrek",), "pers")
    assert found == (("gebrek", "personeel"), ("gebrek", "personen"), ("krapte",), ("verzuim",))
    assert thesaurus.completed(("gebrek",), "x") == ()
    assert thesaurus.completed(("verzuim",), "pers") == ()


def test_it_knows_terms_of_any_relation() -> None:
    thesaurus = make(verlof={"zorgverlof": "narrower"})
    known = [("verlof",), ("zorgverlof",), ("rooster",)]
    assert [thesaurus.knows(phrase) for phrase in known] == [True, True, False]


def test_no_more_is_looked_for_than_is_quick() -> None:
    thesaurus = make(begrip={f"term{n}": "equal" for n in range(40)})
    assert look(thesaurus, "begrip") == [f"term{n}" for n in range(MOST_EXPANSIONS)]


def test_suggestions_are_related_and_broader_terms_as_they_are_written() -> None:
    thesaurus = make(
        nachtdienst={"Werktijden": "broader", "Toeslag": "related", "nachtwerk": "equal"}
    )
    assert thesaurus.see_also(("nachtdienst",)) == ("Toeslag", "Werktijden")
    assert thesaurus.see_also(("nachtwerk",)) == ("Toeslag", "Werktijden")


def test_word_with_another_meaning_suggests_the_concept_without_looking_for_it() -> None:
    thesaurus = make(uitstroom={"verloop": "narrower"}, planning={}, project={"verloop": "related"})
    assert look(thesaurus, "verloop") == []
    assert thesaurus.see_also(("verloop",)) == ("uitstroom", "project")
    assert thesaurus.see_also(("planning",)) == ()


def test_nothing_is_suggested_that_was_looked_for() -> None:
    thesaurus = make(
        verzuim={"ziekmelding": "equal", "uitval": "related"},
        uitval={"ziekmelding": "narrower", "verzuim": "equal"},
    )
    assert look(thesaurus, "verzuim") == ["ziekmelding", "uitval"]
    assert thesaurus.see_also(("verzuim",)) == ()


def test_what_is_not_in_the_thesaurus_brings_nothing() -> None:
    thesaurus = make(verzuim={"ziekmelding": "equal"})
    for phrase in ((), ("rooster",), ("verzuim", "rooster")):
        assert thesaurus.lookup(phrase) == ()
        assert thesaurus.see_also(phrase) == ()


def test_longest_phrase_is_known() -> None:
    assert make().longest == 0
    assert make(verzuim={}).longest == 1
    assert make(verzuim={"vaak en lang van huis": "related"}).longest == 4


WORDS = st.sampled_from(["een", "twee", "drie", "vier", "vijf", "te"])
TERMS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
RELATIONS = st.sampled_from(["equal", "narrower", "broader", "related"])


@given(st.dictionaries(TERMS, st.dictionaries(TERMS, RELATIONS, max_size=5), max_size=5), TERMS)
def test_whatever_editors_write_only_other_phrases_come_back_each_once(
    concepts: dict[str, dict[str, str]], typed: str
) -> None:
    thesaurus = make(**concepts)
    phrase = telling(typed, ANALYSER)
    others = thesaurus.lookup(phrase)
    assert len(set(others)) == len(others) <= MOST_EXPANSIONS
    assert all(other and not set(phrase) <= set(other) for other in others)
    assert thesaurus.lookup(phrase) == others
    assert len(phrase) <= thesaurus.longest or not others


def test_thesaurus_is_read_from_the_database_in_one_query(db: None) -> None:
    for name, terms in (("verzuim", ("ziekmelding", "afwezigheid")), ("rooster", ())):
        concept = Concept.objects.create(name=name)
        for text in terms:
            concept.terms.create(text=text)
    with CaptureQueriesContext(connection) as queries:
        thesaurus = Thesaurus.load(ANALYSER)
    assert len(queries) == 1
    assert look(thesaurus, "afwezigheid") == ["verzuim", "ziekmelding"]
    assert look(thesaurus, "rooster") == []
    assert thesaurus.longest == 1
