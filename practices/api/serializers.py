"""What is asked and answered about practices.

The answers themselves are made by `practices.exchange`, which the downloads share; these
serializers describe them for the OpenAPI document, and a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer, inline_serializer
from rest_framework import serializers
from rest_framework.fields import empty

from ..facets import FACETS
from ..models import Evidence, Kind, Origin, Phase, Region, Role, Scope
from ..models.content import Licence
from ..reading import whole_number

PARTIAL_DATE = r"^(19|20)\d\d(-\d\d(-\d\d)?)?$"


class PartialDateField(serializers.RegexField):
    """A year, a month or a day, or null when nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PARTIAL_DATE, **{"allow_null": True, **kwargs})

    def to_representation(self, value: Any) -> Any:
        """The date; null instead of an empty one."""
        return value or None


# --- Questions ------------------------------------------------------------------------------------


class EveryValue(serializers.Field[Any, Any, Any, Any]):
    """A parameter that counts once: the last value counts, and each one given is judged."""

    def get_value(self, dictionary: Any) -> Any:
        """All values in the address, as they were given."""
        return dictionary.getlist(self.field_name) or empty

    def run_validation(self, data: Any = empty) -> Any:
        """The last value; the default for an empty one. Raises `ValidationError` for any."""
        value = None
        for given in [empty] if data is empty else data:
            value = super().run_validation(given or empty)
        return value


class NumberField(EveryValue, serializers.IntegerField):
    """A number in plain digits."""

    def to_internal_value(self, data: str) -> int:
        """The number. Raises `ValidationError`."""
        number = whole_number(data)
        if number is None:
            self.fail("invalid")
        return number


class YesNoField(EveryValue, serializers.ChoiceField):
    """ "ja" or "nee"."""

    def __init__(self, **kwargs: Any) -> None:
        # an empty value is not refused, so the document must not ask for a letter at least
        super().__init__(choices=["ja", "nee"], allow_blank=True, **kwargs)


class PageParameters(serializers.Serializer[Any]):
    """Which part of a list is asked for."""

    pagina = NumberField(min_value=1, default=1, help_text="De hoeveelste pagina.")
    perPagina = NumberField(  # noqa: N815 - public name (API Design Rules)
        min_value=1, max_value=100, default=20, help_text="Hoeveel voorbeelden op een pagina."
    )
    facetten = YesNoField(default="ja", help_text="Met `nee` blijven de facetten weg.")


# --- Problems -------------------------------------------------------------------------------------


@extend_schema_serializer(component_name="Probleem")
class ProblemSerializer(serializers.Serializer[Any]):
    """What is wrong (RFC 9457)."""

    type = serializers.CharField(help_text="Altijd `about:blank`.")
    title = serializers.CharField()
    status = serializers.IntegerField(min_value=400, max_value=599)
    detail = serializers.CharField()
    errors = inline_serializer(  # type: ignore[assignment]
        "Fout",
        {
            "in": serializers.ChoiceField(choices=["query"]),
            "location": serializers.CharField(help_text="De naam van de parameter."),
            "detail": serializers.CharField(),
        },
        many=True,
        required=False,
        help_text="Alle verkeerde waarden tegelijk.",
    )


# --- Practices ------------------------------------------------------------------------------------


@extend_schema_serializer(component_name="Naam")
class NameSerializer(serializers.Serializer[Any]):
    """A value of a vocabulary."""

    slug = serializers.CharField()
    naam = serializers.CharField()


@extend_schema_serializer(component_name="RegioNaam")
class RegionNameSerializer(NameSerializer):
    """A region at a practice."""

    soort = serializers.ChoiceField(choices=Region.Kind.choices)
    code = serializers.CharField(allow_null=True, help_text="De officiële code.")


@extend_schema_serializer(component_name="Indeling")
class PillarTagSerializer(serializers.Serializer[Any]):
    """Under which pillar and element a practice is filed."""

    pijler = serializers.CharField(help_text="De code van de pijler.")
    element = serializers.CharField(
        allow_null=True,
        help_text="De code van het element; null als de bron alleen de pijler noemt.",
    )
    toelichting = serializers.CharField(allow_null=True, help_text="Waaruit het blijkt.")
    herkomst = serializers.ChoiceField(choices=Origin.choices, help_text="Wie dit zegt.")


@extend_schema_serializer(component_name="Deelname")
class ParticipationSerializer(NameSerializer):
    """An organisation with its role."""

    rol = serializers.ChoiceField(choices=Role.choices)


@extend_schema_serializer(component_name="Bronvermelding")
class CitationSerializer(serializers.Serializer[Any]):
    """Where it stands."""

    slug = serializers.CharField()
    titel = serializers.CharField()
    plaats = serializers.CharField(help_text="De plaats in de bron, in woorden.")


@extend_schema_serializer(component_name="Regels")
class LinesSerializer(serializers.Serializer[Any]):
    """Lines of a source, both included."""

    van = serializers.IntegerField()
    tot = serializers.IntegerField()


@extend_schema_serializer(component_name="UitgebreideBronvermelding")
class WholeCitationSerializer(CitationSerializer):
    """Where it stands, with the words of the source."""

    kopje = serializers.CharField()
    bladzijde = serializers.CharField(allow_null=True)
    regels = LinesSerializer(allow_null=True)
    citaat = serializers.CharField(allow_null=True, help_text="Letterlijk uit de bron.")


@extend_schema_serializer(component_name="Periode")
class PeriodSerializer(serializers.Serializer[Any]):
    """From when to when; the dates are as precise as the source."""

    van = PartialDateField()
    tot = PartialDateField(help_text="null als het nog loopt of als niemand het weet.")


@extend_schema_serializer(component_name="Voorbeeld")
class PracticeSerializer(serializers.Serializer[Any]):
    """A practice as it stands in a list (`exchange.brief`)."""

    slug = serializers.CharField()
    titel = serializers.CharField()
    samenvatting = serializers.CharField()
    soort = serializers.ChoiceField(choices=Kind.choices)
    fase = serializers.ChoiceField(choices=Phase.choices, allow_null=True)
    onderbouwing = serializers.ChoiceField(
        choices=Evidence.choices, allow_null=True, help_text="Waar de beschrijving op rust."
    )
    url = serializers.URLField(help_text="De pagina voor mensen.")
    sectoren = NameSerializer(many=True)
    regios = RegionNameSerializer(many=True)
    pijlers = PillarTagSerializer(many=True)
    trefwoorden = NameSerializer(many=True)
    organisaties = ParticipationSerializer(many=True)
    bronnen = CitationSerializer(many=True)
    periode = PeriodSerializer()
    gepubliceerdOp = serializers.DateTimeField()  # noqa: N815 - public name
    gewijzigdOp = serializers.DateTimeField()  # noqa: N815
    bevestigdOp = serializers.DateField(  # noqa: N815
        allow_null=True, help_text="Toen zei iemand die erbij hoort dat dit nog klopt."
    )


@extend_schema_serializer(component_name="Cijfer")
class FigureSerializer(serializers.Serializer[Any]):
    """A number as the source prints it."""

    label = serializers.CharField()  # type: ignore[assignment]
    waarde = serializers.CharField()


@extend_schema_serializer(component_name="Link")
class LinkSerializer(serializers.Serializer[Any]):
    """An address to read more."""

    label = serializers.CharField()  # type: ignore[assignment]
    url = serializers.URLField()


@extend_schema_serializer(component_name="HeelVoorbeeld")
class WholePracticeSerializer(PracticeSerializer):
    """One practice (`exchange.full`)."""

    bronnen = WholeCitationSerializer(many=True)
    omvang = serializers.ChoiceField(choices=Scope.choices, allow_null=True)
    aanleiding = serializers.CharField(allow_null=True)
    aanpak = serializers.CharField(allow_null=True)
    waaromGoed = serializers.CharField(allow_null=True)  # noqa: N815 - public name
    resultaten = serializers.CharField(allow_null=True)
    voorwaarden = serializers.CharField(allow_null=True)
    lessen = serializers.CharField(allow_null=True)
    kanttekening = serializers.CharField(allow_null=True)
    cijfers = FigureSerializer(many=True)
    links = LinkSerializer(many=True)
    licentie = serializers.ChoiceField(choices=Licence.choices, allow_null=True)


@extend_schema_serializer(component_name="Facetwaarde")
class OptionSerializer(serializers.Serializer[Any]):
    """A value that the list can be narrowed by."""

    waarde = serializers.CharField(help_text="Wat u in de parameter zet.")
    label = serializers.CharField()  # type: ignore[assignment]
    aantal = serializers.IntegerField(
        min_value=0, help_text="Hoeveel voorbeelden de lijst heeft als u deze waarde kiest."
    )
    gekozen = serializers.BooleanField()
    ouders = serializers.ListField(
        child=serializers.CharField(), help_text="De waarden waar deze onder valt."
    )


FacetsSerializer = type(
    inline_serializer("Facetten", {facet.name: OptionSerializer(many=True) for facet in FACETS})
)
"""The facets of a list, by the name of their parameter."""


@extend_schema_serializer(component_name="Lijst")
class ListSerializer(serializers.Serializer[Any]):
    """A page of a list, with its facets."""

    aantal = serializers.IntegerField(min_value=0, help_text="Hoeveel voorbeelden er zijn.")
    pagina = serializers.IntegerField(min_value=1)
    resultaten = PracticeSerializer(many=True)
    facetten = FacetsSerializer(required=False, help_text="Niet bij `facetten=nee`.")
    zoekwijze = serializers.ChoiceField(
        choices=["alle", "enkele", "verbeterd"],
        help_text="Gevonden op alle woorden of op enkele. Bij `verbeterd` kwam er een andere "
        "spelling, een deel van een woord of een ruimer begrip voor in de plaats.",
    )
    gezochtOp = serializers.CharField(  # noqa: N815 - public name
        allow_blank=True, help_text="De woorden waarop is gezocht; leeg zonder `q`."
    )


@extend_schema_serializer(component_name="Telling")
class CountsSerializer(serializers.Serializer[Any]):
    """The facets of a list, without its practices."""

    aantal = serializers.IntegerField(min_value=0)
    facetten = FacetsSerializer()
