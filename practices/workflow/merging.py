"""Handling a proposal for a new practice as a change of one that is there, and the way back."""

from __future__ import annotations

from ..models import Event, Practice, Submission, User, WrongState
from .review import in_hand, is_closed
from .submissions import base_on


def merge_into(submission: Submission, practice: Practice, *, actor: User, version: int) -> None:
    """Turn a proposal for a new practice into a change of one that is there.

    What is taken over is decided on acceptance. Raises as `request_changes`, and `WrongState` also
    when it is a change already or the practice is in the archive.
    """
    with in_hand(submission, actor, version):
        now = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if submission.is_change or is_closed(now):
            raise WrongState(submission.status)
        base_on(submission, now)
        _keep_link(submission)
        submission.history.create(
            actor=actor, move=Event.Kind.MERGED, note=f"Wordt een wijziging van “{practice}”."
        )


def separate(submission: Submission, *, actor: User, version: int) -> None:
    """Undo `merge_into`: a proposal for a new practice again. Raises as `request_changes`."""
    with in_hand(submission, actor, version):
        if not submission.is_change:
            raise WrongState(submission.status)
        submission.practice, submission.is_change, submission.base = None, False, {}
        _keep_link(submission)
        submission.history.create(
            actor=actor, move=Event.Kind.SEPARATED, note="Wordt weer een nieuw voorbeeld."
        )


def _keep_link(submission: Submission) -> None:
    submission.version += 1
    submission.save(update_fields=["practice", "is_change", "base", "version"])
