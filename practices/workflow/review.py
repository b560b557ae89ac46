"""What editors do with a submission: take it, ask, decide, and take a decision back.

Nobody handles their own submission; only who has it in hand decides; a decision names the version
that was read (R-02).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied

from ..models import Event, Practice, Remark, Submission, User, WrongState
from ..models.snapshot import snapshot
from ..notifications import tell
from ..permissions import can_publish, can_review_this, has_in_hand
from .practices import EditConflict, NotReady, publish
from .proposals import PROPOSED, leaves_open, proposal
from .submissions import base_on, holding, keep_remark
from .taking_over import SOURCE, Release, take_back, take_over

__all__ = [
    "SOURCE",
    "Release",
    "accept",
    "ask",
    "can_be_undone",
    "drop_question",
    "hand_over",
    "jot",
    "lacks",
    "merge_into",
    "reject",
    "release",
    "request_changes",
    "separate",
    "take",
    "undo",
]


def take(submission: Submission, *, actor: User) -> None:
    """Take it in hand; who has it already keeps it.

    Raises `PermissionDenied`, and `WrongState` when a colleague was first.
    """
    _check_review(actor, submission)
    with holding(submission):
        if has_in_hand(actor, submission):
            return
        submission.move("take", actor=actor, assignee=actor)
        tell(submission, "take", actor=actor)


def release(submission: Submission, *, actor: User) -> None:
    """Lay it back in the queue. Raises `PermissionDenied`, `WrongState`."""
    with _in_hand(submission, actor):
        submission.move("release", actor=actor, assignee=None)


def hand_over(submission: Submission, *, actor: User, to: User) -> None:
    """Let a colleague handle it; any editor may, for who is ill cannot. Once is enough.

    Raises `PermissionDenied` also when the colleague may not handle it, and `WrongState`.
    """
    _check_review(actor, submission)
    _check_review(to, submission)
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


def _check_review(actor: User, submission: Submission) -> None:
    if not can_review_this(actor, submission):
        raise PermissionDenied


def check_in_hand(submission: Submission, actor: User) -> None:
    """Refuse whoever does not have it in hand, also who may write in it as a coordinator.

    Raises `PermissionDenied`, and `WrongState` when nobody can have it in hand now.
    """
    _check_review(actor, submission)
    if submission.status != Submission.Status.IN_REVIEW:
        raise WrongState(submission.status)
    if not has_in_hand(actor, submission):
        raise PermissionDenied


@contextmanager
def _in_hand(submission: Submission, actor: User, version: int | None = None) -> Iterator[None]:
    """Hold a row that this editor has in hand until the end of the block.

    version: the version that was read before deciding (R-02).
    Raises as `check_in_hand`, and `EditConflict`.
    """
    with holding(submission):
        check_in_hand(submission, actor)
        if version not in (None, submission.version):
            raise EditConflict
        yield


# --- Asking --------------------------------------------------------------------------------------


def ask(submission: Submission, *, actor: User, field: str, text: str, key: UUID) -> Remark:
    """Prepare a question about a field; it goes out with `request_changes`.

    Raises `PermissionDenied`, `WrongState`, and `ValueError` when there is no such field.
    """
    if field not in (*PROPOSED, "source_title", "attachments"):
        raise ValueError(field)
    with _in_hand(submission, actor):
        remark, _ = keep_remark(
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
    with _in_hand(remark.submission, actor):
        if remark.is_ready:
            raise PermissionDenied
        remark.delete()


def jot(submission: Submission, *, actor: User, text: str, key: UUID) -> Remark:
    """Add a note that only editors read. Raises `PermissionDenied`."""
    _check_review(actor, submission)
    return keep_remark(submission, actor=actor, kind="note", text=text, key=key)[0]


def request_changes(submission: Submission, *, actor: User, version: int, note: str) -> None:
    """Give the turn back to the submitter, with all prepared questions.

    Raises `PermissionDenied`, `EditConflict`, `WrongState`, `ReasonRequired`.
    """
    with _in_hand(submission, actor, version):
        # what is changed from here on is the submitter's work, not the editor's
        facts = {"decided": {"read": version}, "sent": proposal(submission)}
        submission.move("request_changes", actor=actor, note=note, **facts)
        submission.remarks.asked().filter(is_ready=False).update(is_ready=True)
        tell(submission, "request_changes", actor=actor, note=note)


# --- Deciding ------------------------------------------------------------------------------------


def reject(submission: Submission, *, actor: User, version: int, note: str) -> None:
    """Decide against it, with the reason. Raises as `request_changes`."""
    with _in_hand(submission, actor, version):
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
    if _is_closed(submission.practice):
        missing.append("een voorbeeld dat niet is gearchiveerd")
    return missing


def _is_closed(practice: Practice | None) -> bool:
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
    with _in_hand(submission, actor, version):
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


# --- Merging and taking back ---------------------------------------------------------------------


def merge_into(submission: Submission, practice: Practice, *, actor: User, version: int) -> None:
    """Turn a proposal for a new practice into a change of one that is there.

    What is taken over is decided on acceptance. Raises as `request_changes`, and `WrongState` also
    when it is a change already or the practice is in the archive.
    """
    with _in_hand(submission, actor, version):
        now = Practice.objects.select_for_update().get(pk=practice.pk)
        if submission.is_change or _is_closed(now):
            raise WrongState(submission.status)
        base_on(submission, now)
        _keep_link(submission)
        submission.history.create(
            actor=actor, move=Event.Kind.MERGED, note=f"Wordt een wijziging van “{practice}”."
        )


def separate(submission: Submission, *, actor: User, version: int) -> None:
    """Undo `merge_into`: a proposal for a new practice again. Raises as `request_changes`."""
    with _in_hand(submission, actor, version):
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
    _check_review(actor, submission)
    with holding(submission):
        if not can_be_undone(submission):
            raise WrongState(submission.status)
        was_accepted = submission.status == Submission.Status.ACCEPTED
        submission.move("undo", actor=actor, note=note, assignee=actor)
        if was_accepted and submission.practice:
            take_back(submission, submission.practice, actor, note)
        tell(submission, "undo", actor=actor, note=note)
