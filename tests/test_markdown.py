"""What people write becomes safe HTML that says the same (S-13)."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import nh3
import pytest
from django.conf import settings
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from practices.markdown import REL, SCHEMES, TAGS, plain, render, render_story, story_html
from practices.models import Practice, PracticeContent

from .factories import make_practice

VECTORS: list[str] = json.loads((Path(__file__).parent / "data" / "xss.json").read_text("utf-8"))
CONTENT = sorted((settings.BASE_DIR / "fixtures" / "practices").glob("*.toml"))

MARKS = ["*", "**", "_", "#", "> ", "- ", "+ ", "1. ", "7) ", "[", "](", ")", "https://a.invalid"]
MARKS += ["\n", "\n\n", "  ", "\\", "<", "&amp;", "!", "`", "javascript:", '"', "'", "\t", "2019."]
MARKDOWN = st.lists(st.sampled_from(MARKS) | st.text(max_size=4)).map("".join)
ANY_CHARACTER = st.text(st.characters())


class Reader(HTMLParser):
    """Reads HTML back: the elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def assert_safe(html: str) -> None:
    """Nothing but the elements, attributes and kinds of addresses that are promised."""
    read = Reader(html)
    assert not read.other
    for tag, attributes in read.elements:
        assert tag in TAGS, tag
        if tag == "a":
            assert set(attributes) == {"href", "rel"}
            assert attributes["rel"] == REL
            assert urlsplit(attributes["href"] or "").scheme in SCHEMES
        else:
            assert set(attributes) <= {"ol": {"start"}, "li": {"value"}}.get(tag, set())
            assert all(re.fullmatch(r"\d+", value or "") for value in attributes.values())


# --- Safe ----------------------------------------------------------------------------------------


def test_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(VECTORS) >= 200
    assert len(set(VECTORS)) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("around", ["{}", "- {}", "> {}", "**{}**", "Tekst {} tekst", "## {}"])
def test_attack_leaves_nothing_but_what_is_allowed(vector: str, around: str) -> None:
    assert_safe(render(around.format(vector) if around != "{}" else vector))


@given(MARKDOWN | ANY_CHARACTER)
def test_any_text_becomes_safe_html(text: str) -> None:
    html = render(text)
    assert_safe(html)
    html.encode()
    again = nh3.clean(
        html,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}, "li": {"value"}},
        link_rel=REL,
    )
    assert again == html


@given(MARKDOWN | ANY_CHARACTER)
def test_words_do_not_get_lost(text: str) -> None:
    words = re.compile(r"[a-zA-Zé]+")
    unlinked = re.sub(r"https://a\.invalid|javascript:|amp", "", text)
    shown = words.findall(Reader(render(unlinked)).text)
    assert "".join(shown) == "".join(words.findall(unlinked))


@given(MARKDOWN | ANY_CHARACTER)
def test_plain_text_has_the_words_of_the_html(text: str) -> None:
    numbers = re.compile(r"^(- |\d+\. )", re.MULTILINE)
    shown = Reader(render(text)).text
    told = numbers.sub("", plain(text)) if "<li" in render(text) else plain(text)
    squeeze = re.compile(r"[\W\d_]+")
    assert squeeze.sub("", told) == squeeze.sub("", shown)


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.invalid",
        "http://voorbeeld.invalid/pad?a=b&c=d#e",
        "https://voorbeeld.invalid:8443/",
        "HTTPS://voorbeeld.invalid",
        "mailto:iemand@voorbeeld.invalid",
    ],
)
def test_address_becomes_a_link(address: str) -> None:
    [(_, paragraph), (tag, attributes)] = Reader(render(f"[x]({address})")).elements
    assert paragraph == {}
    assert (tag, attributes) == ("a", {"href": address, "rel": REL})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//kwaad.invalid",
        "/beheer/",
        "pagina",
        "#main",
        "tel:0900",
        "https:kwaad.invalid",
        "https://bank.invalid@kwaad.invalid",
        "ftp://kwaad.invalid",
    ],
)
def test_other_address_stays_as_it_was_typed(address: str) -> None:
    assert render(f"[x]({address})") == f"<p>[x]({address})</p>"


def calls(text: str) -> int:
    """How many calls of functions it takes to render a text: the same on every machine."""
    count = 0

    def tally(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        render(text)
    finally:
        sys.setprofile(before)
    return count


HEAVY = [
    "[",
    "*",
    "**a",
    "_a",
    "![",
    "](",
    "[a](",
    "> ",
    "- ",
    "\\",
    "<a ",
    "[[a]](",
    "* a *",
    "> a\n",
]
HEAVY += ["[a](<", "- - - a\n", "1) a\n\n", "#\n", "- + ", "a*a", "*a_", "   - x\n", '[a](b "', "`"]


@pytest.mark.parametrize("unit", HEAVY)
def test_twice_the_text_takes_twice_the_work(unit: str) -> None:
    assert calls(unit * 800) < 2.2 * calls(unit * 400)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "  - ", "* "])
def test_text_that_lies_too_deep_is_shown_as_typed(mark: str) -> None:
    html = render(mark * 5000 + "diep")
    assert "diep" in html
    assert html.count("<") < 100


# --- Marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("  \n ", ""),
        ("Een.", "<p>Een.</p>"),
        ("Een.\n\nTwee.", "<p>Een.</p>\n<p>Twee.</p>"),
        ("Een.\r\n\r\nTwee.", "<p>Een.</p>\n<p>Twee.</p>"),
        (
            "*a* _b_ **c** __d__",
            "<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong></p>",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("Zo:\n- a", "<p>Zo:</p>\n<ul>\n<li>a</li>\n</ul>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("# a", "<h3>a</h3>"),
        (r"\*a\*", "<p>*a*</p>"),
    ],
)
def test_allowed_marks(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("1", "3"),
        ("2", "3"),
        ("6", "3"),
        ("123", "345"),
        ("13", "34"),
        ("2424", "3434"),
        ("31", "33"),
        ("123456", "345666"),
        ("2321", "3433"),
    ],
)
def test_headings_begin_under_that_of_the_part_and_skip_no_level(typed: str, levels: str) -> None:
    text = "\n".join("#" * int(level) + " Kop" for level in typed)
    assert "".join(tag[1] for tag, _ in Reader(render(text)).elements) == levels


@pytest.mark.parametrize(
    "text",
    [
        "1a en 2c",
        "5 * 3 * 2",
        "docent*docente en leraar*lerares",
        "naam_van_iets en nog_een_naam",
        "C# en #werkgeluk",
        "#",
        "##  ",
        "+ 10 procent",
        "+31 6 12345678",
        "> 50 medewerkers",
        ">50 medewerkers",
        "12%* van 30%",
        "a | b",
        "--- ---",
        "---",
        "===",
        "Kop\n===",
        "Kop\n---",
        "www.voorbeeld.invalid",
        "https://voorbeeld.invalid/a_b_c",
        "info@voorbeeld.invalid",
        "[1]: https://voorbeeld.invalid",
        "[noot] en [noot](zie hier)",
        "`code`",
        "```\ncode\n```",
        "~~weg~~",
        "&amp; &copy; &#60;",
        "<b>vet</b>",
        "<https://voorbeeld.invalid>",
        "![niets]",
        "    ingesprongen",
        "a - b",
        "-5 graden",
        "m\\v",
        "2021.",
    ],
)
def test_text_that_only_looks_like_a_mark_stays_the_same(text: str) -> None:
    read = Reader(render(text))
    if text == "2021.":  # the browser writes the number
        assert read.elements == [("ol", {"start": "2021"}), ("li", {})]
    else:
        assert [tag for tag, _ in read.elements] == ["p"]
        assert read.text.split() == text.split()


def test_years_before_paragraphs_stay_the_same_years() -> None:
    elements = Reader(render("2019. Begin.\n\n2021. Groei.\n\n2022. Einde.")).elements
    numbers = [given for tag, given in elements if tag in ("ol", "li")]
    assert numbers == [{"start": "2019"}, {}, {"value": "2021"}, {}]


def test_image_becomes_a_link_that_loads_nothing() -> None:
    html = render("![Foto](https://kwaad.invalid/pixel.png)")
    assert [tag for tag, _ in Reader(html).elements] == ["p", "a"]


def test_marks_that_nobody_sees_are_taken_out() -> None:
    assert render("a\x00b\x1bc\u202ed\u2066e\ud800f\x85g") == "<p>abcdefg</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("**Een** [twee](https://a.invalid)\nregels", "Een twee regels"),
        ("# Kop\n\nTekst\n\n> Gezegd", "Kop\n\nTekst\n\nGezegd"),
        ("Zo:\n- a\n- b\n\nKlaar", "Zo:\n- a\n- b\n\nKlaar"),
        ("2019. a\n2021. b\n1. c", "2019. a\n2021. b\n2022. c"),
        ("1 < 2 & <b>", "1 < 2 & <b>"),
    ],
)
def test_plain_text(text: str, words: str) -> None:
    assert plain(text) == words


# --- Existing texts ------------------------------------------------------------------------------


def blocks(text: str) -> list[str]:
    """What readers of plain text see: paragraphs, and items with a dash, one string each."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        fresh = True
        for line in map(str.strip, paragraph.splitlines()):
            if fresh or line.startswith("- "):
                found.append(line)
            else:
                found[-1] += f" {line}"
            fresh = False
    return found


def shown(html: str) -> list[str]:
    """The same, read back from HTML that has nothing but paragraphs and lists with a dash."""
    marked = re.sub(r"<li>(\s*<p>)?", "\n\n- ", re.sub(r"\s+", " ", html))
    parts = re.sub(r"</?(p|ul|li)>", "\n\n", marked)
    return [Reader(part).text.strip() for part in parts.split("\n\n") if part.strip()]


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_existing_practice_reads_as_before(path: Path) -> None:
    record = tomllib.loads(path.read_text("utf-8"))
    for part in PracticeContent.STORY:
        text = record.get(part, "")
        assert shown(render(text)) == (blocks(text) if text.strip() else [])
        assert plain(text).split() == text.split()


# --- Stored --------------------------------------------------------------------------------------


def test_filled_parts_of_a_story_are_rendered() -> None:
    texts = dict.fromkeys(PracticeContent.STORY, "")
    content: Any = SimpleNamespace(**{**texts, "approach": "*Zo*", "results": " \n"})
    assert render_story(content) == {"approach": "<p><em>Zo</em></p>"}


def test_stored_html_is_shown_and_the_rest_is_made() -> None:
    practice = Practice(approach="*a*", results="*b*", rendered={"approach": "<p>bewaard</p>"})
    assert story_html(practice, "approach") == "<p>bewaard</p>"
    assert story_html(practice, "results") == "<p><em>b</em></p>"


def test_template_shows_a_part_unescaped_and_safe() -> None:
    practice = Practice(approach="**Zo** <script>")
    html = Template("{% load kennisbank %}{{ practice|story:'approach' }}").render(
        Context({"practice": practice})
    )
    assert html == "<p><strong>Zo</strong> &lt;script&gt;</p>"


@pytest.mark.django_db
def test_page_shows_the_story_with_its_marks(client: Any) -> None:
    practice = make_practice(approach="Wij *doen* dit:\n\n- <img src=x onerror=alert(1)>")
    page = client.get(practice.get_absolute_url()).content.decode()
    assert "<p>Wij <em>doen</em> dit:</p>\n<ul>\n<li>&lt;img src=x onerror=alert(1)&gt;" in page
