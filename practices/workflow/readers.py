"""What becomes of a message from a reader: relayed, answered, closed; no address is ever shown.

Doing the same thing twice (a double click) does it once. Who was not first gets `WrongState`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string

from ..models import Event, Mail, Practice, ReaderMessage, User, WrongState
from ..models.dialogue import ReaderMessageQuerySet
from ..notifications import post
from ..notifications.telling import tell_about_reader
from ..permissions import can_review, scope, visible_reader_messages


class NoAddress(Exception):
    """There is nobody to mail it to: the reader left no address, or there is no contact."""


def inbox(user: User) -> ReaderMessageQuerySet:
    """The messages that somebody may handle. Raises `PermissionDenied` for who handles none."""
    if not (can_review(user) or scope(user)):
        raise PermissionDenied
    return visible_reader_messages(user)


def find_received(
    practice: Practice, *, kind: str, text: str, email: str, key: UUID
) -> ReaderMessage | None:
    """The message that `receive` kept of exactly this; None when it is new."""
    own = _own_key(practice, kind, text, email, key)
    return ReaderMessage.objects.filter(key=own).first()


@transaction.atomic
def receive(practice: Practice, *, kind: str, text: str, email: str, key: UUID) -> ReaderMessage:
    """Keep a reader's message and tell editors and coordinators; twice the same is kept once."""
    message, is_new = ReaderMessage.objects.get_or_create(
        key=_own_key(practice, kind, text, email, key),
        defaults={"practice": practice, "kind": kind, "text": text, "email": email},
    )
    if is_new:
        tell_about_reader(message)
    return message


def _own_key(practice: Practice, kind: str, text: str, email: str, key: UUID) -> UUID:
    """One form that is sent again with other words, after going back, is another message."""
    return uuid5(key, f"{practice.pk}\n{kind}\n{email}\n{text}")


def answer(message: ReaderMessage, *, actor: User, text: str) -> None:
    """Mail the reader an answer and close the message.

    Raises `PermissionDenied`, `WrongState`, `ReasonRequired`, `NoAddress`.
    """
    with _handling(message, actor):
        if _was_done("answer", message, actor, text):
            return
        if not message.email:
            raise NoAddress
        message.move("answer", actor=actor, note=text)
        subject = f"Antwoord op uw bericht over {message.practice.title}"
        _mail(message, message.email, "reader_answer", subject=subject, text=text)


def close(message: ReaderMessage, *, actor: User, note: str = "") -> None:
    """Close it without an answer. Raises `PermissionDenied`, `WrongState`."""
    with _handling(message, actor):
        if not _was_done("close", message, actor, note):
            message.move("close", actor=actor, note=note)


def reopen(message: ReaderMessage, *, actor: User) -> None:
    """Open it again. Raises `PermissionDenied`, `WrongState`."""
    with _handling(message, actor):
        if not _was_done("reopen", message, actor):
            message.move("reopen", actor=actor)


def forward(message: ReaderMessage, *, actor: User, key: UUID, note: str = "") -> None:
    """Send an open message, without the reader's address, to the contact of the practice.

    key: of the form, so that one form mails once.

    Raises `PermissionDenied`, `WrongState`, `NoAddress`.
    """
    with _handling(message, actor):
        if Mail.objects.filter(key=key).exists():
            return
        if message.status != ReaderMessage.Status.OPEN:
            raise WrongState(message.status)
        contact = message.practice.contact_email
        if not contact:
            raise NoAddress
        message.history.create(actor=actor, move=Event.Kind.FORWARDED, note=note.strip())
        subject = f"Een lezer schrijft over {message.practice.title}"
        _mail(message, contact, "reader_forward", subject=subject, text=note, key=key)


@contextmanager
def _handling(message: ReaderMessage, actor: User) -> Iterator[None]:
    """Hold the row until the end of the block, as it is now, for somebody who may handle it."""
    if not visible_reader_messages(actor).filter(pk=message.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        ReaderMessage.objects.select_for_update().get(pk=message.pk)
        message.refresh_from_db()
        yield


def _was_done(move: str, message: ReaderMessage, actor: User, note: str = "") -> bool:
    """True when the last thing that happened is this very thing."""
    last = message.history.first()
    return last is not None and (last.move, last.actor_id, last.note) == (
        move,
        actor.pk,
        note.strip(),
    )


def _mail(
    message: ReaderMessage,
    address: str,
    topic: str,
    *,
    subject: str,
    text: str,
    key: UUID | None = None,
) -> None:
    context = {
        "message": message,
        "text": text,
        "address": settings.SITE_URL + message.practice.get_absolute_url(),
        "site": settings.SITE_NAME,
    }
    body = render_to_string(f"email/{topic}.txt", context)
    post(address=address, subject=subject, body=body, topic=topic, key=key)
