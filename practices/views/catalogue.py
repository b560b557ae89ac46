"""The home page, the list of practices, and the page of one practice."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import missing
from ..facets import facet_index
from ..filters import PracticeFilterSet, Results, lenient
from ..models import Practice, Region
from ..reading import read_only
from .cards import cards
from .detail import detail_context
from .listing import list_context
from .nodes import nodes, trees
from .problems import offered_problems

__all__ = ["detail_context", "home", "practice", "practice_list"]

NEWEST = 4


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """What is there, by problem, pillar, sector and region, and the newest."""
    index = facet_index()
    options = index.whole
    large = {Region.Kind.COUNTRY.label, Region.Kind.PROVINCE.label}
    context = {
        "total": len(index.published),
        "problems": offered_problems(index),
        "pillars": trees("pijler", options["pijler"]),
        "sectors": trees("sector", options["sector"]),
        "regions": [
            node for node in nodes("regio", options["regio"]).values() if node.value.group in large
        ],
        "newest": cards(Results(index.published, index.newest), slice(NEWEST), index),
    }
    return render(request, "practices/home.html", context)


@read_only
def practice_list(request: HttpRequest) -> HttpResponse:
    """The practices that are asked for; what is not understood is left out and said."""
    filterset, notices = lenient(request.GET)
    context = list_context(filterset, notices, request.GET.get("pagina", ""))
    response = render(request, "practices/practice_list.html", context)
    _count_missed(request, filterset)
    return response


def _count_missed(request: HttpRequest, filterset: PracticeFilterSet) -> None:
    """Count words that are hardly found, once the page is ready. Only a search for words alone:
    who narrows, sorts or turns the page asks the same again. And nobody who is logged in."""
    is_new = filterset.parameters.keys() == {"q"} and "pagina" not in request.GET
    is_nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
    if filterset.found and request.method == "GET" and is_new and is_nobody:
        agent = request.headers.get("User-Agent", "")
        missing.note(filterset.text, filterset.found, agent=agent)


@read_only
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """One practice. An old address leads on, an archived one says why, a draft is nowhere."""
    known = Practice.objects.ever_public()
    found = known.with_relations().filter(slug=slug).first()
    if found is None:
        return redirect(get_object_or_404(known, old_slugs__slug=slug), permanent=True)
    if found.is_published:
        return render(request, "practices/practice_detail.html", detail_context(found))
    context = {"section": "voorbeelden", "practice": found, "event": found.archiving}
    return render(request, "410.html", context, status=HTTPStatus.GONE)
