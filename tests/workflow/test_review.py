"""What editors do with a submission: questions, decisions, merging, and taking back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practices import workflow
from practices.models import Event, Mail, Practice, Submission, User, WrongState
from practices.models.moves import ReasonRequired
from practices.models.snapshot import snapshot
from practices.workflow import editing, merging, review, submissions, taking_over, talking
from practices.workflow.practices import EditConflict, NotReady
from practices.workflow.proposals import proposal

from ..factories import (
    make_coordinator,
    make_practice,
    make_region,
    make_source,
    make_submission,
    make_user,
)
from .cast import NOTE


@pytest.fixture
def editor(db: None) -> User:
    """Who has it in hand, and may publish."""
    return make_user("eindredacteur", name="eindredacteur")


@pytest.fixture
def in_hand(editor: User) -> Submission:
    """What the editor has in hand."""
    return make_submission("Nachtrooster", status="in_review", assignee=editor)


def accept(submission: Submission, editor: User, **more: Any) -> Practice:
    """Take it over as it stands, publishing nothing unless told so."""
    given = {"version": submission.version, "note": NOTE, "when": taking_over.Release(), **more}
    return review.accept(submission, actor=editor, **given)


def edit(practice: Practice, **values: Any) -> None:
    """Change a practice as an editor does in the admin."""
    with editing(practice, actor=None, version=practice.version):
        for name, value in values.items():
            setattr(practice, name, value)
        practice.save()


# --- In hand -------------------------------------------------------------------------------------


def test_handed_over_it_is_the_colleagues_and_told_once(in_hand: Submission, editor: User) -> None:
    colleague = make_user("redacteur", first_name="Cor", last_name="Lega")
    Mail.objects.all().delete()
    for _ in range(2):
        review.hand_over(in_hand, actor=editor, to=colleague)
    assert Submission.objects.get(pk=in_hand.pk).assignee == colleague
    event = in_hand.history.get(move=Event.Kind.ASSIGNED)
    assert (event.actor, event.note) == (editor, "Aan Cor Lega.")
    assert Mail.objects.get().recipient == colleague


@pytest.mark.parametrize("group", [[], ["redacteur"]])
def test_it_is_handed_to_no_one_who_may_not_handle_it(
    in_hand: Submission, editor: User, group: list[str]
) -> None:
    to = make_user(*group)
    if group:
        Submission.objects.filter(pk=in_hand.pk).update(submitter=to)
        in_hand.refresh_from_db()
    with pytest.raises(PermissionDenied):
        review.hand_over(in_hand, actor=editor, to=to)
    assert Submission.objects.get(pk=in_hand.pk).assignee == editor


def test_what_an_editor_who_left_has_in_hand_can_be_taken_over(
    in_hand: Submission, editor: User
) -> None:
    colleague = make_user("redacteur")
    editor.delete()
    row = Submission.objects.get(pk=in_hand.pk)
    review.hand_over(row, actor=colleague, to=colleague)
    review.reject(row, actor=colleague, version=row.version, note=NOTE)
    assert row.status == "rejected"


def test_a_colleague_who_has_it_now_keeps_it_when_somebody_lays_it_back_late(
    in_hand: Submission, editor: User
) -> None:
    stale, colleague = Submission.objects.get(pk=in_hand.pk), make_user("redacteur")
    review.hand_over(in_hand, actor=colleague, to=colleague)
    with pytest.raises(PermissionDenied):
        review.release(stale, actor=editor)
    assert Submission.objects.get(pk=in_hand.pk).assignee == colleague


def test_an_editor_does_not_even_jot_on_a_draft(db: None) -> None:
    draft = make_submission()
    with pytest.raises(PermissionDenied):
        talking.jot(draft, actor=make_user("redacteur"), text="Hm.", key=uuid4())


# --- Questions -----------------------------------------------------------------------------------


def test_questions_go_out_together_with_the_request(in_hand: Submission, editor: User) -> None:
    ask: dict[str, Any] = {"actor": editor, "text": "Hoeveel?"}
    kept = talking.ask(in_hand, field="results", key=uuid4(), **ask)
    dropped = talking.ask(in_hand, field="attachments", key=uuid4(), **ask)
    assert dropped.field_label == "bijlagen"
    talking.drop_question(dropped, actor=editor)
    assert not in_hand.remarks.public().exists()
    review.request_changes(in_hand, actor=editor, version=in_hand.version, note=NOTE)
    assert in_hand.remarks.public().get() == kept
    assert kept.field_label == "resultaten"
    kept.refresh_from_db()
    with pytest.raises(WrongState):
        talking.drop_question(kept, actor=editor)


def test_a_question_that_was_sent_is_not_dropped_later(in_hand: Submission, editor: User) -> None:
    question = talking.ask(in_hand, actor=editor, field="title", text="Wat?", key=uuid4())
    review.request_changes(in_hand, actor=editor, version=in_hand.version, note=NOTE)
    review.undo(in_hand, actor=editor, note=NOTE)
    question.refresh_from_db()
    with pytest.raises(PermissionDenied):
        talking.drop_question(question, actor=editor)


def test_a_question_is_about_a_field(in_hand: Submission, editor: User) -> None:
    with pytest.raises(ValueError, match="status"):
        talking.ask(in_hand, actor=editor, field="status", text="Wat?", key=uuid4())


# --- Deciding ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["request_changes", "reject", "accept"])
def test_a_decision_is_about_the_version_that_was_read(
    in_hand: Submission, editor: User, name: str
) -> None:
    read = Submission.objects.get(pk=in_hand.pk)
    submissions.save(in_hand, actor=editor, values={"title": "Anders"}, seen=None)
    more = {"when": taking_over.Release()} if name == "accept" else {}
    decision = {"actor": editor, "version": read.version, "note": NOTE, **more}
    with pytest.raises(EditConflict):
        getattr(review, name)(read, **decision)
    assert (read.title, read.status) == ("Anders", "in_review")
    assert Practice.objects.count() == 0


@pytest.mark.parametrize("name", ["request_changes", "reject", "accept"])
def test_a_decision_needs_a_reason(in_hand: Submission, editor: User, name: str) -> None:
    more = {"when": taking_over.Release(now=True)} if name == "accept" else {}
    decision = {"actor": editor, "version": in_hand.version, "note": " ", **more}
    mails = Mail.objects.count()
    with pytest.raises(ReasonRequired):
        getattr(review, name)(in_hand, **decision)
    assert in_hand.status == Submission.objects.get(pk=in_hand.pk).status == "in_review"
    assert (Practice.objects.count(), Mail.objects.count()) == (0, mails)


@pytest.mark.parametrize("name", ["title", "summary", "kind", "licence"])
def test_what_lacks_something_is_not_accepted(in_hand: Submission, editor: User, name: str) -> None:
    submissions.save(in_hand, actor=editor, values={name: ""}, seen=None)
    with pytest.raises(NotReady) as refused:
        accept(in_hand, editor)
    assert list(refused.value.args) == review.lacks(in_hand) == [review.NEEDED[name]]


def test_a_change_may_leave_a_gap_but_not_make_one(editor: User) -> None:
    practice, submitter = make_practice("Oud", licence=""), make_user()
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    assert review.lacks(change) == []
    submissions.save(change, actor=submitter, values={"kind": ""}, seen=None)
    assert review.lacks(change) == ["een soort"]


def test_a_new_practice_is_taken_over_whole(in_hand: Submission, editor: User) -> None:
    practice = accept(in_hand, editor, fields=["title"])
    text, said = snapshot(practice), proposal(in_hand)
    assert {name: text[name] for name in said} == said
    assert practice.slug == "nachtrooster"
    assert practice.status == "draft"
    assert practice.history.get().move == "created"


def test_accepted_with_a_day_it_is_published_then(in_hand: Submission, editor: User) -> None:
    day = timezone.localdate() + timedelta(days=1)
    practice = accept(in_hand, editor, when=taking_over.Release(on=day))
    assert (practice.status, practice.publish_on) == ("draft", day)


def test_accepted_now_it_is_published_and_told_in_one_mail_with_the_motivation(
    in_hand: Submission, editor: User
) -> None:
    Mail.objects.all().delete()
    practice = accept(in_hand, editor, when=taking_over.Release(now=True))
    assert Practice.objects.get(pk=practice.pk).is_published
    mail = Mail.objects.get()
    assert (mail.topic, mail.recipient) == ("publish", in_hand.submitter)
    assert "De redactie schrijft:\n" + NOTE in mail.body


@pytest.mark.parametrize("is_now", [True, False])
def test_who_may_not_publish_leaves_that_to_a_colleague(db: None, is_now: bool) -> None:
    on = None if is_now else timezone.localdate()
    when = taking_over.Release(now=is_now, on=on)
    editor = make_user("redacteur")
    submission = make_submission(status="in_review", assignee=editor)
    with pytest.raises(PermissionDenied):
        accept(submission, editor, when=when)
    assert Practice.objects.count() == 0
    assert accept(submission, editor).status == "draft"


def test_attachments_go_with_the_decision(in_hand: Submission, editor: User) -> None:
    file = in_hand.attachments.create(name="a.pdf", kind="pdf", size=1, sha256="a", file="a.pdf")
    practice = accept(in_hand, editor)
    file.refresh_from_db()
    assert file.practice == practice
    review.undo(in_hand, actor=editor, note=NOTE)
    file.refresh_from_db()
    assert file.practice is None


# --- Merging -------------------------------------------------------------------------------------


def test_merged_it_changes_a_practice_and_separated_it_is_new_again(
    in_hand: Submission, editor: User
) -> None:
    practice, version = make_practice("Oud", sources=[make_source()]), in_hand.version
    merging.merge_into(in_hand, practice, actor=editor, version=version)
    row = Submission.objects.get(pk=in_hand.pk)
    assert (row.practice, row.is_change, row.version) == (practice, True, version + 1)
    with pytest.raises(WrongState):
        merging.merge_into(in_hand, practice, actor=editor, version=version + 1)
    merging.separate(in_hand, actor=editor, version=version + 1)
    row = Submission.objects.get(pk=in_hand.pk)
    assert (row.practice, row.is_change, row.base, row.version) == (None, False, {}, version + 2)
    with pytest.raises(WrongState):
        merging.separate(in_hand, actor=editor, version=version + 2)


def test_merged_it_keeps_what_it_says_nothing_about(in_hand: Submission, editor: User) -> None:
    practice = make_practice("Oud", contact_name="Ada Verzonnen", sources=[make_source()])
    merging.merge_into(in_hand, practice, actor=editor, version=in_hand.version)
    assert "Ada" not in str(in_hand.base)
    accept(in_hand, editor, fields=["summary"], practice_version=practice.version)
    practice.refresh_from_db()
    assert (practice.title, practice.contact_name) == ("Oud", "Ada Verzonnen")
    assert practice.summary == in_hand.summary
    assert practice.history.latest("pk").move == Event.Kind.TAKEN_OVER


def test_nothing_is_written_into_the_archive(in_hand: Submission, editor: User) -> None:
    practice = make_practice(sources=[make_source()])
    merging.merge_into(in_hand, practice, actor=editor, version=in_hand.version)
    workflow.archive(practice, actor=editor, note=NOTE)
    with pytest.raises(NotReady, match="gearchiveerd"):
        accept(in_hand, editor, practice_version=practice.version)
    merging.separate(in_hand, actor=editor, version=in_hand.version)
    with pytest.raises(WrongState):
        merging.merge_into(in_hand, practice, actor=editor, version=in_hand.version)


def test_a_practice_that_may_not_be_public_stays_as_it_was(
    in_hand: Submission, editor: User
) -> None:
    practice = make_practice("Zonder bron", status="draft")
    merging.merge_into(in_hand, practice, actor=editor, version=in_hand.version)
    with pytest.raises(NotReady):
        accept(in_hand, editor, when=taking_over.Release(now=True), practice_version=1)
    assert Practice.objects.get(pk=practice.pk).title == "Zonder bron"
    assert in_hand.status == "in_review"


# --- Taking back ---------------------------------------------------------------------------------


def test_undone_an_accepted_change_gives_the_text_back(editor: User) -> None:
    practice, submitter = make_practice("Oud", tags=["a"]), make_user()
    before = snapshot(practice)
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    submissions.save(change, actor=submitter, values={"title": "Nieuw", "tags": []}, seen=None)
    submissions.submit(change, actor=submitter)
    review.take(change, actor=editor)
    accept(change, editor, practice_version=practice.version)
    review.undo(change, actor=editor, note=NOTE)
    fresh = Practice.objects.get(pk=practice.pk)
    assert snapshot(fresh) == before
    assert fresh.is_published
    assert (change.status, change.assignee) == ("in_review", editor)


def test_undone_a_new_practice_is_a_draft_that_is_used_again(
    in_hand: Submission, editor: User
) -> None:
    practice = accept(in_hand, editor, when=taking_over.Release(now=True))
    review.undo(in_hand, actor=editor, note=NOTE)
    assert Practice.objects.get(pk=practice.pk).status == "draft"
    submissions.save(in_hand, actor=editor, values={"title": "Anders"}, seen=None)
    again = accept(in_hand, editor, when=taking_over.Release(now=True))
    assert (again.pk, again.title, again.slug) == (practice.pk, "Anders", "nachtrooster")


def test_a_draft_that_was_edited_after_the_undo_is_not_overwritten_unread(
    in_hand: Submission, editor: User
) -> None:
    practice = accept(in_hand, editor)
    review.undo(in_hand, actor=editor, note=NOTE)
    practice.refresh_from_db()
    edit(practice, summary="Van een collega.")
    with pytest.raises(EditConflict):
        accept(in_hand, editor)
    assert Practice.objects.get(pk=practice.pk).summary == "Van een collega."
    accept(in_hand, editor, practice_version=practice.version)
    assert Practice.objects.get(pk=practice.pk).summary == in_hand.summary


def test_undo_is_refused_once_somebody_built_on_the_text(in_hand: Submission, editor: User) -> None:
    practice = accept(in_hand, editor)
    edit(practice, summary="Verder gewerkt.")
    assert not review.can_be_undone(in_hand)
    with pytest.raises(WrongState):
        review.undo(in_hand, actor=editor, note=NOTE)


def test_undo_is_refused_once_the_practice_is_in_the_archive(
    in_hand: Submission, editor: User
) -> None:
    practice = accept(in_hand, editor, when=taking_over.Release(now=True))
    workflow.archive(practice, actor=editor, note=NOTE)
    assert not review.can_be_undone(Submission.objects.get(pk=in_hand.pk))


def test_undo_takes_back_what_a_colleague_published_by_hand_if_one_may(db: None) -> None:
    editor, chief = make_user("redacteur"), make_user("eindredacteur")
    submission = make_submission(status="in_review", assignee=editor)
    practice = accept(submission, editor)
    workflow.publish(practice, actor=chief)
    with pytest.raises(PermissionDenied):
        review.undo(submission, actor=editor, note=NOTE)
    assert submission.status == Submission.objects.get(pk=submission.pk).status == "accepted"
    review.undo(submission, actor=chief, note=NOTE)
    assert Practice.objects.get(pk=practice.pk).status == "draft"


def test_the_turn_is_not_taken_back_from_a_submitter_who_went_on(
    in_hand: Submission, editor: User
) -> None:
    review.request_changes(in_hand, actor=editor, version=in_hand.version, note=NOTE)
    assert review.can_be_undone(in_hand)
    assert in_hand.submitter
    submissions.save(in_hand, actor=in_hand.submitter, values={"title": "Half"}, seen=None)
    with pytest.raises(WrongState):
        review.undo(in_hand, actor=editor, note=NOTE)


def test_the_word_of_a_coordinator_does_not_stand_in_the_way_of_undo(editor: User) -> None:
    region = make_region("noord")
    submission = make_submission(status="in_review", assignee=editor, region=region)
    review.reject(submission, actor=editor, version=submission.version, note=NOTE)
    word: dict[str, Any] = {"is_positive": True, "text": "Jammer.", "key": uuid4()}
    talking.endorse(submission, actor=make_coordinator(region), **word)
    review.undo(submission, actor=editor, note=NOTE)
    assert submission.status == "in_review"
    with pytest.raises(WrongState):  # a second time there is no decision to take back
        review.undo(submission, actor=editor, note=NOTE)


def test_a_submission_without_a_history_has_nothing_to_undo(db: None) -> None:
    assert not review.can_be_undone(Submission.objects.create(title="Tip"))
