"""Who may do what: predicates that views, admin and templates share.

Rights come from groups (migrations `0002_groups` and `0004_review_rights`): a *redacteur* writes,
corrects and reviews, an *eindredacteur* also decides what is public and keeps the vocabularies. A
coordinator sees and helps what comes from their regions, a submitter what is their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from .models import Attachment, Invitation, ReaderMessage, Region, Submission
from .models.submission import SubmissionQuerySet, regions_within

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User
    from .models.attachment import AttachmentQuerySet
    from .models.dialogue import ReaderMessageQuerySet

    Visitor = User | AnonymousUser

MOVE_RIGHTS = {
    "publish": "practices.publish_practice",
    "retract": "practices.publish_practice",
    "archive": "practices.archive_practice",
    "restore": "practices.archive_practice",
}
"""The right that each move of a practice takes."""


def can_edit(user: Visitor) -> bool:
    """True for people who may write or correct a practice."""
    return user.has_perm("practices.change_practice")


def can_move(user: Visitor, move: str) -> bool:
    """True for people who may make this move with a practice."""
    return user.has_perm(MOVE_RIGHTS[move])


def can_publish(user: Visitor) -> bool:
    """True for people who decide what is public."""
    return can_move(user, "publish")


# --- Submissions ---------------------------------------------------------------------------------


def can_review(user: Visitor) -> bool:
    """True for editors: they see what was sent in and may take it in hand."""
    return user.has_perm("practices.review_submission")


def can_review_this(user: Visitor, submission: Submission) -> bool:
    """True for editors once it was sent, but nobody handles a submission of their own."""
    is_own = user.pk == submission.submitter_id
    return not is_own and submission.is_sent and can_review(user)


def can_decide(user: Visitor, submission: Submission) -> bool:
    """True for the editor who has this submission in hand."""
    return can_review_this(user, submission) and user.pk == submission.assignee_id


def has_in_hand(user: Visitor, submission: Submission) -> bool:
    """True for the editor who can change and decide it now."""
    return submission.status == Submission.Status.IN_REVIEW and can_decide(user, submission)


def scope(user: Visitor) -> set[int]:
    """The ids of the regions that somebody coordinates, with all that lies in them."""
    if not user.is_authenticated or not user.is_active:
        return set()
    own = set(user.coordinates.values_list("pk", flat=True))
    return regions_within(own) if own else own


def can_coordinate(user: Visitor, submission: Submission) -> bool:
    """True for a coordinator of the region that it was sent in for."""
    return submission.region_id in scope(user)


def can_endorse(user: Visitor, submission: Submission) -> bool:
    """True for a coordinator of its region who did not send it in, once it was sent."""
    is_own = user.pk == submission.submitter_id
    return not is_own and submission.is_sent and can_coordinate(user, submission)


def can_follow(user: Visitor, submission: Submission) -> bool:
    """True for who sent it in and for who helps: a coordinator of its region."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.pk == submission.submitter_id or can_coordinate(user, submission)


def can_write(user: Visitor, submission: Submission) -> bool:
    """True for whoever may change its text now: the side that has the turn."""
    if submission.status in Submission.SUBMITTERS_TURN:
        return can_follow(user, submission)
    return has_in_hand(user, submission)


def can_own(user: Visitor, submission: Submission) -> bool:
    """True for who sent it in: only they send, withdraw and take it up again."""
    return user.is_authenticated and user.is_active and user.pk == submission.submitter_id


def can_read_submission(user: Visitor, submission: Submission) -> bool:
    """True for who follows it, and for editors while it is with them or was; never a draft."""
    return can_follow(user, submission) or (can_review(user) and submission.is_sent)


def visible_submissions(user: Visitor) -> SubmissionQuerySet:
    """What somebody may know of: `can_read_submission`, as a set."""
    if not user.is_authenticated or not user.is_active:
        return Submission.objects.none()
    theirs = Submission.objects.filter(Q(submitter=user.pk) | Q(region__in=scope(user)))
    return theirs | Submission.objects.sent() if can_review(user) else theirs


def visible_attachments(user: Visitor) -> AttachmentQuerySet:
    """What everybody may have, with a published practice, and what belongs to what one may know.

    As a set, so that a file that one may not have takes no more looking than one that is not there.
    """
    known = visible_submissions(user)
    return Attachment.objects.public() | Attachment.objects.filter(submission__in=known)


# --- Messages from readers -----------------------------------------------------------------------


def visible_reader_messages(user: Visitor) -> ReaderMessageQuerySet:
    """What readers wrote: editors see all of it, coordinators what is about their regions."""
    if can_review(user):
        return ReaderMessage.objects.all()
    return ReaderMessage.objects.about_regions(scope(user))


# --- Inviting ------------------------------------------------------------------------------------


def can_invite_coordinators(user: Visitor) -> bool:
    """True for people who keep the regions."""
    return user.has_perm("practices.change_region")


def regions_to_invite_for(user: Visitor) -> set[int]:
    """The ids of the regions for which somebody may invite: their own; all for who keeps them."""
    if can_invite_coordinators(user):
        return set(Region.objects.values_list("pk", flat=True))
    return scope(user)


def can_invite(user: Visitor, role: str, region: Region) -> bool:
    """True when this person may invite somebody in this role for this region."""
    if role == Invitation.Role.COORDINATOR and not can_invite_coordinators(user):
        return False
    return region.pk in regions_to_invite_for(user)
