"""Values of facets that have a page of their own: how many practices, and at which address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from ..facets import ROUTES, FacetIndex, Option, Selection, Value
from ..results import Results
from ..search.analysis import fold
from .cards import Card, cards

MOST_CARDS = 20
"""How many practices a vocabulary page shows itself; the list has the rest."""


@dataclass(frozen=True)
class Node:
    """One value of a facet, as an index line shows it. bar: the length of its bar, 0 to 10."""

    facet: str
    value: Value
    count: int
    bar: int = 0

    @cached_property
    def address(self) -> str:
        """The page about this value."""
        return reverse(f"practices:{ROUTES[self.facet]}", args=[self.value.key])

    @property
    def query(self) -> str:
        """The parameters of the list that is narrowed to this value."""
        return urlencode({self.facet: self.value.key})


@dataclass(frozen=True)
class Tree:
    """A node of the highest level and the nodes below it."""

    top: Node
    below: list[Node]


def nodes(facet: str, options: Iterable[Option]) -> dict[str, Node]:
    """The nodes of a closed vocabulary by key, in its own order."""
    return {option.value.key: Node(facet, option.value, option.count) for option in options}


def trees(facet: str, options: Iterable[Option]) -> list[Tree]:
    """A vocabulary of two levels as trees, in its own order; bars compare the lower level."""
    all_nodes = nodes(facet, options).values()
    most = max((node.count for node in all_nodes if node.value.parents), default=0) or 1
    return [
        Tree(
            top,
            [
                replace(node, bar=-(-10 * node.count // most))
                for node in all_nodes
                if top.value.key in node.value.parents
            ],
        )
        for top in all_nodes
        if not top.value.parents
    ]


def node(index: FacetIndex, facet: str, key: str) -> Node | None:
    """One node; None when it is not in the vocabulary, or when only drafts have it."""
    value = index.values[facet].get(key)
    return Node(facet, value, len(index.select(_only(facet, key)))) if value else None


def newest(index: FacetIndex, facet: str, key: str) -> list[Card]:
    """The newest practices with this value, as many as a vocabulary page shows."""
    results = Results(index.select(_only(facet, key)), index.newest)
    return cards(results, slice(MOST_CARDS), index)


@lru_cache(maxsize=2)
def by_initial(index: FacetIndex, facet: str) -> list[tuple[str, list[Node]]]:
    """All values of an open vocabulary under their first letter, "0-9" for what has none.

    Made once for an index: there can be thousands, each to be folded.
    """
    values, sets = index.values[facet].values(), index.sets[facet]
    named = sorted((_sorted_as(value.label), value.key, value) for value in values)
    letters: dict[str, list[Node]] = {}
    for name, key, value in named:
        initial = name[:1].upper() if name[:1].isalpha() else "0-9"
        letters.setdefault(initial, []).append(Node(facet, value, len(sets[key])))
    return sorted(letters.items())


def _sorted_as(label: str) -> str:
    """The folded name from its first letter or digit: the s of "'s Heeren Loo"."""
    folded = fold(label)
    start = next((i for i, letter in enumerate(folded) if letter.isalnum()), 0)
    return folded[start:]


def _only(facet: str, key: str) -> Selection:
    return Selection(chosen={facet: (key,)})
