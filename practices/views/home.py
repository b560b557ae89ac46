"""The home page: say what the matter is, search, or browse; what is new, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import add
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from pyroaring import BitMap

from ..completeness import score
from ..coverage import small
from ..facets import FacetIndex, facet_index
from ..models import Kind, Practice, Region
from ..ordering import Order
from ..pictures.tiles import TileMap, tile_map
from ..reading import read_only
from ..results import Results
from .cards import Card, cards
from .nodes import Node, Tree, nodes, trees
from .problems import offered_problems
from .region_groups import region_groups
from .region_pages import placing
from .units import rows_of

NEWEST = 3
LATELY = 12
"""Of so many of the newest those are shown that differ: what came in together is much alike."""
FULLEST = 3

TOLD = ("approach", "results", "conditions", "lessons")
"""The parts of a story that most practices lack."""
WEIGHED = 60
"""Of so many practices that tell most of these it is worked out how complete they are."""


MANY = {
    Kind.PRACTICE: "praktijkvoorbeelden",
    Kind.PROGRAMME: "programma’s",
    Kind.INSTRUMENT: "instrumenten",
    Kind.CAMPAIGN: "campagnes",
    Kind.MEETING: "bijeenkomsten",
    Kind.SCHEME: "regelingen",
    Kind.RESEARCH: "onderzoek",
}
"""What more than one of a kind are called."""


class RegionGroup(NamedTuple):
    """The regions of one kind that can be chosen from."""

    label: str
    regions: list[Node]


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """Three ways in: a problem, words, or pillar, sector and region; and what there is to see."""
    return render(request, "practices/home.html", _context(facet_index()))


@lru_cache(maxsize=2)
def _context(index: FacetIndex) -> dict[str, Any]:
    """All that the page shows; it changes with the index only, so it is made once for each."""
    regions = nodes("regio", index.whole["regio"])
    pillars, rows = trees("pijler", index.whole["pijler"]), rows_of(index)
    return {
        "total": len(index.published),
        **_kinds(index),
        "problems": offered_problems(index),
        "pillars": [(tree.top, rows.get(tree.top.value.key, [])) for tree in pillars],
        "sectors": trees("sector", index.whole["sector"]),
        "region_groups": list(_region_groups(index, regions)),
        "map": _provinces(regions),
        "placing": placing(index, index.published),
        "matrix": small(index),
        "unknown_elements": _unknown(pillars),
        "newest": _newest(index),
        "fullest": _fullest(index),
    }


def _kinds(index: FacetIndex) -> dict[str, Any]:
    """How many practices an employer did, and of which kinds most of the others are.

    others: in words, the most frequent kind first;  has_more: there are others still.
    """
    sets = index.sets["soort"]
    counts = Counter({kind: len(sets.get(kind.value, ())) for kind in MANY})
    first_hand, others, named = counts.pop(Kind.PRACTICE), [], 0
    for kind, count in counts.most_common():
        if count and 2 * named <= counts.total():
            others.append(MANY[kind])
            named += count
    return {"first_hand": first_hand, "others": others, "has_more": named < counts.total()}


def _unknown(pillars: list[Tree]) -> list[Node]:
    """The elements of which there is no practice at all."""
    return [node for tree in pillars for node in tree.below if not node.count]


def _region_groups(index: FacetIndex, regions: dict[str, Node]) -> Iterator[RegionGroup]:
    """The provinces, and the smaller regions in which there is something, by kind."""
    for heading, values in region_groups(index):
        is_province = heading == Region.Kind.PROVINCE.heading
        members = [regions[value.key] for value in values]
        offered = [node for node in members if node.count or is_province]
        if offered and heading:
            yield RegionGroup(heading, offered)


def _provinces(regions: dict[str, Node]) -> TileMap:
    """The provinces on a map; each leads to its page."""
    counts = {key: node.count for key, node in regions.items()}
    return tile_map("provincie", counts, {key: node.address for key, node in regions.items()})


def _newest(index: FacetIndex) -> list[Card]:
    """The newest, as far as there are any from another sector or region than the one before."""
    seen: set[tuple[tuple[str, ...], ...]] = set()
    others: list[Card] = []
    alike: list[Card] = []
    for card in cards(Results(index.published, index.newest), slice(LATELY), index):
        place = (card.sectors, card.regions)
        (alike if place in seen else others).append(card)
        seen.add(place)
    return [*others, *alike][:NEWEST]


def _fullest(index: FacetIndex) -> list[Card]:
    """What employers did themselves, told most completely; the newest first among equals.

    Working that out takes all that is known of a practice, so it is done for those only whose
    story has most parts: of ten thousand practices these are found in one query.
    """
    is_told = (When(~Q(**{part: ""}), then=Value(1)) for part in TOLD)
    told = (Case(when, default=Value(0), output_field=IntegerField()) for when in is_told)
    own = Practice.objects.published().filter(kind=Kind.PRACTICE)
    most = own.annotate(told=reduce(add, told)).exclude(told=0)
    weighed = most.order_by(F("told").desc(), "-published_at", "slug").with_relations()[:WEIGHED]
    places = index.newest.places
    scores = {one.pk: score(one) for one in weighed if one.pk in places}
    order = Order(sorted(scores, key=lambda pk: (-scores[pk], places[pk])))
    return cards(Results(BitMap(order.ids), order), slice(FULLEST), index)
