"""The list of practices, and the page of one practice."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from .. import missing
from ..filters import PracticeFilterSet, lenient, with_page
from ..models import Practice
from ..reading import read_only
from .at_address import answer_at, gone
from .detail import detail_context
from .listing import PAGE_ONLY, list_context

__all__ = ["detail_context", "practice", "practice_list"]


@read_only
def practice_list(request: HttpRequest) -> HttpResponse:
    """The practices that are asked for; what is not understood is left out and said."""
    filterset, notices = lenient(request.GET)
    context = list_context(filterset, notices, request.GET)
    response = render(request, "practices/practice_list.html", context)
    _count_missed(request, filterset)
    # the one readable form of the address, for the script that puts it in the address bar
    place = with_page(context["asked_here"], context["page"].number)
    response.headers["List-Address"] = f"{request.path}{place}"
    return response


def _count_missed(request: HttpRequest, filterset: PracticeFilterSet) -> None:
    """Count words that are hardly found, once the page is ready. Only a search for words alone:
    who narrows, sorts or turns the page asks the same again. And nobody who is logged in."""
    is_new = filterset.parameters.keys() == {"q"} and not request.GET.keys() & PAGE_ONLY
    is_nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
    if filterset.found and request.method == "GET" and is_new and is_nobody:
        agent = request.headers.get("User-Agent", "")
        missing.note(filterset.text, filterset.found, agent=agent)


@read_only
def practice(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One practice."""

    def page(found: Practice) -> HttpResponse:
        return render(request, "practices/practice_detail.html", detail_context(found, request.GET))

    return answer_at(
        *(request, slug, "practices:practice"),
        published=page,
        archived=gone(request),
        read=Practice.objects.with_relations(),
    )
