"""Stems of Dutch words: which forms meet, which words stay apart, and that each line of the data is
needed for it."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest

from practices.search.analysis import Analyser
from practices.search.compounds import Lexicon
from practices.search.data import lines, toml
from practices.search.stems import _shorten, _singular, conjugate, stem

ANALYSER = Analyser()
STEMS = toml("stems.toml")


def stems(words: str) -> set[str]:
    return {ANALYSER.token(word).stem for word in words.split()}


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
