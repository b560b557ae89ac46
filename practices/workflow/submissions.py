"""What submitters and who helps them do with the text of a submission, up to sending it in.

Each function checks the right, keeps everything in one transaction and tells whom it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Event, Practice, Submission, User, WrongState
from ..models.content import CONSENT_VERSION
from ..models.snapshot import differences, snapshot
from ..notifications import tell
from ..permissions import can_follow, can_own, can_read_submission, can_write
from .practices import EditConflict, NotReady
from .proposals import OWN, PROPOSED, fingerprint, proposal, readable, write_proposal

NEEDS = {
    Submission.Extent.TIP: ("title", "summary", "licence"),
    Submission.Extent.CASE: (
        *("title", "summary", "kind", "sectors", "regions", "organisations"),
        *("background", "approach", "licence"),
    ),
}
"""What must be filled in before it can be sent in. Everything else may wait."""

CHANGE_NEEDS = ("title", "summary")
"""The same for a change: it leaves the gaps of what it changes to who can fill those in."""


def start(
    *, submitter: User, title: str, key: UUID, values: Mapping[str, Any] | None = None
) -> Submission:
    """Begin a submission, once for each `key` of a form however often it is sent (R-03).

    values: what is known beforehand, for example `{"sectors": ["ggz"]}`.
    Raises `PermissionDenied` when somebody else used this key.
    """
    return _begin(Submission(submitter=submitter, title=title, start_key=key), values or {})


def _begin(submission: Submission, values: Mapping[str, Any]) -> Submission:
    """Keep it with its first event; when its key was used before, what that began."""
    try:
        with transaction.atomic():
            write_proposal(submission, values)
            submission.history.create(actor=submission.submitter, move=Event.Kind.CREATED)
    except IntegrityError:
        begun = Submission.objects.filter(start_key=submission.start_key).first()
        if begun is None:
            raise  # it was not about the key
        if begun.submitter_id != submission.submitter_id:
            raise PermissionDenied from None
        return begun
    return submission


def propose_change(practice: Practice, *, submitter: User, key: UUID) -> Submission:
    """Begin a proposal to change a published practice. Raises as `start`, and `WrongState`."""
    with transaction.atomic():
        # held, so that no edit comes in between the parts of its text
        now = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if not now.is_published:
            raise WrongState(now.status)
        submission = Submission(submitter=submitter, start_key=key, extent=Submission.Extent.CASE)
        base_on(submission, now)
        return _begin(submission, {name: submission.base[name] for name in PROPOSED})


def base_on(submission: Submission, practice: Practice) -> None:
    """Make a submission a change of this practice as it reads now; saving is the caller's."""
    submission.practice = practice
    submission.is_change = True
    # without the contact: who may propose a change may not read a name without consent
    submission.base = {
        **snapshot(practice),
        **dict.fromkeys(Submission.CONTACT, ""),
    }


def copy(submission: Submission, *, actor: User, key: UUID) -> Submission:
    """Begin a new submission with the same text. Raises `PermissionDenied`."""
    if not can_follow(actor, submission):
        raise PermissionDenied
    values = {
        **proposal(submission),
        **{name: getattr(submission, name) for name in OWN},
        "contact_consent_on": "",  # it was given for the other one
    }
    return start(submitter=actor, title=submission.title, key=key, values=values)


@contextmanager
def holding(submission: Submission) -> Iterator[None]:
    """Hold the row until the end of the block, with the values it has now.

    When the block fails, so that nothing is kept, the copy in memory is as the row again.
    """
    try:
        with transaction.atomic():
            submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
            yield
    except Exception:
        submission.refresh_from_db()
        raise


def save(
    submission: Submission, *, actor: User, values: Mapping[str, Any], seen: str | None
) -> None:
    """Keep what a form holds: no field is required here, gaps are for `submit` to name.

    values: readable values by name (`proposals.PROPOSED` and `OWN`);
    seen: `fingerprint` of these fields as the form showed them; None to write them regardless.
    An editor's change is recorded as theirs.

    Raises `PermissionDenied`, `WrongState`, and `EditConflict` when another window or person
    changed one of these fields meanwhile, to something else than is written now.
    """
    with holding(submission):
        check_turn(actor, submission)
        before = readable(submission)
        moved_on = seen is not None and seen != fingerprint(submission, values)
        write_proposal(submission, values)
        changes = differences(before, readable(submission))
        if moved_on and changes:
            raise EditConflict  # takes back what was written
        note_saved(submission)
        _record_consent(submission, actor, changes)
        if changes and submission.status == Submission.Status.IN_REVIEW:
            _record_edit(submission, actor, changes)


def _record_edit(submission: Submission, actor: User, changes: dict[str, list[Any]]) -> None:
    """Write an editor's change into the history; what is no part of the text as a note."""
    own = [name for name in OWN if changes.pop(name, None)]
    note = f"Ook gewijzigd: {', '.join(labels(own))}." if own else ""
    submission.history.create(actor=actor, move=Event.Kind.EDITED, changes=changes, note=note)


def _record_consent(submission: Submission, actor: User, changes: dict[str, list[Any]]) -> None:
    """Write down when consent was given or taken back, and to which words."""
    if "contact_consent_on" in changes:
        given = changes["contact_consent_on"][1]
        move = Event.Kind.CONSENT_GIVEN if given else Event.Kind.CONSENT_TAKEN_BACK
        note = f"Tekst: {CONSENT_VERSION}." if given else ""
        submission.history.create(actor=actor, move=move, note=note)


def check_turn(actor: User, submission: Submission) -> None:
    """Refuse who may not write in it now. Raises `PermissionDenied`, `WrongState`."""
    if can_write(actor, submission):
        return
    if can_read_submission(actor, submission):
        raise WrongState(submission.status)
    raise PermissionDenied


def note_saved(submission: Submission) -> None:
    """Raise the version, and remember when it was saved."""
    submission.version += 1
    submission.saved_at = timezone.now()
    submission.save(update_fields=["version", "saved_at"])


def gaps(submission: Submission) -> list[str]:
    """The names of the fields that must be filled in before it can be sent in."""
    values = proposal(submission)
    return [name for name in needs(submission) if not values[name]]


def needs(submission: Submission) -> tuple[str, ...]:
    """The names of the fields that sending it in asks for."""
    return CHANGE_NEEDS if submission.is_change else NEEDS[Submission.Extent(submission.extent)]


def submit(submission: Submission, *, actor: User) -> None:
    """Send it to the editors. Asking it again while they have it changes nothing (R-03).

    Raises `PermissionDenied`, `WrongState`, and `NotReady` with the names of `gaps`.
    """
    with holding(submission):
        if not can_own(actor, submission):
            raise PermissionDenied
        if submission.status in Submission.EDITORS_TURN:
            return
        if submission.status in Submission.SUBMITTERS_TURN and (missing := gaps(submission)):
            raise NotReady(*missing)
        now = proposal(submission)
        changes = differences(submission.sent, now) if submission.sent else {}
        submission.move("submit", actor=actor, sent=now, changes=changes)
        tell(submission, "submit", actor=None)


def withdraw(submission: Submission, *, actor: User, note: str = "") -> None:
    """Take it back; it can be resumed. Raises `PermissionDenied`, `WrongState`."""
    if not can_own(actor, submission):
        raise PermissionDenied
    with holding(submission):
        was_sent = submission.is_sent
        submission.move("withdraw", actor=actor, note=note)
        if was_sent:
            tell(submission, "withdraw", actor=actor, note=note)


def resume(submission: Submission, *, actor: User) -> None:
    """Go on with what was withdrawn. Raises `PermissionDenied`, `WrongState`."""
    if not can_own(actor, submission):
        raise PermissionDenied
    with holding(submission):
        submission.move("resume", actor=actor, assignee=None)


def labels(fields: Iterable[str]) -> list[str]:
    """The names of fields as people call them."""
    found = (Submission._meta.get_field(name) for name in fields)
    return [str(getattr(field, "verbose_name", field.name)) for field in found]
