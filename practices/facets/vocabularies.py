"""Which facets there are, the values of each, and which practices have which value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..models import (
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
from ..models.taxonomy import region_ancestors, sector_ancestors

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
