"""What the address of the list keeps beside what was asked: how it is shown, and which practices
were laid side by side. Both are of the page alone: the API and the downloads do not know them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from ..reading import quotable
from ..side_by_side import MOST, known_at

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
    return "", [f"Toon: ‘{quotable(look)}’ kennen wij niet."]


def picks_of(given: QueryDict) -> tuple[list[Pick], list[str]]:
    """The practices that were laid ready, in that order, and what to tell about them.

    `weg` takes one back: a form without script can add to an address, but not leave out.
    """
    taken = set(given.getlist("weg"))
    asked = [slug for slug in dict.fromkeys(given.getlist("v")) if slug and slug not in taken]
    known = known_at(asked)
    found = dict.fromkeys(known[slug] for slug in asked if slug in known)
    picks = [Pick(one.slug, one.title) for one in found if one.is_published]
    notices = []
    if len(picks) < len(found) or len(known) < len(asked):
        notices.append("Niet alles wat u naast elkaar heeft gelegd, staat in de kennisbank.")
    if len(picks) > MOST:
        notices.append(f"U legt hoogstens {MOST} voorbeelden naast elkaar.")
    return picks[:MOST], notices
