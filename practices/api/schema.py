"""The OpenAPI document: what every address of the API has in common, said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import Serializer

from ..facets import FACETS
from ..filters import EARLIEST, LATEST, SORTS
from ..models import Evidence, Kind, Phase
from ..search import MOST_CHARACTERS
from .problems import DETAILS
from .serializers import PageParameters, ProblemSerializer

CLOSED = {"soort": Kind, "fase": Phase, "onderbouwing": Evidence}
"""Facets whose values are part of the program, so that the document can name them."""

PROBLEMS = {
    400: "De aanvraag is niet te lezen, of een waarde klopt niet.",
    404: "Dit bestaat niet.",
    405: DETAILS[405],
    406: "Alleen application/json is mogelijk.",
    410: "Dit voorbeeld is gearchiveerd; `detail` zegt waarom.",
    500: "Er ging iets mis. Dat ligt aan ons.",
    503: "De database is even weg. Probeer het zo opnieuw.",
}

ALWAYS = frozenset({400, 405, 406, 500, 503})
"""What every address can answer, 405 to another method than it is described under."""


def _facet_parameter(name: str, label: str) -> OpenApiParameter:
    closed = CLOSED.get(name)
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string"}},
        description=f"{label}. Meer waarden: een ervan is genoeg. Een onbekende waarde geeft 400.",
        enum=closed.values if closed else None,
    )


def _year_parameter(name: str, description: str) -> OpenApiParameter:
    schema = {"type": "integer", "minimum": EARLIEST, "maximum": LATEST}
    return OpenApiParameter(name, schema, description=description)


SELECTION = [
    OpenApiParameter(
        "q",
        str,
        description=f"Woorden om op te zoeken; de eerste {MOST_CHARACTERS} tekens tellen.",
    ),
    *(_facet_parameter(facet.name, facet.label) for facet in FACETS),
    _year_parameter("jaarVan", "Liep in dit jaar of later."),
    _year_parameter("jaarTot", "Liep in dit jaar of eerder."),
    OpenApiParameter(
        "sorteer",
        str,
        enum=list(SORTS),
        description="Volgorde. Zonder keuze: `relevantie` met `q`, anders `nieuw`.",
    ),
    PageParameters,
]
"""The parameters of a list."""

PATH_SLUG = OpenApiParameter(
    "slug",
    {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    OpenApiParameter.PATH,
    description="Het laatste deel van het adres van een voorbeeld.",
)

_VERSION_HEADER = OpenApiParameter(
    "API-Version",
    str,
    OpenApiParameter.HEADER,
    required=True,
    response=True,
    description="De volledige versie van deze API.",
)


def describe(
    operation_id: str,
    summary: str,
    description: str,
    answer: type[Serializer[Any]] | Serializer[Any],
    *,
    tag: str = "voorbeelden",
    parameters: Iterable[Any] = (),
    problems: Iterable[int] = (),
    moves: bool = False,
) -> Callable[[Any], Any]:
    """Describe an operation that reads.

    problems: statuses beside `ALWAYS`;  moves: an old address can answer with the present one.
    """
    responses: dict[Any, Any] = {200: OpenApiResponse(answer, description="Gelukt.")}
    for status in sorted({*ALWAYS, *problems}):
        responses[status, "application/problem+json"] = OpenApiResponse(
            ProblemSerializer, description=PROBLEMS[status]
        )
    headers = [_VERSION_HEADER]
    if moves:
        responses[308] = OpenApiResponse(description="Dit voorbeeld heeft nu een ander adres.")
        headers.append(
            OpenApiParameter(
                "Location",
                {"type": "string", "format": "uri-reference"},
                OpenApiParameter.HEADER,
                required=True,
                response=[308],
                description="Het adres van nu.",
            )
        )
    return extend_schema(
        operation_id=operation_id,
        summary=summary,
        description=description,
        tags=[tag],
        parameters=[*parameters, *headers],
        responses=responses,
    )


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of this program; the same for everybody."""
    schema: dict[str, Any] = SchemaGenerator(urlconf="practices.api.urls").get_schema(
        request=None, public=True
    )
    return schema
