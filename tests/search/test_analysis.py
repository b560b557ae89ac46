"""Reading Dutch: folding, words, stop words and the parts of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.search.analysis import Analyser, Token, fold, plain_words
from practices.search.compounds import Lexicon
from practices.search.stems import MOST_LETTERS, stem

ANALYSER = Analyser()
AWKWARD = st.text(
    st.one_of(
        st.sampled_from("aeiouzsnt ETS ëé'’-‑–_.,0123½ßﬁǅ\u0301\u0345\u00ad\x00ñøẞ漢ж"),
        st.characters(),
    )
)


def asked(query: str) -> list[str]:
    """The words of a query that say something."""
    return [token.word for token in ANALYSER.tokens(query) if not token.is_stop]


# --- folding and words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spellings", "word"),
    [
        (
            "Reïntegratie|re-integratie|reintegratie|re‑integratie|REI\u0308NTEGRATIE",
            "reintegratie",
        ),
        ("zzp'er|zzp’er|ZZP-er|zzp`er|zzper", "zzper"),
        ("co-ouder|coouder", "coouder"),
        ("e-health|E‐health|ehealth", "ehealth"),
        ("24-uurs|24–uurs|24uurs", "24uurs"),
        ("privé|prive", "prive"),
        ("Straße|STRASSE", "strasse"),
    ],
)
def test_spellings_of_a_word_fold_to_one(spellings: str, word: str) -> None:
    assert {fold(spelling) for spelling in spellings.split("|")} == {word}


def test_apostrophes_and_hyphens_stay_apart_outside_words() -> None:
    assert plain_words("zorg- en welzijn, 's-avonds – ‘rust’") == "zorg en welzijn savonds rust"


@given(AWKWARD)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_letter_folds_alike_alone_and_twice() -> None:
    for code in range(0x2FFFF):
        letter = chr(code)
        assert fold(fold(letter)) == fold(letter), hex(code)


@given(AWKWARD)
def test_words_are_those_of_plain_words(text: str) -> None:
    assert [token.word for token in ANALYSER.tokens(text)] == plain_words(text).split()


@given(AWKWARD)
def test_word_stands_where_the_token_says(text: str) -> None:
    for token in ANALYSER.tokens(text):
        assert token.word in plain_words(text[token.start : token.end]).split()


@given(st.lists(st.text(st.sampled_from("abcdezéöçÉI"), min_size=1), max_size=9))
def test_slices_of_plain_words_fold_to_them(words: list[str]) -> None:
    text = " ".join(words)
    tokens = ANALYSER.tokens(text)
    assert [text[token.start : token.end] for token in tokens] == words
    assert [fold(word) for word in words] == [token.word for token in tokens]


@given(AWKWARD)
def test_text_that_is_doubled_has_its_words_twice(text: str) -> None:
    once = ANALYSER.tokens(text)
    twice = ANALYSER.tokens(f"{text} {text}")
    assert twice[: len(once)] == once
    assert [token.word for token in twice] == 2 * [token.word for token in once]


def test_token_knows_its_slice_of_the_original() -> None:
    text = "Over re-integratie (via zzp’ers) en cafe\u0301s."
    slices = [text[token.start : token.end] for token in ANALYSER.tokens(text)]
    assert slices == ["Over", "re-integratie", "via", "zzp’ers", "en", "cafe\u0301s"]


def test_long_and_hostile_words_stay_one_short_stem() -> None:
    for word in ("a" * 10_000, "werk" * 5_000, "é" * 10_000, "ж" * 10_000, "1" * 10_000):
        (token,) = ANALYSER.tokens(word)
        assert token.word == fold(word)
        assert len(token.stem) <= MOST_LETTERS
        assert token.parts == ()


def test_no_word_is_known_nothing_of() -> None:
    assert ANALYSER.tokens(" ‘-’ \x00") == []
    assert ANALYSER.token("") == Token("", "", (), 0, 0, is_stop=False)


# --- stop words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("zelf roosters maken", ["zelf", "roosters"]),
        ("mensen willen meer uren", ["mensen", "meer", "uren"]),
        ("ziek personeel", ["ziek", "personeel"]),
        ("loopbaan in brabant", ["loopbaan", "brabant"]),
        ("hoe houd ik mijn personeel?", ["houd", "personeel"]),
        ("wat kan ik doen tegen agressie", ["agressie"]),
        ("anders werken op de OK", ["anders", "werken", "ok"]),
        ("te weinig personeel", ["weinig", "personeel"]),
        ("alleen werken in de nacht", ["alleen", "werken", "nacht"]),
        ("element 2a", ["element", "2a"]),
        ("hoe en wat", []),
    ],
)
def test_words_that_say_nothing_are_flagged(query: str, words: list[str]) -> None:
    assert asked(query) == words


def test_stop_words_are_among_the_tokens() -> None:
    tokens = ANALYSER.tokens("roosters in Brabant")
    assert [(token.word, token.is_stop) for token in tokens] == [
        ("roosters", False),
        ("in", True),
        ("brabant", False),
    ]


# --- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("zelfroosteren", ("zelf", "rooster")),
        ("ziekteverzuim", ("ziek", "verzuim")),
        ("kinderopvangorganisaties", ("kind", "opvang", "organisatie", "kinderopvang")),
        ("thuiszorgteam", ("thuis", "zorg", "team", "thuiszorg", "zorgteam")),
        ("zij-instromers", ("instroom",)),
        ("e-health", ("health",)),
        ("co-ouders", ("co", "ouder")),
        ("IC-verpleegkundigen", ("ic", "verpleegkund")),
        ("24-uurs", ("24", "uur")),
        ("24uurs", ("24", "uur")),
        ("vvt21", ("vvt", "21")),
        ("2021-2022", ("2021", "2022")),
        ("SectorplanPlus", ("sectorplan", "plus", "sector", "plan")),
        ("ZorgSelect", ("zorg", "select")),
        ("LinkedIn", ()),
        ("WERKdruk", ("werk", "druk")),
        ("skippybal-kinderopvang", ("skippybal", "kinderopvang", "kind", "opvang")),
        ("re-integratie", ()),
        ("samen-werking", ()),
        ("roostering", ()),
        ("2a", ()),
        ("a1", ()),
    ],
)
def test_word_has_the_stems_of_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert ANALYSER.token(word).parts == parts


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("rooster", "zelfroosteren"),
        ("zelf roosteren", "zelfroosteren"),
        ("verzuim", "ziekteverzuim"),
        ("ziek personeel", "personeel met ziekteverzuim"),
        ("kinderopvang", "kinderopvangorganisaties"),
        ("organisatie", "kinderopvangorganisaties"),
        ("24 uur", "24-uurszorg"),
        ("werk privé balans", "werk-privébalans"),
        ("zij instromer", "zij-instroom"),
        ("nachtdienst", "nachtdiensten"),
    ],
)
def test_text_is_found_by_words_that_it_holds_within_its_own(query: str, text: str) -> None:
    found = {part for token in ANALYSER.tokens(text) for part in (token.stem, *token.parts)}
    assert {token.stem for token in ANALYSER.tokens(query) if not token.is_stop} <= found


def test_hyphens_are_no_matter_where_the_parts_are_known() -> None:
    for spellings in (
        "werk-privébalans werkprivébalans",
        "flex-pool flexpool",
        "zorg-team zorgteam",
    ):
        one, other = (ANALYSER.token(word) for word in spellings.split())
        assert (one.stem, one.parts) == (other.stem, other.parts)


def test_word_of_the_knowledge_base_is_found_within_compounds() -> None:
    grown = Analyser(Lexicon.base().with_words(["skippybal"]))
    assert ANALYSER.token("skippybalteam").parts == ()
    assert grown.token("skippybalteam").parts == ("skippybal", "team")


def test_what_is_remembered_is_bounded() -> None:
    analyser = Analyser()
    analyser.tokens("zorg " + "x" * 1_000)
    kept = analyser._remembered.cache_info()
    assert (kept.currsize, kept.maxsize) == (1, 20_000)
    assert stem.cache_info().maxsize == 20_000
