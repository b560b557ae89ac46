"""Every text of the site in plain Dutch, held against the rules of N-14 (level B1).

The rules are those that the site gives its own authors: the length of sentences and the hard words
with their plainer ones stand in practices/advice, and are read from there. Beside these: no hidden
actor in a button or an error, a button begins with what it does, a link says where it leads.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from practices.advice.language import _WORDEN, LONGEST_ON_AVERAGE, LONGEST_SENTENCE, _hard_words
from practices.advice.phrases import tokens
from practices.advice.sentences import sentences

from .wording import FILLED_IN, Said, in_file, in_html, in_javascript, in_python, in_template

ROOT: Path = settings.BASE_DIR
NOT_SHOWN = frozenset({"migrations", "management", "__pycache__"})
"""Folders of the program in which nothing is said to a visitor."""

FEWEST_FOR_AVERAGE = 4

_BEGIN = """
aanvaard begin bekijk bevestig bewaar citeer controleer deel doe download draag draai druk filter ga
geef haal handel herstel kies kopieer krijg leg log maak mail meld neem open pak pas probeer schrijf
sla sluit sorteer stel stop stuur test toon trek vergelijk verstuur verwijder voeg volg vraag vul
wijs wijzig wis zet zoek
"""
_END = "aannemen bevestigen inloggen instellen maken opslaan toevoegen uitloggen weghalen zoeken"
VERBS, INFINITIVES = frozenset(_BEGIN.split()), frozenset(_END.split())
"""What a button may begin with, and what else may stand in it to say what happens. Add a verb that
says what happens; "verder", "oké" and "verzend" say too little."""

ON_THE_WAY = ("Naar ", "Terug naar ")
STATED = frozenset({"Menu", "Filters", "Ik heb de codes bewaard"})
STATEMENTS = ("Filters (", "Dit is gedaan", "Toch nog niet gedaan")
"""Buttons that open what they name, or with which somebody says something of their own work."""

POINTLESS = frozenset(
    {"hier", "klik hier", "lees meer", "meer", "link", "deze link", "lees verder"}
)


# --- The rules -----------------------------------------------------------------------------------


def faults(said: Iterable[Said]) -> list[str]:
    """What is wrong with these texts, a line for each."""
    texts = list(said)
    return [*(fault for one in texts for fault in _in_one(one)), *_on_average(texts)]


def _in_one(said: Said) -> Iterator[str]:
    text, kind = said
    parts, words = sentences(text), tokens(text)
    for sentence in parts:
        if sentence.words > LONGEST_SENTENCE:
            yield f"{sentence.words} woorden: {sentence.text}"
    for hit in _hard_words().find(words):
        instead = hit.value or "wat er gebeurt"
        yield f"‘{text[hit.start : hit.end]}’, schrijf ‘{instead}’: {text}"
    if kind in {"button", "error"}:
        yield from (f"wie doet het? {one.text}" for one in parts if _hides_who(one.text))
    if kind == "button" and not _says_what_happens(text):
        yield f"knop zonder werkwoord: {text}"
    if kind == "link" and text.lower().rstrip(".") in POINTLESS:
        yield f"link zonder doel: {text}"


def _hides_who(sentence: str) -> bool:
    """A form of "worden" is passive nearly always, and in so short a text never needed."""
    return not _WORDEN.isdisjoint(token.word for token in tokens(sentence))


def _says_what_happens(text: str) -> bool:
    words = [word.strip(",.:…()").lower() for word in text.split()]
    return (
        words[0] in VERBS
        or not INFINITIVES.isdisjoint(words)
        or text in STATED
        or text.startswith((*ON_THE_WAY, *STATEMENTS, FILLED_IN))
    )


def _on_average(texts: Iterable[Said]) -> Iterator[str]:
    lengths = [number for one in texts for number in whole_sentences(one)]
    if len(lengths) >= FEWEST_FOR_AVERAGE and sum(lengths) > LONGEST_ON_AVERAGE * len(lengths):
        yield f"gemiddeld {sum(lengths) / len(lengths):.1f} woorden per zin"


def whole_sentences(said: Said) -> list[int]:
    """How many words each sentence has; headings and labels would only flatter the average."""
    if said.kind not in {"text", "error"}:
        return []
    return [one.words for one in sentences(said.text) if one.text.rstrip('”’")')[-1:] in ".?!"]


# --- The site ------------------------------------------------------------------------------------


def files() -> list[Path]:
    """All files in which something is said."""
    kinds = [("templates", "*.html"), ("templates", "*.txt"), ("practices", "*.py")]
    found = [path for folder, kind in kinds for path in (ROOT / folder).rglob(kind)]
    found += (ROOT / "practices/static/practices").glob("*.js")
    return sorted(path for path in found if NOT_SHOWN.isdisjoint(path.parts))


def name(path: Path) -> str:
    """A path as people say it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", files(), ids=name)
def test_file_reads_well(path: Path) -> None:
    assert faults(in_file(path)) == []


LISTS = {
    "practices/views/glossary.toml": ("term", "text"),
    "fixtures/pillars.toml": ("pillar", "explanation"),
    "fixtures/sectors.toml": ("sector", "description"),
}


@pytest.mark.parametrize("place", LISTS)
def test_list_reads_well(place: str) -> None:
    table, key = LISTS[place]
    rows = tomllib.loads((ROOT / place).read_text(encoding="utf-8"))[table]
    texts = [Said(row[key]) for row in rows if key in row]
    assert len(texts) > 2
    assert faults(texts) == []


def test_site_as_a_whole_has_short_sentences() -> None:
    lengths = [
        number for path in files() for one in in_file(path) for number in whole_sentences(one)
    ]
    assert len(lengths) > 500
    assert sum(lengths) <= LONGEST_ON_AVERAGE * len(lengths)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["privacy", "accessibility", "about"])
def test_what_a_visitor_reads_is_what_is_checked(client: Client, page: str) -> None:
    """Each sentence of a page is one of those that were taken from its template."""
    address = {"privacy": "/privacy/", "accessibility": "/toegankelijkheid/", "about": "/over/"}
    checked = {
        s.text
        for one in in_file(ROOT / f"templates/pages/{page}.html")
        for s in sentences(one.text)
    }
    html = client.get(address[page]).content.decode()
    story = html[html.index('<div class="story">') : html.index("</main>")]
    read = {s.text for one in in_html(story) if one.kind == "text" for s in sentences(one.text)}
    assert len(read) > 10
    missed = read - checked
    assert len(missed) <= 4, missed  # what is included, or has a number in it


# --- The checker itself --------------------------------------------------------------------------

LONG = (
    "Wij vertellen u op deze bladzijde heel graag en heel precies hoe u met een paar simpele "
    "stappen zelf een mooi voorbeeld kunt insturen naar de redactie."
)
SIXTEEN = "Een zin van precies zestien woorden is net even te lang om fijn te kunnen lezen. "


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (f"<p>{LONG}</p>", "27 woorden: Wij vertellen"),
        (f"<p>Kort. {LONG.replace('heel precies', '<b>heel</b> precies')}</p>", "27 woorden"),
        (f"<p>{{% if a %}}Kort.{{% else %}}{LONG}{{% endif %}}</p>", "27 woorden"),
        (f"{{% if a %}}<p>{LONG}</p>{{% elif b %}}<p>Kort.</p>{{% endif %}}", "27 woorden"),
        (f"{{% for a in b %}}<li>{LONG}</li>{{% endfor %}}", "27 woorden"),
        (f'<svg><title>{LONG}</title></svg>', "27 woorden"),
        (f'<a aria-label="{LONG}" href="/">Zoek</a>', "27 woorden"),
        (f'{{% include "includes/_messages.html" with words="{LONG}" %}}', "27 woorden"),
        ("<p>Dit is een relevante keuze.</p>", "‘relevante’, schrijf ‘belangrijke’"),
        ("<p>Geef dit prioriteit.</p>", "‘prioriteit’, schrijf ‘voorrang’"),
        ("<p>De regels betreffende verlof.</p>", "‘betreffende’, schrijf ‘over’"),
        ("<p>Wij verstrekken geld.</p>", "‘verstrekken’, schrijf ‘geven’"),
        ("<p>Samen cre&euml;ren wij dit.</p>", "‘creëren’, schrijf ‘maken’"),
        ("<p>Een uniek voorbeeld.</p>", "‘uniek’, schrijf ‘wat er gebeurt’"),
        ("{% if a %}<p>Kort.</p>{% else %}<p>Tevens.</p>{% endif %}", "‘Tevens’"),
        ("<button>Wordt verstuurd</button>", "wie doet het? Wordt verstuurd"),
        ('<a class="btn two" href="/">Volgende</a>', "knop zonder werkwoord: Volgende"),
        ("<button>OK</button>", "knop zonder werkwoord: OK"),
        ('<input type="submit" value="Verder">', "knop zonder werkwoord: Verder"),
        ('{% include "account/_form.html" with button="Akkoord" %}', "knop zonder werkwoord"),
        ('<p class="error">Het bestand kan niet worden verwerkt.</p>', "wie doet het? Het bestand"),
        ('<p role="alert">Uw tekst werd niet bewaard.</p>', "wie doet het?"),
        ('<p>Meer? Klik <a href="/">hier</a>.</p>', "link zonder doel: hier"),
        (f"<p>{SIXTEEN * 4}</p>", "gemiddeld 16.0"),
    ],
)  # fmt: skip
def test_bad_template_is_caught(source: str, fault: str) -> None:
    (found, *_) = faults(in_template(source))
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "source",
    [
        "<ul><li>" + "</li><li>".join(["een stap van vier woorden"] * 10) + "</li></ul>",
        "<p>{% if a %}Een{% else %}Twee{% endif %} voorbeelden van {{ b }}. {{ c }} kent u al.</p>",
        "<h2>Goed werk</h2><p>Het rooster wordt gemaakt.</p>",
        "<button>Stuur uw voorbeeld in</button><button>Menu</button><button>{{ a }}</button>",
        '<a class="btn" href="/">Naar de voorpagina</a>',
        f"<script>const a = '{LONG}';</script>",
        f"{{# {LONG} #}}{{% comment %}}{LONG}{{% endcomment %}}",
        "<p>Zie <code>relevant</code> en `relevant`.</p>",
        "{% block title %}Over ons{% endblock %}{% block description %}Wie wij zijn.{% endblock %}",
    ],
)
def test_good_template_passes(source: str) -> None:
    assert faults(in_template(source)) == []


def test_mail_is_read_paragraph_by_paragraph() -> None:
    good = "Dag {{ name }},\n\nuw voorbeeld is er.\nBekijk het op {{ address }}\n"
    assert faults(in_template(good, is_html=False)) == []
    assert faults(in_template(f"Dag,\n\n{LONG}\n", is_html=False))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (f'raise ValidationError("{LONG}")', "27 woorden"),
        ('help_text = "Noem alleen de relevante punten."', "‘relevante’"),
        ('label = "Doelstelling"', "‘Doelstelling’"),
        ('raise ValidationError("Uw bestand kan niet worden gelezen.")', "wie doet het?"),
        ('form.add_error("a", f"De regel {a} wordt niet begrepen.")', "wie doet het?"),
        ('a = Field(error_messages={"required": "Dit moet worden ingevuld."})', "wie doet het?"),
        ('def a():\n    """English."""\n    return "Tevens " f"kunt u {b} kiezen."', "‘Tevens’"),
    ],
)
def test_bad_text_in_python_is_caught(source: str, fault: str) -> None:
    (found,) = faults(in_python(source))
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "source",
    [
        f'"""{LONG}"""',
        f'logger.warning("{LONG}")',
        'sort = "relevantie"',
        'a = "Sorting by relevance takes the words that were found with it and not the others"',
        'a = "Het rooster wordt gemaakt."',
    ],
)
def test_what_nobody_reads_in_python_is_left_alone(source: str) -> None:
    assert faults(in_python(source)) == []


def test_bad_text_in_a_script_is_caught() -> None:
    assert faults(in_javascript(f'voice.textContent = "{LONG}"; // {LONG}')) == [
        f"27 woorden: {LONG}"
    ]
    assert faults(in_javascript("const a = `Er zijn ${n} relevante voorbeelden`;"))


def test_hard_words_are_many_and_have_a_plainer_one() -> None:
    plain = [hit.value for hit in _hard_words().find(tokens("prioriteit relevant indien tevens"))]
    assert plain == ["voorrang", "belangrijk", "als", "ook"]
    assert len(tomllib.loads((ROOT / "practices/advice/jargon.toml").read_text("utf-8"))) >= 60
