"""Adding files to a submission and taking them away, by the side that has the turn.

The file is written inside the transaction: when that fails, at worst a file is left over that no
row names, and never a row without its file.
"""

from __future__ import annotations

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from ..attachments import MOST, BadFile, Checked, check
from ..models import Attachment, Event, Submission, User
from .submissions import check_turn, holding, note_saved


def add(submission: Submission, *, actor: User, name: str, file: IO[bytes]) -> Attachment:
    """Keep a file that came in, checked by its content. The same file twice is kept once (R-03).

    name: what the sender called it;  file: open for reading, at its begin.
    Raises `PermissionDenied`, `WrongState`, and `BadFile` with what to do in Dutch.
    """
    check_turn(actor, submission)
    checked = check(name, file)  # outside the transaction: an image takes a while
    with holding(submission):
        check_turn(actor, submission)
        same = submission.attachments.filter(sha256=checked.sha256).first()
        if same is not None:
            return same
        if submission.attachments.count() >= MOST:
            raise BadFile(f"U heeft al {MOST} bijlagen. Haal er eerst een weg.")
        attachment = _store(submission, actor, checked)
        _record(submission, actor, f"Bijlage toegevoegd: {attachment.name}.")
    return attachment


def _store(submission: Submission, actor: User, checked: Checked) -> Attachment:
    attachment = Attachment(
        submission=submission,
        name=checked.name,
        kind=checked.kind,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_by=actor,
    )
    attachment.file.save(checked.name, ContentFile(checked.content))
    return attachment


def describe(attachment: Attachment, *, actor: User, text: str) -> None:
    """Say in words what a file is. Raises `PermissionDenied`, `WrongState`."""
    submission = attachment.submission
    with holding(submission):
        check_turn(actor, submission)
        if attachment.description != text:
            attachment.description = text
            attachment.save(update_fields=["description"])
            _record(submission, actor, f"Bijlage omschreven: {attachment.name}.")


def remove(attachment: Attachment, *, actor: User) -> None:
    """Take a file away. Doing it again changes nothing. Raises `PermissionDenied`, `WrongState`."""
    submission, place = attachment.submission, str(attachment.file.name)
    storage = attachment.file.storage
    with holding(submission):
        check_turn(actor, submission)
        gone, _ = Attachment.objects.filter(pk=attachment.pk).delete()
        if gone:
            _record(submission, actor, f"Bijlage weggehaald: {attachment.name}.")
            transaction.on_commit(lambda: storage.delete(place))


def _record(submission: Submission, actor: User, note: str) -> None:
    """Raise the version, so that nobody decides on files they did not see (R-02)."""
    note_saved(submission)
    if submission.status == Submission.Status.IN_REVIEW:
        submission.history.create(actor=actor, move=Event.Kind.EDITED, note=note)
