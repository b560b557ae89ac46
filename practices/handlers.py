"""What Django calls when no view answers: a page for people, a problem for programs."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from .api.problems import problem_response
from .views.errors import away_page, error_page, server_error_page

DETAILS = {
    HTTPStatus.BAD_REQUEST: "De server begrijpt deze aanvraag niet.",
    HTTPStatus.FORBIDDEN: "U heeft geen recht om dit te zien of te doen.",
    HTTPStatus.NOT_FOUND: "Op dit adres staat niets.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Er ging iets mis. Dat ligt aan ons.",
    HTTPStatus.SERVICE_UNAVAILABLE: "De database is even weg. Probeer het zo opnieuw.",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself cannot be read.

    A session that could not be kept is reported this way too, while the cause is the database.
    """
    if isinstance(exception, SessionInterrupted):
        return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this visitor may not."""
    return _answer(request, HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing there, or nothing that this visitor may know of."""
    return _answer(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours; 503 when the database is away, so that trying again helps (R-08)."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem_response(status.value, DETAILS[status])
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return away_page(request)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return server_error_page()
    return error_page(request, status)
