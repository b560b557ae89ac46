"""The problems that the home page offers, each a saved listing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ..facets import FacetIndex, Selection


@dataclass(frozen=True)
class Problem:
    """What an employer may recognise, and the listing that may help.

    chosen: keys by parameter of the public list; a key that is in no vocabulary is left out.
    """

    label: str
    chosen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class OfferedProblem:
    """A problem for which there is something to read."""

    label: str
    count: int
    query: str


PROBLEMS = (
    Problem("Mensen vertrekken", {"trefwoord": ("behoud-van-personeel",)}),
    Problem("Het rooster wringt", {"trefwoord": ("roosters", "zelfroosteren", "nachtdiensten")}),
    Problem("De werkdruk is te hoog", {"trefwoord": ("werkdruk", "administratieve-lasten")}),
    Problem("Niemand wil meer uren", {"pijler": ("3b",)}),
    Problem("We leunen op zzp en flex", {"trefwoord": ("zzp", "flexwerk", "flexpool")}),
    Problem("Mensen groeien niet door", {"trefwoord": ("loopbaan",)}),
    Problem("Zij-instromers inwerken", {"trefwoord": ("zij-instroom", "inwerken")}),
    Problem("Agressie op de werkvloer", {"trefwoord": ("agressie",)}),
    Problem("Te weinig plezier in het werk", {"trefwoord": ("werkplezier", "werkgeluk")}),
    Problem("De werkvloer heeft niets te zeggen", {"trefwoord": ("zeggenschap", "autonomie")}),
)


def offered_problems(index: FacetIndex) -> list[OfferedProblem]:
    """The problems for which the index holds at least one practice, in the order of `PROBLEMS`."""
    offered = []
    for problem in PROBLEMS:
        chosen = {
            name: tuple(key for key in keys if key in index.values[name])
            for name, keys in problem.chosen.items()
        }
        count = len(index.select(Selection(chosen=chosen))) if all(chosen.values()) else 0
        if count:
            offered.append(OfferedProblem(problem.label, count, _query(chosen)))
    return offered


def _query(chosen: Mapping[str, Any]) -> str:
    query = QueryDict(mutable=True)
    for name, keys in chosen.items():
        query.setlist(name, list(keys))
    return query.urlencode()
