"""What the words of the list may mean besides, and what is known to be missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ..filters import PracticeFilterSet
from ..search import search
from ..search.analysis import is_stop
from ..search.names import Place
from .choices import without


@dataclass(frozen=True)
class Offer:
    """A region or sector that the words may mean; query: the list with that filter instead."""

    label: str
    query: str


@dataclass(frozen=True)
class Gap:
    """An element, region or sector of which there is no practice yet.

    address: the page about it;  invitation: what a new submission about it begins with;
    wider: what it lies in, when there is something about that.
    """

    label: str
    address: str
    invitation: str
    wider: Offer | None = None


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
    """The elements, regions and sectors that the words name, of which there is no practice at all
    yet."""
    index, found = filterset.index, filterset.found
    named = (*found.elements, *(hint.place for hint in found.hints)) if found else ()
    return [
        _gap(place, filterset)
        for place in named
        if place.key in index.values[place.kind] and not index.sets[place.kind].get(place.key)
    ]


def _gap(place: Place, filterset: PracticeFilterSet) -> Gap:
    label = place.label if place.kind == "pijler" else f"de {place.kind} {place.label}"
    values, sets = filterset.index.values[place.kind], filterset.index.sets[place.kind]
    wider = next(
        (
            Offer(values[key].label, urlencode({place.kind: key}))
            for key in values[place.key].parents
            # who asks for a region is not helped by the country
            if sets.get(key) and (place.kind != "regio" or values[key].parents)
        ),
        None,
    )
    address = reverse(_PAGES[place.kind], args=[place.key])
    return Gap(label, address, f"?{urlencode({place.kind: place.key})}", wider)


_PAGES = {
    "pijler": "practices:pillar",
    "regio": "practices:region",
    "sector": "practices:sector",
}


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
