"""What goes wrong, as `application/problem+json` (RFC 9457), and the headers of every answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import exceptions

TITLES = {
    400: "Ongeldige aanvraag",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Methode niet toegestaan",
    406: "Vorm niet beschikbaar",
    410: "Niet meer beschikbaar",
    500: "Fout in de kennisbank",
    503: "Even niet beschikbaar",
}

DETAILS = {
    404: "Dit adres bestaat niet.",
    405: "Deze API is alleen om te lezen: gebruik GET, HEAD of OPTIONS.",
    406: "Deze API antwoordt alleen in application/json.",
}
"""What is said when the cause is no more than the status."""


class Gone(exceptions.APIException):
    """It was here, and is not any more. The detail says why."""

    status_code = 410


def add_headers(response: HttpResponseBase) -> None:
    """Give an answer of the API what every one of them has (N-03)."""
    response.headers["API-Version"] = settings.SPECTACULAR_SETTINGS["VERSION"]
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-store"


def problem_response(
    status: int, detail: str, *, errors: Iterable[dict[str, str]] = ()
) -> HttpResponse:
    """An answer that says what is wrong.

    detail: what it is, in Dutch;  errors: every wrong parameter, as `in`, `location`, `detail`.
    """
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if listed := list(errors):
        problem["errors"] = listed
    response = HttpResponse(
        json.dumps(problem, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
    )
    add_headers(response)
    return response


def answer_exception(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:  # noqa: ARG001 - called by REST framework
    """The answer to an exception in a view; None for what nobody expected, which is a 500."""
    if isinstance(exception, exceptions.ValidationError):
        errors = _errors(exception.detail)
        return problem_response(400, "Een of meer waarden kloppen niet.", errors=errors)
    if isinstance(exception, SuspiciousOperation):
        return problem_response(400, "Deze aanvraag is niet te lezen.")
    if isinstance(exception, Http404):
        return problem_response(404, str(exception) or DETAILS[404])
    if isinstance(exception, exceptions.APIException):
        status = exception.status_code
        return problem_response(status, DETAILS.get(status) or str(exception.detail))
    return None


def _errors(detail: Any) -> Iterator[dict[str, str]]:
    for name, messages in detail.items():
        for message in messages:
            yield {"in": "query", "location": name, "detail": str(message)}
