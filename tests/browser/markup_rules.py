"""What the HTML standard and ARIA ask beyond what a parser sees, and what our pages promise.

Each rule takes a page and gives a line for everything that breaks it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from .markup import Document, Node, children, shown, text_of

WORDS = {
    name: set(words.split())
    for name, words in tomllib.loads(
        Path(__file__).with_name("markup.toml").read_text(encoding="utf-8")
    ).items()
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAY_HOLD_A_HEADING = {"summary", "legend"}
FIELDS = ("input", "select", "textarea")
UNNAMED_INPUTS = {"hidden", "submit", "button", "image", "reset"}


def names(page: Document) -> Iterator[str]:
    """Elements, attributes and roles are ones that exist, and none holds style or script."""
    for node in page.nodes:
        if node.tag not in WORDS["elements"] and not _is_in_svg(page, node):
            yield f"onbekend element: {shown(node)}"
        for name, value in node.attrib.items():
            if name.startswith("aria-") and name.removeprefix("aria-") not in WORDS["aria"]:
                yield f"onbekend attribuut {name}: {shown(node)}"
            if name.startswith("aria-") and not value.strip():
                yield f"leeg attribuut {name}: {shown(node)}"
            if name == "style" or re.match("on[a-z]+$", name):
                yield f"stijl of script in {name}: {shown(node)}"
            if name in WORDS["obsolete"]:
                yield f"verouderd attribuut {name}: {shown(node)}"
        for role in node.get("role", "").split():
            if role not in WORDS["roles"]:
                yield f"onbekende rol {role}: {shown(node)}"


def references(page: Document) -> Iterator[str]:
    """Each id stands once, and whatever points at an id finds it."""
    ids = Counter(node.attrib["id"] for node in page.nodes if "id" in node.attrib)
    for one, times in ids.items():
        if times > 1 or not one or re.search(r"\s", one):
            yield f"id {one!r} staat er {times} keer, of is geen id"
    for node in page.nodes:
        for name in WORDS["idrefs"] & set(node.attrib):
            missing = set(node.attrib[name].split()) - set(ids)
            if missing or not node.attrib[name].strip():
                yield f"{name} wijst naar niets ({', '.join(missing)}): {shown(node)}"
        target = node.get("href", "")
        if target.startswith("#") and target != "#" and target[1:] not in ids:
            yield f"href wijst naar niets: {shown(node)}"


def nesting(page: Document) -> Iterator[str]:
    """Nothing to press stands within something to press, and no block within a line."""
    for node in page.nodes:
        above = [one.tag for one in page.around(node)]
        if _is_interactive(node) and (inside := {"a", "button"} & set(above)):
            yield f"in een {inside.pop()}: {shown(node)}"
        if node.tag == "label" and "label" in above:
            yield f"label in een label: {shown(node)}"
        if node.tag in WORDS["blocks"]:
            near = next((tag for tag in above if tag not in {"a", "ins", "del"}), "")
            may = node.tag in HEADINGS and near in MAY_HOLD_A_HEADING
            if near in WORDS["phrasing_only"] and not may:
                yield f"blok in een {near}: {shown(node)}"


def lists(page: Document) -> Iterator[str]:
    """Lists hold items only, and items stand in lists."""
    allowed = {
        "ul": {"li"},
        "ol": {"li"},
        "menu": {"li"},
        "dl": {"dt", "dd", "div"},
        "tr": {"td", "th"},
    }
    for tag, inside in allowed.items():
        for node in page.all(tag):
            for child in children(node):
                if child.tag not in inside | {"script", "template"}:
                    yield f"{child.tag} in een {tag}: {shown(child)}"
    homes = {"li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}}
    for tag, above in homes.items():
        for node in page.all(tag):
            home = page.parent(node)
            if home is None or home.tag not in above:
                yield f"{tag} buiten een lijst: {shown(node)}"
    for node in page.all("dl"):
        kinds = [one.tag for one in node.iter() if one.tag in {"dt", "dd"}]
        if not kinds or kinds[0] != "dt" or kinds[-1] != "dd":
            yield f"dl zonder term of zonder uitleg: {shown(node)}"


def tables(page: Document) -> Iterator[str]:
    """A table has a name, heads with a scope, and rows of the same width."""
    for node in page.all("table"):
        if not (page_has_name(node) or any(child.tag == "caption" for child in children(node))):
            yield f"tabel zonder bijschrift: {shown(node)}"
        heads = [one for one in node.iter() if one.tag == "th"]
        if not heads:
            yield f"tabel zonder kop: {shown(node)}"
        for head in heads:
            if head.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"kop zonder scope: {shown(head)}"
        if len(widths := _widths(node)) > 1:
            yield f"rijen van {sorted(widths)} cellen: {shown(node)}"


def headings(page: Document) -> Iterator[str]:
    """One h1, nothing skipped, nothing empty."""
    found = [node for node in page.nodes if node.tag in HEADINGS]
    if [node.tag for node in found].count("h1") != 1:
        yield f"{[text_of(node) for node in found if node.tag == 'h1']} als h1"
    level = 0
    for node in found:
        own = int(node.tag[1])
        if own > level + 1 and level:
            yield f"kop slaat een niveau over na h{level}: {shown(node)}"
        if not text_of(node):
            yield f"lege kop: {shown(node)}"
        level = own


def fields(page: Document) -> Iterator[str]:
    """Each field has a name of its own, each button says what kind it is."""
    labelled = {label.get("for") for label in page.all("label")}
    for node in page.all(*FIELDS):
        if node.get("type") in UNNAMED_INPUTS:
            continue
        wrapped = any(one.tag == "label" for one in page.around(node))
        if not (wrapped or node.get("id") in labelled or page_has_name(node)):
            yield f"veld zonder label: {shown(node)}"
    for node in page.all("label"):
        inside = [one for one in node.iter() if one.tag in FIELDS and one.get("type") != "hidden"]
        if len(inside) > 1 or (not inside and "for" not in node.attrib):
            yield f"label van {len(inside)} velden: {shown(node)}"
    for node in page.all("button"):
        # one that names its form can only be meant to send it
        if node.get("type") not in {"button", "submit"} and "form" not in node.attrib:
            yield f"knop zonder type: {shown(node)}"


def first_children(page: Document) -> Iterator[str]:
    """What must come first does: the line of what folds, the name of a group of fields."""
    for tag, first in {"details": "summary", "fieldset": "legend"}.items():
        for node in page.all(tag):
            if [child.tag for child in children(node)][:1] != [first]:
                yield f"{tag} begint niet met {first}: {shown(node)}"
    for node in page.all("figcaption"):
        home = page.parent(node)
        inside = children(home) if home is not None and home.tag == "figure" else []
        if node not in inside[:1] + inside[-1:]:
            yield f"figcaption op de verkeerde plaats: {shown(node)}"


def words(page: Document) -> Iterator[str]:
    """Links, buttons and pictures say something."""
    for node in page.all("a", "button", "summary"):
        inside = [
            one for one in node.iter() if page_has_name(one) or one.get("alt") or one.tag == "title"
        ]
        if not (text_of(node) or inside):
            yield f"zonder woorden: {shown(node)}"
        if node.tag == "a" and "href" not in node.attrib:
            yield f"link zonder adres: {shown(node)}"
    for node in page.all("img"):
        if "alt" not in node.attrib:
            yield f"beeld zonder alt: {shown(node)}"
    for node in page.all("svg"):
        is_silent = any(one.get("aria-hidden") == "true" for one in (node, *page.around(node)))
        if not (is_silent or page_has_name(node) or any(one.tag == "title" for one in node.iter())):
            yield f"tekening zonder naam: {shown(node)}"


def frame(page: Document) -> Iterator[str]:
    """Language, title, one main, and data for machines that can be read."""
    if page.root.get("lang") != "nl":
        yield "de pagina noemt haar taal niet"
    titles = [
        node for node in page.all("title") if "head" in {one.tag for one in page.around(node)}
    ]
    if len(titles) != 1 or not text_of(titles[0]):
        yield "de pagina heeft geen titel"
    if len(page.all("main")) != 1:
        yield f"{len(page.all('main'))} keer main"
    for node in page.all("script"):
        if node.get("type") == "application/ld+json":
            json.loads(node.text or "")
        elif "src" not in node.attrib:
            yield "script in de pagina zelf"
    for node in page.all("style"):
        yield f"stijl in de pagina zelf: {shown(node)}"
    for node in page.all("time"):
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d.*)?)?)?", node.get("datetime", "")):
            yield f"geen datum: {shown(node)}"


Rule = Callable[[Document], Iterator[str]]
RULES: tuple[Rule, ...] = (
    names, references, nesting, lists, tables, headings, fields, first_children, words, frame,
)  # fmt: skip


def mistakes(html: str) -> list[str]:
    """All that is wrong with a page, a line each."""
    page = Document(html)
    return page.errors + [line for rule in RULES for line in rule(page)]


def page_has_name(node: Node) -> bool:
    """Whether an element is named for who cannot see it."""
    return any(node.get(name) for name in ("aria-label", "aria-labelledby"))


def _is_interactive(node: Node) -> bool:
    if node.tag == "input":
        return node.get("type") != "hidden"
    if node.tag == "a":
        return "href" in node.attrib
    return node.tag in WORDS["interactive"] or "tabindex" in node.attrib


def _is_in_svg(page: Document, node: Node) -> bool:
    return node.tag == "svg" or any(one.tag == "svg" for one in page.around(node))


def _widths(table: Node) -> set[int]:
    """How many columns the rows of a table take, counting cells that span several."""
    widths, reaching = set(), Counter[int]()
    for number, row in enumerate(one for one in table.iter() if one.tag == "tr"):
        cells = [cell for cell in children(row) if cell.tag in {"td", "th"}]
        own = sum(int(cell.get("colspan", 1)) for cell in cells)
        widths.add(own + reaching[number])
        for cell in cells:
            for later in range(1, int(cell.get("rowspan", 1))):
                reaching[number + later] += int(cell.get("colspan", 1))
    return widths
