"""The problems that the home page offers, each a saved listing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from pyroaring import BitMap

from ..facets import FacetIndex, Selection
from ..models import Kind
from ..search import search

Chosen = Mapping[str, tuple[str, ...]]

SOLUTIONS: Chosen = {
    "soort": (Kind.PRACTICE.value, Kind.PROGRAMME.value, Kind.INSTRUMENT.value),
}
"""What an employer can do something with. Who has a problem is helped less by a study, a meeting,
a campaign or a scheme; on the page of the list these are one click away."""


@dataclass(frozen=True)
class Problem:
    """What an employer may recognise, and the listing that may help.

    chosen: keys by parameter of the public list; a key that is in no vocabulary is left out;
    words: what the list is searched for beside that, so that the best of it comes first ("" for
    the newest first).
    """

    label: str
    chosen: Chosen
    words: str = ""


@dataclass(frozen=True)
class OfferedProblem:
    """A problem for which there is something to read."""

    label: str
    count: int
    query: str


PROBLEMS = (
    Problem(
        "Mensen vertrekken",
        {"trefwoord": ("behoud-van-personeel",), "pijler": ("2",)},
        "behoud",
    ),
    Problem(
        "Wij komen mensen tekort",
        {"trefwoord": ("instroom", "werving", "zij-instroom", "vervanging")},
    ),
    Problem(
        "Het verzuim is hoog",
        {"trefwoord": ("verzuim", "vitaliteit", "mentale-steun")},
        "gezond",
    ),
    Problem(
        "De werkdruk is te hoog",
        {"trefwoord": ("werkdruk", "administratieve-lasten")},
        "werkdruk",
    ),
    Problem(
        "Het rooster wringt",
        {"trefwoord": ("roosters", "zelfroosteren", "nachtdiensten")},
        "rooster",
    ),
    Problem("Contracten zijn te klein", {"pijler": ("3b",)}, "uren"),
    Problem("Wij leunen op zzp en flex", {"trefwoord": ("zzp", "flexwerk", "flexpool")}, "flex"),
    Problem("Nieuwe mensen haken af", {"trefwoord": ("inwerken", "zij-instroom")}, "inwerken"),
    Problem("Mensen groeien niet door", {"trefwoord": ("loopbaan",)}, "loopbaan"),
    Problem("De werkvloer heeft niets te zeggen", {"trefwoord": ("zeggenschap", "autonomie")}),
)
"""In the order in which they are offered: why people come and go, then how the work is arranged,
then what it does to them. tests/views/test_home_content.py says what each finds first."""


@lru_cache(maxsize=2)
def offered_problems(index: FacetIndex) -> tuple[OfferedProblem, ...]:
    """The problems for which the index holds at least one practice, in the order of `PROBLEMS`.

    A problem that nobody has an answer to yet is left out: the page invites who has one elsewhere.
    Made once for an index: the words of all problems are looked for.
    """
    offered = (_offered(problem, index) for problem in PROBLEMS)
    return tuple(problem for problem in offered if problem)


def problem_of(index: FacetIndex, query: QueryDict) -> str:
    """The problem of which a list is the saved listing, "" for any other list."""
    if set(query.getlist("soort")) != set(SOLUTIONS["soort"]):
        return ""  # most lists; the others need all problems to be looked for
    return _by_parameters(index).get(_parameters(query), "")


@lru_cache(maxsize=2)
def _by_parameters(index: FacetIndex) -> dict[frozenset[tuple[str, str]], str]:
    return {_parameters(QueryDict(one.query)): one.label for one in offered_problems(index)}


def _parameters(query: QueryDict) -> frozenset[tuple[str, str]]:
    return frozenset((name, value) for name, values in query.lists() for value in values)


def _offered(problem: Problem, index: FacetIndex) -> OfferedProblem | None:
    chosen = {
        name: tuple(key for key in keys if key in index.values[name])
        for name, keys in {**problem.chosen, **SOLUTIONS}.items()
    }
    if not all(chosen.values()):
        return None
    words, matches = problem.words, _matches(problem.words)
    practices = index.select(Selection(chosen=chosen, matches=matches))
    if not practices and words:
        words, practices = "", index.select(Selection(chosen=chosen))
    if not practices:
        return None
    return OfferedProblem(problem.label, len(practices), _query(words, chosen))


def _matches(words: str) -> BitMap | None:
    """What the words find; None without words."""
    found = search(words)
    return found.practices if found else None


def _query(words: str, chosen: Chosen) -> str:
    query = QueryDict(mutable=True)
    if words:
        query["q"] = words
    for name, keys in chosen.items():
        query.setlist(name, list(keys))
    return query.urlencode()
