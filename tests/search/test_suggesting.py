"""What is suggested while somebody types: what may be meant, what is public, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices import indexing
from practices.models import Practice
from practices.search.compounds import Lexicon
from practices.search.suggesting import NameIndex, spellings, typed_words

from ..factories import make_practice, make_region, make_sector

ADDRESS = "/suggesties.json"


def ask(text: str, **kept: Any) -> list[dict[str, Any]]:
    """What is suggested for this text, beside these parameters of the list."""
    query = urlencode({"q": text, **kept}, doseq=True, errors="surrogatepass")
    answer = Client().get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["suggesties"]
    return found


def names(text: str, **kept: Any) -> list[str]:
    """Their names only, best first."""
    return [one["naam"] for one in ask(text, **kept)]


def listed(address: str) -> int:
    """How many practices the list at this address holds."""
    count: int = Client().get(address).context["total"]
    return count


# --- What is suggested -------------------------------------------------------------------------


def test_every_kind_is_suggested_and_says_what_it_is(db: None) -> None:
    care = make_sector(name="Sterke zorg", slug="zorg")
    region = make_region(name="Sterkenburg", slug="sterkenburg")
    make_practice(
        "Sterk verhaal",
        slug="sterk-verhaal",
        sectors=[care],
        regions=[region],
        tags=["sterk team"],
        organisations=["Sterk"],
    )
    assert {one["soort"]: (one["naam"], one["adres"]) for one in ask("sterk")} == {
        "Organisatie": ("Sterk", "/voorbeelden/?organisatie=sterk"),
        "Sector": ("Sterke zorg", "/voorbeelden/?sector=zorg"),
        "Regio": ("Sterkenburg", "/voorbeelden/?regio=sterkenburg"),
        "Trefwoord": ("sterk team", "/voorbeelden/?trefwoord=sterk-team"),
        "Voorbeeld": ("Sterk verhaal", "/voorbeelden/sterk-verhaal/"),
    }


def test_pillar_and_element_are_found_by_code_and_by_name(db: None) -> None:
    make_practice("Iets", pillars=["2a"])
    pillar = ("Pijler", "2 Grip op het werk", "/voorbeelden/?pijler=2")
    element = ("Element", "2a Element 2a", "/voorbeelden/?pijler=2a")
    for text, found in (("2a", element), ("element 2a", element), ("grip op het w", pillar)):
        assert [(one["soort"], one["naam"], one["adres"]) for one in ask(text)] == [found]


def test_element_without_practices_leads_to_its_page_and_comes_last(db: None) -> None:
    make_practice("Iets", pillars=["2a"])
    make_practice("Iets", pillars=["2a", "2b"])
    found = [(one["naam"], one["aantal"], one["adres"]) for one in ask("element 2")]
    assert found == [
        ("2a Element 2a", 2, "/voorbeelden/?pijler=2a"),
        ("2b Element 2b", 1, "/voorbeelden/?pijler=2b"),
        ("2c Element 2c", 0, "/pijlers/2c/"),
        ("2d Element 2d", 0, "/pijlers/2d/"),
    ]


def test_two_letters_are_needed(db: None) -> None:
    make_practice("Ok")
    assert [names(text) for text in ("", "o", " o ", "-o!", "ok")] == [[], [], [], [], ["Ok"]]


def test_whole_name_comes_first_then_beginnings_then_words_then_parts(db: None) -> None:
    for title in ("Zelfroosteren", "Samen een rooster maken", "Rooster op maat", "Rooster"):
        make_practice(title)
    assert names("rooster") == [
        "Rooster",
        "Rooster op maat",
        "Samen een rooster maken",
        "Zelfroosteren",
    ]


def test_part_of_a_word_counts_only_where_a_compound_has_a_seam(db: None) -> None:
    make_practice("Ziekteverzuim")
    make_practice("Roosters")
    assert (names("verzuim"), names("oost")) == (["Ziekteverzuim"], [])


def test_every_word_must_fit(db: None) -> None:
    make_practice("Leren van elkaar")
    make_practice("Leren in het team")
    assert (names("leren el"), names("elk ler"), names("leren x")) == (
        ["Leren van elkaar"],
        ["Leren van elkaar"],
        [],
    )


@pytest.mark.parametrize("typed", ["noord-br", "noord br", "NOORDBR", "brab", "Noórd-Brabant"])
def test_hyphens_capitals_and_accents_make_no_difference(db: None, typed: str) -> None:
    make_practice("Werk in Noord-Brabant", regions=[make_region(name="Noord-Brabant")])
    assert names(typed) == ["Noord-Brabant", "Werk in Noord-Brabant"]


def test_compound_is_found_by_its_words_apart(db: None) -> None:
    make_practice("Zelfroosteren", tags=["vast werk"])
    assert (names("zelf roos"), names("vastwerk")) == (["Zelfroosteren"], ["vast werk"])


def test_region_and_sector_are_found_by_other_names_and_the_answer_says_so(db: None) -> None:
    region = make_region(name="Amstelland en Meerlanden", other_names="AKM\nKAM")
    sector = make_sector(name="Verpleging", abbreviation="vvt", other_names="bejaardenzorg")
    make_practice("Doel", regions=[region], sectors=[sector])
    for text, name, also in (
        ("kam", "Amstelland en Meerlanden", "KAM"),
        ("meer", "Amstelland en Meerlanden", ""),
        ("vvt", "Verpleging", "vvt"),
        ("bejaarden", "Verpleging", "bejaardenzorg"),
    ):
        assert [(one["naam"], one["ook"]) for one in ask(text)] == [(name, also)]


def test_what_has_more_practices_comes_first_and_equals_have_an_order(db: None) -> None:
    for tags in (["werkdruk", "werkplezier"], ["werkplezier", "werkgeluk"]):
        make_practice(tags=tags)
    assert names("werk") == ["werkplezier", "werkdruk", "werkgeluk"]


def test_eight_at_most_of_which_four_titles(db: None) -> None:
    for number in range(10):
        make_practice(f"Team {number}")
    assert names("team") == ["Team 0", "Team 1", "Team 2", "Team 3"]


def test_no_kind_pushes_out_the_others(db: None) -> None:
    region = make_region(name="Teamland")
    for number in range(10):
        make_practice(f"Team {number}", tags=["team", f"teamtaak {number}"], regions=[region])
    kinds = [one["soort"] for one in ask("team")]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Trefwoord": 4,
        "Regio": 1,
        "Voorbeeld": 3,
    }


# --- What is public ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Practice.Status.DRAFT, Practice.Status.ARCHIVED])
def test_nothing_of_a_hidden_practice_is_suggested(db: None, status: str) -> None:
    make_practice("Openbaar")
    make_practice(
        "Kanarievogel",
        slug="kanarie-adres",
        status=status,
        tags=["kanariegeel"],
        organisations=["Kanariehuis"],
        regions=[make_region(name="Kanarieland", other_names="Kanariegebied")],
        sectors=[make_sector(name="Kanariezorg")],
        pillars=["2a"],
    )
    for text in ("ka", "kanarie", "Kanarievogel", "grip", "vogel"):
        assert names(text) == []
    assert [one["aantal"] for one in ask("2a")] == [0]


def test_change_shows_in_the_next_answer(db: None) -> None:
    practice = make_practice("Kanarie", status=Practice.Status.DRAFT, tags=["kanariegeel"])
    assert names("kanarie") == []
    practice.publish(actor=None)
    indexing.refresh(practice)
    assert names("kanarie") == ["Kanarie", "kanariegeel"]
    Practice.objects.filter(pk=practice.pk).update(title="Vogel")
    indexing.refresh(practice)
    assert (names("kanarie"), names("vogel")) == (["kanariegeel"], ["Vogel"])
    practice.retract(actor=None, note="Klopt niet.")
    indexing.refresh(practice)
    assert names("kanarie") == []


def test_practice_that_was_just_taken_back_is_not_shown_from_an_older_index(db: None) -> None:
    practice = make_practice("Kanarie")
    assert names("kanarie") == ["Kanarie"]
    practice.archive(actor=None, note="Gestopt.")  # without telling the index
    assert names("kanarie") == []


def test_vocabulary_without_practices_is_not_suggested(db: None) -> None:
    make_region(name="Verweg")
    make_practice(regions=[make_region(name="Vlakbij")])
    assert (names("verweg"), names("vlakbij")) == ([], ["Vlakbij"])


# --- Beside what is chosen ---------------------------------------------------------------------


def test_count_is_that_of_the_list_to_which_it_leads(db: None) -> None:
    country = make_region(name="Nederland", slug="nl", kind="land")
    south, north = (make_region(name=f"Land {n}", parents=[country]) for n in ("zuid", "noord"))
    ggz = make_sector("ggz")
    for regions in ([south], [south, north], [north], []):
        make_practice(regions=regions, sectors=[ggz] if regions == [south] else [], tags=["land"])
    for kept in ({}, {"sector": "ggz"}):
        found = ask("land", **kept)
        assert found
        for one in found:
            assert listed(one["adres"]) == one["aantal"] > 0


def test_filter_keeps_what_is_chosen_and_is_left_out_when_it_leaves_nothing(db: None) -> None:
    north, south = make_region(name="Land noord", slug="noord"), make_region(name="Land zuid")
    make_practice(regions=[north], sectors=[make_sector("ggz")])
    make_practice(regions=[south])
    assert names("land") == ["Land noord", "Land zuid"]
    found = ask("land", sector="ggz", sorteer="titel")
    assert [one["adres"] for one in found] == ["/voorbeelden/?sector=ggz&sorteer=titel&regio=noord"]
    assert names("land", regio="noord") == ["Land zuid"]


def test_titles_are_suggested_whatever_is_chosen(db: None) -> None:
    make_practice("Elders", slug="elders")
    make_practice(sectors=[make_sector("ggz")])
    assert [one["adres"] for one in ask("elders", sector="ggz")] == ["/voorbeelden/elders/"]


def test_what_the_list_does_not_know_is_left_out(db: None) -> None:
    make_practice("Elders", tags=["elders"])
    found = ask("elders", sector="mars", jaarVan="ooit", onzin="1")
    assert [one["adres"] for one in found if one["aantal"]] == ["/voorbeelden/?trefwoord=elders"]


# --- The answer --------------------------------------------------------------------------------


def test_answer_sets_nothing_and_is_kept_shortly_by_the_browser_alone(db: None) -> None:
    make_practice("Rooster")
    answer = Client().get(f"{ADDRESS}?q=rooster")
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "private, max-age=30"
    assert not answer.cookies
    assert "Vary" not in answer
    assert Client().post(ADDRESS).status_code == 405


def test_number_of_queries_does_not_grow(db: None) -> None:
    def queries(text: str) -> int:
        ask(text)  # the first one after a change reads everything anew
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(text)
        return len(captured)

    make_practice("Rooster 0", tags=["rooster"])
    few = queries("rooster")
    for number in range(1, 20):
        make_practice(f"Rooster {number}", tags=[f"rooster {number}"])
    assert queries("rooster") == few <= 4


@pytest.mark.parametrize(
    "text",
    [
        *("\x00\x00", "ro\x00oster", "a" * 10_000, "ro " * 5000, "%%", "**", "((", "''", "\\\\"),
        *(
            "💥💥",
            "\ud7ff￿",
            "\u202erooster",
            "\r\n\r\n",
            "ﬁﬁ",
            "ß" * 300,
            "\ud800ro",
            "\U0010ffff" * 3,
        ),
    ],
)
def test_strange_texts_are_answered(db: None, text: str) -> None:
    make_practice("Rooster", tags=["rooster"])
    assert len(ask(text)) <= 8


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=220))
def test_any_text_is_answered(db: None, text: str) -> None:
    if not Practice.objects.exists():
        make_practice("Één rooster, álles 2-in-1!", tags=["a b", "ÿ"])
    assert len(ask(text)) <= 8


# --- The lists behind it -----------------------------------------------------------------------

some_names = st.lists(st.text("ab -é", max_size=8), max_size=12)


@given(some_names, st.text("ab -é", max_size=5))
def test_lists_find_what_a_look_at_every_name_finds(bearers: list[str], typed: str) -> None:
    words = typed_words(typed)
    if not words:
        return
    ways = dict(enumerate(spellings(name) for name in bearers))
    index = NameIndex(((way, n) for n, some in ways.items() for way in some), Lexicon.base())
    whole, beginning, each, inside = map(set, index.tiers(words))
    text, joined = " ".join(words), "".join(words)
    assert whole == {n for n, some in ways.items() if text in some}
    assert beginning == {n for n, some in ways.items() if begun(some, text) or begun(some, joined)}
    own = {n: [word for way in some for word in way.split()] for n, some in ways.items()}
    apart = {n for n, some in own.items() if all(begun(some, word) for word in words)}
    assert each == apart | {n for n, some in own.items() if begun(some, joined)}
    assert inside >= apart


def begun(texts: Iterable[str], beginning: str) -> bool:
    """Whether one of the texts begins so."""
    return any(text.startswith(beginning) for text in texts)
