"""Which elements to begin with, and what others did about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pyroaring import BitMap

from ..facets import FacetIndex, Selection
from ..models import Evidence, Kind
from .answers import BEST, WEAK, Answers

MOST_ELEMENTS = 2
MOST_PRACTICES = 3
"""Two elements with three practices each: as many as the page for comparing takes."""

ENOUGH = 3
"""With fewer answers there is nothing to compare, so nothing is the weakest."""


@dataclass(frozen=True)
class Beginning:
    """Where to begin.

    elements: at most two codes, lowest level first, equals in the order of the model;
    others: codes at the level of the last of these, which had to wait; when there are no elements,
    all codes below the best level;
    missing: how many answers are needed before anything can be said.
    """

    elements: list[str]
    others: list[str]
    missing: int


def beginning(levels: Mapping[str, int]) -> Beginning:
    """The two elements with the lowest levels, of those that are weak."""
    lowest = sorted((level, code) for code, level in levels.items() if level < BEST)
    missing = max(ENOUGH - len(levels), 0)
    weak = [] if missing else [one for one in lowest if one[0] <= WEAK]
    first = weak[:MOST_ELEMENTS]
    rest = [one for one in weak[MOST_ELEMENTS:] if one[0] == first[-1][0]] if weak else lowest
    return Beginning([code for _, code in first], [code for _, code in rest], missing)


@dataclass(frozen=True)
class Reach:
    """How far to look.

    label: in words;  reason: why a practice is shown that lies no nearer;
    count: how many practices there are;  query: the list that shows them.
    """

    label: str
    reason: str
    count: int
    query: str


@dataclass(frozen=True)
class Fit:
    """Practices with why they are shown. ids: best first."""

    reason: str
    ids: list[int]


@dataclass(frozen=True)
class Advice:
    """What others did about one element. reaches: nearest first;  fits: at most three practices."""

    element: str
    reaches: list[Reach]
    fits: list[Fit]


_NEAREST = {
    ("sector", "regio"): ("In uw sector en regio", "Uit uw sector en uw regio"),
    ("sector",): ("In uw sector", "Uit uw sector"),
    ("regio",): ("In uw regio", "Uit uw regio"),
    (): ("In de kennisbank", "Bij dit element"),
}
"""How far the nearest practices lie, and why they are shown, by what was given."""

_HALF: dict[tuple[str, ...], str] = {
    ("sector",): "Uit uw sector, niet speciaal uit uw regio",
    ("regio",): "Uit uw regio, niet speciaal uit uw sector",
}
"""Why those are shown that share one of the two that were given. They may lie elsewhere, in a
larger sector or region, or nowhere, so no more is said than this."""

_EVERYWHERE = {
    ("sector", "regio"): (
        "In alle sectoren en regio’s",
        "Niet speciaal uit uw sector of uw regio",
    ),
    ("sector",): ("In alle sectoren", "Niet speciaal uit uw sector"),
    ("regio",): ("In alle regio’s", "Niet speciaal uit uw regio"),
}
"""How far all the others lie, and why they are shown, by what was given."""


def advise(index: FacetIndex, answers: Answers, elements: list[str]) -> list[Advice]:
    """Advice for each of these elements. A practice is shown once as long as there are others."""
    shown = BitMap()
    found = []
    for code in elements:
        rings = _rings(index, answers, code)
        everywhere = rings[-1][1]
        fits = list(_fits(index, rings, (everywhere - shown) or everywhere))
        shown |= BitMap(pk for fit in fits for pk in fit.ids)
        found.append(Advice(code, [reach for reach, _ in rings], fits))
    return found


def _rings(index: FacetIndex, answers: Answers, code: str) -> list[tuple[Reach, BitMap]]:
    """The reaches with their practices: exact fit, the same sector, the same region, anywhere."""
    place = answers.place
    asked = tuple(place)
    rings = []
    for names in dict.fromkeys([asked, *((name,) for name in asked), ()]):
        label, reason = _told(asked, names)
        chosen = {"pijler": code, **{name: place[name] for name in names}}
        ids = index.select(Selection(chosen={name: (key,) for name, key in chosen.items()}))
        rings.append((Reach(label, reason, len(ids), urlencode(chosen)), ids))
    return rings


def _told(asked: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, str]:
    """What is said of the practices that share these, where that was asked."""
    label, reason = _NEAREST[names]
    if names == asked:
        return label, reason
    return (label, _HALF[names]) if names else _EVERYWHERE[asked]


def _fits(index: FacetIndex, rings: list[tuple[Reach, BitMap]], free: BitMap) -> Iterator[Fit]:
    """The nearest of the practices that are free, as many as fit."""
    room = MOST_PRACTICES
    for reach, practices in rings:
        ids = _best(index, practices & free, room)
        free = free - practices
        room -= len(ids)
        if ids:
            yield Fit(reach.reason, ids)


def _best(index: FacetIndex, practices: BitMap, most: int) -> list[int]:
    """What employers did themselves first, then all else that a source describes, and last what
    is only named, since a name helps nobody on; each newest first."""
    named = practices & index.sets["onderbouwing"].get(Evidence.NAMED.value, BitMap())
    told = practices - named
    cases = told & index.sets["soort"].get(Kind.PRACTICE.value, BitMap())
    found: list[int] = []
    for part in (cases, told - cases, named):
        found += index.newest.part(part, 0, most - len(found))
    return found
