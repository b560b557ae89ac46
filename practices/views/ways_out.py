"""Ways out of a list in which nothing is: what the visitor could leave out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from ..facets import FACETS, Selection
from ..filters import PracticeFilterSet
from ..search import search
from .choices import FILTERS, YEARS, without


@dataclass(frozen=True)
class WayOut:
    """How many practices there are without one part of what was asked."""

    label: str
    count: int
    query: str


def ways_out(filterset: PracticeFilterSet, query: QueryDict) -> list[WayOut]:
    """What the visitor could leave out to find something; only what leads to something."""
    found = [
        WayOut(label, len(filterset.index.select(_less(filterset.selection, names))), rest)
        for label, names in _parts(filterset)
        for rest in [without(query, *names).urlencode()]
    ]
    return [way for way in (*found, *_with_unwanted(filterset, query)) if way.count]


def _with_unwanted(filterset: PracticeFilterSet, query: QueryDict) -> Iterator[WayOut]:
    """The same words without those that must not be there."""
    typed = filterset.found.searched_for if filterset.found else ()
    words = " ".join(word for word in typed if not word.startswith("-"))
    unwanted = " ".join(word for word in typed if word.startswith("-"))
    found = search(words) if unwanted else None
    if found:
        rest = without(query)
        rest["q"] = words
        there = filterset.index.select(replace(filterset.selection, matches=found.practices))
        yield WayOut(f"Zonder ‘{unwanted}’", len(there), rest.urlencode())


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
