"""What the address of the list keeps beside what was asked: how it is shown, and which practices
were laid side by side. Both are of the page alone: the API and the downloads do not know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from ..models import SearchText
from ..side_by_side import MOST as MOST_PICKED

LOOKS = {"": "Lijst", "tabel": "Tabel", "kaart": "Kaart"}
"""The ways to look at the list, by the value of `toon`."""

@dataclass(frozen=True)
class Pick:
    """A practice that was laid ready to be compared."""

    slug: str
    title: str


def look_of(given: QueryDict) -> tuple[str, list[str]]:
    """How the list is asked to be shown, and what to tell about it."""
    look = given.get("toon", "")
    if look in LOOKS:
        return look, []
    return "", [f"Toon: ‘{_printable(look)}’ kennen wij niet."]


def picks_of(given: QueryDict) -> tuple[list[Pick], list[str]]:
    """The practices that were laid ready, in that order, and what to tell about them.

    `weg` takes one back: a form without script can add to an address, but not leave out.
    """
    taken = set(given.getlist("weg"))
    asked = [slug for slug in dict.fromkeys(given.getlist("v")) if slug and slug not in taken]
    titles = _titles(asked[: 10 * MOST_PICKED])
    known = [Pick(slug, titles[slug]) for slug in asked if slug in titles]
    notices = []
    if len(known) < len(asked):
        notices.append("Niet alles wat u naast elkaar legde, staat in de kennisbank.")
    if len(known) > MOST_PICKED:
        notices.append(f"U legt hoogstens {MOST_PICKED} voorbeelden naast elkaar.")
    return known[:MOST_PICKED], notices


def _titles(slugs: Iterable[str]) -> dict[str, str]:
    """The titles of published practices; one query, and none without slugs."""
    wanted = list(slugs)
    if not wanted:
        return {}
    rows = SearchText.objects.filter(practice__slug__in=wanted)
    return dict(rows.values_list("practice__slug", "practice__title"))


def _printable(text: str) -> str:
    return "".join(letter for letter in text[:40] if letter.isprintable())
