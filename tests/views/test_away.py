"""When the database is away: a 503 that says so, with what was typed still in it."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from practices import handlers


def answer(error: Exception, request: Any) -> HttpResponse:
    """What Django's 500 handler gives while this error is being handled."""
    try:
        raise error
    except type(error):
        return handlers.server_error(request)


@pytest.mark.parametrize("error", [OperationalError("weg"), InterfaceError("weg")])
def test_a_database_that_is_away_is_no_mistake_of_ours(
    rf: RequestFactory, error: Exception
) -> None:
    response = answer(error, rf.get("/voorbeelden/?q=rooster"))
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert 'href="/voorbeelden/?q=rooster"' in response.content.decode()


def test_any_other_error_is(rf: RequestFactory) -> None:
    assert answer(ValueError("oeps"), rf.get("/")).status_code == 500


def test_a_session_that_could_not_be_kept_is_the_database(rf: RequestFactory) -> None:
    assert handlers.bad_request(rf.get("/"), SessionInterrupted()).status_code == 503
    assert handlers.bad_request(rf.get("/"), ValueError()).status_code == 400


def test_what_was_typed_can_be_sent_again(rf: RequestFactory) -> None:
    typed = {"title": 'Een "titel" <script>', "story": "\nEerste regel\nTweede", "key": "k"}
    page = answer(OperationalError(), rf.post("/indienen/?sector=ggz", typed)).content.decode()
    assert 'action="/indienen/?sector=ggz"' in page
    for name, value in typed.items():
        assert f'<textarea name="{name}"' in page
        assert f">\n{html.escape(value)}</textarea>" in page


@pytest.mark.parametrize("name", ["password", "old_password", "code"])
def test_secrets_are_not_repeated(rf: RequestFactory, name: str) -> None:
    page = answer(OperationalError(), rf.post("/x/", {name: "geheim"})).content.decode()
    assert "geheim" not in page


def test_a_file_has_to_be_chosen_again(rf: RequestFactory) -> None:
    data = {"title": "T", "attachments": SimpleUploadedFile("a.pdf", b"%PDF-")}
    page = answer(OperationalError(), rf.post("/x/", data)).content.decode()
    assert "Kies uw bestand daarna nog eens." in page


def test_a_program_gets_a_problem(rf: RequestFactory) -> None:
    response = answer(OperationalError(), rf.get("/api/v1/voorbeelden"))
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")


def test_a_form_that_cannot_be_read_any_more_still_gets_the_page(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(self: object) -> None:
        raise OSError

    request: Any = rf.post("/x/", {"title": "T"})
    read: Callable[..., Any] = property(cut_off)  # type: ignore[assignment]
    monkeypatch.setattr(type(request), "POST", read)
    assert answer(OperationalError(), request).status_code == 503
