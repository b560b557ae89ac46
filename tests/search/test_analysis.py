"""Reading Dutch: folding, words, stems, stop words and the parts of words."""

from __future__ import annotations

import itertools
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.search.analysis import Analyser, Token, fold, plain_words
from practices.search.compounds import (
    DATA,
    MOST_LETTERS,
    Lexicon,
    _shorten,
    _singular,
    conjugate,
    lines,
    stem,
)

ANALYSER = Analyser()
STEMS = tomllib.loads((DATA / "stems.toml").read_text(encoding="utf-8"))
AWKWARD = st.text(
    st.one_of(
        st.sampled_from("aeiouzsnt ETS ëé'’-‑–_.,0123½ßﬁǅ\u0301\u0345\u00ad\x00ñøẞ漢ж"),
        st.characters(),
    )
)


def asked(query: str) -> list[str]:
    """The words of a query that say something."""
    return [token.word for token in ANALYSER.tokens(query) if not token.is_stop]


def stems(words: str) -> set[str]:
    return {ANALYSER.token(word).stem for word in words.split()}


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


# --- stems ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        "zzp zzp'er zzp'ers zzp’er zzper zzpers",
        "organisatie organisaties",
        "competentie competenties",
        "vacature vacatures",
        "regio regio's",
        "programma programma's",
        "baby baby's",
        "technologie technologieën",
        "idee ideeën",
        "niveau niveaus",
        "leraar leraren",
        "kind kinderen",
        "kinderopvangorganisatie kinderopvangorganisaties",
        "mens mensen",
        "huisarts huisartsen",
        "werkplaats werkplaatsen",
        "rooster roosters roosteren roostering roostert geroosterd",
        "zelfroosteren zelfrooster zelfroostering",
        "inroosteren ingeroosterd inroostert",
        "verpleegkundige verpleegkundigen verpleegkundig",
        "mogelijkheid mogelijkheden",
        "loopbaanmogelijkheid loopbaanmogelijkheden",
        "vaardigheid vaardigheden",
        "ziek zieke zieken ziekte",
        "uur uren",
        "werkuur werkuren",
        "dag dagen",
        "dienst diensten",
        "brief brieven",
        "huis huizen",
        "bedrijf bedrijven",
        "advies adviezen",
        "actief actieve",
        "plan plannen",
        "proces processen",
        "school scholen",
        "lid leden",
        "team teams",
        "medewerker medewerkers medewerkster",
        "instromen instroom instromer instroomt",
        "zij-instromer zij-instromers zij-instroom zijinstroom",
        "werven werving geworven",
        "verlagen verlaging verlaagt verlaagd verlaagde",
        "aanpak aanpakken aangepakt aanpakt",
        "digitaliseren digitalisering gedigitaliseerd digitaliseert",
        "gezond gezonde gezondheid",
        "coach coaches coachen coaching gecoacht",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len(stems(forms)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kans", "kan"),
        ("mens", "men"),
        ("plaats", "plat"),
        ("overheid", "over"),
        ("eenheid", "een"),
        ("ouderen", "ouders"),
        ("school", "scholing"),
        ("regel", "regeling"),
        ("inzet", "inzetbaarheid"),
        ("wet", "weten"),
        ("vaak", "vak"),
        ("persoon", "persoonlijk"),
        ("tijd", "tijdelijk"),
        ("nieuw", "nieuws"),
        ("pool", "pols"),
        ("les", "lezen"),
        ("geven", "gegevens"),
        ("reden", "reeds"),
        ("middel", "middelbaar"),
        ("verantwoorden", "verantwoordelijk"),
        ("verkeer", "verkeerd"),
        ("jong", "jongens"),
        ("ziek", "ziekenhuis"),
        ("ggz", "ggs"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert len(stems(f"{one} {other}")) == 2


@pytest.mark.parametrize("code", ["2a", "3b", "ic", "ok", "bso", "hbo", "ggz", "vvt", "24", "2021"])
def test_code_is_its_own_stem_and_is_looked_for(code: str) -> None:
    token = ANALYSER.token(code.upper())
    assert (token.word, token.stem, token.parts, token.is_stop) == (code, code, (), False)


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("rooster in|roosteren", "inrooster inroostert inroosterde ingeroosterd inroosterend"),
        ("verlaag verlagen", "verlaagt verlaagde verlaagden verlaagd"),
        ("verhuis verhuizen", "verhuisde verhuisd"),
        ("bel bellen", "belt belde gebeld"),
        ("pak aan|pakken", "aanpakt aanpakte aangepakt"),
        ("start starten", "start startte gestart"),
        ("ervaar ervaren ervoer", "ervaart ervoer"),
    ],
)
def test_verb_has_its_forms(line: str, forms: str) -> None:
    assert set(forms.split()) <= set(conjugate(line))


def test_line_of_the_stems_is_needed() -> None:
    for own, forms in STEMS["stems"].items():
        assert forms == sorted(forms)
        assert any(by_rule(form) != own for form in (own, *forms)), own
    assert list(STEMS["stems"]) == sorted(STEMS["stems"])
    said = [*STEMS["stems"], *itertools.chain.from_iterable(STEMS["stems"].values())]
    assert len(said) == len(set(said))


def test_line_of_the_verbs_is_needed() -> None:
    infinitives = []
    for line in lines("verbs.txt"):
        infinitive, *forms = conjugate(line)
        infinitives.append(infinitive)
        assert any(by_rule(form) != stem(infinitive) for form in forms), line
    assert infinitives == sorted(infinitives)


def by_rule(word: str) -> str:
    """The stem that a word would have without a line of its own in the data."""
    return _shorten(_singular(word))


def test_threads_get_the_stems_that_one_gets() -> None:
    words = [f"{word}{end}" for word in sorted(Lexicon.base().parts) for end in ("en", "ingen")]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [stem(word) for word in words], range(8)))
    assert all(found == alone for found in rounds)


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
