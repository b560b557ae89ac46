"""The outbox: mails wait in the database until the mail server took them (R-06).

At least once: only when this process dies between the server's yes and our note of it is a mail
sent twice, and then with the same Message-ID.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from ..models import Mail, Submission, User

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long one process has a mail to itself (R-07)."""

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 480, 1440, 2880))
"""How long to wait after each failure; after the last the mail is given up on (R-06)."""

MOST_IN_VAIN = 3
"""After so many mails in a row that found no server, a sweep leaves the rest for the next."""

AWAY = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
"""Errors that say more of the server than of this mail. `SMTPException` is an `OSError` too."""


class Outcome(Enum):
    """What came of one attempt."""

    SENT = "sent"
    REFUSED = "refused"
    NO_SERVER = "no server"


def post(
    *,
    address: str,
    subject: str,
    body: str,
    topic: str,
    recipient: User | None = None,
    submission: Submission | None = None,
    key: UUID | None = None,
) -> Mail:
    """Put one mail in the outbox, in the transaction of the caller; it is sent after that.

    topic: a word for what it tells of, in the history of mails;
    key: what makes this mail the same mail when it is asked for again (a double click).
    Line ends in the subject, which could add headers, become spaces (S-21).
    """
    values = {
        "address": address,
        "recipient": recipient,
        "submission": submission,
        "topic": topic,
        "subject": " ".join(subject.split())[:200],
        "body": body,
    }
    mail, is_new = Mail.objects.get_or_create(key=key or uuid4(), defaults=values)
    if is_new:
        _hand_over(mail)
    return mail


def retry(mails: QuerySet[Any]) -> int:
    """Send what was given up on among these mails after all; how many there were."""
    with transaction.atomic():
        chosen = Mail.objects.filter(pk__in=mails.values("pk"))
        dead = list(chosen.dead().select_for_update())
        for mail in dead:
            _hand_over(mail)
        return Mail.objects.filter(pk__in=[mail.pk for mail in dead]).revive()


def _hand_over(mail: Mail) -> None:
    """Let the worker send it as soon as it stands in the database.

    When even that fails the mail is there all the same, and the next `deliver_due` sends it.
    """
    key = str(mail.key)
    transaction.on_commit(lambda: deliver.enqueue(key), robust=True)


@task()
def deliver(key: str) -> None:
    """Send one mail, if it is due and nobody else is at it."""
    mail = Mail.objects.due().filter(key=key).first()
    if mail is not None and mail.lease(LEASE):
        _send(mail)


def deliver_due(most: int = 200) -> int:
    """Send what is due, oldest first; how many were sent. Picks up what a worker left behind."""
    sent = in_vain = 0
    for mail in Mail.objects.due().order_by("next_attempt_at", "pk")[:most]:
        if not mail.lease(LEASE):
            continue
        outcome = _send(mail)
        sent += outcome is Outcome.SENT
        in_vain = in_vain + 1 if outcome is Outcome.NO_SERVER else 0
        if in_vain == MOST_IN_VAIN:
            break
    return sent


def _send(mail: Mail) -> Outcome:
    try:
        _message(mail).send()
    except Exception as error:  # noqa: BLE001  one bad mail must not stop the rest
        reason = _reason(error)
        # Not the text of the error: mail servers repeat the address in it (P-10).
        logger.warning("mail %s niet verstuurd: %s", mail.key, reason)
        mail.note_failed(reason, again_at=None if _is_final(error) else _next_attempt(mail))
        is_away = isinstance(error, AWAY) and not _is_answer(error)
        return Outcome.NO_SERVER if is_away else Outcome.REFUSED
    mail.note_sent()
    return Outcome.SENT


def _message(mail: Mail) -> EmailMessage:
    """The mail as it goes out. Raises `ValidationError` when its address is none.

    An address with a line end or a second address in it is none (S-21, P-12).
    """
    validate_email(mail.address)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return EmailMessage(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _next_attempt(mail: Mail) -> datetime | None:
    """When to try again after one more failure; None after the last."""
    return timezone.now() + WAITS[mail.attempts] if mail.attempts < len(WAITS) else None


def _is_answer(error: Exception) -> bool:
    """True when the server was there and said no."""
    refusals = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
    return isinstance(error, refusals) and not isinstance(error, smtplib.SMTPConnectError)


def _is_final(error: Exception) -> bool:
    """True when trying again is of no use: no address, or one that the server does not know."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _text in error.recipients.values())
    return isinstance(error, ValidationError)


def _reason(error: Exception) -> str:
    """What went wrong, for the admin; without a word of the server, which may hold an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _text in error.recipients.values()})
        return f"Adres geweigerd door de mailserver ({', '.join(map(str, codes))})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"Geweigerd door de mailserver ({error.smtp_code})"
    if isinstance(error, ValidationError):
        return "Dit is geen e-mailadres"
    if isinstance(error, AWAY):
        return f"Mailserver niet bereikbaar ({type(error).__name__})"
    return type(error).__name__
