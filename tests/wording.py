"""What the site says to people, taken from templates, Python, JavaScript and word lists.

Only what is written down in the repository: what editors and sources write is another matter (the
coach in practices/advice helps there, and what is judged here is judged by its rules).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from django.template import Engine, engines
from django.template.base import FilterExpression, Node, NodeList, TextNode, VariableNode
from django.template.defaulttags import IfNode, WithNode
from django.template.loader_tags import BlockNode, IncludeNode

FILLED_IN = "Naam"
"""Stands where a value will be put in. It counts as one word, and a sentence may begin with it."""

APART = "<hr>"
"""Parts what is no part of the sentence that it stands in."""


class Said(NamedTuple):
    """A text that people read. kind: "text", "button", "link", "error", or "label" for a name of
    a few words that is no sentence."""

    text: str
    kind: str = "text"


def _without_code(text: str) -> str:
    """The text with a name for what stands between backticks: nobody reads that as a word."""
    return re.sub(r"`[^`]*`", FILLED_IN, text)


# --- Templates -----------------------------------------------------------------------------------


def in_template(source: str, *, is_html: bool = True, is_error: bool = False) -> list[Said]:
    """What a template says. Of two branches the longer is read where it stands, the other by
    itself. is_error: it is the page for something that went wrong."""
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined] # untyped in Django
    flow = _Flow()
    texts = [flow.read(engine.from_string(source).nodelist), *flow.aside]
    if is_html:
        return [*flow.given, *(one for text in texts for one in in_html(text, is_error=is_error))]
    paragraphs = (part for text in texts for part in re.split(r"\n\s*\n", text))
    return [Said(" ".join(part.replace(APART, " ").split())) for part in paragraphs]


class _Flow:
    """Reads a template. aside: branches that are not where they would stand; given: texts that
    it hands to another template."""

    def __init__(self) -> None:
        self.aside: list[str] = []
        self.given: list[Said] = []

    def read(self, nodes: Iterable[Node]) -> str:
        """What these nodes say, as HTML."""
        return "".join(map(self._node, nodes))

    def _node(self, node: Node) -> str:
        if isinstance(node, TextNode):
            return str(node.s)
        if isinstance(node, VariableNode):
            return FILLED_IN
        if isinstance(node, IfNode):
            return self._longest(node)
        if isinstance(node, IncludeNode | WithNode):
            self._hand_on(node.extra_context)
        lists = (getattr(node, name, None) for name in node.child_nodelists)
        text = "".join(self.read(some) for some in lists if isinstance(some, NodeList))
        return f"{APART}{text}{APART}" if isinstance(node, BlockNode | IncludeNode) else text

    def _longest(self, node: IfNode) -> str:
        branches = [self.read(inside) for _, inside in node.conditions_nodelists]
        branches.sort(key=lambda text: len(re.sub(r"<[^>]*>", " ", text).split()))
        self.aside += branches[:-1]
        return branches[-1]

    def _hand_on(self, context: dict[str, FilterExpression]) -> None:
        for name, expression in context.items():
            if isinstance(expression.var, str) and re.search(r"[A-Z ]", expression.var):
                self.given.append(Said(expression.var, "button" if name == "button" else "text"))


# --- HTML ----------------------------------------------------------------------------------------

_INLINE = """
a abbr b bdi cite code em i kbd mark q s small span strong sub sup time u var wbr
"""
INLINE = frozenset(_INLINE.split())
"""Elements that stand within a sentence."""
READ_ATTRIBUTES = frozenset({"aria-label", "alt", "title", "placeholder", "label", "content"})
SILENT = frozenset({"script", "style", "text"})
"""Text in a drawing is repeated in words beside it."""
EMPTY = frozenset({"input", "meta", "link", "hr", "br", "img", "path", "circle", "rect", "use"})


def in_html(html: str, *, is_error: bool = False) -> list[Said]:
    """What a piece of HTML says, block by block."""
    reader = _Reader(is_error=is_error)
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self, *, is_error: bool) -> None:
        super().__init__()
        self._said: list[Said] = []
        self._plain = "error" if is_error else "text"
        self._open: list[tuple[str, str]] = []  # elements with the kind of what they say
        self._text: list[str] = []
        self._link: list[str] | None = None

    def finished(self) -> list[Said]:
        """All that was said, in order."""
        self._cut()
        return self._said

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = _kind(tag, given)
        if tag not in INLINE or kind == "button":
            self._cut()
        for name, value in given.items():
            is_read = name in READ_ATTRIBUTES and (name != "content" or tag == "meta")
            if is_read or (tag == "input" and name == "value" and kind == "button"):
                self._say(value, kind if tag == "input" else self._plain)
        if tag not in EMPTY:
            self._open.append((tag, kind))
        if tag == "a":
            self._link = []

    def handle_endtag(self, tag: str) -> None:
        if all(tag != name for name, _ in self._open):
            return
        if tag not in INLINE or ("a", "button") in self._open[-1:]:
            self._cut()
        while self._open.pop()[0] != tag:
            pass
        if tag == "a" and self._link is not None:
            self._say("".join(self._link), "link")
            self._link = None

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self._open}
        if SILENT.isdisjoint(inside):
            data = FILLED_IN if "code" in inside else data
            self._text.append(data)
            if self._link is not None:
                self._link.append(data)

    def _cut(self) -> None:
        kinds = [kind for _, kind in self._open if kind]
        self._say("".join(self._text), kinds[-1] if kinds else self._plain)
        self._text = []

    def _say(self, text: str, kind: str) -> None:
        text = _without_code(" ".join(unescape(text).split()))
        if any(map(str.isalpha, text)):
            self._said.append(Said(text, kind or self._plain))


def _kind(tag: str, given: dict[str, str]) -> str:
    """What kind of text an element holds, "" for that of what it stands in."""
    classes = set(given.get("class", "").split())
    if tag == "button" or (tag == "a" and "btn" in classes):
        return "button"
    if tag == "input" and given.get("type") in {"submit", "button"}:
        return "button"
    is_error = given.get("role") == "alert" or any("error" in name for name in classes)
    return "error" if is_error else ""


# --- Python, JavaScript and lists -----------------------------------------------------------------

TELLS_OFF = frozenset({"ValidationError", "add_error", "error", "warning"})
"""What is called with the text of an error."""
ERROR_KEYWORDS = frozenset({"error_messages", "violation_error_message", "invalid"})
NOT_FOR_PEOPLE = frozenset({"logger", "re", "cursor"})
"""What is done with the text stays inside."""

_DUTCH = """
de het een en u uw niet van voor wij dit dat er met te naar bij geen als om deze die zijn ook nog
kunt staat wat wie wel aan uit maar moet kan wordt heeft hebben worden alleen al dan
"""
_ENGLISH = "the and to with for not this that are be by from it has an as its which"
DUTCH, ENGLISH = frozenset(_DUTCH.split()), frozenset(_ENGLISH.split())


def is_dutch(text: str) -> bool:
    """Whether this reads as Dutch of more than a word or two, and not as English or as code."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    dutch, english = (sum(word in known for word in words) for known in (DUTCH, ENGLISH))
    return len(words) > 2 and dutch > english


def in_python(source: str) -> list[Said]:
    """The Dutch texts of a module: no docstrings, nothing that is logged."""
    return list(_texts(ast.parse(source), "text"))


def _texts(node: ast.AST, kind: str) -> Iterator[Said]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Call):
        if _called_on(node.func) in NOT_FOR_PEOPLE:
            return
        kind = "error" if _name(node.func) in TELLS_OFF else kind
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.keyword) and node.arg in ERROR_KEYWORDS
    ):
        kind = "error"
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = _without_code(" ".join(_written(node).split()))
        if is_dutch(text):
            yield Said(text, kind)
        elif _LABEL.fullmatch(text):
            yield Said(text, "label")
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, kind)


_LABEL = re.compile(r"[A-Z][^\W\d_]+( [^\W\d_]+){0,3}")


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def _called_on(function: ast.expr) -> str:
    return _name(function.value) if isinstance(function, ast.Attribute) else ""


def _written(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_written(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return FILLED_IN
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


def in_javascript(source: str) -> list[Said]:
    """The Dutch texts of a script."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*$|\s//\s.*$", "", source, flags=re.DOTALL | re.MULTILINE)
    texts = (re.sub(r"\$\{[^}]*\}", FILLED_IN, one or two) for one, two in _QUOTED.findall(code))
    return [Said(text) for text in texts if is_dutch(text)]


def in_file(path: Path) -> list[Said]:
    """What a file says, by its kind; a word list says nothing by itself."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return in_python(source)
    if path.suffix == ".js":
        return in_javascript(source)
    is_error = bool(re.fullmatch(r"\d{3}", path.stem)) or "error" in path.stem
    return in_template(source, is_html=path.suffix == ".html", is_error=is_error)
