"""What editors do with a submission: take it, decide, and take a decision back.

Nobody handles their own submission; only who has it in hand decides; a decision names the version
that was read (R-02).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied

from ..models import Event, Practice, Submission, User, WrongState
from ..models.snapshot import snapshot
from ..notifications import tell
from ..permissions import can_publish, can_review_this, has_in_hand
from .practices import EditConflict, NotReady, publish
from .proposals import PROPOSED, leaves_open, proposal
from .submissions import holding
from .taking_over import Release, take_back, take_over


def take(submission: Submission, *, actor: User) -> None:
    """Take it in hand; who has it already keeps it.

    Raises `PermissionDenied`, and `WrongState` when a colleague was first.
    """
    check_review(actor, submission)
    with holding(submission):
        if has_in_hand(actor, submission):
            return
        submission.move("take", actor=actor, assignee=actor)
        tell(submission, "take", actor=actor)


def release(submission: Submission, *, actor: User) -> None:
    """Lay it back in the queue. Raises `PermissionDenied`, `WrongState`."""
    with in_hand(submission, actor):
        submission.move("release", actor=actor, assignee=None)


def hand_over(submission: Submission, *, actor: User, to: User) -> None:
    """Let a colleague handle it; any editor may, for who is ill cannot. Once is enough.

    Raises `PermissionDenied` also when the colleague may not handle it, and `WrongState`.
    """
    check_review(actor, submission)
    check_review(to, submission)
    with holding(submission):
        if has_in_hand(to, submission):
            return
        if submission.status == Submission.Status.IN_REVIEW:
            _assign(submission, to, actor)
        else:
            submission.move("take", actor=actor, assignee=to)
        tell(submission, "assigned", actor=actor)


def _assign(submission: Submission, to: User, actor: User) -> None:
    submission.assignee = to
    submission.save(update_fields=["assignee"])
    submission.history.create(actor=actor, move=Event.Kind.ASSIGNED, note=f"Aan {to.display_name}.")


def check_review(actor: User, submission: Submission) -> None:
    """Refuse who may not handle it at all. Raises `PermissionDenied`."""
    if not can_review_this(actor, submission):
        raise PermissionDenied


def check_in_hand(submission: Submission, actor: User) -> None:
    """Refuse whoever does not have it in hand, also who may write in it as a coordinator.

    Raises `PermissionDenied`, and `WrongState` when nobody can have it in hand now.
    """
    check_review(actor, submission)
    if submission.status != Submission.Status.IN_REVIEW:
        raise WrongState(submission.status)
    if not has_in_hand(actor, submission):
        raise PermissionDenied


@contextmanager
def in_hand(submission: Submission, actor: User, version: int | None = None) -> Iterator[None]:
    """Hold a row that this editor has in hand until the end of the block.

    version: the version that was read before deciding (R-02).
    Raises as `check_in_hand`, and `EditConflict`.
    """
    with holding(submission):
        check_in_hand(submission, actor)
        if version not in (None, submission.version):
            raise EditConflict
        yield


# --- Deciding ------------------------------------------------------------------------------------


def request_changes(submission: Submission, *, actor: User, version: int, note: str) -> None:
    """Give the turn back to the submitter, with all prepared questions.

    Raises `PermissionDenied`, `EditConflict`, `WrongState`, `ReasonRequired`.
    """
    with in_hand(submission, actor, version):
        # what is changed from here on is the submitter's work, not the editor's
        facts = {"decided": {"read": version}, "sent": proposal(submission)}
        submission.move("request_changes", actor=actor, note=note, **facts)
        submission.remarks.asked().filter(is_ready=False).update(is_ready=True)
        tell(submission, "request_changes", actor=actor, note=note)


def reject(submission: Submission, *, actor: User, version: int, note: str) -> None:
    """Decide against it, with the reason. Raises as `request_changes`."""
    with in_hand(submission, actor, version):
        submission.move("reject", actor=actor, note=note, decided={"read": version})
        tell(submission, "reject", actor=actor, note=note)


NEEDED = {
    "title": "een titel",
    "summary": "een samenvatting",
    "kind": "een soort",
    "licence": "een licentie voor de tekst",
}
"""What a practice must have, and how that is called."""


def lacks(submission: Submission) -> list[str]:
    """What must be there before it can be accepted, in Dutch."""
    values = proposal(submission)
    missing = [
        need
        for name, need in NEEDED.items()
        if not values[name] and not leaves_open(submission, name)
    ]
    if is_closed(submission.practice):
        missing.append("een voorbeeld dat niet is gearchiveerd")
    return missing


def is_closed(practice: Practice | None) -> bool:
    """True for a practice in the archive: nothing is taken over into it."""
    return practice is not None and practice.status == Practice.Status.ARCHIVED


def accept(
    submission: Submission,
    *,
    actor: User,
    version: int,
    note: str,
    when: Release,
    fields: Iterable[str] = PROPOSED,
    practice_version: int | None = None,
) -> Practice:
    """Take it over into a new practice, or what it changes of these fields into one that is there.

    version: of the submission as it was read;  practice_version: of the published text beside it;
    when: when a new practice becomes public. Who may not publish leaves that to a colleague.

    Raises `PermissionDenied`, `EditConflict`, `NotReady`, `WrongState`, `ReasonRequired`.
    """
    with in_hand(submission, actor, version):
        if missing := lacks(submission):
            raise NotReady(*missing)
        if (when.now or when.on) and not can_publish(actor):
            raise PermissionDenied
        before = snapshot(submission.practice) if submission.practice else {}
        practice = take_over(submission, actor, fields, practice_version, when)
        decided = {"before": before, "status": practice.status, "version": practice.version}
        submission.move(
            "accept",
            actor=actor,
            note=note,
            practice=practice,
            decided={**decided, "read": version},
        )
        submission.attachments.update(practice=practice)
        goes_public = when.now and practice.status == Practice.Status.DRAFT
        if goes_public:
            _publish(submission, practice, actor)
        # one mail a person: that it stands on the site says that it was accepted
        tell(submission, "publish" if goes_public else "accept", actor=actor, note=note)
    return practice


def _publish(submission: Submission, practice: Practice, actor: User) -> None:
    publish(practice, actor=actor)
    submission.decided |= {"status": Practice.Status.DRAFT, "version": practice.version}
    submission.save(update_fields=["decided"])


def can_be_undone(submission: Submission) -> bool:
    """True while nobody built on the last decision: its text and its practice are as it left them.

    A coordinator's word builds on nothing, and a publication is taken back along with it.
    """
    last = submission.history.exclude(move=Event.Kind.ENDORSED).first()
    if last is None or last.move not in ("accept", "reject", "request_changes"):
        return False
    practice, decided = submission.practice, submission.decided
    if submission.version != decided["read"]:
        return False
    if last.move != "accept" or practice is None:
        return True
    states = (decided["status"], Practice.Status.PUBLISHED)
    return bool(practice.version == decided["version"]) and practice.status in states


def undo(submission: Submission, *, actor: User, note: str) -> None:
    """Take the last decision back, with what it did to the practice.

    Raises `PermissionDenied`, `WrongState`, `ReasonRequired`, and `EditConflict` when somebody
    edits the practice at this very moment.
    """
    check_review(actor, submission)
    with holding(submission):
        if not can_be_undone(submission):
            raise WrongState(submission.status)
        was_accepted = submission.status == Submission.Status.ACCEPTED
        submission.move("undo", actor=actor, note=note, assignee=actor)
        if was_accepted and submission.practice:
            take_back(submission, submission.practice, actor, note)
        tell(submission, "undo", actor=actor, note=note)
