"""What submitters and who helps them do: gaps, keys, the conversation, and what is left alone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from practices.models import Event, Mail, Submission, User, WrongState
from practices.workflow import review, submissions, talking
from practices.workflow.practices import EditConflict, NotReady
from practices.workflow.proposals import proposal

from ..factories import (
    CASE,
    make_coordinator,
    make_region,
    make_sector,
    make_submission,
    make_user,
)
from .cast import NOTE


def submitter_of(submission: Submission) -> User:
    """Who sent it in."""
    assert submission.submitter
    return submission.submitter


def test_a_tip_needs_a_title_a_summary_and_a_licence_and_nothing_else(db: None) -> None:
    submitter = make_user()
    tip = submissions.start(submitter=submitter, title="", key=uuid4())
    with pytest.raises(NotReady) as refused:
        submissions.submit(tip, actor=submitter)
    assert refused.value.args == ("title", "summary", "licence")
    values = {"title": "Nachtrooster", "summary": "Het team roostert zelf.", "licence": "CC0-1.0"}
    submissions.save(tip, actor=submitter, values=values, seen=None)
    submissions.submit(tip, actor=submitter)
    assert tip.status == "submitted"
    assert tip.turn == "de redactie"


@pytest.mark.parametrize("name", submissions.NEEDS[Submission.Extent.CASE])
def test_a_case_names_the_one_thing_that_is_missing(db: None, name: str) -> None:
    submission = make_submission()
    empty: Any = [] if name in ("sectors", "regions", "organisations") else ""
    submitter = submitter_of(submission)
    submissions.save(submission, actor=submitter, values={name: empty}, seen=None)
    with pytest.raises(NotReady) as refused:
        submissions.submit(submission, actor=submitter)
    assert refused.value.args == (name,)
    assert submission.history.filter(move="submit").count() == 0


def test_fields_are_called_as_people_call_them() -> None:
    assert submissions.labels(["title", "sectors", "region"]) == [
        "titel",
        "sectoren",
        "namens regio",
    ]


def test_a_key_of_somebody_else_begins_nothing(db: None) -> None:
    theirs = make_submission("Van een ander")
    with pytest.raises(PermissionDenied):
        submissions.start(submitter=make_user(), title="Tip", key=theirs.start_key)
    assert Submission.objects.get().title == "Van een ander"


def test_begun_twice_with_one_key_keeps_the_first(db: None) -> None:
    submitter, key = make_user(), uuid4()
    first = submissions.start(submitter=submitter, title="Eerst", key=key)
    second = submissions.start(submitter=submitter, title="Dan", key=key)
    assert (second.pk, second.title) == (first.pk, "Eerst")
    assert first.history.count() == 1


def test_sending_in_again_tells_what_changed_since(db: None) -> None:
    submission = make_submission("Eerst", status="changes_requested")
    submitter = submitter_of(submission)
    submissions.save(submission, actor=submitter, values={"title": "Dan"}, seen=None)
    submissions.submit(submission, actor=submitter)
    event = submission.history.latest("pk")
    assert (event.move, event.changes) == ("submit", {"title": ["Eerst", "Dan"]})


def test_what_an_editor_changes_is_recorded_as_theirs(db: None) -> None:
    editor, region = make_user("redacteur"), make_region("noord")
    submission = make_submission("Eerst", status="in_review", assignee=editor)
    values = {"title": "Dan", "region": region, "source_title": "Jaarverslag"}
    submissions.save(submission, actor=editor, values=values, seen=None)
    event = submission.history.latest("pk")
    assert (event.move, event.actor) == ("edited", editor)
    assert event.changes == {"title": ["Eerst", "Dan"]}
    assert event.note == "Ook gewijzigd: namens regio, waar staat dit beschreven."


def test_what_an_editor_saves_unchanged_leaves_no_event(db: None) -> None:
    editor = make_user("redacteur")
    submission = make_submission("Eerst", status="in_review", assignee=editor)
    before = submission.history.count()
    submissions.save(submission, actor=editor, values={"title": "Eerst"}, seen=None)
    assert submission.history.count() == before


def test_after_a_conflict_the_copy_in_memory_is_what_is_stored(db: None) -> None:
    submission = make_submission("Eerst", tags=["a"])
    submitter = submitter_of(submission)
    values = {"title": "Van mij", "tags": ["b"]}
    with pytest.raises(EditConflict):
        submissions.save(submission, actor=submitter, values=values, seen="verouderd")
    assert (submission.title, submission.tags, submission.version) == ("Eerst", ["a"], 1)


def test_a_withdrawn_submission_is_taken_up_where_it_was(db: None) -> None:
    editor = make_user("redacteur")
    submission = make_submission("Eerst", status="in_review", assignee=editor)
    submitter, before = submitter_of(submission), proposal(submission)
    submissions.withdraw(submission, actor=submitter, note="Even niet.")
    assert (submission.turn, submission.is_open) == ("", False)
    submissions.resume(submission, actor=submitter)
    assert (submission.turn, submission.is_open) == ("de inzender", True)
    assert submission.assignee is None
    assert proposal(submission) == before


def test_withdrawing_what_was_never_sent_tells_nobody(db: None) -> None:
    make_user("redacteur")
    submission = make_submission()
    submissions.withdraw(submission, actor=submitter_of(submission))
    assert Mail.objects.count() == 0


def test_a_copy_has_the_text_but_not_the_consent_of_the_contact(db: None) -> None:
    region = make_region("noord")
    original = make_submission(
        "Eerst",
        region=region,
        contact_name="Ada Verzonnen",
        contact_consent_on="2024-02-29",
        source_url="https://bron.voorbeeld.invalid/",
        status="rejected",
    )
    coordinator = make_coordinator(region)
    copy = submissions.copy(original, actor=coordinator, key=uuid4())
    assert proposal(copy) == {**proposal(original), "contact_consent_on": ""}
    assert (copy.status, copy.submitter) == ("draft", coordinator)
    assert (copy.region, copy.extent) == (region, original.extent)
    assert copy.source_url == original.source_url
    assert copy.submitted_at is None


def test_a_message_is_said_once_for_a_key_and_a_stolen_key_says_nothing(db: None) -> None:
    submission, key = make_submission(status="submitted"), uuid4()
    submitter, editor = submitter_of(submission), make_user("redacteur")
    said = talking.say(submission, actor=submitter, text="Hallo.", key=key)
    assert talking.say(submission, actor=submitter, text="Anders.", key=key) == said
    other = make_submission(status="submitted")
    with pytest.raises(PermissionDenied):
        talking.say(submission, actor=editor, text="Van mij.", key=key)
    with pytest.raises(PermissionDenied):
        talking.jot(submission, actor=editor, text="Van mij.", key=key)
    with pytest.raises(PermissionDenied):
        talking.say(other, actor=submitter_of(other), text="Van mij.", key=key)
    assert submission.remarks.get().text == "Hallo."


def test_an_empty_message_is_a_fault_and_says_nothing(db: None) -> None:
    submission = make_submission(status="submitted")
    with pytest.raises(IntegrityError):
        talking.say(submission, actor=submitter_of(submission), text="", key=uuid4())


@pytest.mark.parametrize(
    ("is_positive", "text", "said"),
    [
        (True, "", "De regio beveelt dit aan."),
        (False, "", "De regio twijfelt."),
        (True, "Goed werk.", "Goed werk."),
    ],
)
def test_the_word_of_a_coordinator_is_kept_once(
    db: None, is_positive: bool, text: str, said: str
) -> None:
    region = make_region("noord")
    submission = make_submission(status="submitted", region=region)
    coordinator, key = make_coordinator(region), uuid4()
    word: dict[str, Any] = {"is_positive": is_positive, "text": text, "key": key}
    for _ in range(2):
        remark = talking.endorse(submission, actor=coordinator, **word)
    assert (remark.text, remark.is_positive, remark.by_editor) == (said, is_positive, False)
    assert submission.history.filter(move=Event.Kind.ENDORSED).count() == 1


def test_who_speaks_for_the_editors_follows_from_who_speaks(db: None) -> None:
    region = make_region("noord")
    editor = make_user("redacteur")
    both = make_user("redacteur")
    both.coordinates.add(region)
    submission = make_submission(status="in_review", region=region, assignee=both)
    say: dict[str, Any] = {"text": "Hallo.", "key": uuid4()}
    assert not talking.say(submission, actor=submitter_of(submission), **say).by_editor
    assert talking.say(submission, actor=editor, **{**say, "key": uuid4()}).by_editor
    assert not talking.say(submission, actor=both, **{**say, "key": uuid4()}).by_editor
    assert talking.jot(submission, actor=both, **{**say, "key": uuid4()}).by_editor
    question = {**say, "key": uuid4(), "field": "title"}
    assert talking.ask(submission, actor=both, **question).by_editor


def test_what_was_asked_is_ticked_by_who_follows_it_on_their_turn(db: None) -> None:
    editor = make_user("redacteur")
    submission = make_submission(status="in_review", assignee=editor)
    submitter = submitter_of(submission)
    question = talking.ask(submission, actor=editor, field="title", text="Wat?", key=uuid4())
    with pytest.raises(PermissionDenied):  # not sent yet
        talking.tick(question, actor=submitter, done=True)
    review.request_changes(submission, actor=editor, version=submission.version, note=NOTE)
    question.refresh_from_db()
    talking.tick(question, actor=submitter, done=True)
    assert not submission.remarks.open().exists()
    talking.tick(question, actor=submitter, done=False)
    assert submission.remarks.open().get() == question
    submissions.submit(submission, actor=submitter)
    with pytest.raises(WrongState):
        talking.tick(question, actor=submitter, done=True)
    message = talking.say(submission, actor=submitter, text="Hallo.", key=uuid4())
    with pytest.raises(PermissionDenied):
        talking.tick(message, actor=submitter, done=True)


def test_a_started_submission_holds_what_was_known_beforehand(db: None) -> None:
    sector = make_sector("ggz")
    values = {**CASE, "sectors": [sector.slug, "bestaat-niet"]}
    begun = submissions.start(submitter=make_user(), title="Tip", key=uuid4(), values=values)
    assert proposal(begun)["sectors"] == ["ggz"]
    assert begun.extent == "case"


def test_sets_of_submissions_are_what_their_names_say(db: None) -> None:
    region, other = make_region("noord"), make_region("zuid")
    draft = make_submission(region=region)
    sent = make_submission(region=region, status="submitted")
    later = make_submission(region=other, status="in_review")
    rows = Submission.objects
    assert set(rows.sent()) == {sent, later}
    assert list(rows.sent().longest_waiting_first()) == [sent, later]
    assert set(rows.in_regions({region.pk})) == {draft, sent}
    assert set(rows.in_regions({other.pk})) == {later}
    assert str(Submission()) == "Inzending zonder titel"
