"""Which facets there are, the values of each, and which of them a practice has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taggit.models import Tag

from ..models import (
    Element,
    Evidence,
    Kind,
    Organisation,
    Phase,
    Pillar,
    Practice,
    Region,
    Sector,
    Source,
)
from ..models.taxonomy import region_ancestors, sector_ancestors


@dataclass(frozen=True)
class Value:
    """One value of a facet: its public key, its name, and the keys of the values above it.

    group: of which kind it is;  short: its name below a heading that says so, "" for the label.
    """

    key: str
    label: str
    parents: tuple[str, ...] = ()
    group: str = ""
    short: str = ""


@dataclass(frozen=True)
class Trees:
    """The keys above each sector and region, by id, that one included."""

    sectors: Mapping[int, frozenset[str]]
    regions: Mapping[int, frozenset[str]]

    @classmethod
    def read(cls) -> Trees:
        """The trees as they are now."""
        return cls(_with_above(Sector, sector_ancestors()), _with_above(Region, region_ancestors()))


def _with_above(
    model: type[Sector | Region], above: Mapping[int, frozenset[int]]
) -> dict[int, frozenset[str]]:
    nodes: Any = model._default_manager
    slugs = dict(nodes.values_list("pk", "slug"))
    return {pk: frozenset(slugs[node] for node in (pk, *above.get(pk, ()))) for pk in slugs}


@dataclass(frozen=True, eq=False)
class Facet:
    """One way to narrow the list.

    name: the public parameter;  label: the name on screen.
    values: the vocabulary in order;  keys: those of one practice, with those above included.
    is_open: the vocabulary grows with the practices, so only its largest values are answered;
    route: the name of the route of the page about one value, "" when there is none.
    """

    name: str
    label: str
    values: Callable[[], Iterable[Value]]
    keys: Callable[[Practice, Trees], Iterable[str]]
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


def _pillar_keys(practice: Practice, _: Trees) -> Iterator[str]:
    for tag in practice.pillar_tags.all():
        yield tag.pillar_id
        if tag.element_id:
            yield tag.element_id


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
        kind = region.get_kind_display()
        yield Value(region.slug, str(region), tuple(parents), kind, region.name)


_KINDS = list(Region.Kind.values)


def _choices(choices: type[Kind | Phase | Evidence]) -> Callable[[], Iterator[Value]]:
    return lambda: (Value(key, str(label)) for key, label in choices.choices)


def _field(name: str) -> Callable[[Practice, Trees], Iterator[str]]:
    return lambda practice, _: filter(None, [getattr(practice, name)])


FACETS = (
    Facet("pijler", "Pijler en element", _pillar_values, _pillar_keys, route="pillar"),
    Facet(
        "sector",
        "Sector",
        _sector_values,
        lambda p, trees: (key for s in p.sectors.all() for key in trees.sectors[s.pk]),
        route="sector",
    ),
    Facet(
        "regio",
        "Regio",
        _region_values,
        lambda p, trees: (key for r in p.regions.all() for key in trees.regions[r.pk]),
        route="region",
    ),
    Facet("soort", "Soort", _choices(Kind), _field("kind")),
    Facet("fase", "Fase", _choices(Phase), _field("phase")),
    Facet("onderbouwing", "Onderbouwing", _choices(Evidence), _field("evidence")),
    Facet(
        "trefwoord",
        "Trefwoord",
        lambda: (Value(tag.slug, tag.name) for tag in Tag.objects.order_by("name", "slug")),
        lambda p, _: (tag.slug for tag in p.tags.all()),
        is_open=True,
        route="tag",
    ),
    Facet(
        "organisatie",
        "Organisatie",
        lambda: (Value(o.slug, o.name) for o in Organisation.objects.all()),
        lambda p, _: (part.organisation.slug for part in p.participations.all()),
        is_open=True,
        route="organisation",
    ),
    Facet(
        "bron",
        "Bron",
        lambda: (Value(source.slug, str(source)) for source in Source.objects.all()),
        lambda p, _: (cited.source.slug for cited in p.citations.all()),
        route="source",
    ),
)
"""The facets in the order in which they are shown. Their names are the public parameters."""

ROUTES = {facet.name: facet.route for facet in FACETS if facet.route}
"""The facets whose values have pages of their own, with the name of the route."""

START, END = "begin", "eind"
"""Two hidden facets: the years in which periods begin and end."""


def keys_of(practice: Practice, trees: Trees) -> set[tuple[str, str]]:
    """All (facet, key) that a practice is counted under. Read it `with_relations()`."""
    keys = {(facet.name, key) for facet in FACETS for key in facet.keys(practice, trees)}
    periods = ((START, practice.period_start), (END, practice.period_end))
    return keys | {(name, date[:4]) for name, date in periods if date}
