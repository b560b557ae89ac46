"""Who plays in the tests of the workflow, and what each of them can try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from practices import workflow
from practices.models import Practice, ReaderMessage, Region, Remark, Submission, User, WrongState
from practices.models.moves import ReasonRequired
from practices.workflow import merging, readers, review, submissions, taking_over, talking
from practices.workflow.practices import EditConflict, NotReady

from ..factories import bring_to, make_coordinator, make_region, make_submission, make_user

NOTE = "Omdat het zo is."
REFUSALS = (PermissionDenied, WrongState, EditConflict, NotReady, ReasonRequired)
"""How the workflow says no. Anything else is a fault."""


@dataclass(frozen=True)
class Cast:
    """Everybody, by role, and the region that it is about; it lies in a province."""

    region: Region
    province: Region
    people: Mapping[str, Any]

    def __getitem__(self, role: str) -> Any:
        return self.people[role]


def make_cast() -> Cast:
    """One person of every role."""
    province = make_region("provincie")
    region = make_region("regio", kind="arbeidsmarktregio", parents=[province])
    people = {
        "bezoeker": AnonymousUser(),
        "ander": make_user(name="ander"),
        "inzender": make_user(name="inzender"),
        "coordinator": make_coordinator(region, name="coordinator"),
        "provincie": make_coordinator(province, name="provincie"),
        "elders": make_coordinator(make_region("elders"), name="elders"),
        "redacteur": make_user("redacteur", name="redacteur"),
        "eindredacteur": make_user("eindredacteur", name="eindredacteur"),
        "beheerder": User.objects.create_superuser("beheerder", "beheerder@voorbeeld.invalid"),
        "behandelaar": make_user("eindredacteur", name="behandelaar"),
        "eigen": make_user("eindredacteur", name="eigen"),
        "vertrokken": make_user("eindredacteur", name="vertrokken", is_active=False),
    }
    return Cast(region, province, people)


# --- Submissions ---------------------------------------------------------------------------------

STATES = (
    "concept",
    "opnieuw",
    "ingediend",
    "in handen",
    "terug",
    "aanvaard",
    "afgewezen",
    "ingetrokken",
)
"""The states of a submission; "concept" was never sent, "opnieuw" was withdrawn and taken up."""

_STATUS = dict(
    zip(
        (state for state in STATES if state not in ("opnieuw", "ingetrokken")),
        ("draft", "submitted", "in_review", "changes_requested", "accepted", "rejected"),
        strict=True,
    )
)


def make_in(state: str, cast: Cast, *, submitter: User) -> Submission:
    """A submission from the region of the cast, brought to a state the way everybody goes."""
    submission = make_submission(
        submitter=submitter, region=cast.region, regions=[cast.region.slug]
    )
    if state in _STATUS:
        bring_to(submission, _STATUS[state], assignee=cast["behandelaar"])
        return submission
    submissions.submit(submission, actor=submitter)
    submissions.withdraw(submission, actor=submitter)
    if state == "opnieuw":
        submissions.resume(submission, actor=submitter)
    return submission


Act = Callable[[Submission, Any, Cast], object]


def _decide(submission: Submission, actor: Any, **more: Any) -> dict[str, Any]:
    return {"actor": actor, "version": submission.version, "note": NOTE, **more}


def _question(submission: Submission, *, is_ready: bool) -> Remark:
    return Remark.objects.create(
        submission=submission, kind="question", field="title", text="Wat?", is_ready=is_ready
    )


def _separate(submission: Submission, actor: Any, cast: Cast) -> None:
    submission.practice = Practice.objects.create(slug="ander", title="Ander", kind="programma")
    submission.is_change = True
    submission.save()
    merging.separate(submission, actor=actor, version=submission.version)


def _merge(submission: Submission, actor: Any, cast: Cast) -> None:
    practice = Practice.objects.create(slug="ander", title="Ander", kind="programma")
    merging.merge_into(submission, practice, actor=actor, version=submission.version)


def _talk(function: Callable[..., object], **more: Any) -> Act:
    return lambda s, a, c: function(s, actor=a, text="Goed.", key=uuid4(), **more)


SUBMISSION_ACTS: Mapping[str, Act] = {
    "save": lambda s, a, c: submissions.save(s, actor=a, values={"title": "Anders"}, seen=None),
    "submit": lambda s, a, c: submissions.submit(s, actor=a),
    "withdraw": lambda s, a, c: submissions.withdraw(s, actor=a),
    "resume": lambda s, a, c: submissions.resume(s, actor=a),
    "copy": lambda s, a, c: submissions.copy(s, actor=a, key=uuid4()),
    "say": _talk(talking.say),
    "endorse": _talk(talking.endorse, is_positive=True),
    "tick": lambda s, a, c: talking.tick(_question(s, is_ready=True), actor=a, done=True),
    "take": lambda s, a, c: review.take(s, actor=a),
    "release": lambda s, a, c: review.release(s, actor=a),
    "hand_over": lambda s, a, c: review.hand_over(s, actor=a, to=c["redacteur"]),
    "ask": _talk(talking.ask, field="title"),
    "drop_question": lambda s, a, c: talking.drop_question(_question(s, is_ready=False), actor=a),
    "jot": _talk(talking.jot),
    "request_changes": lambda s, a, c: review.request_changes(s, **_decide(s, a)),
    "accept": lambda s, a, c: review.accept(s, **_decide(s, a, when=taking_over.Release())),
    "reject": lambda s, a, c: review.reject(s, **_decide(s, a)),
    "merge_into": _merge,
    "separate": _separate,
    "undo": lambda s, a, c: review.undo(s, actor=a, note=NOTE),
}
"""Everything that can be tried with a submission."""

# --- Practices and messages from readers ---------------------------------------------------------

PRACTICE_ACTS: Mapping[str, Callable[[Practice, Any], object]] = {
    "publish": lambda p, a: workflow.publish(p, actor=a),
    "retract": lambda p, a: workflow.retract(p, actor=a, note=NOTE),
    "archive": lambda p, a: workflow.archive(p, actor=a, note=NOTE),
    "restore": lambda p, a: workflow.restore(p, actor=a),
}

READER_ACTS: Mapping[str, Callable[[ReaderMessage, Any], object]] = {
    "answer": lambda m, a: readers.answer(m, actor=a, text="Dank u."),
    "close": lambda m, a: readers.close(m, actor=a),
    "reopen": lambda m, a: readers.reopen(m, actor=a),
    "forward": lambda m, a: readers.forward(m, actor=a, key=uuid4()),
}
