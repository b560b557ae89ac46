"""Pages for when something went wrong, in the site's own look."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def error_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """The page for 400, 403 or 404."""
    return render(request, f"{status.value}.html", status=status)


MOST_KEPT = 400_000
"""Letters of a form that the page for 503 keeps: more than anybody types."""


def away_page(request: HttpRequest) -> HttpResponse:
    """The page for 503: what was typed is in it, to be sent again with one button (R-05).

    Made without database and context processors, as for 500.
    """
    fields = _typed(request)
    context = {
        "fields": fields,
        "has_files": bool(fields and request.FILES),
        "path": request.get_full_path(),
    }
    page = loader.get_template("503.html").render(context)
    headers = {"Retry-After": "5", "Cache-Control": "private, no-store"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form held, unless it is too much, cannot be read any more, or is a password."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, ValueError):
        return []
    is_secret = any("password" in name or "code" in name for name, _ in fields)
    is_too_much = sum(len(value) for _, value in fields) > MOST_KEPT
    return [] if is_secret or is_too_much else fields


def server_error_page() -> HttpResponse:
    """The page for 500, made without database and context processors: they may be the cause."""
    page = loader.get_template("500.html").render()
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
