"""How an editor narrows the list of practices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ..models import Evidence, Pillar, Practice, Region, Sector
from ..models.taxonomy import region_ancestors

if TYPE_CHECKING:
    from ..models.practice import PracticeQuerySet

Lookups = list[tuple[Any, str]]
INDENT = "\u2003"


class Narrowing(admin.SimpleListFilter):
    """A filter whose values are keys of an address; an unknown value narrows nothing."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What is left with the chosen value."""
        value = self.value()
        practices = cast("PracticeQuerySet", queryset)
        return practices if value is None else self.narrowed(practices, value)

    def narrowed(self, practices: PracticeQuerySet, value: str) -> QuerySet[Practice]:
        """What is left of `practices` with this value."""
        raise NotImplementedError


class PillarFilter(Narrowing):
    """Pillar or element; a pillar stands for itself and its elements."""

    title = "pijler of element"
    parameter_name = "pijler"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """Pillars, each with its elements below it."""
        found: Lookups = []
        for pillar in Pillar.objects.prefetch_related("elements"):
            found.append((pillar.pk, str(pillar)))
            found += [(element.pk, f"{INDENT}{element}") for element in pillar.elements.all()]
        return found

    def narrowed(self, practices: PracticeQuerySet, value: str) -> QuerySet[Practice]:
        """Practices that are filed there."""
        filed = Q(pillar_tags__element=value) | Q(pillar_tags__pillar=value)
        return practices.filter(filed).distinct()


class SectorFilter(Narrowing):
    """A sector, or a branch of it."""

    title = "sector"
    parameter_name = "sector"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """The tree: sectors, each with its branches below it."""
        found: Lookups = []
        for sector in Sector.objects.filter(parent=None).prefetch_related("children"):
            found.append((sector.slug, sector.name))
            found += [(child.slug, f"{INDENT}{child.name}") for child in sector.children.all()]
        return found

    def narrowed(self, practices: PracticeQuerySet, value: str) -> QuerySet[Practice]:
        """Practices in this sector or in a branch of it."""
        sector = Sector.objects.filter(slug=value).first()
        return practices.in_sector(sector) if sector else practices


class RegionFilter(Narrowing):
    """A region that practices are in, or that holds one; the others would only be in the way."""

    title = "regio"
    parameter_name = "regio"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """The regions in use and all around them."""
        used = set(Practice.regions.through.objects.values_list("region_id", flat=True))
        around = region_ancestors()
        wanted = used.union(*(around.get(region, frozenset()) for region in used))
        regions = Region.objects.filter(pk__in=wanted)
        return [(region.slug, str(region)) for region in regions]

    def narrowed(self, practices: PracticeQuerySet, value: str) -> QuerySet[Practice]:
        """Practices in this region or in a region within it."""
        region = Region.objects.filter(slug=value).first()
        return practices.in_region(region) if region else practices


class ToDoFilter(Narrowing):
    """What an editor could still find out."""

    title = "nog te doen"
    parameter_name = "te-doen"

    TASKS: ClassVar[dict[str, tuple[str, Callable[[], Q]]]] = {
        "alleen-genoemd": ("Alleen genoemd in de bron", lambda: Q(evidence=Evidence.NAMED)),
        "geen-element": ("Geen element", lambda: ~Q(pk__in=_with("pillar_tags__element"))),
        "geen-pijler": ("Geen pijler", lambda: ~Q(pk__in=_with("pillar_tags"))),
        "geen-sector": ("Geen sector", lambda: ~Q(pk__in=_with("sectors"))),
        "geen-regio": ("Geen regio", lambda: ~Q(pk__in=_with("regions"))),
        "geen-bron": ("Geen bron", lambda: ~Q(pk__in=_with("citations"))),
        "geen-organisatie": ("Geen organisatie", lambda: ~Q(pk__in=_with("participations"))),
        "nooit-bevestigd": ("Nooit bevestigd", lambda: Q(confirmed_on=None)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """The tasks by name."""
        return [(key, label) for key, (label, _) in self.TASKS.items()]

    def narrowed(self, practices: PracticeQuerySet, value: str) -> QuerySet[Practice]:
        """Practices for which this is still to do."""
        return practices.filter(self.TASKS[value][1]()) if value in self.TASKS else practices


def _with(relation: str) -> QuerySet[Practice, int]:
    return Practice.objects.filter(**{f"{relation}__isnull": False}).values_list("pk", flat=True)


class SourceFilter(admin.RelatedFieldListFilter):
    """The document that it comes from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "bron"


FILTERS = (
    "status",
    ToDoFilter,
    PillarFilter,
    SectorFilter,
    RegionFilter,
    "kind",
    "phase",
    "evidence",
    ("citations__source", SourceFilter),
)
