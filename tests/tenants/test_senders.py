"""What a request says about itself is not believed (S-21)."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from practices.models import Mail
from practices.notifications import deliver_due, post
from practices.workflow import submissions

from ..logging_in import log_in
from .world import World, add

AWAY = (
    *("https://kwaad.invalid/", "//kwaad.invalid/", "/\\kwaad.invalid/", "\\\\kwaad.invalid"),
    *("https:kwaad.invalid", "http:///kwaad.invalid", "/\t/kwaad.invalid", "/\n/kwaad.invalid"),
    *("javascript:alert(1)", "data:text/html,x", " //kwaad.invalid", "https:/\\kwaad.invalid"),
)


@pytest.mark.parametrize("host", ["kwaad.invalid", "testserver.kwaad.invalid", "testserver@kwaad"])
@pytest.mark.parametrize("page", ["/", "/indienen/", "/mijn/", "/inloggen/", "/beheer/login/"])
def test_another_host_is_refused(client: Client, db: None, host: str, page: str) -> None:
    answer = client.get(page, headers={"host": host})
    assert answer.status_code == 400
    assert "kwaad" not in answer.content.decode()


def test_a_forwarded_host_changes_no_page_and_no_mail(client: Client, world: World) -> None:
    forged = {"x-forwarded-host": "kwaad.invalid", "x-forwarded-server": "kwaad.invalid"}
    client.post("/inloggen/", {"email": "wie@voorbeeld.invalid"}, headers=forged)
    person = log_in(Client(), world["inzender"])
    own = world["inzender"].submissions.get()
    person.post(f"/indienen/{own.reference}/insturen/", headers=forged)
    assert Mail.objects.count() > 1
    assert not Mail.objects.filter(body__contains="kwaad").exists()
    for page in ("/", "/sitemap.xml", "/voorbeelden.atom", "/api/v1/openapi.json"):
        assert "kwaad" not in client.get(page, headers=forged).content.decode()


@pytest.mark.parametrize("place", AWAY)
def test_logging_in_leads_to_this_site_only(client: Client, world: World, place: str) -> None:
    logged_in = log_in(Client(), world["inzender"])
    for page in ("/inloggen/", "/beheer/login/", "/uitloggen/"):
        for visitor in (client, logged_in):
            for answer in (
                visitor.get(page, {"next": place}),
                visitor.post(page, {"next": place, "email": "wie@voorbeeld.invalid"}),
            ):
                assert "kwaad" not in answer.headers.get("Location", "")
                assert "javascript" not in answer.headers.get("Location", "")
                assert 'href="//kwaad' not in answer.content.decode()


@pytest.mark.parametrize(
    "title",
    ["Hoi\r\nBcc: iedereen@kwaad.invalid", "Hoi\nX-Kwaad: ja", "Hoi\u2028Bcc: x", "Hoi\x0bB"],
)
def test_a_line_end_in_a_title_adds_no_header(world: World, title: str) -> None:
    submission = add(world)
    submission.title = title
    submission.save()
    submissions.submit(submission, actor=world["daar"])
    deliver_due()
    assert mail.outbox
    for sent in mail.outbox:
        message = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert set(message.keys()) == {
            *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From"),
            *("To", "Date", "Message-ID", "Auto-Submitted"),
        }
        assert len(sent.recipients()) == 1


@pytest.mark.parametrize("address", ["a@b.invalid\nBcc: c@d.invalid", "a@b.invalid, c@d.invalid"])
def test_an_address_that_is_two_is_mailed_to_nobody(world: World, address: str) -> None:
    post(address=address, subject="Hoi", body="Hoi", topic="test", key=uuid4())
    deliver_due()
    assert mail.outbox == []


def test_a_forged_network_address_does_not_start_a_new_count(
    client: Client, world: World, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"find_similar": "2/m/ip"}
    statuses = []
    for number in range(3):
        forged = {"x-forwarded-for": f"198.51.100.{number}", "x-real-ip": f"198.51.100.{number}"}
        answer = client.get("/indienen/bestaat-al/?titel=rooster", headers=forged)
        statuses.append(answer.status_code)
    assert statuses == [200, 200, 429]
