"""All that anybody can try with submissions and practices, for Hypothesis to put in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from practices import permissions, workflow
from practices.models import Mail, Practice, Remark, Submission, User
from practices.models.snapshot import snapshot
from practices.workflow import (
    editing,
    merging,
    review,
    scheduled,
    submissions,
    taking_over,
    talking,
)
from practices.workflow.proposals import PROPOSED, fingerprint, proposal, touched

from .cast import NOTE, REFUSALS
from .stage import EDITORS, ROLES, SECRET, Stage, beside, practice_of, wanted

SAVED = {
    "title": ("Nachtrooster", "Dagrooster", ""),
    "summary": ("Het team roostert zelf.", "Anders."),
    "kind": ("programma", "praktijkvoorbeeld"),
    "licence": ("CC0-1.0", "CC-BY-4.0"),
    "tags": (["b", "a"], []),
    "organisations": ([["partner", "Ziekenhuis Verzonnen"]], []),
    "links": ([["Meer", "https://voorbeeld.invalid/"]], []),
    "contact_name": ("Ada Verzonnen", ""),
    "source_url": ("https://bron.voorbeeld.invalid/", ""),
}

FILLED = {
    "title": "Nachtrooster",
    "summary": "Het team roostert zelf.",
    "kind": "programma",
    "licence": "CC0-1.0",
    "organisations": [["partner", "Ziekenhuis Verzonnen"]],
}
roles = st.sampled_from(ROLES)
editors = st.sampled_from(EDITORS)
which = st.integers(0, 20)
likely = st.sampled_from([True, True, True, False])
"""Whether somebody acts whose turn it is; otherwise anybody does."""


class Workflow(Stage):
    """A few submissions and practices, and the whole cast."""

    # --- The ordinary course of things, without which hardly anything would get far ---

    @rule(number=which, role=editors, turn=st.integers(0, 8))
    def go_on(self, number: int, role: str, turn: int) -> None:
        row = self.pick(number)
        submitter = row.submitter
        assert submitter
        editor = row.assignee or self.cast[role]
        decision: dict[str, Any] = {"actor": editor, "version": row.version, "note": NOTE}
        match row.status:
            case "draft" | "changes_requested":
                self.complete(row)
                self.attempt(row, lambda: submissions.submit(row, actor=submitter))
            case "submitted":
                self.attempt(row, lambda: review.take(row, actor=self.cast[role]))
            case "in_review" if turn == 0:
                self.attempt(row, lambda: review.request_changes(row, **decision))
            case "in_review":
                self.complete(row)
                self.accept_it(number, editor, "now" if turn % 2 else None, PROPOSED)
            case _:
                self.take_back(row, editor)

    @rule(number=which, role=editors, turn=st.integers(0, 8))
    def go_on_further(self, number: int, role: str, turn: int) -> None:
        for _ in range(3):
            self.go_on(number, role, turn)

    def complete(self, row: Submission) -> None:
        """Fill in what is missing, by whoever may."""
        said = proposal(row)
        values = {name: value for name, value in FILLED.items() if not said[name]}
        actor = row.assignee if row.status == "in_review" else row.submitter
        if actor and values:
            self.attempt(row, lambda: submissions.save(row, actor=actor, values=values, seen=None))

    # --- Submitters and who helps them ---

    @rule(role=roles, key=st.uuids())
    def start(self, role: str, key: Any) -> None:
        if Submission.objects.count() < 3:
            values = {"summary": "Het team roostert zelf.", "region": self.cast.region}
            for _ in range(2):
                submissions.start(submitter=self.cast[role], title="Tip", key=key, values=values)
            assert Submission.objects.filter(start_key=key).count() == 1

    @rule(role=roles, number=which)
    def propose_change(self, role: str, number: int) -> None:
        practice = self.practice(number)
        if Submission.objects.count() < 4 and practice.is_published:
            change = submissions.propose_change(practice, submitter=self.cast[role], key=uuid4())
            assert touched(change) == []
            assert not any(change.base[name] for name in change.base if "contact" in name)

    @rule(role=roles, number=which, natural=likely, data=st.data(), stale=st.booleans())
    def save(self, role: str, number: int, natural: bool, data: Any, stale: bool) -> None:
        submission = self.pick(number)
        submits = submission.status in Submission.SUBMITTERS_TURN
        actor = self.actor(submission, role, natural=natural, submits=submits)
        name = data.draw(st.sampled_from(sorted(SAVED)))
        values = {name: data.draw(st.sampled_from(SAVED[name]))}
        seen = "een oud venster" if stale else fingerprint(submission, values)
        before = self.pick(number)
        done = self.attempt(
            submission,
            lambda: submissions.save(submission, actor=actor, values=values, seen=seen),
        )
        if done:
            assert submission.version == before.version + 1
            assert permissions.can_read_submission(actor, before)
            assert before.status in {*Submission.SUBMITTERS_TURN, "in_review"}

    @rule(role=roles, number=which, natural=likely)
    def submit(self, role: str, number: int, natural: bool) -> None:
        submission = self.pick(number)
        actor = self.actor(submission, role, natural=natural, submits=True)
        if self.attempt(submission, lambda: submissions.submit(submission, actor=actor)):
            assert actor == submission.submitter
            if submission.status == "submitted":
                assert submission.sent == proposal(Submission.objects.get(pk=submission.pk))

    @rule(role=roles, number=which, natural=likely, name=st.sampled_from(["withdraw", "resume"]))
    def leave_or_return(self, role: str, number: int, natural: bool, name: str) -> None:
        submission = self.pick(number)
        actor = self.actor(submission, role, natural=natural, submits=True)
        if self.attempt(submission, lambda: getattr(submissions, name)(submission, actor=actor)):
            assert actor == submission.submitter

    @rule(role=roles, number=which, key=st.uuids())
    def say(self, role: str, number: int, key: Any) -> None:
        submission = self.pick(number)
        words = {"actor": self.cast[role], "text": "Hallo.", "key": key}
        if self.attempt(submission, lambda: talking.say(submission, **words)):
            assert permissions.can_read_submission(self.cast[role], submission)
            again = Mail.objects.count()
            talking.say(submission, **words)
            assert Mail.objects.count() == again

    @rule(role=roles, number=which, is_positive=st.booleans())
    def endorse(self, role: str, number: int, is_positive: bool) -> None:
        submission = self.pick(number)
        word: dict[str, Any] = {"is_positive": is_positive, "text": "", "key": uuid4()}
        if self.attempt(
            submission, lambda: talking.endorse(submission, actor=self.cast[role], **word)
        ):
            assert role in ("coordinator", "provincie")

    @rule(role=roles, number=which, natural=likely, done=st.booleans())
    def tick(self, role: str, number: int, natural: bool, done: bool) -> None:
        remark = Remark.objects.asked().order_by("?").first()
        if remark:
            actor = self.actor(remark.submission, role, natural=natural, submits=True)
            if self.attempt(
                remark.submission, lambda: talking.tick(remark, actor=actor, done=done)
            ):
                assert remark.is_ready

    # --- Editors ---

    @rule(role=st.one_of(editors, roles), number=which)
    def take(self, role: str, number: int) -> None:
        submission = self.pick(number)
        if self.attempt(submission, lambda: review.take(submission, actor=self.cast[role])):
            assert submission.assignee == self.cast[role] != submission.submitter
            assert role in EDITORS

    @rule(role=roles, number=which, natural=likely)
    def release(self, role: str, number: int, natural: bool) -> None:
        submission = self.pick(number)
        actor = self.actor(submission, role, natural=natural, submits=False)
        assignee = submission.assignee
        if self.attempt(submission, lambda: review.release(submission, actor=actor)):
            assert actor == assignee

    @rule(role=roles, number=which, to=roles)
    def hand_over(self, role: str, number: int, to: str) -> None:
        submission = self.pick(number)
        if self.attempt(
            submission,
            lambda: review.hand_over(submission, actor=self.cast[role], to=self.cast[to]),
        ):
            assert submission.assignee == self.cast[to] != submission.submitter
            assert {role, to} <= {*EDITORS}

    @rule(role=roles, number=which, natural=likely, drop=st.booleans())
    def ask(self, role: str, number: int, natural: bool, drop: bool) -> None:
        submission = self.pick(number)
        actor = self.actor(submission, role, natural=natural, submits=False)
        words: dict[str, Any] = {"field": "summary", "text": SECRET, "key": uuid4()}
        if self.attempt(submission, lambda: talking.ask(submission, actor=actor, **words)) and drop:
            remark = submission.remarks.asked().get(is_ready=False, key=words["key"])
            talking.drop_question(remark, actor=actor)

    @rule(role=roles, number=which)
    def jot(self, role: str, number: int) -> None:
        submission = self.pick(number)
        words = {"actor": self.cast[role], "text": SECRET, "key": uuid4()}
        if self.attempt(submission, lambda: talking.jot(submission, **words)):
            assert role in EDITORS

    @rule(
        role=roles,
        number=which,
        natural=likely,
        stale=st.sampled_from([0, 0, 1]),
        name=st.sampled_from(["request_changes", "reject"]),
    )
    def decide_otherwise(
        self, role: str, number: int, natural: bool, stale: int, name: str
    ) -> None:
        submission = self.pick(number)
        actor = self.actor(submission, role, natural=natural, submits=False)
        version = submission.version - stale
        if self.attempt(
            submission,
            lambda: getattr(review, name)(submission, actor=actor, version=version, note=NOTE),
        ):
            assert not stale
            assert actor == submission.assignee != submission.submitter

    @rule(
        role=roles,
        number=which,
        natural=likely,
        days=st.sampled_from([None, 0, 1, "now"]),
        fields=st.sampled_from([PROPOSED, ("title", "summary")]),
    )
    def accept(
        self,
        role: str,
        number: int,
        natural: bool,
        days: int | str | None,
        fields: tuple[str, ...],
    ) -> None:
        actor = self.actor(self.pick(number), role, natural=natural, submits=False)
        self.accept_it(number, actor, days, fields)

    def accept_it(
        self, number: int, actor: User, days: int | str | None, fields: tuple[str, ...]
    ) -> None:
        """Try to accept it, and see whether it says what it should."""
        submission = self.pick(number)
        old, new = beside(submission), wanted(submission, fields)
        now = days == "now"
        on = timezone.localdate() + timedelta(days=days) if isinstance(days, int) else None
        done = self.attempt(
            submission,
            lambda: review.accept(
                submission,
                actor=actor,
                version=submission.version,
                note=NOTE,
                when=taking_over.Release(now=now, on=on),
                fields=fields,
                practice_version=practice_of(submission).version if old else None,
            ),
        )
        if done:
            assert actor == submission.assignee != submission.submitter
            practice = Practice.objects.get(pk=practice_of(submission).pk)
            text = snapshot(practice)
            assert {name: text[name] for name in new} == new
            assert not now or practice.status == "published"
            self.before[submission.pk] = old

    @rule(role=roles, number=which, natural=likely, other=which)
    def merge_or_separate(self, role: str, number: int, natural: bool, other: int) -> None:
        submission, practice = self.pick(number), self.practice(other)
        actor = self.actor(submission, role, natural=natural, submits=False)
        decision: dict[str, Any] = {"actor": actor, "version": submission.version}
        if submission.is_change:
            self.attempt(submission, lambda: merging.separate(submission, **decision))
        elif self.attempt(submission, lambda: merging.merge_into(submission, practice, **decision)):
            assert not any(submission.base[name] for name in submission.base if "contact" in name)

    @rule(role=editors, number=which)
    def undo(self, role: str, number: int) -> None:
        self.take_back(self.pick(number), self.cast[role])

    def take_back(self, submission: Submission, actor: User) -> None:
        """Try to undo the decision, and see whether all is as it was."""
        was = submission.status
        if self.attempt(submission, lambda: review.undo(submission, actor=actor, note=NOTE)):
            assert actor != submission.submitter
            if was == "accepted":
                old = self.before.pop(submission.pk)
                assert old == (beside(submission) if old else {})
                assert old or practice_of(submission).status == "draft"

    # --- What happens around it ---

    @rule(number=which, title=st.sampled_from(["Gewijzigd", "Verbeterd"]))
    def edit_practice(self, number: int, title: str) -> None:
        practice = self.practice(number)
        with editing(practice, actor=self.cast["redacteur"], version=practice.version):
            practice.title = title
            practice.save()

    @rule(number=which, name=st.sampled_from(["publish", "retract", "archive", "restore"]))
    def move_practice(self, number: int, name: str) -> None:
        practice = self.practice(number)
        try:
            getattr(workflow, name)(practice, actor=self.cast["eindredacteur"], note=NOTE)
        except REFUSALS:
            return

    @rule()
    def publish_due(self) -> None:
        self.mails = Mail.objects.count()
        scheduled.publish_due()
        self.check_mails()
        assert scheduled.publish_due() == 0

    @rule(hired=st.booleans())
    def change_of_staff(self, hired: bool) -> None:
        """The editor who handles most loses the role, or gets it back."""
        group = Group.objects.get(name="eindredacteur")
        user = User.objects.get(pk=self.cast["behandelaar"].pk)
        user.groups.set([group] if hired else [])
        self.cast.people["behandelaar"] = User.objects.get(pk=user.pk)  # type: ignore[index]
