"""What words find, alike on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices import search
from practices.models import Practice, SearchText

from ..factories import make_practice, make_region, make_sector


def titles(text: str) -> list[str]:
    """The titles that a query finds, best first."""
    found = search.search(text)
    assert found is not None
    names = dict(Practice.objects.values_list("pk", "title"))
    return [names[pk] for pk in sorted(found.ranks, key=lambda pk: -found.ranks[pk])]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Re-integratie", "reintegratie"),
        ("Reïntegratie", "re-integratie"),
        ("Zzp'ers in dienst", "zzp’ers"),
        ("Coördinatie", "coordinatie"),
        ("Zelfroosteren", "ROOSTER"),
        ("Zuid-Limburg", "zuid limburg"),
        ("IC en OK", "ok"),
        ("Straße", "strasse"),
    ],
)
def test_spelling_makes_no_difference(db: None, written: str, asked: str) -> None:
    make_practice("Iets anders", summary="-")
    make_practice(written, summary="-")
    assert titles(asked) == [written]


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


def test_exact_title_comes_first(db: None) -> None:
    make_practice("Blink! en nog wat", tags=["blink"])
    make_practice("Blink!")
    assert titles("blink")[0] == "Blink!"


def test_found_by_sector_region_element_and_organisation(db: None) -> None:
    sector = make_sector(name="Verpleging", other_names="ouderenzorg\nverpleeghuis")
    region = make_region(name="Amstelland", other_names="KAM")
    make_practice("Doel", sectors=[sector], regions=[region], organisations=["Thebe"])
    for asked in ("ouderenzorg", "kam", "thebe", "praktijkvoorbeeld"):
        assert titles(asked) == ["Doel"]


def test_all_words_beat_some_words(db: None) -> None:
    make_practice("Rooster en verzuim")
    make_practice("Rooster")
    make_practice("Verzuim")
    found = search.search("Rooster, verzuim")
    assert found is not None
    assert (found.mode, found.searched_for) == ("enkele", ("rooster", "verzuim"))
    assert titles("rooster verzuim")[0] == "Rooster en verzuim"
    assert len(found.ranks) == 3


def test_enough_hits_on_all_words_leave_the_rest_out(db: None) -> None:
    for _ in range(3):
        make_practice("Rooster en verzuim")
    make_practice("Rooster")
    found = search.search("rooster verzuim")
    assert found is not None
    assert (found.mode, len(found.ranks)) == ("alle", 3)


@pytest.mark.parametrize("text", ["", "   ", "!?.,", "'\"", "\x00", "_"])
def test_text_without_words_asks_nothing(db: None, text: str) -> None:
    assert search.search(text) is None


@pytest.mark.parametrize(
    "text", ["100%", "a_b", 'le"s', "les'", "\\", "NEAR(", "a AND OR", "x\x00y", "%" * 500, "ﬁ ９"]
)
def test_signs_are_no_commands(db: None, text: str) -> None:
    make_practice("Iets")
    search.search(text)


def test_at_most_twenty_words_of_two_hundred_characters_are_read() -> None:
    assert len(search.words(" ".join(f"w{n}" for n in range(60)))) == 20
    assert search.words("a" * 300) == ["a" * 200]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=250))
def test_nothing_that_a_visitor_types_is_an_error(text: str) -> None:
    assert all(word.isprintable() for word in search.words(text))
    assert search.fold(search.fold(text)) == search.fold(text)


def test_rebuilt_index_equals_the_one_kept_in_step(db: None) -> None:
    for number in range(5):
        make_practice(f"Voorbeeld {number}", tags=["rooster"], sectors=[make_sector()])
    kept = list(SearchText.objects.order_by("pk").values())
    assert search.rebuild() == 5
    assert list(SearchText.objects.order_by("pk").values()) == kept
