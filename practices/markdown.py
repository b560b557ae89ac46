"""The little Markdown that people may write, as HTML that is safe to show.

Allowed: paragraphs, lists, headings, quotes, emphasis and links to a web page or a mail address.
All else is shown as it was typed: HTML, images, tables, code and bare addresses. Plain text with
empty lines and "- " reads as it did before it was Markdown.

Marks that mean something else in our texts get a backslash, markdown-it makes HTML of the rest,
and nh3 takes away whatever is not on the list (S-13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3
from django.db import models
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .models import PracticeContent

TAGS = {"p", "ul", "ol", "li", "em", "strong", "blockquote", "a", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
REL = "noopener nofollow ugc"
"""What the HTML may hold. Every link gets this `rel`."""

HIGHEST, LOWEST = 3, 6
"""The levels of headings: they stand under the `h2` that the site gives to a text."""

DEEPEST = 20
"""How deep lists and quotes may stand in each other; a list with its items counts as two."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control marks, marks that turn the direction of writing, halves of characters."""

_NOT_MARKDOWN = re.compile(
    r"(^[ \t]*(?:(?:[-*>]|\d{1,9}[.)])[ \t]+)*)"  # what may stand before it on a line:
    r"(?=\+[ \t]"  # "+ 10 procent" is no list
    r"|>[ \t]*\d"  # "> 50 medewerkers" is no quote
    r"|#+[ \t]*$)"  # a heading of nothing
    r"|(?<=\w)(?=\*\w)",  # "docent*docente" is no emphasis
    re.MULTILINE,
)

_ADDRESS = re.compile(r"https?://[^/?#@\\]+(?:[/?#]|$)|mailto:.", re.IGNORECASE)
"""The links we make. An address with a name before its host ("https://bank.nl@elders.nl") is a
known way to mislead."""


class _Parser(MarkdownIt):
    """Only what is allowed, so that nothing else is read as a mark."""

    def __init__(self) -> None:
        super().__init__("zero", {"maxNesting": DEEPEST})
        self.enable(["list", "blockquote", "heading"])
        self.enable(["newline", "escape", "emphasis", "link"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Whether this may become a link; if not, it stays as typed."""
        return bool(_ADDRESS.match(url))


_parser = _Parser()
_paragraphs = MarkdownIt("zero")


def render(text: str) -> str:
    """The text as safe HTML, "" for an empty one. Takes anything, and fails on nothing."""
    html = _parser.renderer.render(_parse(text), _parser.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    ).strip()


def plain(text: str) -> str:
    """The words of the text without its marks, for the API, mails and the search text.

    Paragraphs are parted by an empty line, items of a list stand on a line each.
    """
    told, mark = "", ""
    for token in _parse(text):
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            told += ("\n" if mark else "\n\n") + mark + _words(token)
            mark = ""
    return told.strip()


def render_story(content: models.Model) -> dict[str, str]:
    """The parts of a story that are filled, as safe HTML: what `Practice.rendered` stores.

    content: a `PracticeContent`, or what stands for it in a migration.
    """
    texts = {name: str(getattr(content, name)) for name in PracticeContent.STORY}
    return {name: render(text) for name, text in texts.items() if text.strip()}


def story_html(content: PracticeContent, part: str) -> str:
    """A part of a story as safe HTML: as stored, or made now for what is not stored (a preview)."""
    stored: dict[str, str] = getattr(content, "rendered", {})
    return stored[part] if part in stored else render(getattr(content, part))


def _parse(text: str) -> list[Token]:
    seen = _UNSEEN.sub("", text)
    tokens = _parser.parse(_NOT_MARKDOWN.sub(r"\1\\", seen))
    if any(token.nesting == 1 and token.level >= DEEPEST - 1 for token in tokens):
        # markdown-it drops what lies deeper; nobody's words may get lost
        return _paragraphs.parse(seen)
    _set_levels(tokens)
    _set_numbers(tokens)
    return tokens


def _set_levels(tokens: Iterable[Token]) -> None:
    """Let headings begin at `HIGHEST` and skip no level, whatever was typed (A-16)."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            typed = int(token.tag[1])
            while above and above[-1] >= typed:
                above.pop()
            above.append(typed)
        if token.type.startswith("heading_"):
            token.tag = f"h{min(HIGHEST + len(above) - 1, LOWEST)}"


def _set_numbers(tokens: Iterable[Token]) -> None:
    """Keep a number that skips ahead: after "2019." comes "2021." if that is what was typed."""
    due: list[int] = []
    for token in tokens:
        if token.type.endswith("_list_open"):
            due.append(int(token.attrs.get("start", 1)))
        elif token.type.endswith("_list_close"):
            due.pop()
        elif token.type == "list_item_open" and token.info:
            number = max(int(token.info), due[-1])
            if number > due[-1]:
                token.attrs["value"] = number
            token.info = str(number)
            due[-1] = number + 1


def _words(inline: Token) -> str:
    parts = inline.children or []
    return "".join(" " if part.type.endswith("break") else part.content for part in parts)
