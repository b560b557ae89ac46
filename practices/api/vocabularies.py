"""The vocabularies: what the values of the facets are and mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_serializer, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ..models import Element, Pillar, Practice, Region, Sector, Source
from ..models.taxonomy import region_ancestors, sector_ancestors
from .schema import describe
from .serializers import PartialDateField
from .views import ReadView


class KnownField(serializers.CharField):
    """Text, or null when nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_null": True, **kwargs})

    def to_representation(self, value: Any) -> Any:
        """The text; null instead of an empty one."""
        return value or None


class LinesField(serializers.ListField):
    """A text with a value on each line, as a list."""

    child = serializers.CharField()

    def __init__(self, *, separator: str = "\n", **kwargs: Any) -> None:
        self.separator = separator
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> list[str]:
        """The values, without empty ones."""
        values = (part.strip() for part in str(value).split(self.separator))
        return [value for value in values if value]


class NodeSerializer(serializers.Serializer[Any]):
    """What the values of all vocabularies have."""

    slug = serializers.CharField(help_text="Wat u in de parameter zet.")
    naam = serializers.CharField(source="name")
    ouders = serializers.SerializerMethodField(help_text="De waarden waar deze onder valt.")

    def get_ouders(self, node: Any) -> list[str]:
        """The keys of the values above."""
        above: Mapping[Any, list[str]] = self.context.get("above", {})
        return above.get(node.pk, [])


@extend_schema_serializer(component_name="Pijler")
class PillarSerializer(NodeSerializer):
    """A pillar."""

    slug = serializers.CharField(source="code", help_text="De code; ook de waarde van `pijler`.")
    uitleg = serializers.CharField(source="explanation", help_text="In onze woorden.")
    citaat = serializers.CharField(source="quotation", help_text="De officiële tekst, letterlijk.")
    plaats = serializers.CharField(source="place", help_text="Waar die tekst staat.")


@extend_schema_serializer(component_name="Element")
class ElementSerializer(PillarSerializer):
    """An element of a pillar."""

    onderdelen = LinesField(source="points", help_text="Letterlijk uit de bron.")


@extend_schema_serializer(component_name="Sector")
class SectorSerializer(NodeSerializer):
    """A sector or a branch of it."""

    afkorting = KnownField(source="abbreviation")
    omschrijving = KnownField(source="description")
    andereNamen = LinesField(source="other_names")  # noqa: N815 - public name
    sbiCodes = LinesField(source="sbi_codes", separator=",")  # noqa: N815


@extend_schema_serializer(component_name="Regio")
class RegionSerializer(NodeSerializer):
    """A region of any kind."""

    soort = serializers.ChoiceField(choices=Region.Kind.choices, source="kind")
    code = KnownField(help_text="De officiële code.")
    andereNamen = LinesField(source="other_names")  # noqa: N815
    werkgeversorganisatie = KnownField(source="employers_organisation")
    geldigVan = serializers.DateField(source="valid_from", allow_null=True)  # noqa: N815
    geldigTot = serializers.DateField(source="valid_to", allow_null=True)  # noqa: N815
    opvolger = serializers.CharField(
        source="successor.slug", allow_null=True, help_text="De regio die ervoor in de plaats kwam."
    )


@extend_schema_serializer(component_name="Trefwoord")
class TagSerializer(NodeSerializer):
    """A free word."""

    slug = serializers.CharField(source="tags__slug", help_text="De waarde van `trefwoord`.")
    naam = serializers.CharField(source="tags__name")

    def get_ouders(self, node: Any) -> list[str]:
        """Free words have nothing above them."""
        return []


@extend_schema_serializer(component_name="Bron")
class SourceSerializer(NodeSerializer):
    """A document."""

    naam = serializers.CharField(source="title")
    soort = serializers.ChoiceField(choices=Source.Kind.choices, source="kind")
    auteur = KnownField(source="author")
    # not "datum": the API Design Rules keep that name for whole days
    verschenen = PartialDateField(source="published", help_text="Een jaar, maand of dag.")
    url = KnownField(help_text="Waar het document staat.")
    toelichting = KnownField(source="note")


def _describe(name: str, description: str, serializer: type[NodeSerializer]) -> Any:
    """Describe a vocabulary and its answer."""
    answer = inline_serializer(
        f"Lijst{serializer.__name__.removesuffix('Serializer')}",
        {"aantal": serializers.IntegerField(min_value=0), "resultaten": serializer(many=True)},
    )
    summary = f"Alle {name}"
    return extend_schema_view(get=describe(name, summary, description, answer, tag="begrippen"))


class Vocabulary(ReadView):
    """All values of one vocabulary, in order."""

    serializer: ClassVar[type[NodeSerializer]]

    def nodes(self) -> Iterable[Any]:
        """The values."""
        raise NotImplementedError

    def above(self) -> Mapping[Any, list[str]]:
        """The keys of the values above each value, by primary key."""
        return {}

    def get(self, request: Request) -> Response:
        """The whole vocabulary."""
        nodes = self.serializer(self.nodes(), many=True, context={"above": self.above()}).data
        return Response({"aantal": len(nodes), "resultaten": nodes})


def _slugs_above(
    nodes: Iterable[Sector | Region], ancestors: Mapping[int, frozenset[int]]
) -> dict[int, list[str]]:
    slugs = {node.pk: node.slug for node in nodes}
    return {pk: sorted(slugs[above] for above in ids) for pk, ids in ancestors.items()}


@_describe("pijlers", "De drie pijlers van goed werk van de WRR.", PillarSerializer)
class Pillars(Vocabulary):
    """The pillars."""

    serializer = PillarSerializer

    def nodes(self) -> Iterable[Pillar]:
        return Pillar.objects.all()


@_describe(
    "elementen",
    "De negen elementen van de commissie Werken in de Zorg, elk onder een pijler.",
    ElementSerializer,
)
class Elements(Vocabulary):
    """The elements, each below its pillar."""

    serializer = ElementSerializer

    def nodes(self) -> Iterable[Element]:
        return Element.objects.all()

    def above(self) -> Mapping[Any, list[str]]:
        return {code: [pillar] for code, pillar in Element.objects.values_list("pk", "pillar_id")}


@_describe("sectoren", "In twee lagen: sectoren en hun branches.", SectorSerializer)
class Sectors(Vocabulary):
    """The sectors."""

    serializer = SectorSerializer

    def nodes(self) -> Iterable[Sector]:
        return Sector.objects.all()

    def above(self) -> Mapping[Any, list[str]]:
        return _slugs_above(self.nodes(), sector_ancestors())


@_describe(
    "regios", "Nederland, provincies, arbeidsmarktregio’s en RegioPlus-regio’s.", RegionSerializer
)
class Regions(Vocabulary):
    """The regions."""

    serializer = RegionSerializer

    def nodes(self) -> Iterable[Region]:
        return Region.objects.select_related("successor")

    def above(self) -> Mapping[Any, list[str]]:
        return _slugs_above(self.nodes(), region_ancestors())


@_describe("trefwoorden", "De vrije woorden die bij een openbaar voorbeeld staan.", TagSerializer)
class Tags(Vocabulary):
    """The free words of published practices; those of a draft stay unseen."""

    serializer = TagSerializer

    def nodes(self) -> Iterable[Any]:
        used = Practice.objects.published().exclude(tags=None).order_by("tags__name", "tags__slug")
        return used.values("tags__slug", "tags__name").distinct()


@_describe("bronnen", "De documenten waar de voorbeelden uit komen.", SourceSerializer)
class Sources(Vocabulary):
    """The documents."""

    serializer = SourceSerializer

    def nodes(self) -> Iterable[Source]:
        return Source.objects.all()
