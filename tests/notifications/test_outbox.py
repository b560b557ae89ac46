"""The outbox: nothing lost, nothing stuck, nobody's mail held up by another's (R-06, R-07)."""

from __future__ import annotations

import email
import smtplib
import socket
from datetime import timedelta
from email.policy import default as modern
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from practices.models import Mail
from practices.notifications import deliver_due, outbox, post

from .mails import fresh, make_mail


def make_due() -> None:
    """Let the wait of every mail be over."""
    Mail.objects.update(next_attempt_at=timezone.now())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """A mail server that takes all, except what is sent to an address in this dictionary."""
    errors: dict[str, Exception] = {}

    def send(message: Any, **kwargs: Any) -> int:
        error = errors.get(message.to[0]) or errors.get("*")
        if error is not None:
            raise error
        mail.outbox.append(message)
        return 1

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    return errors


AWAY = ConnectionRefusedError(111, "Connection refused")


# --- Putting in ----------------------------------------------------------------------------------


def test_mail_goes_out_after_the_change_it_tells_of(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept = post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["a@voorbeeld.invalid"]]
    assert fresh(kept).status == Mail.Status.SENT
    assert fresh(kept).attempts == 1


def test_mail_of_a_change_that_was_taken_back_is_never_sent(transactional_db: None) -> None:
    with transaction.atomic():
        post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
        transaction.set_rollback(True)
    assert (mail.outbox, Mail.objects.count()) == ([], 0)


def test_same_key_is_the_same_mail(db: None, django_capture_on_commit_callbacks: Any) -> None:
    key = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t", key=key)
    assert len(mail.outbox) == 1


def test_mail_server_that_is_away_is_no_error_for_who_caused_the_mail(
    db: None, server: dict[str, Exception], django_capture_on_commit_callbacks: Any
) -> None:
    server["*"] = AWAY
    with django_capture_on_commit_callbacks(execute=True):
        kept = post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
    assert fresh(kept).status == Mail.Status.QUEUED
    assert fresh(kept).last_error == "Mailserver niet bereikbaar (ConnectionRefusedError)"


# --- What goes out -------------------------------------------------------------------------------


def sent_as_bytes() -> Any:
    """The only mail that was sent, read back as another mail program would."""
    [message] = mail.outbox
    return email.message_from_bytes(message.message().as_bytes(), policy=modern)


HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
}


@pytest.mark.parametrize(
    "subject",
    [
        "Gewoon",
        "Twee\r\nBcc: x@voorbeeld.invalid",
        "Twee\nBcc: x@voorbeeld.invalid\n\nAndere tekst",
        "Twee\u2028Bcc: x@voorbeeld.invalid",
        "Twee\x0bBcc:\x85x@voorbeeld.invalid",
        "Café " * 60,
    ],
)
def test_no_subject_adds_a_header(db: None, subject: str) -> None:
    post(address="a@voorbeeld.invalid", subject=subject, body="Tekst.\nBcc: nee", topic="t")
    assert deliver_due() == 1
    parsed = sent_as_bytes()
    assert set(parsed.keys()) == HEADERS
    assert parsed["To"] == "a@voorbeeld.invalid"
    assert parsed["Subject"].split() == " ".join(subject.split())[:200].split()


def test_mail_is_plain_text_to_one_person_with_an_id_of_its_own(db: None) -> None:
    kept = make_mail(body="<b>Vet</b> & é\n\n" + "lang " * 400)
    deliver_due()
    parsed = sent_as_bytes()
    assert parsed.get_content_type() == "text/plain"
    assert parsed.get_content().strip() == kept.body.strip()
    assert parsed["Message-ID"] == f"<{kept.key}@127.0.0.1>"
    assert parsed["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "address",
    [
        "geen adres",
        "a@voorbeeld.invalid, b@voorbeeld.invalid",
        "a@voorbeeld.invalid\nBcc: b@voorbeeld.invalid",
        "",
    ],
)
def test_what_is_no_single_address_is_given_up_on_at_once(db: None, address: str) -> None:
    kept = make_mail(address=address)
    assert deliver_due() == 0
    assert fresh(kept).status == Mail.Status.DEAD
    assert fresh(kept).last_error == "Dit is geen e-mailadres"
    assert mail.outbox == []


@pytest.mark.parametrize("topic", ["account", "uitnodiging"])
def test_text_that_lets_its_reader_in_is_forgotten_once_sent(db: None, topic: str) -> None:
    kept, other = make_mail(topic=topic, body="Uw code: AB12-CD34"), make_mail()
    deliver_due()
    assert "AB12-CD34" in mail.outbox[0].body
    assert (fresh(kept).body, fresh(other).body) == ("", "Tekst.")


# --- When it does not go out ---------------------------------------------------------------------


def test_waits_longer_after_each_failure_and_then_gives_up(
    db: None, server: dict[str, Exception]
) -> None:
    kept, waits = make_mail(), []
    server["*"] = AWAY
    for _ in range(8):
        make_due()
        before = timezone.now()
        assert deliver_due() == 0
        waits.append(round((fresh(kept).next_attempt_at - before).total_seconds() / 60))
    assert waits[:7] == [1, 5, 30, 120, 480, 1440, 2880]
    assert (fresh(kept).status, fresh(kept).attempts) == (Mail.Status.DEAD, 8)
    make_due()
    assert deliver_due() == 0
    assert fresh(kept).attempts == 8


def test_mail_is_not_tried_before_its_wait_is_over(db: None, server: dict[str, Exception]) -> None:
    kept = make_mail()
    server["*"] = AWAY
    deliver_due()
    server.clear()
    assert (deliver_due(), fresh(kept).attempts) == (0, 1)


def test_all_is_delivered_after_the_server_was_down_for_an_hour(
    db: None, server: dict[str, Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [make_mail(f"lezer{number}") for number in range(30)]
    server["*"] = AWAY
    now = timezone.now()
    for minute in range(240):
        if minute == 60:
            server.clear()
        monkeypatch.setattr(timezone, "now", lambda at=now + timedelta(minutes=minute): at)
        deliver_due()
    assert sorted(m.to[0] for m in mail.outbox) == sorted(row.address for row in kept)
    assert set(Mail.objects.values_list("status", flat=True)) == {Mail.Status.SENT}


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (
            smtplib.SMTPRecipientsRefused({"x@voorbeeld.invalid": (550, b"x@voorbeeld.invalid?")}),
            Mail.Status.DEAD,
            "Adres geweigerd door de mailserver (550)",
        ),
        (
            smtplib.SMTPRecipientsRefused({"x@voorbeeld.invalid": (451, b"Greylisted")}),
            Mail.Status.QUEUED,
            "Adres geweigerd door de mailserver (451)",
        ),
        (
            smtplib.SMTPDataError(554, b"Spam van x@voorbeeld.invalid"),
            Mail.Status.QUEUED,
            "Geweigerd door de mailserver (554)",
        ),
        (
            smtplib.SMTPServerDisconnected("weg"),
            Mail.Status.QUEUED,
            "Mailserver niet bereikbaar (SMTPServerDisconnected)",
        ),
        (ValueError("x@voorbeeld.invalid"), Mail.Status.QUEUED, "ValueError"),
    ],
)
def test_trouble_with_one_mail_holds_up_no_other(
    *,
    db: None,
    server: dict[str, Exception],
    error: Exception,
    status: str,
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad, good = make_mail("x"), make_mail("y")
    server[bad.address] = error
    assert deliver_due() == 1
    assert (fresh(bad).status, fresh(bad).last_error) == (status, reason)
    assert fresh(good).status == Mail.Status.SENT
    assert "x@voorbeeld" not in caplog.text + fresh(bad).last_error
    assert str(bad.key) in caplog.text


def test_sweep_stops_asking_a_server_that_is_away(db: None, server: dict[str, Exception]) -> None:
    for number in range(20):
        make_mail(f"lezer{number}")
    server["*"] = AWAY
    deliver_due()
    assert Mail.objects.filter(attempts=1).count() == outbox.MOST_IN_VAIN
    assert Mail.objects.filter(attempts=0).count() == 20 - outbox.MOST_IN_VAIN


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_TIMEOUT=0.2)
def test_server_that_hangs_is_left_after_the_timeout(db: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            kept = make_mail()
            assert deliver_due() == 0
    assert fresh(kept).status == Mail.Status.QUEUED
    assert "niet bereikbaar" in fresh(kept).last_error


# --- The dead ------------------------------------------------------------------------------------


def test_dead_mail_is_sent_after_all_when_somebody_asks(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    dead = make_mail(status=Mail.Status.DEAD, attempts=8, last_error="Iets")
    waiting = make_mail(next_attempt_at=timezone.now() + timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert outbox.retry(Mail.objects.all()) == 1
    assert (fresh(dead).status, fresh(dead).attempts) == (Mail.Status.SENT, 1)
    assert fresh(dead).last_error == ""
    assert fresh(waiting).status == Mail.Status.QUEUED
