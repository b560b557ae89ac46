"""What the page of one submission shows to who follows it, logged in or by the link in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..comparison import in_readable_words
from ..forms.case import step_of
from ..models import Remark, Submission, User
from ..permissions import can_write
from ..workflow.proposals import proposal
from .standing import is_public, standing
from .timeline import changed_by_editors, motivation, timeline


@dataclass(frozen=True)
class Said:
    """One message. by: who said it, as this reader may know them."""

    remark: Remark
    by: str


def followed_context(
    submission: Submission, reader: User, *, is_link: bool = False
) -> dict[str, Any]:
    """What the templates need. is_link: for the page behind a link, which takes no action.

    A mail may be sent on, so that page leaves out names and addresses of contacts.
    """
    left_out = Submission.CONTACT if is_link else ()
    entries = timeline(submission, reader, leave_out=left_out)
    remarks = list(submission.remarks.public())
    asked = [remark for remark in remarks if remark.kind == Remark.Kind.QUESTION]
    return {
        "submission": submission,
        "standing": standing(submission, reader),
        "practice": submission.practice if is_public(submission) else None,
        "motivation": motivation(entries),
        "changed": changed_by_editors(entries),
        "entries": entries,
        "asked": [(remark, _place(submission, remark.field)) for remark in asked],
        "open": sum(remark.done_at is None for remark in asked),
        "said": [Said(r, _by(r, submission, reader)) for r in remarks if r not in asked],
        "can_write": not is_link and can_write(reader, submission),
        "texts": _texts(submission, left_out),
        "attachments": submission.attachments.all(),
    }


def _place(submission: Submission, field: str) -> str:
    """Where in the form this field stands."""
    page = reverse("submit:step", args=[submission.reference, step_of(field)])
    return f"{page}#id_{field}"


def _by(remark: Remark, submission: Submission, reader: User) -> str:
    if remark.author_id == reader.pk:
        return "U"
    if remark.by_editor:
        return "De redactie"
    if remark.kind == Remark.Kind.ENDORSEMENT:
        return "Regiocoördinator"
    if remark.author_id is None:
        return "Iemand die geen account meer heeft"
    return "De inzender" if remark.author_id == submission.submitter_id else "Regiocoördinator"


def _texts(submission: Submission, left_out: tuple[str, ...]) -> Any:
    """All that is filled in, as differences with nothing."""
    return in_readable_words(
        {
            name: ["", value]
            for name, value in proposal(submission).items()
            if value and name not in (*left_out, "title")
        }
    )
