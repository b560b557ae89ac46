"""What somebody may have meant by a word that stands nowhere."""

from __future__ import annotations

import pytest

from practices.search.spelling import closest

KNOWN = {"nachtdiensten": 2, "verzuim": 5, "verzuimen": 1, "zorgverleners": 9, "leerlijn": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("verzuum", "verzuim"),
        ("nagtdiensten", "nachtdiensten"),
        ("nagtdienst", "nachtdiensten"),
        ("nachtdinst", "nachtdiensten"),
        ("leerlijne", "leerlijn"),
        ("leerleinen", "leerlijn"),
        ("zorg", ""),
        ("nagtd1ensten", ""),
        ("bloemkool", ""),
    ],
)
def test_nearest_word_in_any_form_is_meant(typed: str, meant: str) -> None:
    assert closest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("morgen", "zorgen"),  # begins with another sound
        ("behang", "belang"),  # short, and another letter that lies far from the right one
        ("jagen", "jaren"),
        ("tram", "team"),  # four letters: any other letter makes another word
        ("thee", "twee"),
        ("trein", "training"),
        ("paspoort", "spoort"),
    ],
)
def test_other_word_is_no_mistake(typed: str, other: str) -> None:
    assert closest(typed, {other: 50}) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bekang", "belang"),  # k lies beside l
        ("evrzuim", "verzuim"),  # two letters changed places
        ("cerzuim", "verzuim"),  # c lies beside v
        ("stress", "stres"),  # sounds alike
        ("bevlogenhied", "bevlogenheid"),
        ("raam", "ram"),
        ("ouderen", "auderen"),
        ("rooser", "rooster"),
    ],
)
def test_slip_of_a_finger_or_an_ear_is_a_mistake(typed: str, meant: str) -> None:
    assert closest(typed, {meant: 1}) == meant


def test_half_a_word_is_compared_with_how_words_begin_only_where_it_may_be_half() -> None:
    assert closest("zorgfer", KNOWN) == ""
    assert closest("zorgfer", KNOWN, is_half=True) == "zorgverleners"


def test_short_half_word_says_too_little() -> None:
    assert closest("zorrg", KNOWN, is_half=True) == ""


def test_whole_word_comes_before_the_beginning_of_another() -> None:
    assert closest("leerlein", {"leerlijn": 1, "leerlijnenkaart": 50}, is_half=True) == "leerlijn"
