"""The site, and two pages to hold the list against; both go through the whole Django stack.

`meting/vast/` is thirty kilobytes of the list's own HTML, always the same. `meting/klaar/` is the
list's own template, filled with what the list gathered for the same question when it was first
asked: all that remains is making the HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kennisbank import urls as site
from practices.reading import read_only
from practices.views import catalogue

STATIC_BYTES = 30_000
Ready = tuple[str, dict[str, Any]]
_gathered: dict[str, Ready] = {}
_constant: dict[str, bytes] = {}


@read_only
def static_page(request: HttpRequest) -> HttpResponse:
    """Always the same, without a question to the database."""
    if "page" not in _constant:
        page = catalogue.practice_list(request).content
        _constant["page"] = (page * (STATIC_BYTES // len(page) + 1))[:STATIC_BYTES]
    return HttpResponse(_constant["page"])


@read_only
def ready_page(request: HttpRequest) -> HttpResponse:
    """The list out of what was gathered before."""
    asked = request.GET.urlencode()
    if asked not in _gathered:
        _gathered[asked] = _gather(request)
    return render(request, *_gathered[asked])


def _gather(request: HttpRequest) -> Ready:
    """The template of the list and its context, which making the page once has loaded whole."""
    kept: list[Ready] = []

    def keep(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        ready = {k: list(v) if isinstance(v, Iterator) else v for k, v in context.items()}
        kept.append((template, ready))
        return render(request, template, ready)

    with mock.patch.object(catalogue, "render", keep):
        catalogue.practice_list(request)
    return kept[0]


urlpatterns = [
    path("meting/vast/", static_page),
    path("meting/klaar/", ready_page),
    *site.urlpatterns,
]
handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500
