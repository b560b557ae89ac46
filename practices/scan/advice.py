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


@dataclass(frozen=True)
class Beginning:
    """Where to begin.

    elements: at most two codes, lowest level first, equals in the order of the model;
    equals: codes that are at the level of the last of these, and had to wait;
    has_weak: whether anything was answered with "Een beetje" or less.
    """

    elements: list[str]
    equals: list[str]
    has_weak: bool


def beginning(levels: Mapping[str, int]) -> Beginning:
    """The two elements with the lowest levels; what is at the best level is never among them."""
    lowest = sorted((level, code) for code, level in levels.items() if level < BEST)
    first, rest = lowest[:MOST_ELEMENTS], lowest[MOST_ELEMENTS:]
    return Beginning(
        elements=[code for _, code in first],
        equals=[code for level, code in rest if level == first[-1][0]],
        has_weak=bool(first) and first[0][0] <= WEAK,
    )


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

_NEXT = {
    ("sector", "regio"): "Uit uw sector, niet speciaal uit uw regio",
    ("sector",): "Niet speciaal uit uw sector",
    ("regio",): "Niet speciaal uit uw regio",
}
"""Why those are shown that come after these. They may lie elsewhere, in a larger sector or region,
or nowhere, so no more is said than this."""

_EVERYWHERE = {
    ("sector", "regio"): "In alle sectoren en regio’s",
    ("sector",): "In alle sectoren",
    ("regio",): "In alle regio’s",
}


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
    """The reaches with their practices: exact fit, then the same sector, then anywhere."""
    place = answers.place
    asked = tuple(place)
    rings = []
    before: tuple[str, ...] = ()
    for names in dict.fromkeys([asked, asked[:1] if len(asked) > 1 else asked, ()]):
        label, reason = _NEAREST[names]
        if before:
            label = label if names else _EVERYWHERE[asked]
            reason = _NEXT[before]
        chosen = {"pijler": code, **{name: place[name] for name in names}}
        ids = index.select(Selection(chosen={name: (key,) for name, key in chosen.items()}))
        rings.append((Reach(label, reason, len(ids), urlencode(chosen)), ids))
        before = names
    return rings


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
