"""Values of facets that have a page of their own: how many practices, and at which address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from ..facets import ROUTES, FacetIndex, Option, Selection, Value
from ..filters import Results
from .cards import Card, cards

MOST_CARDS = 20
"""How many practices a vocabulary page shows itself; the list has the rest."""


@dataclass(frozen=True)
class Node:
    """One value of a facet, as an index line shows it."""

    facet: str
    value: Value
    count: int

    @property
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
    """A vocabulary of two levels as trees, in its own order."""
    all_nodes = nodes(facet, options).values()
    return [
        Tree(top, [node for node in all_nodes if top.value.key in node.value.parents])
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


def _only(facet: str, key: str) -> Selection:
    return Selection(chosen={facet: (key,)})
