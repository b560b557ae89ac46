"""Who may open what: every address of the site, for every role, from a table (S-04).

`access.txt` is the table. An address that it lacks fails the test, so nobody can add one without
deciding who may use it. When it fails, the table as it really is stands in the temporary folder
that the message names: compare, and copy it only when every difference is meant.
"""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from practices.models import Attachment, Event, Mail, Practice, Submission, User

from .addresses import ROLES, address, client_of, routes

TABLE = Path(__file__).parent / "access.txt"
HEAD = f"{'route':<72} {' '.join(f'{role:<16}' for role in ROLES)}".rstrip()


FORMS = (
    *("beheer/", "inloggen/", "uitloggen/", "account/", "uitnodiging/"),
    *("indienen/", "bijlagen/", "mijn/", "redactie/", "berichten/"),
    *("voorbeelden/<slug:slug>/fout-melden/", "voorbeelden/<slug:slug>/vraag-stellen/"),
)
"""How addresses begin where a visitor may send a form, or is sent to log in."""


def ask(client: Client, method: str, path: str) -> int:
    """The status of an answer; what the request did is undone."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        status = client.generic(method, path).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def listed() -> dict[str, list[str]]:
    """The table: for each route the "GET/POST" statuses of each role."""
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


def seen(samples: dict[str, str]) -> dict[str, list[str]]:
    """The same as it really is."""
    cells: dict[str, list[str]] = {route or "/": [] for route in routes()}
    for role in ROLES:
        client = client_of(role)
        for route in routes():
            path = address(route, samples)
            answers = (ask(client, "GET", path), ask(client, "POST", path))
            cells[route or "/"].append("/".join(map(str, answers)))
    return cells


def test_every_address_answers_every_role_as_the_table_says(
    samples: dict[str, str], tmp_path: Path
) -> None:
    found = seen(samples)
    lines = (f"{route:<72} {' '.join(f'{c:<16}' for c in row)}" for route, row in found.items())
    really = tmp_path / "access.txt"
    really.write_text("\n".join([HEAD, "", *(line.rstrip() for line in lines), ""]))
    assert found == listed(), f"zo is het nu: {really}"


QUICK = ("bezoeker", "eindredacteur")


@pytest.mark.parametrize(
    "role",
    [
        *QUICK,
        *(pytest.param(r, marks=pytest.mark.long) for r in ROLES if r not in QUICK),
    ],
)
def test_reading_and_strange_methods_change_nothing(samples: dict[str, str], role: str) -> None:
    client = client_of(role)
    before = _rows()
    for route in routes():
        path = address(route, samples)
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"):
            assert client.generic(method, path).status_code < 500, (method, path)
    assert _rows() == before


def _rows() -> list[object]:
    return [Event.objects.count(), User.objects.count(), Mail.objects.count()] + [
        list(model.objects.values()) for model in (Practice, Submission, Attachment)
    ]


def test_public_address_takes_no_writing(samples: dict[str, str]) -> None:
    client = client_of("bezoeker")
    for route in routes():
        if not route.startswith(FORMS):
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                status = ask(client, method, address(route, samples))
                assert status in (404, 405), (method, route, status)
