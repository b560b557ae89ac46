"""Pages for when something went wrong, in the site's own look."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def error_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """The page for 400, 403 or 404."""
    return render(request, f"{status.value}.html", status=status)


def server_error_page() -> HttpResponse:
    """The page for 500, made without database and context processors: they may be the cause."""
    page = loader.get_template("500.html").render()
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
