"""Practices side by side, and as a note to decide by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from pyroaring import BitMap

from ..facets import facet_index
from ..models import Practice
from ..reading import quotable, read_only
from ..related import MOST as MOST_RELATED
from ..related import Related, related
from ..results import Results
from ..side_by_side import (
    FEWEST,
    HOW_SURE,
    IN_SHORT,
    MOST,
    TOLD,
    Chosen,
    SignRow,
    choose,
    group,
    query_of,
    questions,
    sign_rows,
)
from .cards import cards

DIFFERENCES = "verschillen"
"""The value of `toon` that leaves out in what they do not differ."""


@dataclass(frozen=True)
class Column:
    """One practice at the head of the comparison. number: its place, from 1.

    without: the address of the comparison without it;  earlier, later: the address with it one
    place on, "" at the ends.
    """

    number: int
    practice: Practice
    without: str
    earlier: str
    later: str


@dataclass(frozen=True)
class ToAsk:
    """A practice with what to ask about it."""

    number: int
    practice: Practice
    questions: list[str]


@read_only
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Two to six practices side by side; with fewer, how to get there."""
    chosen = choose(request.GET.getlist("v"))
    shown = request.GET.get("toon", "")
    context = {
        "section": "voorbeelden",
        "notices": [*_notices(chosen), *_not_understood(shown)],
        "add": f"{reverse('practices:practice_list')}{_query(chosen.practices)}",
    }
    if len(chosen.practices) < FEWEST:
        context |= _too_few(chosen.practices)
        return render(request, "side_by_side/too_few.html", context)
    context |= _comparison(chosen.practices, DIFFERENCES if shown == DIFFERENCES else "")
    return render(request, "side_by_side/side_by_side.html", context)


# --- Fewer than two -------------------------------------------------------------------------------


def _too_few(practices: Sequence[Practice]) -> dict[str, Any]:
    """The one that was chosen, if any, with those that one may want to lay beside it."""
    if not practices:
        return {"canonical": _address([])}
    (one,) = practices
    index = facet_index()
    return {
        "canonical": _address([one]),
        "practice": one,
        "cards": cards(Results(BitMap([one.pk]), index.newest), slice(1), index),
        "beside": _beside([one]),
    }


def _beside(practices: Sequence[Practice], shown: str = "") -> list[tuple[str, Related]]:
    """What resembles the first, each with the address at which it lies beside all of these.

    None when there is no room. The number of queries does not depend on how many there are.
    """
    if len(practices) == MOST:
        return []
    alike = related(practices[0], most=MOST_RELATED + len(practices) - 1)
    others = [other for other in alike if other.practice not in practices]
    return [(_address([*practices, o.practice], shown), o) for o in others[:MOST_RELATED]]


# --- Two to six -----------------------------------------------------------------------------------


def _comparison(practices: list[Practice], shown: str) -> dict[str, Any]:
    """Everything that is compared. shown: `DIFFERENCES`, or "" for all."""
    return {
        **_compared(practices, shown),
        "canonical": _address(practices),
        "names": _names(practices),
        "columns": [_column(practices, place, shown) for place in range(len(practices))],
        "shown": shown,
        "here": _address(practices, shown),
        "all_address": _address(practices),
        "differences_address": _address(practices, DIFFERENCES),
        "is_full": len(practices) == MOST,
        "beside": _beside(practices, shown),
        "to_ask": [ToAsk(n, one, questions(one)) for n, one in enumerate(practices, 1)],
    }


def _compared(practices: list[Practice], shown: str) -> dict[str, Any]:
    """The rows, the elements that stand after the first, on how many points they differ, and of how
    many something is unknown."""
    groups = [
        group("In het kort", IN_SHORT, practices),
        group("Wat zij doen", TOLD, practices),
        group("Hoe weten wij dit?", HOW_SURE, practices),
    ]
    elements = sign_rows(practices)
    points = [*(row for one in groups for row in one.rows), *elements]
    if shown:
        groups = [replace(one, rows=[row for row in one.rows if row.differs]) for one in groups]
    return {
        "first_group": groups[0],
        "elements": _elements(elements, shown),
        "other_groups": groups[1:],
        "differing": sum(point.differs for point in points),
        "gaps": sum(point.has_gap for point in points),
    }


def _elements(rows: list[SignRow], shown: str) -> list[SignRow]:
    """The elements that are shown; a pillar stands above those of its elements."""
    if not shown:
        return rows
    differing = {row.code for row in rows if row.differs}
    return [row for row in rows if any(code.startswith(row.code) for code in differing)]


def _column(practices: list[Practice], place: int, shown: str) -> Column:
    one = practices[place]
    return Column(
        number=place + 1,
        practice=one,
        without=_address([*practices[:place], *practices[place + 1 :]], shown),
        earlier=_moved(practices, place, place - 1, shown),
        later=_moved(practices, place, place + 1, shown),
    )


def _moved(practices: list[Practice], place: int, to: int, shown: str) -> str:
    """The address with the practice at `place` at `to`, "" when there is no such place."""
    if to not in range(len(practices)):
        return ""
    order = list(practices)
    order.insert(to, order.pop(place))
    return f"{_address(order, shown)}#keuze"


# --- Addresses and words --------------------------------------------------------------------------


def _address(practices: Iterable[Practice], shown: str = "") -> str:
    """The address of a comparison, with the present slugs."""
    return f"{reverse('practices:side_by_side')}{_query(practices, shown)}"


def _query(practices: Iterable[Practice], shown: str = "") -> str:
    parts = [query_of(one.slug for one in practices), urlencode({"toon": shown} if shown else {})]
    asked = "&".join(filter(None, parts))
    return f"?{asked}" if asked else ""


def _names(practices: list[Practice]) -> str:
    """For the title of the page, for example "A, B en nog 2 voorbeelden"."""
    first, second, *rest = [one.title for one in practices]
    if not rest:
        return f"{first} en {second}"
    return f"{first}, {second} en nog {len(rest)} voorbeeld{'en' if len(rest) > 1 else ''}"


def _notices(chosen: Chosen) -> list[str]:
    """What of the question was left out, and why; of a draft no more than of what never was."""
    notices = []
    if chosen.unknown:
        words = ", ".join(f"‘{quotable(name)}’" for name in chosen.unknown[:MOST])
        more = len(chosen.unknown[MOST:])
        notices.append(f"Dit kennen wij niet: {words}{f' en nog {more} andere' * bool(more)}.")
    for title, reason in chosen.archived:
        why = f" Reden: {reason}" if reason else ""
        notices.append(f"‘{title}’ staat niet meer op de site.{why}")
    if chosen.left_over:
        notices.append("Er passen hoogstens zes voorbeelden naast elkaar. U ziet de eerste zes.")
    return notices


def _not_understood(shown: str) -> list[str]:
    if shown in {"", DIFFERENCES}:
        return []
    return [f"Toon: ‘{quotable(shown)}’ kennen wij niet."]
