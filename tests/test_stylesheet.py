"""The stylesheet of the site: its layers, its size, and what no part of it may do.

Only what can be told from the text: how it looks is tried in a browser (tests/browser).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "practices" / "static" / "practices"
LAYERS = ["tokens", "base", "layout", "components", "pages", "print"]
LARGEST = 20_000
"""Bytes that visitors get, compressed."""

SHEETS = ["kennisbank.css", "work.css", "desk.css", "account.css"]
"""The first on every page, the others after it on some."""


class Rule(NamedTuple):
    """Declarations with what they stand in, from the outside: at-rules, then selectors."""

    around: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]

    @property
    def layer(self) -> str:
        """The layer, "" for none."""
        return next((a.removeprefix("@layer ") for a in self.around if a.startswith("@layer")), "")

    @property
    def selectors(self) -> list[str]:
        """What the declarations are for."""
        last = self.around[-1]
        return [] if last.startswith("@") else [part.strip() for part in _split(last)]


def _split(selector: str) -> list[str]:
    """The parts of a selector list; a comma within brackets parts nothing."""
    return re.split(r",(?![^()]*\))", selector)


def rules(css: str) -> Iterator[Rule]:
    """The rules of a stylesheet in which no text has braces or semicolons."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    around: list[str] = []
    kept: list[list[str]] = [[]]
    for piece, end in re.findall(r"([^{};]*)([{};])", text):
        words = " ".join(piece.split())
        if end == "{":
            around.append(words)
            kept.append([])
            continue
        if words:
            kept[-1].append(words)
        if end == "}":
            pairs = [line.partition(":") for line in kept.pop()]
            yield Rule(tuple(around), tuple((name.strip(), v.strip()) for name, _, v in pairs))
            around.pop()


def sheet(name: str = "kennisbank.css") -> str:
    """A stylesheet as it is written."""
    return (STATIC / name).read_text(encoding="utf-8")


ALL = {name: list(rules(sheet(name))) for name in SHEETS}
OURS = ALL["kennisbank.css"]


def declarations(found: list[Rule]) -> Iterator[tuple[Rule, str, str]]:
    """Every declaration with its rule."""
    return ((rule, name, value) for rule in found for name, value in rule.declarations)


def test_layers_are_named_first_in_the_order_of_power() -> None:
    first = re.sub(r"/\*.*?\*/", "", sheet(), flags=re.DOTALL).lstrip()
    assert first.startswith(f"@layer {', '.join(LAYERS)};")
    assert {rule.layer for rule in OURS} <= {*LAYERS, ""}


def test_nothing_stands_outside_the_layers_but_what_every_layer_gives_way_to() -> None:
    loose = {rule.around[0] for rule in OURS if not rule.layer}
    assert loose == {"@media (forced-colors: active)"}


def test_it_is_small() -> None:
    assert len(gzip.compress(sheet().encode())) <= LARGEST


def test_it_brings_nothing_from_elsewhere() -> None:
    assert not re.search(r"@import|@font-face|url\(", sheet())


NAMED = "white|black|red|green|blue|gray|grey|yellow|orange|purple|pink|brown|silver|gold"
LITERAL = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:rgba?|hsla?|oklch|lab)\(|\b(?:{NAMED})\b", re.IGNORECASE
)


@pytest.mark.parametrize("name", ["kennisbank.css", "work.css", "desk.css"])
def test_colours_have_a_name(name: str) -> None:
    """But on paper, which is white, and in a mask, of which only the strength counts."""
    loose = [
        (rule.around, value)
        for rule, prop, value in declarations(ALL[name])
        if LITERAL.search(value) and rule.layer != "tokens"
        if "@media print" not in rule.around and not prop.startswith("mask")
    ]
    assert loose == []


def test_nothing_is_important_but_on_paper() -> None:
    loud = [rule.around for rule, _, value in declarations(OURS) if "!important" in value]
    assert [around for around in loud if "@media print" not in around] == []


STILL = "@media (prefers-reduced-motion: no-preference)"
MOVING = re.compile(r"(transition|animation)(-.*)?|scroll-behavior")
AT_ONCE = re.compile(r"none|auto|\S+ 0s [\d.]+s|.*\bstep-end\b.*")
"""What changes later, perhaps, but without moving."""


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_moves_for_who_asked_for_rest(name: str) -> None:
    moving = [
        (rule.around, value)
        for rule, prop, value in declarations(ALL[name])
        if MOVING.fullmatch(prop) and not AT_ONCE.fullmatch(value) and STILL not in rule.around
    ]
    assert moving == []


USE = re.compile(r"var\((--[\w-]+)(\s*,)?")


@pytest.mark.parametrize("name", SHEETS)
def test_every_value_that_is_used_is_defined(name: str) -> None:
    before = SHEETS[: SHEETS.index(name) + 1] if name != "account.css" else [SHEETS[0], name]
    defined = {prop for other in before for _, prop, _ in declarations(ALL[other])}
    used = {m[1] for _, _, v in declarations(ALL[name]) for m in USE.finditer(v) if not m[2]}
    assert used - defined == set()


def test_every_value_that_is_defined_is_used() -> None:
    everything = [one for found in ALL.values() for one in declarations(found)]
    used = {m[1] for _, _, value in everything for m in USE.finditer(value)}
    assert {p for _, p, _ in declarations(OURS) if p.startswith("--")} - used == set()


def test_values_of_a_theme_have_something_to_fall_back_on() -> None:
    bare = [m[1] for _, _, value in declarations(OURS) for m in USE.finditer(value) if not m[2]]
    assert [name for name in bare if not re.match(r"--(kb-|s\d|[a-z]+$)", name)] == []


# --- Classes --------------------------------------------------------------------------------------

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")


def classes(found: list[Rule]) -> set[str]:
    """The classes that selectors name."""
    return {name for rule in found for part in rule.selectors for name in CLASS.findall(part)}


def sources() -> str:
    """All that writes HTML: templates, Python and scripts."""
    folders = ((ROOT / "templates", "*.html"), (ROOT / "practices", "*.py"), (STATIC, "*.js"))
    return "\n".join(
        path.read_text(encoding="utf-8")
        for folder, pattern in folders
        for path in sorted(folder.rglob(pattern))
    )


def test_every_class_is_used_somewhere() -> None:
    """Told with certainty only: a class with a number behind it may be put together, as in
    `w{bar}`, and those of htmx come and go.
    """
    html = sources()
    words = set(re.findall(r"[\w-]+", html))
    put_together = set(re.findall(r"([a-z][\w-]*)\{", html))
    unused = {
        name
        for name in classes(OURS) - words
        if not name.startswith("htmx-")
        and (name[-1] not in "0123456789" or name.rstrip("0123456789") not in put_together)
    }
    assert unused == set()


def test_a_word_that_varies_a_part_means_nothing_by_itself_elsewhere() -> None:
    """`.g.open` here and a bare `.open` in a stylesheet that comes after: the one changes the
    other on pages with both.
    """
    ours = {part for rule in OURS for part in rule.selectors}
    varying = {word for part in ours for word in re.findall(r"\.[\w-]+\.([a-zA-Z][\w-]*)", part)}
    later = {part for name in SHEETS[1:] for rule in ALL[name] for part in rule.selectors}
    bare = {part[1:] for part in later if re.fullmatch(r"\.[a-zA-Z][\w-]*", part)}
    assert varying & bare == set()
