"""What lies on the desk of the editors, and what one of them can take up next."""

from __future__ import annotations

from django.db.models import Q

from ..models import Submission, User, WrongState
from ..models.submission import SubmissionQuerySet
from ..permissions import can_review, visible_submissions
from . import review

MOST_TRIED = 20
"""So many colleagues may be first before "take the next" gives up."""


def on_desk(user: User) -> SubmissionQuerySet:
    """All that was sent in and not taken back to work on: drafts never show. Nothing for others."""
    if not can_review(user):
        return Submission.objects.none()
    return visible_submissions(user).sent()


def within_reach(rows: SubmissionQuerySet, user: User) -> SubmissionQuerySet:
    """Of these, what this editor can handle: nobody's yet or theirs, and not sent in by them.

    What comes back completed lies with the editor who asked for it, as long as they are one.
    """
    theirs = Q(status__in=Submission.EDITORS_TURN, assignee=user)
    with_colleague = Q(assignee__in=User.objects.editors().exclude(pk=user.pk))
    free = Q(status=Submission.Status.SUBMITTED) & ~with_colleague
    return rows.filter(free | theirs).exclude(submitter=user).longest_waiting_first()


def take_next(rows: SubmissionQuerySet, *, actor: User) -> Submission | None:
    """Take what waits longest of these, None when nothing is left.

    What a colleague takes at the same moment is passed over. Raises `PermissionDenied`.
    """
    free = within_reach(rows, actor).filter(status=Submission.Status.SUBMITTED)
    for submission in free[:MOST_TRIED]:
        try:
            review.take(submission, actor=actor)
        except WrongState:
            continue
        return submission
    return None
