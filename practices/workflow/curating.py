"""Small things that the editor who has a submission in hand adds to it or puts back."""

from __future__ import annotations

from ..models import Element, Event, Origin, Submission, User
from ..models.moves import ReasonRequired
from .proposals import PROPOSED, fingerprint
from .review import check_in_hand
from .submissions import save


def file_under(submission: Submission, *, actor: User, element: Element, reason: str) -> None:
    """File it under an element, as the reading of the editors. Once is enough.

    Raises `PermissionDenied`, `WrongState`, `EditConflict`, and `ReasonRequired`: what is read
    into a text needs a reason in words.
    """
    if not reason.strip():
        raise ReasonRequired("element")
    if any(code == element.pk for _, code, _, _ in submission.pillar_tags):
        return
    row = [element.pillar_id, element.pk, Origin.EDITORS.value, reason.strip()]
    _add(submission, "pillar_tags", row, actor)


def add_tag(submission: Submission, *, actor: User, tag: str) -> None:
    """Add a tag. Once is enough. Raises `PermissionDenied`, `WrongState`, `EditConflict`."""
    if tag not in submission.tags:
        _add(submission, "tags", tag, actor)


def _add(submission: Submission, name: str, row: object, actor: User) -> None:
    check_in_hand(submission, actor)
    rows = [*getattr(submission, name), row]
    save(submission, actor=actor, values={name: rows}, seen=fingerprint(submission, [name]))


def put_back(
    submission: Submission, *, actor: User, event: Event, field: str, seen: str | None
) -> None:
    """Give a field what it held before an event in the history.

    seen: `fingerprint` of the field as the history page showed it.

    Raises `PermissionDenied`, `WrongState`, `EditConflict`, and `ValueError` when this event did
    not change this field.
    """
    earlier = event.changes.get(field, [None])[0]
    if field not in PROPOSED or earlier is None or event.submission_id != submission.pk:
        raise ValueError(field)
    check_in_hand(submission, actor)
    save(submission, actor=actor, values={field: earlier}, seen=seen)
