"""What was asked of the list, as an address; each choice to take back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from ..facets import FACETS, Option, Selection
from ..filters import PracticeFilterSet

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


FILLED_IN = ("pijler", "sector", "regio")
"""The facets that a new submission can begin with (`forms.prefill`)."""


def invitation(selection: Selection) -> str:
    """What of a list a new submission can begin with, as a query with its question mark."""
    chosen = selection.chosen
    known = {facet: chosen[facet] for facet in FILLED_IN if chosen.get(facet)}
    return f"?{urlencode(known, doseq=True)}" if known else ""
