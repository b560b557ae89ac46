"""What people say about a submission: messages, a coordinator's word, questions, notes.

Each is kept once for each `key` of a form (R-03).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ..models import Event, Remark, Submission, User
from ..notifications import tell
from ..permissions import can_endorse, can_follow, can_read_submission
from .proposals import PROPOSED
from .review import check_review, in_hand
from .submissions import check_turn, holding

FOR_EDITORS = ("question", "note")
"""What somebody says as an editor, also when they coordinate the region."""

# --- By everybody --------------------------------------------------------------------------------


@transaction.atomic
def say(submission: Submission, *, actor: User, text: str, key: UUID) -> Remark:
    """Add a message to the conversation, once for each `key`. Raises `PermissionDenied`."""
    if not can_read_submission(actor, submission):
        raise PermissionDenied
    remark, is_new = _keep(submission, actor=actor, kind="message", text=text, key=key)
    if is_new:
        tell(submission, "message", actor=actor, note=text)
    return remark


@transaction.atomic
def endorse(
    submission: Submission, *, actor: User, is_positive: bool, text: str, key: UUID
) -> Remark:
    """Give a coordinator's word on it: shown to editors, not decisive.

    Raises `PermissionDenied`.
    """
    if not can_endorse(actor, submission):
        raise PermissionDenied
    remark, is_new = _keep(
        submission,
        actor=actor,
        kind="endorsement",
        text=text or ("De regio beveelt dit aan." if is_positive else "De regio twijfelt."),
        key=key,
        is_positive=is_positive,
    )
    if is_new:
        submission.history.create(actor=actor, move=Event.Kind.ENDORSED, note=remark.text)
        tell(submission, "endorsed", actor=actor, note=remark.text)
    return remark


def tick(remark: Remark, *, actor: User, done: bool) -> None:
    """Say that what editors asked about a field is done, or not yet.

    Raises `PermissionDenied`, `WrongState`.
    """
    submission = remark.submission
    if not can_follow(actor, submission) or not remark.is_ready or remark.kind != "question":
        raise PermissionDenied
    with holding(submission):
        check_turn(actor, submission)
        remark.done_at = timezone.now() if done else None
        remark.save(update_fields=["done_at"])


def _keep(
    submission: Submission, *, actor: User, kind: str, text: str, key: UUID, **fields: Any
) -> tuple[Remark, bool]:
    """Keep a remark, once for each `key`; and whether it is new.

    Raises `PermissionDenied` when the key was used by somebody else or for something else.
    """
    by_editor = kind in FOR_EDITORS or not can_follow(actor, submission)
    said = {"kind": kind, "text": text, "by_editor": by_editor, **fields}
    remark, is_new = Remark.objects.get_or_create(
        key=key, defaults={"submission": submission, "author": actor, **said}
    )
    if (remark.submission_id, remark.author_id, remark.kind) != (submission.pk, actor.pk, kind):
        raise PermissionDenied
    return remark, is_new


# --- By editors ----------------------------------------------------------------------------------


def ask(submission: Submission, *, actor: User, field: str, text: str, key: UUID) -> Remark:
    """Prepare a question about a field; it goes out with `request_changes`.

    Raises `PermissionDenied`, `WrongState`, and `ValueError` when there is no such field.
    """
    if field not in (*PROPOSED, "source_title", "attachments"):
        raise ValueError(field)
    with in_hand(submission, actor):
        remark, _ = _keep(
            submission,
            actor=actor,
            kind="question",
            text=text,
            key=key,
            field=field,
            is_ready=False,
        )
    return remark


def drop_question(remark: Remark, *, actor: User) -> None:
    """Take back a question that was not sent yet. Raises `PermissionDenied`, `WrongState`."""
    with in_hand(remark.submission, actor):
        if remark.is_ready:
            raise PermissionDenied
        remark.delete()


def jot(submission: Submission, *, actor: User, text: str, key: UUID) -> Remark:
    """Add a note that only editors read. Raises `PermissionDenied`."""
    check_review(actor, submission)
    return _keep(submission, actor=actor, kind="note", text=text, key=key)[0]
