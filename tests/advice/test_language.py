"""The plain-language coach."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings

from practices.advice import Severity, coach
from practices.advice.language import _hard_words, _is_participle
from practices.advice.lists import read
from practices.advice.phrases import tokens
from practices.advice.sentences import sentences

FIXTURES: Path = settings.BASE_DIR / "fixtures"


def messages(text: str, field: str = "background") -> list[str]:
    return [finding.message for finding in coach({field: text})]


def words(amount: int) -> str:
    return " ".join(["woord"] * amount)


def test_a_sentence_of_25_words_is_fine_and_one_of_26_is_not() -> None:
    assert messages(f"{words(25)}.") == []
    assert messages(f"Zo gaat dat hier elke dag {words(20)}.") == [
        "Deze zin heeft 26 woorden: ‘Zo gaat dat hier elke dag …’. Maak hem korter."
    ]


def test_the_place_of_a_long_sentence_is_that_sentence_alone() -> None:
    text = f"Kort.  Woord {words(30)}! Kort."
    [finding] = coach({"background": text})
    assert text[finding.start : finding.end] == f"Woord {words(30)}!"
    assert finding.severity == Severity.ADVICE


def test_the_average_counts_from_four_sentences() -> None:
    assert messages(f"{words(16)}. Woord {words(15)}. Woord {words(15)}.") == []
    four = f"{words(16)}. " + f"Woord {words(15)}. " * 3
    assert messages(four) == ["Uw zinnen hebben gemiddeld 16 woorden. Probeer 15 of minder."]
    assert messages(f"{words(15)}. " + f"Woord {words(14)}. " * 3) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is zo. Dat ook.", 2),
        ("Dr. Jansen helpt o.a. Piet en het St. Anna ziekenhuis.", 1),
        ("Het kost 3.500 euro. Dat is veel.", 2),
        ("Zie www.voorbeeld.nl. Daar staat het.", 2),
        ("Waarom? Daarom! Goed…", 3),
        ("Hij zei: ‘Kom.’ Toen kwam ze.", 2),
        ("- eerste\n- tweede\n- derde", 3),
        ("Een kop\n\nen een alinea", 2),
        ("Deze regel breekt\nmidden in de zin.", 1),
        ("1. Eerst dit\n2. Dan dat", 2),
        ("", 0),
        ("  \n ... – \n", 0),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


def test_a_list_of_short_items_is_no_long_sentence() -> None:
    assert messages("\n".join(["- een stap van vier woorden"] * 10)) == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("betreffende", "over"),
        ("verstrekken", "geven"),
        ("prioriteit", "voorrang"),
        ("relevant", "belangrijk"),
        ("Relevante", "belangrijke"),
        ("creëren", "maken"),
        (unicodedata.normalize("NFD", "gecreëerd"), "gemaakt"),
        ("met betrekking tot", "over"),
        ("met\nbetrekking  tot", "over"),
        ("kick-off", "start"),
    ],
)
def test_a_hard_word_gets_a_plainer_one(written: str, plain: str) -> None:
    text = f"Wij doen dit {written} alles."
    [finding] = coach({"background": text})
    assert text[finding.start : finding.end] == written
    assert f"Schrijf bijvoorbeeld ‘{plain}’." in finding.message


def test_two_plainer_words_are_quoted_apart() -> None:
    assert messages("In het kader van het plan.") == [
        "‘In het kader van’ kan eenvoudiger. Schrijf bijvoorbeeld ‘voor’ of ‘bij’."
    ]


def test_a_hard_word_is_named_once_a_field() -> None:
    assert len(messages("Relevant. Relevant! RELEVANT?")) == 1
    assert len(coach({"background": "Relevant.", "lessons": "Relevant."})) == 2


def test_advert_tone_is_named_as_such() -> None:
    assert messages("Een unieke en toonaangevende aanpak.") == [
        "‘unieke’ klinkt als reclame. Schrijf liever wat er gebeurt of verandert.",
        "‘toonaangevende’ klinkt als reclame. Schrijf liever wat er gebeurt of verandert.",
    ]


def test_the_list_is_long_and_every_plainer_word_differs_and_is_not_hard_itself() -> None:
    jargon = read("jargon")
    assert len(jargon) >= 80
    for word, forms in jargon.items():
        assert word in forms
        for form, plain in forms.items():
            assert form != plain
            assert not list(_hard_words().find(tokens(plain))), f"{form}: {plain}"


def names_of_the_trade() -> set[str]:
    """Tags, sectors, pillars, elements and phases: what the site itself calls things."""
    names = {"grip", "roosteren", "vvt", "ggz", "zzp", "duurzame inzetbaarheid", "werkgeverschap"}
    for path in (FIXTURES / "practices").glob("*.toml"):
        names.update(tomllib.loads(path.read_text(encoding="utf-8")).get("tags", []))
    for file, key in (("pillars", "pillar"), ("pillars", "element"), ("sectors", "sector")):
        for row in tomllib.loads((FIXTURES / f"{file}.toml").read_text(encoding="utf-8"))[key]:
            names.update({row["name"], row.get("abbreviation", "")})
    return names - {""}


def test_the_words_of_the_trade_are_never_called_hard() -> None:
    names = names_of_the_trade()
    assert len(names) > 80
    for name in names:
        assert not list(_hard_words().find(tokens(name))), name


def test_one_passive_sentence_is_fine_and_several_get_one_soft_remark() -> None:
    one = "Er wordt veel gevraagd."
    active = "Het team maakt het rooster. "
    assert messages(one) == []
    [message] = messages(f"{one} De regels werden opgesteld. {active}")
    assert message.startswith("In 2 zinnen staat niet wie het doet")
    assert messages(f"{one} De regels werden opgesteld. {active * 7}") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *((word, True) for word in ("gevraagd", "aangevraagd", "verbeterd", "gegeven", "gedaan")),
        *((word, False) for word in ("gezond", "gebied", "beleid", "gebruiken", "volgend")),
        *((word, False) for word in ("verschillend", "niet", "geld", "teamlid")),
    ],
)
def test_a_participle_is_told_from_what_looks_like_one(word: str, expected: bool) -> None:
    assert _is_participle(word) is expected


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("De verzorgenden maken het rooster.", True),
        ("In 2021 begonnen de verzorgenden.", True),
        ("Er deden 12 verzorgenden mee.", False),
        ("Er deden twaalf verzorgenden mee.", False),
        ("De helft van de verzorgenden deed mee.", False),
    ],
)
def test_an_approach_without_an_amount_is_asked_how_many(text: str, asks: bool) -> None:
    question = "Hoeveel mensen hebben meegedaan? Noem een getal als u dat weet."
    assert (question in messages(text, "approach")) is asks


def test_a_summary_without_people_is_asked_for_whom() -> None:
    assert messages("Een app met roosters.", "summary") == [
        "Voor wie is dit? Noem de mensen om wie het gaat, bijvoorbeeld ‘verzorgenden’."
    ]
    assert messages("Wijkverpleegkundigen delen een app.", "summary") == []


def test_results_without_an_amount_are_asked_for_one() -> None:
    assert messages("Het ging beter.", "results") == [
        "Wat is er veranderd, in getallen? Noem een getal als u dat weet."
    ]
    assert messages("Het verzuim daalde van 7% naar 5%.", "results") == []


@pytest.mark.parametrize("field", ["title", "summary", "approach", "results"])
@pytest.mark.parametrize("text", ["", " \n ", "…"])
def test_an_empty_text_gets_no_advice(field: str, text: str) -> None:
    assert messages(text, field) == []


def test_advice_comes_in_the_order_of_fields_and_of_the_text() -> None:
    found = coach({"results": "Uniek en relevant.", "background": "Tevens."})
    assert [(one.field, one.start) for one in found] == [
        ("results", 0),
        ("results", 9),
        ("results", None),
        ("background", 0),
    ]


def test_advice_quotes_little_of_a_very_long_word() -> None:
    [message] = messages(f"{'a' * 5000} {words(25)}.")
    assert len(message) < 150
