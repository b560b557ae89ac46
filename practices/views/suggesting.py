"""Suggestions for the search box while somebody types, for the script that shows them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.cache import cache_control

from ..filters import lenient
from ..reading import read_only
from ..suggestions import Suggested, suggest
from .choices import without

SECONDS_KEPT = 30
"""How long a browser may answer the same text by itself. Nobody else may: what is withdrawn must
not be named from elsewhere."""

KINDS = {
    "": "Voorbeeld",
    "pijler": "Pijler",
    "sector": "Sector",
    "regio": "Regio",
    "trefwoord": "Trefwoord",
    "organisatie": "Organisatie",
}
"""What each kind of suggestion is called on screen."""


@read_only
@cache_control(private=True, max_age=SECONDS_KEPT)
def suggestions(request: HttpRequest) -> JsonResponse:
    """What may be meant by `q`, beside the other parameters of the list, which stay as they are."""
    filterset, _ = lenient(without(request.GET, "q"))
    found = suggest(request.GET.get("q", ""), filterset.index, filterset.selection)
    return JsonResponse({"suggesties": [_record(one, filterset.parameters) for one in found]})


def _record(one: Suggested, kept: QueryDict) -> dict[str, Any]:
    return {
        "soort": "Element" if one.facet == "pijler" and one.is_below else KINDS[one.facet],
        "naam": one.label,
        "ook": one.also,
        "aantal": one.count if one.facet else None,
        "adres": _address(one, kept),
    }


def _address(one: Suggested, kept: QueryDict) -> str:
    """The practice, the page about an element without practices, or the list as if the filter had
    been ticked in it."""
    if one.facet and not one.count:
        return reverse("practices:pillar", args=[one.key])
    if not one.facet:
        return reverse("practices:practice", args=[one.key])
    query = kept.copy()
    query.appendlist(one.facet, one.key)
    return f"{reverse('practices:practice_list')}?{query.urlencode()}"
