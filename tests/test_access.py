"""Who may open what: every address of the site, for every role, from a table (S-04).

`access.txt` is the table. An address that it lacks fails the test, so nobody can add one without
deciding who may use it. When it fails, the table as it really is stands in the temporary folder
that the message names: compare, and copy it only when every difference is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from taggit.models import Tag

from practices.models import Event, Practice, User

from .factories import make_practice, make_region, make_sector, make_source, make_user

ROLES = ("bezoeker", "inzender", "redacteur", "eindredacteur", "beheerder")
TABLE = Path(__file__).parent / "access.txt"
HEAD = f"{'route':<72} {' '.join(f'{role:<13}' for role in ROLES)}".rstrip()


def routes() -> list[str]:
    """Every route of the site, in the order of the URLconf."""
    return [route for route, _ in _walk(get_resolver().url_patterns, "")]


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield here, pattern
        else:
            yield from _walk(pattern.url_patterns, here)


@pytest.fixture
def samples(db: None) -> dict[str, str]:
    """For each variable part of a route, something that exists."""
    sector, region, source = make_sector("ggz"), make_region("noord"), make_source("rapport")
    practice = make_practice(
        slug="voorbeeld",
        pillars=["2a"],
        sectors=[sector],
        regions=[region],
        sources=[source],
        tags=["rooster"],
        organisations=["thebe"],
    )
    group = make_user("redacteur").groups.get()
    keys: dict[str, Any] = {
        "practices/practice": practice.pk,
        "practices/source": source.pk,
        "practices/organisation": practice.participations.get().organisation_id,
        "practices/pillar": "2",
        "practices/element": "2a",
        "practices/sector": sector.pk,
        "practices/region": region.pk,
        "taggit/tag": Tag.objects.get().pk,
        "practices/user": make_user().pk,
        "auth/group": group.pk,
        "shortcut": f"{ContentType.objects.get_for_model(Practice).pk}/{practice.pk}",
        "event": practice.history.latest("pk").pk,
        "voorbeelden": "voorbeeld",
        "pijlers": "2a",
        "sectoren": "ggz",
        "regios": "noord",
        "bronnen": "rapport",
        "organisaties": "thebe",
        "trefwoorden": "rooster",
    }
    return {name: str(key) for name, key in keys.items()}


def address(route: str, samples: dict[str, str]) -> str:
    """A route with something that exists in place of its variable parts."""
    fixed = {
        "<path:content_type_id>/<path:object_id>": samples["shortcut"],
        "<int:event_pk>": samples["event"],
        "status/<slug:address>": "status/publiceren",
        "^(?P<app_label>practices|taggit|auth)/$": "practices/",
        "(?P<url>.*)$": "bestaat-niet/",
        r"^api(?:/[\s\S]*)?$": "api/bestaat-niet",
    }
    for pattern, value in fixed.items():
        route = route.replace(pattern, value)
    for prefix, key in samples.items():
        for part in ("<int:pk>", "<path:object_id>", "<id>", "<slug:slug>", "<slug:code>"):
            route = route.replace(f"{prefix}/{part}", f"{prefix}/{key}")
    assert "<" not in route, f"geef {route} een voorbeeld in samples"
    return f"/{route}"


def client_of(role: str) -> Client:
    """Somebody in this role, logged in unless a visitor."""
    client = Client(raise_request_exception=False)
    if role == "beheerder":
        client.force_login(User.objects.create_superuser("baas"))
    elif role == "inzender":
        client.force_login(make_user())
    elif role != "bezoeker":
        client.force_login(make_user(role))
    return client


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
    lines = (f"{route:<72} {' '.join(f'{c:<13}' for c in row)}" for route, row in found.items())
    really = tmp_path / "access.txt"
    really.write_text("\n".join([HEAD, "", *(line.rstrip() for line in lines), ""]))
    assert found == listed(), f"zo is het nu: {really}"


@pytest.mark.parametrize(
    "role",
    [
        "bezoeker",
        "eindredacteur",
        *(pytest.param(r, marks=pytest.mark.long) for r in ("inzender", "redacteur", "beheerder")),
    ],
)
def test_reading_and_strange_methods_change_nothing(samples: dict[str, str], role: str) -> None:
    client = client_of(role)
    before = (Event.objects.count(), list(Practice.objects.values()), User.objects.count())
    for route in routes():
        path = address(route, samples)
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"):
            assert client.generic(method, path).status_code < 500, (method, path)
    after = (Event.objects.count(), list(Practice.objects.values()), User.objects.count())
    assert after == before


def test_public_address_takes_no_writing(samples: dict[str, str]) -> None:
    client = client_of("bezoeker")
    for route in routes():
        if not route.startswith("beheer/"):
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                status = ask(client, method, address(route, samples))
                assert status in (404, 405), (method, route, status)
