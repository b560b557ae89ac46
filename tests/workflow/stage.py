"""Where everybody does anything in any order, and what must hold after each step (R-04).

An attempt either does all that it says or is refused and leaves nothing behind. What is checked
is worked out here the slow and obvious way, from the rows themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from practices import permissions
from practices.models import Event, Mail, Practice, Remark, SearchText, Submission, User
from practices.models.snapshot import snapshot
from practices.workflow.proposals import PROPOSED, proposal

from ..factories import make_practice, make_sector, make_source, make_submission
from .cast import REFUSALS, Cast, make_cast

EDITORS = ("redacteur", "eindredacteur", "behandelaar", "beheerder", "eigen")
ROLES = ("ander", "inzender", "coordinator", "provincie", "elders", "vertrokken", *EDITORS)
SECRET = "geheim van de redactie"


class Stage(RuleBasedStateMachine):
    """A few submissions and practices, and the whole cast."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.before: dict[int, dict[str, Any]] = {}
        self.mails = 0
        self.steps = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.cast = make_cast()
        sector = make_sector("ggz")
        for submitter in ("inzender", "eigen"):
            make_submission(
                submitter=self.cast[submitter],
                region=self.cast.region,
                regions=[self.cast.region.slug],
                sectors=[sector.slug],
            )
        for title in ("Eerste", "Tweede"):
            make_practice(title, sectors=[sector], sources=[make_source()], contact_name="Bob")

    # --- Picking ---

    def pick(self, number: int) -> Submission:
        rows = list(Submission.objects.order_by("pk"))
        return rows[number % len(rows)]

    def practice(self, number: int) -> Practice:
        rows = list(Practice.objects.order_by("pk"))
        return rows[number % len(rows)]

    def actor(self, submission: Submission, role: str, *, natural: bool, submits: bool) -> User:
        """Whose turn it is, or else whoever has this role."""
        theirs = submission.submitter if submits else submission.assignee
        return theirs if natural and theirs else self.cast[role]

    def attempt(self, submission: Submission, act: Callable[[], object]) -> bool:
        """Try it; True when it was done. A refusal leaves everything as it was."""
        self.mails = Mail.objects.count()
        before = all_of(submission)
        try:
            act()
        except REFUSALS:
            assert all_of(submission) == before
            assert all_of(submission, stored=False) == before
            assert Mail.objects.count() == self.mails
            return False
        self.check_mails()
        return True

    # --- What must hold ---

    def check_mails(self) -> None:
        """New mail goes only to who may read what it tells of, and keeps secrets."""
        count = Mail.objects.count() - self.mails
        for mail in Mail.objects.order_by("-pk")[:count]:
            assert mail.submission is not None
            assert mail.recipient is not None
            person = User.objects.get(pk=mail.recipient.pk)
            assert person.is_active
            assert mail.address == person.email
            assert permissions.can_read_submission(person, mail.submission), (mail.topic, person)
            hides = mail.submission.remarks.filter(text=SECRET, is_ready=True, kind="question")
            assert SECRET not in mail.body or hides.exists()

    @invariant()
    def every_move_is_in_the_table_and_in_the_history_once(self) -> None:
        events = Event.objects.order_by("pk").exclude(to_status="")
        for model, name in ((Submission, "submission_id"), (Practice, "practice_id")):
            for row in model.objects.all():
                moves = [event for event in events if getattr(event, name) == row.pk]
                # a practice that the test made was published from the start
                status = moves[0].from_status if moves and name == "practice_id" else "draft"
                for event in moves:
                    move = model.MOVES[event.move]
                    assert event.from_status == status
                    assert status in move.sources
                    assert event.to_status == move.target
                    assert event.note or not move.needs_reason
                    status = event.to_status
                assert row.status == status or not moves

    @invariant()
    def what_is_published_was_accepted_or_published_by_an_editor(self) -> None:
        for practice in Practice.objects.published():
            was_made = practice.history.filter(move="created", actor=None).exists()
            accepted = practice.submissions.filter(status="accepted").exists()
            by_hand = practice.history.filter(move="publish", actor__isnull=False)
            assert was_made or accepted or by_hand.exists()

    @invariant()
    def sets_are_what_each_row_says(self) -> None:
        self.steps += 1
        role = ROLES[self.steps % len(ROLES)]  # one of them each time: all of them takes long
        user, rows = User.objects.get(pk=self.cast[role].pk), list(Submission.objects.all())
        readable = {row.pk for row in rows if permissions.can_read_submission(user, row)}
        assert {*permissions.visible_submissions(user).values_list("pk", flat=True)} == readable
        sent = {row.pk for row in rows if row.is_sent}
        assert {*Submission.objects.sent().values_list("pk", flat=True)} == sent
        assert SearchText.objects.count() == Practice.objects.published().count()

    @invariant()
    def notes_and_unsent_questions_are_not_public(self) -> None:
        for remark in Remark.objects.public():
            assert remark.kind != "note"
            assert remark.is_ready

    @invariant()
    def somebody_can_go_on_with_whatever_is_open(self) -> None:
        for row in Submission.objects.all():
            assert row.possible_moves
            if row.status in Submission.EDITORS_TURN:
                people = (User.objects.get(pk=self.cast[role].pk) for role in EDITORS)
                assert any(permissions.can_review_this(person, row) for person in people)
            elif row.status not in Submission.DECIDED:
                assert row.submitter is not None


def all_of(submission: Submission, *, stored: bool = True) -> dict[str, Any]:
    """All that an attempt could change of it, as stored or as the copy in memory has it."""
    row = Submission.objects.get(pk=submission.pk) if stored else submission
    fields = {field.attname: getattr(row, field.attname) for field in Submission._meta.fields}
    events = Event.objects.count()
    return {**fields, **proposal(row), "events": events, "remarks": row.remarks.count()}


def practice_of(submission: Submission) -> Practice:
    assert submission.practice is not None
    return Practice.objects.get(pk=submission.practice.pk)


def beside(submission: Submission) -> dict[str, Any]:
    """The text that it changes, {} when it makes one."""
    if submission.practice is None:
        return {}
    text = snapshot(practice_of(submission))
    return {name: text[name] for name in PROPOSED}


def wanted(submission: Submission, fields: tuple[str, ...]) -> dict[str, Any]:
    """What the practice must say when this is accepted."""
    said = proposal(submission)
    if submission.is_change:
        changed = {n for n in fields if said[n] != submission.base[n]}
        return {n: said[n] if n in changed else old for n, old in beside(submission).items()}
    more = [["Lees meer bij de bron", submission.source_url]] if submission.source_url else []
    return {**said, "links": [*said["links"], *more]}
