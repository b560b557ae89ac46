"""All that one editor sees of one submission on the review page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from ..forms.review import HandOverForm, ReasonForm
from ..models import Practice, Remark, Submission, User
from ..permissions import can_review_this, has_in_hand
from ..workflow.beside import Beside, Line, beside
from ..workflow.checks import checks, count_open, duplicates, suggested_elements, suggested_tags
from ..workflow.review import can_be_undone
from .deciding import last_event
from .desk import waiting
from .handling import colleagues

Kind = Remark.Kind


@dataclass(frozen=True)
class Pair:
    """A field on both sides with what was asked about it. key: of the form to ask more."""

    line: Line
    questions: list[Remark]
    key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Standing:
    """What this editor can do with it now."""

    is_own: bool
    can_take: bool
    lies_with_me: bool
    in_hand: bool
    with_colleague: bool
    can_undo: bool


def standing(submission: Submission, person: User) -> Standing:
    """Whose it is, and what that means for this editor."""
    may = can_review_this(person, submission)
    has_it = has_in_hand(person, submission)
    in_review = submission.status == Submission.Status.IN_REVIEW
    return Standing(
        is_own=submission.submitter_id == person.pk,
        can_take=may and submission.status == Submission.Status.SUBMITTED,
        lies_with_me=submission.assignee_id == person.pk,
        in_hand=has_it,
        with_colleague=may and in_review and not has_it,
        can_undo=may and can_be_undone(submission),
    )


def review_context(submission: Submission, person: User) -> dict[str, Any]:
    """What the template needs."""
    sides, remarks = beside(submission), list(submission.remarks.select_related("author"))
    asked = [remark for remark in remarks if remark.kind == Kind.QUESTION]
    found = checks(submission)
    can = standing(submission, person)
    return {
        "submission": submission,
        "can": can,
        "waits": waiting(submission),
        "sides": sides,
        "pairs": _pairs(sides, asked),
        "elsewhere": [one for one in asked if one.field not in sides.offered],
        "other_fields": {**sides.rest, "source_title": "bron", "attachments": "bijlagen"},
        "prepared": sum(not remark.is_ready for remark in asked),
        "checks": found,
        "open_checks": count_open(found),
        "last_event": last_event(),
        "keys": {name: uuid4() for name in ("other", "note", "message")},
        "source_is_safe": submission.source_url.startswith(("https://", "http://")),
        "attachments": list(submission.attachments.all()),
        "events": submission.history.select_related("actor", "submission", "practice")[:5],
        "published": _practice(submission, Practice.Status.PUBLISHED),
        "made": _practice(submission, Practice.Status.DRAFT),
        **_said(remarks),
        **_handing(submission, can),
        **_advice(submission, person, can),
    }


def _pairs(sides: Beside, asked: Iterable[Remark]) -> list[Pair]:
    by_field: dict[str, list[Remark]] = {}
    for remark in asked:
        by_field.setdefault(remark.field, []).append(remark)
    return [Pair(line, by_field.get(line.name, [])) for line in sides.lines]


def _practice(submission: Submission, status: str) -> Practice | None:
    """The practice that it changes or that was made of it, while it stands like this."""
    practice = submission.practice
    return practice if practice and practice.status == status else None


def _said(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """Notes among editors apart from the conversation with the submitter."""
    return {
        "notes": [remark for remark in remarks if remark.kind == Kind.NOTE],
        "conversation": [remark for remark in remarks if remark.kind == Kind.MESSAGE],
        "verdicts": [remark for remark in remarks if remark.kind == Kind.ENDORSEMENT],
    }


def _handing(submission: Submission, can: Standing) -> dict[str, Any]:
    """The forms to hand it over and to take a decision back, where that is possible."""
    others = colleagues(submission).exclude(pk=submission.assignee_id or 0)
    return {
        "hand_over_form": HandOverForm(colleagues=others) if can.in_hand else None,
        "undo_form": ReasonForm() if can.can_undo else None,
    }


def _advice(submission: Submission, person: User, can: Standing) -> dict[str, Any]:
    """What could be added, for who can add it; and what is alike, while it is open."""
    return {
        "elements": suggested_elements(submission) if can.in_hand else [],
        "tags": suggested_tags(submission) if can.in_hand else [],
        "alike": duplicates(submission, viewer=person) if submission.is_open else [],
    }
