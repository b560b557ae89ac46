"""Facets: what a list can be narrowed by, and exactly how many practices each choice leaves.

For every value of every facet there is one bitmap of practices. Within a facet choices add up
(OR), across facets they narrow (AND). The count of a value is what the list would hold with that
value chosen in place of the choices in its own facet (U-01 to U-03).
"""

from .current import facet_index, forget
from .index import MOST_OPEN_VALUES, FacetIndex, Option, Options, Selection
from .store import fill, refresh
from .vocabularies import FACETS, ROUTES, Facet, Trees, Value

__all__ = [
    "FACETS",
    "MOST_OPEN_VALUES",
    "ROUTES",
    "Facet",
    "FacetIndex",
    "Option",
    "Options",
    "Selection",
    "Trees",
    "Value",
    "facet_index",
    "fill",
    "forget",
    "refresh",
]
