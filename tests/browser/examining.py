"""Looking at a page with axe, and with measurements of our own (measures.js).

Everything is given back as lines for people: an empty list means that nothing is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page

FOLDER = Path(__file__).parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
MEASURES = (FOLDER / "measures.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome depends on the colours and on nothing else that differs by scheme."""
IS_STILL = """() => document.getAnimations().every((one) => one.playState !== "running")"""
RUN_AXE = """async ([source, runOnly]) => {
  if (!globalThis.axe) (0, eval)(source);
  const found = await axe.run(document, {runOnly, resultTypes: ["violations", "incomplete"]});
  const rules = [found.passes, found.violations, found.incomplete, found.inapplicable].flat();
  return {...found, rules: rules.map((rule) => rule.id)};
}"""


# --- axe -----------------------------------------------------------------------------------------


def violations(page: Page, *, colours_only: bool = False, is_ours: bool = True) -> list[str]:
    """What axe finds wrong, and what it leaves undecided without a verdict in judged.toml.

    colours_only: run only the rules about colours, for a page that was examined in other colours.
    is_ours: whether we judge what is left undecided; Django's own pages we do not.
    Waits until the page has come: axe holds half a page against itself, and a page without its
    stylesheet against the sizes of the sheet. And until colours are what they turn into: halfway
    (a link under the pointer) they may have no contrast.
    Fails when axe did not look at target sizes, which is off unless it is asked for.
    """
    page.wait_for_load_state()
    page.wait_for_function(IS_STILL)
    by_tag = {"type": "tag", "values": TAGS}
    chosen = {"type": "rule", "values": COLOURS} if colours_only else by_tag
    source = "" if page.evaluate("Boolean(globalThis.axe)") else AXE
    found: Any = page.evaluate(RUN_AXE, [source, chosen])
    assert colours_only or "target-size" in found["rules"]
    wrong = [f"{rule['id']}: {_of(node)}" for rule, node in _nodes(found["violations"])]
    if is_ours:
        wrong += _unjudged(page, found["incomplete"])
    return [f"{page.url}: {line}" for line in wrong]


def _nodes(rules: Any) -> Iterator[tuple[Any, Any]]:
    return ((rule, node) for rule in rules for node in rule["nodes"])


def _of(node: Any) -> str:
    return f"{node['target']} {node['html'][:200]}"


def _unjudged(page: Page, incomplete: Any) -> list[str]:
    """What axe left undecided and no person looked at yet."""
    verdicts = [
        one for one in judged() if not one.get("when") or page.locator(one["when"]).count()
    ] if incomplete else []  # fmt: skip
    return [
        f"niet beoordeeld: {rule['id']} ({_key(node)}): {_of(node)}"
        for rule, node in _nodes(incomplete)
        if not any(
            (one["rule"], one["key"]) == (rule["id"], _key(node))
            and re.search(one["html"], node["html"])
            for one in verdicts
        )
    ]


def _key(node: Any) -> str:
    """Why axe could not decide, in its own word ("bgOverlap"); empty when it has none."""
    checks = [*node["any"], *node["all"], *node["none"]]
    keys = [(check.get("data") or {}).get("messageKey") for check in checks if check.get("data")]
    return next(filter(None, keys), "")


@cache
def judged() -> list[dict[str, str]]:
    """The verdicts on what axe leaves undecided, as judged.toml explains them."""
    text = (FOLDER / "judged.toml").read_text(encoding="utf-8")
    found: list[dict[str, str]] = tomllib.loads(text)["judged"]
    return found


# --- Our own measurements ------------------------------------------------------------------------


def with_measures(context: BrowserContext) -> BrowserContext:
    """Put the measurements in every page of this context, before its own scripts."""
    context.add_init_script(MEASURES)
    return context


def measured(page: Page, what: str) -> Any:
    """The outcome of one function of measures.js."""
    return page.evaluate(f"kbproof.{what}")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window, once it has come."""
    page.wait_for_load_state()
    width: int = page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    return width


def room(page: Page) -> list[str]:
    """What does not fit in the width of the window, or scrolls sideways and is no table."""
    found = measured(page, "overflow()")
    wide = [f"{found['extra']} px te breed: {found['what']}"] if found["extra"] else []
    return wide + [f"schuift opzij: {name}" for name in measured(page, "scrollers()")]


def spaced(page: Page) -> list[str]:
    """What is cut off, overlaps or sticks out when a reader spaces the text (WCAG 1.4.12).

    What was cut off or overlapped before that is another matter, and found by `crowded`.
    """
    before = set(crowded(page))
    page.evaluate("kbproof.space(true)")
    wrong = [*(line for line in crowded(page) if line not in before), *room(page)]
    page.evaluate("kbproof.space(false)")
    return [f"met ruime letters {line}" for line in wrong]


def crowded(page: Page) -> list[str]:
    """Text that is cut off, or lies over other text."""
    cut = [f"afgekapt: {name}" for name in measured(page, "clipped()")]
    return cut + [f"over elkaar: {names}" for names in measured(page, "overlapping()")]


def moving(page: Page) -> list[str]:
    """What moves for a reader who asked for no movement."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("kbproof.forget()")
    found = [f"beweegt: {name}" for name in measured(page, "movement()")[:5]]
    page.emulate_media(reduced_motion="no-preference")
    return found
