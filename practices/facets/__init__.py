"""Facets: what a list can be narrowed by, and exactly how many practices each choice leaves.

For every value of every facet there is one bitmap of practices; a bitmap is a Python integer in
which bit n stands for the practice at position n. Within a facet choices add up (OR), across
facets they narrow (AND). The count of a value is what the list would hold with that value chosen
in place of the choices in its own facet (U-01 to U-03).
"""

from .index import MOST_OPEN_VALUES, FacetIndex, Option, Selection
from .vocabularies import FACETS, ROUTES, Facet, Value

__all__ = [
    "FACETS",
    "MOST_OPEN_VALUES",
    "ROUTES",
    "Facet",
    "FacetIndex",
    "Option",
    "Selection",
    "Value",
]
