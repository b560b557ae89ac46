"""What machines ask of the site: robots.txt, security.txt (RFC 9116), health (R-12)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from practices.models import Mail, SearchText

from ..factories import make_practice


def fields(client: Client) -> dict[str, str]:
    """The fields of security.txt."""
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_robots_leads_to_the_sitemap_and_away_from_the_admin(client: Client) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert "Disallow: /beheer/" in lines
    assert "Disallow: /voorbeelden/?" in lines
    assert "Disallow: /voorbeelden/" not in lines
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_icon_is_found_without_reading_a_page(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/practices/favicon.svg")


@override_settings(SECURITY_CONTACT="mailto:veilig@voorbeeld.invalid")
def test_security_txt_has_the_fields_of_the_rfc(client: Client) -> None:
    assert fields(client) == {
        "Contact": "mailto:veilig@voorbeeld.invalid",
        "Expires": fields(client)["Expires"],
        "Preferred-Languages": "nl",
        "Canonical": "http://127.0.0.1:8000/.well-known/security.txt",
    }


def test_security_txt_stays_good_for_less_than_a_year(client: Client) -> None:
    expires = datetime.datetime.fromisoformat(fields(client)["Expires"])
    left = expires - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=60) < left < datetime.timedelta(days=365)
    assert expires.time() == datetime.time(0), "the same all day"


@override_settings(SECURITY_CONTACT="")
def test_security_txt_is_not_there_without_somebody_to_tell(client: Client, db: None) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_live_asks_nothing_of_the_database(client: Client) -> None:
    answer = client.get("/gezond/live")  # without the `db` fixture a query would fail
    assert (answer.status_code, answer.json()) == (200, {"status": "goed"})
    assert "no-store" in answer["Cache-Control"]


def readiness(client: Client) -> tuple[int, dict[str, Any]]:
    """The status and the parts."""
    answer = client.get("/gezond/klaar")
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    return answer.status_code, answer.json()["onderdelen"]


def test_ready_says_that_all_is_well(client: Client, db: None) -> None:
    make_practice()
    well = dict.fromkeys(("database", "migraties", "zoekindex", "post"), "goed")
    assert readiness(client) == (200, well)


def test_ready_sees_a_migration_that_was_not_run(client: Client, db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="practices").delete()
    status, parts = readiness(client)
    assert (status, parts["migraties"], parts["database"]) == (503, "fout", "goed")


def test_ready_sees_a_practice_that_cannot_be_found(client: Client, db: None) -> None:
    make_practice()
    SearchText.objects.filter(practice=make_practice()).delete()
    status, parts = readiness(client)
    assert (status, parts["zoekindex"]) == (503, "fout")


@pytest.mark.parametrize(("minutes", "word"), [(14, "goed"), (16, "fout")])
def test_ready_names_mail_that_stays_behind_but_keeps_its_visitors(
    client: Client, db: None, minutes: int, word: str
) -> None:
    due = timezone.now() - datetime.timedelta(minutes=minutes)
    Mail.objects.create(address="a@voorbeeld.invalid", topic="t", next_attempt_at=due)
    Mail.objects.create(address="b@voorbeeld.invalid", topic="t", status=Mail.Status.DEAD)
    answer = client.get("/gezond/klaar")
    assert (answer.status_code, answer.json()["onderdelen"]["post"]) == (200, word)
    assert answer.json()["status"] == ("goed" if word == "goed" else "let op")


def test_ready_survives_a_database_that_is_away(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError("wachtwoord: geheim")

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", refuse)
        answer = client.get("/gezond/klaar")
    assert answer.status_code == 503
    assert set(answer.json()["onderdelen"].values()) == {"fout"}
    assert b"geheim" not in answer.content


def test_ready_is_as_cheap_with_many_practices(client: Client, db: None) -> None:
    make_practice()
    readiness(client)  # the first one reads the migrations of this program from the disk
    with CaptureQueriesContext(connection) as few:
        readiness(client)
    for _ in range(5):
        make_practice()
    with CaptureQueriesContext(connection) as many:
        readiness(client)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "address", ["/robots.txt", "/.well-known/security.txt", "/gezond/live", "/gezond/klaar"]
)
def test_machines_may_only_read(client: Client, db: None, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
