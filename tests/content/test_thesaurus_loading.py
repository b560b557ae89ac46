"""The thesaurus that the search starts with: how it is loaded, and that it does no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from practices.content import BadContent, Report
from practices.content.thesaurus import PLAIN_NOTE, load_thesaurus
from practices.models import Concept, ConceptTerm
from practices.search.analysis import Analyser
from practices.search.thesaurus import MOST_EXPANSIONS, Phrase, Thesaurus, telling

from .conftest import FIXTURES

FILE = FIXTURES / "thesaurus.toml"
SMALL = """
[[concept]]
name = "ziekteverzuim"
note = "Niet: uitval van studenten."
equal = ["verzuim"]
narrower = ["griep"]
broader = ["uitval"]
related = ["vitaliteit"]

[[plain]]
words = ["ziek personeel", "langdurig ziek"]
means = ["ziekteverzuim"]
"""


@pytest.fixture
def small(tmp_path: Path, db: None) -> Path:
    """A small thesaurus, loaded once."""
    path = tmp_path / "thesaurus.toml"
    path.write_text(SMALL, encoding="utf-8")
    load_thesaurus(path, Report())
    return path


def rows() -> list[Any]:
    """All there is, to compare."""
    terms = ConceptTerm.objects.order_by("pk").values_list("concept__name", "relation", "text")
    return [*Concept.objects.order_by("pk").values(), *terms]


def load(path: Path) -> dict[str, int]:
    """Load again; what was made."""
    report = Report()
    load_thesaurus(path, report)
    return dict(report.made)


def test_concepts_get_their_terms_and_plain_words_lead_to_them(small: Path) -> None:
    terms = ConceptTerm.objects.order_by("pk").values_list("concept__name", "relation", "text")
    assert list(terms) == [
        ("ziekteverzuim", "equal", "verzuim"),
        ("ziekteverzuim", "narrower", "griep"),
        ("ziekteverzuim", "broader", "uitval"),
        ("ziekteverzuim", "related", "vitaliteit"),
        ("ziek personeel", "equal", "langdurig ziek"),
        ("ziek personeel", "narrower", "ziekteverzuim"),
    ]
    notes = Concept.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["Niet: uitval van studenten.", PLAIN_NOTE]


def test_loading_twice_changes_nothing(small: Path) -> None:
    before = rows()
    assert load(small) == {}
    assert rows() == before


def test_what_an_editor_changed_is_left(small: Path) -> None:
    ConceptTerm.objects.filter(text="verzuim").delete()
    Concept.objects.filter(name="ziekteverzuim").update(
        note="Van de redactie", name="Ziekteverzuim"
    )
    before = rows()
    assert load(small) == {}
    assert rows() == before


def test_concept_that_an_editor_made_part_of_another_stays_there(small: Path) -> None:
    concept = Concept.objects.get(name="ziekteverzuim")
    concept.terms.create(text="Ziek personeel")
    Concept.objects.get(name="ziek personeel").delete()
    assert load(small) == {}
    assert Concept.objects.get() == concept


def test_new_concept_of_a_later_file_is_added(small: Path) -> None:
    small.write_text(f'{SMALL}\n[[concept]]\nname = "rooster"\n', encoding="utf-8")
    assert load(small) == {"begrippen": 1}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('[[concept]]\nname = "a"\nsynonym = ["b"]', "onbekende sleutel: synonym"),
        ('[[plain]]\nwords = ["a"]\nmeans = ["b"]\nnote = "c"', "onbekende sleutel: note"),
        ('[[concept]]\nname = "a"\nequal = ["b"]\nrelated = ["B"]', "begrip ‘a’: .* twee keer: b"),
        ('[[concept]]\nname = "a"\nequal = ["A"]', "begrip ‘a’: .* twee keer: a"),
        ('[[concept]]\nname = "a"\n[[concept]]\nname = "A"', "twee keer: a"),
        ('[[concept]]\nname = "a"\nequal = [""]', "begrip ‘a’, term ‘’"),
        (f'[[concept]]\nname = "a"\nequal = ["{"b" * 81}"]', "begrip ‘a’"),
        ('[[concept]]\nname = ""', "begrip ‘’"),
        ("[[concept]]\nequal = []", "heeft geen naam"),
        ('[[plain]]\nwords = []\nmeans = ["b"]', "begrip ‘’"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, db: None, row: str, complaint: str) -> None:
    path = tmp_path / "thesaurus.toml"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(BadContent, match=complaint):
        load_thesaurus(path, Report())


# --- The thesaurus itself -------------------------------------------------------------------------


@pytest.fixture
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture
def thesaurus(db: None, analyser: Analyser) -> Thesaurus:
    """The real one."""
    load_thesaurus(FILE, Report())
    return Thesaurus.load(analyser)


def every_term() -> list[str]:
    """All names and terms."""
    return [
        *Concept.objects.values_list("name", flat=True),
        *ConceptTerm.objects.values_list("text", flat=True),
    ]


def test_something_is_left_of_every_term(thesaurus: Thesaurus, analyser: Analyser) -> None:
    assert {term for term in every_term() if not telling(term, analyser)} == set()


def test_no_term_brings_more_than_is_looked_for(thesaurus: Thesaurus, analyser: Analyser) -> None:
    full = {
        term for term in every_term() if len(lookup(thesaurus, analyser, term)) >= MOST_EXPANSIONS
    }
    assert full == set()


def test_plain_words_lead_to_terms_of_which_most_are_concepts(thesaurus: Thesaurus) -> None:
    known = {name.casefold() for name in Concept.objects.values_list("name", flat=True)}
    known |= {
        text.casefold()
        for text in ConceptTerm.objects.filter(relation="equal").values_list("text", flat=True)
    }
    plain = ConceptTerm.objects.filter(concept__note=PLAIN_NOTE, relation="narrower")
    loose = {text for text in plain.values_list("text", flat=True) if text.casefold() not in known}
    # what these are a kind of would bring too much
    assert loose == {
        "menopauze", "fysieke belasting", "werkklimaat", "vertrekken", "vertrekreden",
        "het goede gesprek",
    }  # fmt: skip


@pytest.mark.parametrize(
    "word",
    ["regie", "formatie", "erkenning", "verloop", "toeslag", "overgang", "uitval", "binden",
     "boeien", "tekort", "inzetbaarheid"],
)  # fmt: skip
def test_word_with_another_meaning_is_suggested_only(
    thesaurus: Thesaurus, analyser: Analyser, word: str
) -> None:
    assert lookup(thesaurus, analyser, word) == ()
    assert thesaurus.see_also(telling(word, analyser)) != ()


@pytest.mark.parametrize("word", ["stap", "platform", "or", "pro", "zin", "zelfstandig", "mensen"])
def test_common_word_means_nothing_else(
    thesaurus: Thesaurus, analyser: Analyser, word: str
) -> None:
    assert lookup(thesaurus, analyser, word) == ()
    assert thesaurus.see_also(telling(word, analyser)) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ziek personeel", "verzuim"),
        ("zieke werknemers", "verzuim"),
        ("mensen willen meer uren", "contractuitbreiding"),
        ("personeel houden", "behoud"),
        ("nieuwe mensen vinden", "werving"),
        ("te weinig mensen", "personeelstekort"),
        ("gebrek aan medewerkers", "personeelstekort"),
        ("inwerken", "onboarding"),
        ("burn-out", "mentale steun"),
        ("ouder personeel", "duurzame inzetbaarheid"),
        ("grip op rooster", "zelfroosteren"),
        ("zelf roosters maken", "zelfroosteren"),
        ("parttime", "deeltijd"),
        ("schulden", "financiële zorgen"),
        ("thuiswerken", "hybride werken"),
        ("pesten", "ongewenst gedrag"),
        ("mantelzorgers", "mantelzorg"),
        ("papierwerk", "administratieve lasten"),
        ("boze ouders", "agressie"),
        ("fit blijven", "vitaliteit"),
        ("juf", "leraar"),
        ("zzp", "freelance"),
        ("collectief werkgeverschap", "gedeeld werkgeverschap"),
    ],
)
def test_words_of_employers_lead_to_what_the_sources_call_it(
    thesaurus: Thesaurus, analyser: Analyser, typed: str, found: str
) -> None:
    assert telling(found, analyser) in lookup(thesaurus, analyser, typed)


@pytest.mark.parametrize(
    ("typed", "not_found"),
    [
        ("nachtdienst", "werktijden"),
        ("payroll", "flexwerk"),
        ("medezeggenschap", "zeggenschap"),
        ("voltijd", "deeltijd"),
        ("behoud van personeel", "uitstroom"),
        ("ziekteverzuim", "ziek personeel"),
        ("verpleegkundige", "medewerker"),
    ],
)
def test_narrower_or_opposite_term_does_not_lead_there(
    thesaurus: Thesaurus, analyser: Analyser, typed: str, not_found: str
) -> None:
    assert telling(not_found, analyser) not in lookup(thesaurus, analyser, typed)


def lookup(thesaurus: Thesaurus, analyser: Analyser, text: str) -> tuple[Phrase, ...]:
    """What is looked for too when somebody types this."""
    return thesaurus.lookup(telling(text, analyser))
