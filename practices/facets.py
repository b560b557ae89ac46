"""Facets: what a list can be narrowed by, and exactly how many practices each choice leaves.

For every value of every facet there is one bitmap of practices; a bitmap is a Python integer in
which bit n stands for the practice at position n. Within a facet choices add up (OR), across
facets they narrow (AND). The count of a value is what the list would hold with that value chosen
in place of the choices in its own facet (U-01 to U-03).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from .models import (
    Citation,
    Element,
    Evidence,
    Kind,
    Organisation,
    Participation,
    Phase,
    Pillar,
    PillarTag,
    Practice,
    Region,
    Sector,
    Source,
)
from .models.taxonomy import region_ancestors, sector_ancestors

MOST_OPEN_VALUES = 50
"""An open vocabulary is answered with its fifty largest values, and the chosen."""

Pairs = Iterable[tuple[str, int]]


@dataclass(frozen=True)
class Value:
    """One value of a facet: its public key, its name, and the keys of the values above it."""

    key: str
    label: str
    parents: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list.

    name: the public parameter;  label: the name on screen.
    values: the vocabulary in order;  pairs: (key, practice id), with those above included.
    is_open: the vocabulary grows with the practices, so only its largest values are answered;
    route: the name of the route of the page about one value, "" when there is none.
    """

    name: str
    label: str
    values: Callable[[], Iterable[Value]]
    pairs: Callable[[], Pairs]
    is_open: bool = False
    route: str = ""


@dataclass(frozen=True)
class Option:
    """A value as it is offered: how many practices it leaves, and whether it is chosen."""

    value: Value
    count: int
    chosen: bool


@dataclass(frozen=True)
class Selection:
    """What a visitor asks for.

    chosen: keys by facet name;  years: first and last year, None for open;
    matches: ids found by words, None when no words were given.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    matches: frozenset[int] | None = None


class FacetIndex:
    """The bitmaps of all published practices, as they are in the database at one moment."""

    def __init__(self) -> None:
        rows = Practice.objects.published().newest_first()
        periods = list(rows.values_list("pk", "period_start", "period_end"))
        self.ids = [pk for pk, _, _ in periods]
        """Published practices, newest first; bit n is the n-th of these."""
        self._position = {pk: position for position, pk in enumerate(self.ids)}
        self._periods = [(start, end) for _, start, end in periods]
        self._bits = {facet.name: self._bitmaps(facet.pairs()) for facet in FACETS}
        self.values = {facet.name: self._vocabulary(facet) for facet in FACETS}

    def _vocabulary(self, facet: Facet) -> dict[str, Value]:
        """The values on offer; of an open vocabulary only those that a published practice has,
        so that nothing of a draft shows."""
        bits = self._bits[facet.name]
        return {v.key: v for v in facet.values() if not facet.is_open or v.key in bits}

    def _bitmaps(self, pairs: Pairs) -> dict[str, int]:
        bitmaps: dict[str, int] = {}
        for key, pk in pairs:
            position = self._position.get(pk)
            if position is not None:
                bitmaps[key] = bitmaps.get(key, 0) | 1 << position
        return bitmaps

    def select(self, selection: Selection) -> list[int]:
        """The ids of the practices that a selection leaves, newest first."""
        return [self.ids[position] for position in _positions(self._narrow(selection))]

    def options(self, selection: Selection) -> dict[str, list[Option]]:
        """Every facet with its options and their exact counts, in the order of `FACETS`."""
        return {facet.name: self._options(facet, selection) for facet in FACETS}

    def _options(self, facet: Facet, selection: Selection) -> list[Option]:
        base = self._narrow(selection, ignoring=facet.name)
        bits = self._bits[facet.name]
        chosen = selection.chosen.get(facet.name, ())
        options = [
            Option(value, (base & bits.get(key, 0)).bit_count(), key in chosen)
            for key, value in self.values[facet.name].items()
        ]
        return _largest(options) if facet.is_open else options

    def _narrow(self, selection: Selection, *, ignoring: str = "") -> int:
        """The bitmap of what a selection leaves, the choices in one facet left out."""
        bits = (1 << len(self.ids)) - 1
        for name, keys in selection.chosen.items():
            if keys and name != ignoring:
                bits &= reduce(or_, (self._bits[name].get(key, 0) for key in keys))
        if selection.matches is not None:
            bits &= self._bitmap(selection.matches)
        if selection.years != (None, None):
            bits &= self._within(*selection.years)
        return bits

    def _bitmap(self, ids: Iterable[int]) -> int:
        known = (self._position[pk] for pk in ids if pk in self._position)
        return reduce(or_, (1 << position for position in known), 0)

    def _within(self, first: int | None, last: int | None) -> int:
        """Practices whose period overlaps the years; no start never does, no end still runs."""
        return self._bitmap(
            pk
            for pk, (start, end) in zip(self.ids, self._periods, strict=True)
            if start
            and (last is None or int(start[:4]) <= last)
            and (first is None or not end or int(end[:4]) >= first)
        )


def _positions(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _largest(options: list[Option]) -> list[Option]:
    """The fifty largest values, and whatever is chosen; largest first, then by name."""
    ordered = sorted(options, key=lambda option: (-option.count, option.value.label))
    return [
        option for rank, option in enumerate(ordered) if option.chosen or rank < MOST_OPEN_VALUES
    ]


def _pillar_values() -> Iterator[Value]:
    elements: dict[str, list[Element]] = {}
    for element in Element.objects.all():
        elements.setdefault(element.pillar_id, []).append(element)
    for pillar in Pillar.objects.all():
        yield Value(pillar.code, pillar.name)
        for element in elements.get(pillar.code, []):
            yield Value(element.code, element.name, (pillar.code,))


def _pillar_pairs() -> Iterator[tuple[str, int]]:
    for practice, pillar, element in PillarTag.objects.values_list(
        "practice_id", "pillar_id", "element_id"
    ):
        yield pillar, practice
        if element:
            yield element, practice


def _sector_values() -> Iterator[Value]:
    sectors = list(Sector.objects.all())
    names = {sector.pk: sector.slug for sector in sectors}
    for top in (sector for sector in sectors if not sector.parent_id):
        yield Value(top.slug, top.name)
        for sector in sectors:
            if sector.parent_id == top.pk:
                yield Value(sector.slug, sector.name, (names[top.pk],))


def _region_values() -> Iterator[Value]:
    regions = sorted(Region.objects.all(), key=lambda r: (_KINDS.index(r.kind), r.name))
    slugs = {region.pk: region.slug for region in regions}
    above = region_ancestors()
    for region in regions:
        parents = sorted(slugs[pk] for pk in above.get(region.pk, ()))
        yield Value(region.slug, str(region), tuple(parents), region.get_kind_display())


_KINDS = list(Region.Kind.values)


def _tree_pairs(
    pairs: Iterable[tuple[int, int]], slugs: Mapping[int, str], above: Mapping[int, frozenset[int]]
) -> Iterator[tuple[str, int]]:
    """Pairs of (node id, practice id) as keys, repeated for every node above."""
    for node, practice in pairs:
        for pk in (node, *above.get(node, ())):
            yield slugs[pk], practice


def _sector_pairs() -> Iterator[tuple[str, int]]:
    return _tree_pairs(
        Practice.sectors.through.objects.values_list("sector_id", "practice_id"),
        dict(Sector.objects.values_list("pk", "slug")),
        sector_ancestors(),
    )


def _region_pairs() -> Iterator[tuple[str, int]]:
    return _tree_pairs(
        Practice.regions.through.objects.values_list("region_id", "practice_id"),
        dict(Region.objects.values_list("pk", "slug")),
        region_ancestors(),
    )


def _choices(choices: type[Kind | Phase | Evidence]) -> Callable[[], Iterator[Value]]:
    return lambda: (Value(key, str(label)) for key, label in choices.choices)


def _field(name: str) -> Callable[[], Pairs]:
    return lambda: Practice.objects.published().exclude(**{name: ""}).values_list(name, "pk")


FACETS = (
    Facet("pijler", "Pijler en element", _pillar_values, _pillar_pairs, route="pillar"),
    Facet("sector", "Sector", _sector_values, _sector_pairs, route="sector"),
    Facet("regio", "Regio", _region_values, _region_pairs, route="region"),
    Facet("soort", "Soort", _choices(Kind), _field("kind")),
    Facet("fase", "Fase", _choices(Phase), _field("phase")),
    Facet("onderbouwing", "Onderbouwing", _choices(Evidence), _field("evidence")),
    Facet(
        "trefwoord",
        "Trefwoord",
        lambda: (Value(tag.slug, tag.name) for tag in Practice.tags.all().order_by("name")),
        lambda: Practice.objects.published().exclude(tags=None).values_list("tags__slug", "pk"),
        is_open=True,
        route="tag",
    ),
    Facet(
        "organisatie",
        "Organisatie",
        lambda: (Value(o.slug, o.name) for o in Organisation.objects.all()),
        lambda: Participation.objects.values_list("organisation__slug", "practice_id"),
        is_open=True,
        route="organisation",
    ),
    Facet(
        "bron",
        "Bron",
        lambda: (Value(source.slug, str(source)) for source in Source.objects.all()),
        lambda: Citation.objects.values_list("source__slug", "practice_id"),
        route="source",
    ),
)
"""The facets in the order in which they are shown. Their names are the public parameters."""

ROUTES = {facet.name: facet.route for facet in FACETS if facet.route}
"""The facets whose values have pages of their own, with the name of the route."""
