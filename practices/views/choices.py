"""What was asked of the list, as an address; each choice to take back; ways out of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ..facets import FACETS, Option, Selection
from ..filters import PracticeFilterSet
from ..search import search
from ..search.analysis import is_stop
from ..search.names import Place

YEARS = {"jaarVan": "vanaf", "jaarTot": "tot en met"}
FILTERS = (*(facet.name for facet in FACETS), *YEARS)
"""The parameters that narrow the list, beside the words."""


@dataclass(frozen=True)
class Chip:
    """A choice that can be taken back.

    key: which choice;  query: the list without it;  pillar: its code, or "".
    """

    key: str
    facet: str
    label: str
    query: str
    pillar: str = ""


@dataclass(frozen=True)
class Offer:
    """A region or sector that the words may mean; query: the list with that filter instead."""

    label: str
    query: str


@dataclass(frozen=True)
class Gap:
    """An element of which there is no practice yet.

    address: the page about it;  invitation: what a new submission about it begins with.
    """

    label: str
    address: str
    invitation: str


@dataclass(frozen=True)
class WayOut:
    """How many practices there are without one part of what was asked."""

    label: str
    count: int
    query: str


def without(query: QueryDict, *names: str) -> QueryDict:
    """The query without these parameters."""
    rest = QueryDict(mutable=True)  # its own copy() copies every letter, which takes longer
    for name, values in query.lists():
        if name not in names:
            rest.setlist(name, values)
    return rest


def chips(filterset: PracticeFilterSet, query: QueryDict) -> list[Chip]:
    """Every choice that narrows the list, in the order of the facets."""
    return [
        *(
            Chip(
                f"{facet.name}-{option.value.key}",
                facet.label,
                *_without_option(facet.name, option, query),
            )
            for facet in FACETS
            for option in filterset.options[facet.name].picked
        ),
        *(
            Chip(name, "Jaar", f"{words} {query[name]}", without(query, name).urlencode())
            for name, words in YEARS.items()
            if name in query
        ),
    ]


def _without_option(name: str, option: Option, query: QueryDict) -> tuple[str, str, str]:
    """The label of an option, the query without it, and the pillar that it belongs to."""
    key, label = option.value.key, option.value.label
    rest = without(query)
    rest.setlist(name, [other for other in rest.getlist(name) if other != key])
    is_element = name == "pijler" and option.value.parents
    pillar = key[0] if name == "pijler" else ""
    return f"{key} {label}" if is_element else label, rest.urlencode(), pillar


def offered_places(filterset: PracticeFilterSet, query: QueryDict) -> list[Offer]:
    """The regions and sectors that the words name, each as one click to the filter."""
    found = filterset.found
    if found is None or found.corrected:
        return []
    offers = []
    for hint in found.hints:
        kind, key = hint.place.kind, hint.place.key
        if key in filterset.selection.chosen[kind] or key not in filterset.index.values[kind]:
            continue
        rest = without(query)
        left = f"{filterset.text[: hint.start]} {filterset.text[hint.end :]}".split()
        rest["q"] = " ".join(
            word for word in left if not (word in _BETWEEN or is_stop(word.casefold()))
        )
        rest.setlist(kind, sorted([*rest.getlist(kind), key]))
        if _leads_somewhere(filterset, hint.place, str(rest["q"])):
            offers.append(Offer(f"{kind} {hint.place.label}", _without_empty(rest).urlencode()))
    return offers


def _leads_somewhere(filterset: PracticeFilterSet, place: Place, words: str) -> bool:
    """Whether a list holds anything with this region or sector too, and with these words."""
    asked, found = filterset.selection, search(words)
    keys = (*asked.chosen[place.kind], place.key)
    chosen = {**asked.chosen, place.kind: keys}
    matches = found.practices if found else None
    return bool(filterset.index.select(replace(asked, chosen=chosen, matches=matches)))


def offered_words(filterset: PracticeFilterSet) -> list[str]:
    """Related terms, to look for instead: those of which the list would hold something."""
    found = filterset.found
    return [
        term
        for term, practices in (found.see_also.items() if found else ())
        if filterset.index.select(replace(filterset.selection, matches=practices))
    ]


def gaps(filterset: PracticeFilterSet) -> list[Gap]:
    """The elements that the words name, of which there is no practice at all yet."""
    index, found = filterset.index, filterset.found
    return [
        Gap(place.label, reverse("practices:pillar", args=[place.key]), f"?pijler={place.key}")
        for place in (found.elements if found else ())
        if place.key in index.values[place.kind] and place.key not in index.sets[place.kind]
    ]


def complete(filterset: PracticeFilterSet) -> int | None:
    """How many practices of the list have all words, when others follow these; or else None."""
    found = filterset.found
    if found is None or found.mode != "enkele":
        return None
    number = len(filterset.results.practices & found.complete)
    return number if number < len(filterset.results) else None


_BETWEEN = frozenset({"regio", "sector", "provincie"})
"""What stands beside a place, and says nothing without it."""


def _without_empty(query: QueryDict) -> QueryDict:
    return query if query.get("q") else without(query, "q", "sorteer")


FILLED_IN = ("pijler", "sector", "regio")
"""The facets that a new submission can begin with (`forms.prefill`)."""


def invitation(selection: Selection) -> str:
    """What of a list a new submission can begin with, as a query with its question mark."""
    chosen = selection.chosen
    known = {facet: chosen[facet] for facet in FILLED_IN if chosen.get(facet)}
    return f"?{urlencode(known, doseq=True)}" if known else ""


def ways_out(filterset: PracticeFilterSet, query: QueryDict) -> list[WayOut]:
    """What the visitor could leave out to find something; only what leads to something."""
    found = [
        WayOut(label, len(filterset.index.select(_less(filterset.selection, names))), rest)
        for label, names in _parts(filterset)
        for rest in [without(query, *names).urlencode()]
    ]
    return [way for way in found if way.count]


def _parts(filterset: PracticeFilterSet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of what was asked: in words, and as the parameters that say it."""
    parts = 0
    for facet in FACETS:
        labels = [option.value.label for option in filterset.options[facet.name].picked]
        if labels:
            parts += 1
            yield f"Zonder ‘{facet.label}: {' of '.join(labels)}’", (facet.name,)
    years = dict(zip(YEARS, filterset.selection.years, strict=True))
    if any(years.values()):
        parts += 1
        words = " ".join(f"{YEARS[name]} {year}" for name, year in years.items() if year)
        yield f"Zonder ‘Jaar: {words}’", tuple(YEARS)
    if parts > 1:
        yield "Zonder filters", FILTERS
    if filterset.found and parts:
        yield f"Zonder ‘{filterset.text}’", ("q",)


def _less(selection: Selection, names: tuple[str, ...]) -> Selection:
    """The selection without these parameters."""
    return Selection(
        chosen={name: keys for name, keys in selection.chosen.items() if name not in names},
        years=(None, None) if "jaarVan" in names else selection.years,
        matches=None if "q" in names else selection.matches,
    )
