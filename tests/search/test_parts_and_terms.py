"""What is found by the parts of a compound, by half a word and by the words of a term."""

from __future__ import annotations

from practices.workflow import vocabulary_changed

from ..factories import make_practice, make_region, make_sector
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
    for number in "1", "2", "3":
        make_practice(f"Bonus in de tijd van corona {number}")
    make_practice("Bonus")
    found = find("coronabonus")
    assert (found.mode, found.corrected) == ("verbeterd", "corona bonus")
    assert found.literally == '"coronabonus"'
    assert "Bonus" not in titles("coronabonus")
    assert len(found.practices) == 3


def test_compound_whose_parts_meet_nowhere_finds_either_and_says_so(db: None) -> None:
    make_practice("Corona")
    make_practice("Bonus")
    found = find("coronabonus")
    assert (found.mode, found.corrected) == ("enkele", "corona bonus")
    assert set(titles("coronabonus")) == {"Corona", "Bonus"}


def test_compound_of_which_no_part_stands_anywhere_finds_nothing(db: None) -> None:
    make_practice("Rooster")
    assert (titles("coronabonus"), find("coronabonus").corrected) == ([], "")


def test_place_is_not_taken_apart(db: None) -> None:
    make_sector("kinderopvang", name="Kinderopvang")
    make_practice("Opvang van nieuwe collega’s")
    vocabulary_changed()
    assert (titles("kinderopvang"), find("kinderopvang").corrected) == ([], "")


def test_other_name_of_a_sector_is_found_as_it_stands_and_not_by_its_parts(db: None) -> None:
    sector = make_sector("sociaal-werk", name="Sociaal werk", other_names="schuldhulpverlening")
    make_practice("Werken in de wijk", summary="-", sectors=[sector])
    assert titles("schuldhulpverlening") == ["Werken in de wijk"]
    assert titles("schulden") == []


def test_country_is_no_keyword_of_what_lies_in_it(db: None) -> None:
    country = make_region("nederland", kind="land", name="Nederland")
    utrecht = make_region("utrecht", kind="provincie", name="Utrecht", parents=[country])
    make_practice("Overal", summary="-", regions=[country])
    make_practice("Daar", summary="-", regions=[utrecht])
    assert titles("nederland") == ["Overal"]
    assert titles("utrecht") == ["Daar"]


# --- Words that people write apart ----------------------------------------------------------------


def test_first_part_that_stands_apart_belongs_to_the_word(db: None) -> None:
    make_practice("Zij-instromers begeleiden", summary="-")
    make_practice("Zij stromen door", summary="-")
    make_practice("Instroom", summary="-")
    for typed in ("zij instromers", "zij-instromers", "zij inst"):
        assert titles(typed) == ["Zij-instromers begeleiden"]


def test_particle_at_the_end_belongs_to_its_verb(db: None) -> None:
    make_practice("Personeel vasthouden", summary="-")
    make_practice("Personeel met een vast contract", summary="-")
    make_practice("Personeel werven", summary="-")
    assert titles("hoe houd ik personeel vast?")[0] == "Personeel vasthouden"
    assert find("hoe houd ik personeel vast?").searched_for == ("vasthouden", "personeel")


def test_particle_right_behind_a_verb_may_go_on_with_something_else(db: None) -> None:
    make_practice("Werk in Brabant", summary="-")
    assert find("leuk werk in").searched_for == ("leuk", "werk")


def test_word_that_says_nothing_is_not_completed(db: None) -> None:
    make_practice("Heterogeen", summary="-")
    assert titles("het") == []
    assert titles("hete") == ["Heterogeen"]


# --- Terms ----------------------------------------------------------------------------------------


def test_term_itself_comes_before_another_word_for_it(db: None) -> None:
    make_concept("sociaal werk", equal="sociaal werker")
    make_practice("Sociaal werker", summary="-")
    make_practice("Sociaal werk loont", summary="-")
    make_practice("Sociaal werker", summary="-")
    assert titles("sociaal werk")[0] == "Sociaal werk loont"


def test_term_of_the_thesaurus_is_no_mistake(db: None) -> None:
    make_practice("Buddyprojecten")
    assert find("buddyproject").corrected == ""
    assert find("budyprojecten").corrected == "buddyprojecten"
    make_concept("maatje", equal="budyprojecten")
    assert (find("budyprojecten").corrected, titles("budyprojecten")) == ("", [])


def test_word_of_a_term_or_a_place_is_no_mistake(db: None) -> None:
    make_practice("Meer model en breder", summary="-")
    make_concept("ethiek", equal="moreel beraad", related="peer support")
    make_region("breda", kind="arbeidsmarktregio", name="Bredaa")
    for typed in ("beraad", "support", "bredaa"):
        assert find(typed).corrected == ""


def test_kind_of_which_nothing_is_found_gives_way_to_what_it_is_a_kind_of(db: None) -> None:
    make_concept("personeelstekort", narrower="onderbezetting\nlege dienst")
    make_practice("Personeelstekort", summary="-")
    make_practice("Een lege kamer in dienst van ons", summary="-")
    found = find("onderbezetting in de nacht")
    assert (found.corrected, found.literally) == (
        "personeelstekort in de nacht",
        '"onderbezetting" in de nacht',
    )
    assert titles("onderbezetting") == ["Personeelstekort"]
    assert find("onderbezetting").mode == "verbeterd"
    assert titles(find("onderbezetting").literally) == []
    assert titles("lege dienst") == ["Een lege kamer in dienst van ons"]  # said by these words


def test_kind_of_which_something_is_found_does_not_bring_in_what_is_broader(db: None) -> None:
    make_concept("personeelstekort", narrower="onderbezetting")
    make_practice("Personeelstekort", summary="-")
    make_practice("Onderbezetting", summary="-")
    assert titles("onderbezetting") == ["Onderbezetting"]


def test_another_word_for_it_comes_before_a_kind_of_it(db: None) -> None:
    make_concept("psa", equal="arbeidsbelasting", narrower="agressie\nwerkdruk")
    make_practice("Agressie", summary="-")
    make_practice("Arbeidsbelasting", summary="-")
    make_practice("Werkdruk", summary="-")
    assert titles("psa")[0] == "Arbeidsbelasting"


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
