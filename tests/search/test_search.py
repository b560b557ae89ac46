"""What words find, alike on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices import search
from practices.search.query import understand
from practices.search.state import text_index

from ..factories import make_practice, make_region, make_sector
from .finding import find, make_concept, titles

# --- Words in all their forms ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Re-integratie", "reintegratie"),
        ("Reïntegratie", "re-integratie"),
        ("Zzp'ers in dienst", "zzp’ers"),
        ("Zzp'ers in dienst", "zzp"),
        ("Coördinatie", "coordinatie"),
        ("Zuid-Limburg", "zuid limburg"),
        ("Zuid Limburg", "zuid-limburg"),
        ("IC en OK", "ok"),
        ("Element 2a", "2a"),
        ("24-uurs zorg", "24 uur"),
        ("Straße", "strasse"),
        ("Een organisatie", "organisaties"),
        ("Verpleegkundigen", "verpleegkundige"),
        ("Zelfroosteren", "ROOSTER"),
        ("Zelfroosteren", "zelf roosteren"),
        ("Zelf roosteren", "zelfroosteren"),
        ("Roostering", "rooster"),
        ("Ziekteverzuim", "verzuim"),
        ("Kinderopvangorganisaties", "kinderopvang"),
        ("Kinderopvangorganisaties", "organisatie"),
    ],
)
def test_one_word_is_found_in_all_its_forms(db: None, written: str, asked: str) -> None:
    make_practice("Iets anders", summary="-")
    make_practice(written, summary="-")
    assert titles(asked) == [written]
    assert find(asked).mode == "alle"


@pytest.mark.parametrize("asked", ["roo", "roost", "roosterp", "roosteri", "zelfr"])
def test_the_last_word_may_be_half_typed(db: None, asked: str) -> None:
    make_practice("Roostering en zelfroosteren met een roosterplanner")
    make_practice("Iets anders")
    assert titles(asked) == ["Roostering en zelfroosteren met een roosterplanner"]


def test_only_the_last_word_may_be_half_typed(db: None) -> None:
    make_practice("Roosters in het team")
    assert (find("team roost").mode, find("roost team").mode) == ("alle", "enkele")


# --- Order ----------------------------------------------------------------------------------------


def test_title_outweighs_keyword_outweighs_summary_outweighs_body(db: None) -> None:
    make_practice("In de tekst", approach="Over verzuim.")
    make_practice("In de samenvatting", summary="Over verzuim.")
    make_practice("Als trefwoord", tags=["verzuim"])
    make_practice("Verzuim in de titel")
    assert titles("verzuim") == [
        "Verzuim in de titel",
        "Als trefwoord",
        "In de samenvatting",
        "In de tekst",
    ]


def test_the_word_itself_comes_before_a_compound_before_a_synonym(db: None) -> None:
    make_concept("verzuim", equal="uitval")
    make_practice("Uitval")
    make_practice("Ziekteverzuim")
    make_practice("Verzuim")
    assert titles("verzuim") == ["Verzuim", "Ziekteverzuim", "Uitval"]


def test_words_next_to_each_other_come_first(db: None) -> None:
    make_practice("Eigen regie, en later een rooster")
    make_practice("Eigen rooster, en later regie")
    for _ in range(2):
        make_practice("Rooster zonder meer, van het eigen team")
    assert titles("eigen rooster")[0] == "Eigen rooster, en later regie"


def test_a_text_that_is_about_it_comes_before_one_that_names_it(db: None) -> None:
    make_practice("Een", approach="Verzuim. En nog veel meer over verzuim en verzuim.")
    make_practice("Twee", approach="Eén keer verzuim.")
    assert titles("verzuim") == ["Een", "Twee"]


def test_exact_title_comes_first(db: None) -> None:
    make_practice("Blink! en nog wat", tags=["blink"])
    make_practice("Blink!")
    assert titles("blink")[0] == "Blink!"


def test_equals_come_newest_first(db: None) -> None:
    for name in ("Eerste", "Tweede", "Derde"):
        make_practice(name, summary="Over verzuim.")
    assert titles("verzuim") == ["Derde", "Tweede", "Eerste"]


def test_all_words_in_title_or_summary_come_before_words_elsewhere(db: None) -> None:
    make_practice("Het rooster", summary="Over verzuim.")
    make_practice("Verzuim, verzuim en nog eens verzuim", summary="Verzuim.", tags=["rooster"])
    make_practice("Verzuim bij ons", summary="Verzuim.", approach="Een rooster.")
    assert titles("rooster verzuim")[0] == "Het rooster"


# --- All words, some words ------------------------------------------------------------------------


def test_all_words_beat_some_words(db: None) -> None:
    make_practice("Rooster en verzuim")
    make_practice("Rooster")
    make_practice("Verzuim")
    found = find("Rooster, verzuim")
    assert (found.mode, found.searched_for) == ("enkele", ("rooster", "verzuim"))
    assert titles("rooster verzuim")[0] == "Rooster en verzuim"
    assert len(found.practices) == 3


def test_enough_hits_on_all_words_leave_the_rest_out(db: None) -> None:
    for _ in range(3):
        make_practice("Rooster en verzuim")
    make_practice("Rooster")
    assert (find("rooster verzuim").mode, len(find("rooster verzuim").practices)) == ("alle", 3)


def test_some_words_are_at_least_half_of_what_the_best_has(db: None) -> None:
    for number in range(20):
        make_practice(f"Zorg {number}")
    make_practice("Nachtdiensten bij agressie")
    found = titles("zorg nachtdiensten agressie bloemkool")
    assert found == ["Nachtdiensten bij agressie"]


# --- Signs ----------------------------------------------------------------------------------------


def test_words_between_quotation_marks_stand_so(db: None) -> None:
    make_practice("Zelf een rooster maken")
    make_practice("Rooster zelf")
    make_practice("Zelf roosteren")
    assert titles('"zelf roosteren"') == ["Zelf roosteren", "Zelf een rooster maken"]
    assert titles("„rooster zelf”") == ["Rooster zelf"]


def test_quoted_word_is_itself_only(db: None) -> None:
    make_practice("Zelfroosteren")
    assert not find('"rooster"').practices


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Rooster  -Zorg", ("rooster", "-zorg")),
        ('“Goed Werk” rooster -"de zorg"', ('"goed werk"', "rooster", "-zorg")),
        ('-"zorg werk" rooster', ("rooster", '-"zorg werk"')),
    ],
)
def test_what_was_searched_for_finds_the_same_again(
    db: None, typed: str, same: tuple[str, ...]
) -> None:
    make_practice("Rooster en goed werk")
    make_practice("Rooster en goed werk in de zorg")
    found, again = find(typed), find(" ".join(same))
    assert found.searched_for == again.searched_for == same
    assert found.practices == again.practices


def test_word_after_a_minus_must_not_be_there(db: None) -> None:
    make_practice("Rooster en verzuim")
    make_practice("Rooster")
    assert titles("rooster -verzuim") == ["Rooster"]
    assert titles("-verzuim") == ["Rooster"]
    assert titles("rooster - verzuim") == titles("rooster verzuim")


@pytest.mark.parametrize("text", ["", "   ", "!?.,", "'\"", "\x00", "_", "-", '""'])
def test_text_without_words_asks_nothing(db: None, text: str) -> None:
    assert search.search(text) is None


SIGNS = ["100%", "a_b", 'le"s', "les'", "\\", "NEAR(", "a AND OR", "x\x00y", "%" * 500, "ﬁ ９"]


@pytest.mark.parametrize(
    "text", [*SIGNS, "a:*", "t'b", "(a|b)&c", "<->", '"a', "-" * 90, "العربية"]
)
def test_signs_are_no_commands(db: None, text: str) -> None:
    make_practice("Iets")
    search.search(text)


def test_words_in_other_scripts_are_found(db: None) -> None:
    make_practice("العربية en 中文")
    assert titles("العربية") == titles("中文") == ["العربية en 中文"]


def test_at_most_twenty_words_of_two_hundred_characters_are_read(db: None) -> None:
    language = text_index().language
    assert len(understand(" ".join(f"w{n}" for n in range(60)), language).words) == 20
    assert understand("a" * 300, language).words == ("a" * 200,)


def test_nothing_that_a_visitor_types_is_an_error(db: None) -> None:
    make_practice("Rooster en verzuim")

    @given(text=st.text(max_size=250))
    def check(text: str) -> None:
        found = search.search(text)
        assert found is None or found.mode in {"alle", "enkele", "verbeterd"}

    check()


# --- Mistakes -------------------------------------------------------------------------------------


def test_mistake_is_put_right_and_said(db: None) -> None:
    make_practice("Nachtdiensten")
    found = find("nagtdiensten")
    assert (found.mode, found.corrected) == ("verbeterd", "nachtdiensten")
    assert found.literally == '"nagtdiensten"'
    assert titles("nagtdiensten") == ["Nachtdiensten"]
    assert not find(found.literally).practices


def test_only_what_stands_nowhere_is_put_right(db: None) -> None:
    make_practice("Verzuim in het team")
    make_practice("Verzuin is een naam")
    assert find("verzuin").corrected == ""
    assert find("Verzium in team").corrected == "verzuim in team"


def test_words_of_drafts_are_not_suggested(db: None) -> None:
    make_practice("Geheimzinnig", status="draft")
    found = find("geheimzinig")
    assert (found.corrected, len(found.practices)) == ("", 0)


def test_nothing_near_is_nothing_found(db: None) -> None:
    make_practice("Verzuim")
    found = find("bloemkool")
    assert (found.mode, found.corrected, len(found.practices)) == ("alle", "", 0)


# --- Other words, and places ----------------------------------------------------------------------


def test_thesaurus_finds_what_is_equal_or_narrower_and_never_what_is_broader(db: None) -> None:
    make_concept("verlof", narrower="zorgverlof", broader="afwezigheid", related="vakantie")
    for title in ("Verlof", "Zorgverlof nemen", "Afwezigheid", "Vakantie"):
        make_practice(title, summary="-")
    assert set(titles("verlof")) == {"Verlof", "Zorgverlof nemen"}
    assert titles("afwezigheid") == ["Afwezigheid"]


def test_change_of_the_thesaurus_is_searched_at_once(db: None) -> None:
    make_practice("Contractuitbreiding")
    assert not find("grotere baan").practices
    make_concept("contractuitbreiding", equal="grotere baan")
    assert titles("een grotere baan") == ["Contractuitbreiding"]
    assert find("een grotere baan").mode == "alle"


def test_found_by_sector_region_element_and_organisation(db: None) -> None:
    sector = make_sector(name="Verpleging", other_names="ouderenzorg\nverpleeghuis")
    region = make_region(name="Amstelland", other_names="KAM")
    make_practice("Doel", sectors=[sector], regions=[region], organisations=["Thebe"])
    for asked in ("ouderenzorg", "kam", "thebe", "praktijkvoorbeeld"):
        assert titles(asked) == ["Doel"]


@pytest.mark.parametrize(
    ("asked", "place", "words"),
    [
        ("loopbaan in brabant", "noord-brabant", "brabant"),
        ("Noord Brabant", "noord-brabant", "Noord Brabant"),
        ("verzuim noord-brabant", "noord-brabant", "noord-brabant"),
        ("KAM", "kam", "KAM"),
        ("rooster in het verpleeghuis", "vvt", "verpleeghuis"),
    ],
)
def test_places_among_the_words_are_offered(db: None, asked: str, place: str, words: str) -> None:
    make_region("noord-brabant", name="Noord-Brabant", other_names="Brabant")
    make_region("kam", name="Amstelland", other_names="KAM", kind="regioplus")
    make_sector("vvt", name="Verpleging en verzorging", other_names="verpleeghuis")
    (hint,) = find(asked).hints
    assert (hint.place.key, asked[hint.start : hint.end]) == (place, words)


def test_of_two_regions_with_one_name_the_widest_is_offered(db: None) -> None:
    make_region("arbeidsmarktregio-groningen", name="Groningen", kind="arbeidsmarktregio")
    make_region("groningen", name="Groningen", kind="provincie")
    (hint,) = find("groningen").hints
    assert (hint.place.kind, hint.place.key) == ("regio", "groningen")


# --- Marks ----------------------------------------------------------------------------------------


def marked(asked: str, text: str) -> list[str]:
    """The words of a text that are marked for a query."""
    return [piece for piece, is_marked in find(asked).marks.pieces(text) if is_marked]


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("rooster", "De roosters van de roosterplanner.", ["roosters", "roosterplanner"]),
        ("zelfroosteren", "Zij gaan zelf roosteren.", ["zelf roosteren"]),
        ("ver", "Over verzuim.", ["verzuim"]),
        ("uitval", "Minder verzuim.", ["verzuim"]),
        ("re-integratie", "De reïntegratie van Jan.", ["reïntegratie"]),
        ("de", "De zin.", []),
    ],
)
def test_what_was_found_is_marked(db: None, asked: str, text: str, expected: list[str]) -> None:
    make_concept("verzuim", equal="uitval")
    assert marked(asked, text) == expected


def test_pieces_are_the_whole_text_and_a_cutting_is_a_part_of_it(db: None) -> None:
    text = "Voor het woord. " * 30 + "Dan komt verzuim. " + "Na het woord. " * 30
    marks = find("verzuim").marks
    assert "".join(piece for piece, _ in marks.pieces(text)) == text
    cutting: list[Any] = marks.cutting(text)
    assert ("verzuim", True) in cutting
    shown = "".join(piece for piece, _ in cutting)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 220
    assert shown.strip("… ") in text
    assert marks.cutting("Niets.") == []


def test_lines_in_a_cutting_do_not_run_together(db: None) -> None:
    text = "Eerst welkom:\n\n- verzuim,\n- afscheid\n\n## Verder\n\nEen 1 - 2.\nSlot"
    cutting = find("verzuim").marks.cutting(text)
    shown = "".join(piece for piece, _ in cutting)
    assert shown == "Eerst welkom: verzuim, afscheid · Verder · Een 1 - 2. Slot"
