"""The answers of the API about practices."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.request import MediaType
from django.urls import reverse
from drf_spectacular.utils import extend_schema_view
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError
from rest_framework.views import APIView

from ..exchange import Record, facet_records, from_kept, full, list_record
from ..filters import PracticeFilterSet
from ..models import Practice
from .problems import DETAILS, Gone, add_headers
from .schema import PATH_SLUG, SELECTION, describe, document
from .serializers import (
    CountsSerializer,
    ListSerializer,
    PageParameters,
    WholePracticeSerializer,
)


class Negotiation(DefaultContentNegotiation):
    """As REST framework does it, but an empty header asks for anything, and a weight of nought is
    a refusal."""

    def get_accept_list(self, request: Request) -> list[str]:
        """The kinds that are asked for."""
        has_said = request.headers.get("Accept", "").strip()
        return super().get_accept_list(request) if has_said else ["*/*"]

    def select_renderer(self, *args: Any, **kwargs: Any) -> tuple[BaseRenderer, str]:
        """Who answers, and as what. Raises `NotAcceptable`."""
        renderer, kind = super().select_renderer(*args, **kwargs)
        if not MediaType(kind).quality:
            raise NotAcceptable
        return renderer, kind


class ReadView(APIView):
    """Something that anybody may read, without a session."""

    content_negotiation_class = Negotiation
    http_method_names = ["get", "head", "options"]

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are, in the header Allow."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the headers of every answer, problems included."""
        final = super().finalize_response(request, response, *args, **kwargs)
        add_headers(final)
        return final


def _asked(request: Request) -> tuple[PracticeFilterSet, Record]:
    """The selection and the page asked for. Raises `ValidationError` with all that is wrong."""
    practices = PracticeFilterSet(request.query_params)
    page = PageParameters(data=request.query_params)
    wrong = {name: [*map(str, errors)] for name, errors in practices.form.errors.items()}
    if not page.is_valid():
        wrong |= page.errors
    if wrong:
        raise ValidationError(wrong)
    return practices, page.validated_data


@extend_schema_view(
    get=describe(
        "voorbeelden",
        "Zoek voorbeelden",
        "Een pagina van de lijst, met de facetten en hun aantallen.",
        ListSerializer,
        parameters=SELECTION,
    )
)
class PracticeList(ReadView):
    """Practices by words and facets, a page at a time."""

    def get(self, request: Request) -> Response:
        """A page of the list."""
        practices, page = _asked(request)
        results, size = practices.results, page["perPagina"]
        start = (page["pagina"] - 1) * size
        answer = list_record(len(results), page=page["pagina"], found=practices.found)
        answer["resultaten"] = [
            from_kept(record) for (record,) in results.kept(slice(start, start + size), "record")
        ]
        if page["facetten"] == "ja":
            answer["facetten"] = facet_records(practices.options)
        return Response(answer)


@extend_schema_view(
    get=describe(
        "facetten",
        "Tel voorbeelden",
        "Per waarde hoeveel voorbeelden de lijst heeft als u die waarde kiest. "
        "`sorteer`, `pagina`, `perPagina` en `facetten` veranderen hier niets; "
        "een verkeerde waarde geeft ook hier 400.",
        CountsSerializer,
        parameters=SELECTION,
    )
)
class Facets(ReadView):
    """The counts of a list without its practices."""

    def get(self, request: Request) -> Response:
        """All facets with exact counts."""
        practices, _ = _asked(request)
        return Response(
            {"aantal": len(practices.results), "facetten": facet_records(practices.options)}
        )


@extend_schema_view(
    get=describe(
        "voorbeeld",
        "Lees een voorbeeld",
        "Alles wat over een voorbeeld openbaar is, met de bronnen.",
        WholePracticeSerializer,
        parameters=[PATH_SLUG],
        problems=(404, 410),
        moves=True,
    )
)
class PracticeDetail(ReadView):
    """One practice."""

    def get(self, request: Request, slug: str) -> Response | HttpResponsePermanentRedirect:
        """The whole practice, or where it went."""
        practice = _find(slug)
        if practice.slug != slug:
            address = reverse("api:practice", args=[practice.slug])
            return HttpResponsePermanentRedirect(address, preserve_request=True)
        if not practice.is_published:
            event = practice.archiving
            raise Gone(event.note if event else "Dit voorbeeld is gearchiveerd.")
        return Response(full(practice))


def _find(slug: str) -> Practice:
    """The practice that has this address or once had it, if the public ever saw it."""
    practice = Practice.objects.with_relations().at([slug]).get(slug)
    if practice is None:
        raise Http404(f"Het voorbeeld ‘{slug}’ bestaat niet.")
    return practice


class Document(ReadView):
    """The OpenAPI document."""

    schema = None

    def get(self, request: Request) -> Response:
        """What this API can do, for programs and for people who write them."""
        return Response(document())


class UnknownPath(ReadView):
    """Every other address of the API, a closing slash included (N-01)."""

    schema = None

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse, whatever the method."""
        raise Http404(DETAILS[404])
