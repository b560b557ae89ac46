"""What one does with a submission: once is once, and nothing typed is lost (R-03, R-05)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from practices.models import Mail, Submission, User
from practices.workflow import submissions, talking

from ..logging_in import log_in
from .pages import address, after, coordinator, make, owner, page

STATES = Submission.Status

# --- Saying --------------------------------------------------------------------------------------


def test_a_message_sent_twice_is_one_message_and_one_mail(editor: User) -> None:
    submission = make("in_review", editor)
    client = log_in(Client(), owner(submission))
    Mail.objects.all().delete()
    key = uuid4()
    for _ in range(3):
        assert "Uw bericht is verstuurd." in after(client, "say", submission, text="Hoi.", key=key)
    assert submission.remarks.get().key == key
    assert Mail.objects.count() == 1


def test_the_form_carries_a_key_of_its_own(editor: User) -> None:
    submission = make("draft", editor)
    keys = {
        UUID(part[:36])
        for part in page(submission, owner(submission)).split('name="key" value="')[1:]
    }
    assert len(keys) == 2


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001, "nul\x00"])
def test_a_message_that_cannot_be_sent_is_kept_on_screen(text: str, editor: User) -> None:
    submission = make("draft", editor)
    body = after(log_in(Client(), owner(submission)), "say", submission, text=text, key=uuid4())
    assert "<title>Fout: " in body
    assert 'href="#bericht_text"' in body
    assert 'aria-invalid="true"' in body
    assert text.strip() in body
    assert not submission.remarks.exists()


def test_a_message_without_a_good_key_is_not_lost(editor: User) -> None:
    submission = make("draft", editor)
    after(log_in(Client(), owner(submission)), "say", submission, text="Hoi.")
    assert submission.remarks.get().text == "Hoi."


def test_the_key_of_somebody_else_says_nothing(editor: User) -> None:
    submission = make("in_review", editor)
    theirs = talking.say(submission, actor=editor, text="Dag.", key=uuid4())
    client = log_in(Client(), owner(submission))
    answer = client.post(address("say", submission), {"text": "Hoi.", "key": theirs.key})
    assert answer.status_code == 403
    assert submission.remarks.get().text == "Dag."


def test_nobody_speaks_in_the_name_of_another(editor: User) -> None:
    submission = make("in_review", editor)
    client = log_in(Client(), owner(submission))
    after(
        client,
        "say",
        submission,
        text="Hoi.",
        by_editor="on",
        author=editor.pk,
        kind="note",
        is_positive="on",
    )
    remark = submission.remarks.get()
    assert (remark.author, remark.by_editor, remark.kind) == (owner(submission), False, "message")


@pytest.mark.parametrize(("verdict", "is_positive"), [("ja", True), ("nee", False)])
def test_a_coordinator_gives_a_word_once(verdict: str, is_positive: bool, editor: User) -> None:
    submission = make("submitted", editor)
    client, key = log_in(Client(), coordinator(submission)), uuid4()
    for _ in range(2):
        after(client, "endorse", submission, verdict=verdict, text="Ik ken dit.", key=key)
    assert submission.remarks.get().is_positive is is_positive


def test_a_word_without_choice_is_asked_again_and_its_text_kept(editor: User) -> None:
    submission = make("submitted", editor)
    client = log_in(Client(), coordinator(submission))
    body = after(client, "endorse", submission, text="Ik ken dit.", key=uuid4())
    assert "<title>Fout: " in body
    assert "Kies wat u vindt." in body
    assert 'id="oordeel_verdict"' in body
    assert "Ik ken dit." in body


def test_nobody_gives_a_word_on_a_draft_or_on_their_own(editor: User) -> None:
    submission = make("draft", editor)
    helper = coordinator(submission)
    assert "Geef uw oordeel" not in page(submission, helper)
    data = {"verdict": "ja", "key": uuid4()}
    answer = log_in(Client(), helper).post(address("endorse", submission), data)
    assert answer.status_code == 403
    submission.submitter = helper
    submission.save()
    submissions.submit(submission, actor=helper)
    assert log_in(Client(), helper).post(address("endorse", submission), data).status_code == 403


# --- Withdrawing, resuming, copying --------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "submitted", "in_review", "changes_requested"])
def test_withdrawing_is_asked_first_and_can_be_taken_back(status: str, editor: User) -> None:
    submission = make(status, editor)
    client = log_in(Client(), owner(submission))
    assert "Wilt u deze inzending intrekken?" in str(
        client.get(address("withdraw", submission)).content.decode()
    )
    submission.refresh_from_db()
    assert submission.status == status
    for _ in range(2):
        body = after(client, "withdraw", submission, note="Te vroeg.")
        assert "ingetrokken" in body
    submission.refresh_from_db()
    assert submission.status == "withdrawn"
    assert submission.history.filter(move="withdraw", note="Te vroeg.").count() == 1
    for _ in range(2):
        assert "U bent aan de beurt" in after(client, "resume", submission)
    assert submission.history.filter(move="resume").count() == 1


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_withdrawing_after_the_decision_says_what_happened(status: str, editor: User) -> None:
    submission = make(status, editor)
    client = log_in(Client(), owner(submission))
    label = STATES(status).label.lower()
    for _ in range(2):
        body = after(client, "withdraw", submission, note="Toch niet.")
        assert f"Dit kan niet meer: de status is intussen “{label}”" in body
    submission.refresh_from_db()
    assert submission.status == status


def test_a_reason_that_is_too_long_is_kept_on_screen(editor: User) -> None:
    submission = make("draft", editor)
    body = after(log_in(Client(), owner(submission)), "withdraw", submission, note="x" * 2001)
    assert "<title>Fout: " in body
    assert "x" * 2001 in body
    submission.refresh_from_db()
    assert submission.status == "draft"


def test_resuming_what_was_not_withdrawn_says_what_happened(editor: User) -> None:
    submission = make("submitted", editor)
    body = after(log_in(Client(), owner(submission)), "resume", submission)
    assert "Dit kan niet meer" in body


def test_a_copy_is_made_once_and_is_a_draft_of_who_asked(editor: User) -> None:
    submission = make("rejected", editor)
    client, key = log_in(Client(), owner(submission)), uuid4()
    places = {client.post(address("copy", submission), {"key": key})["Location"] for _ in range(3)}
    made = Submission.objects.exclude(pk=submission.pk).get()
    assert places == {reverse("submit:overview", args=[made.reference])}
    assert (made.status, made.submitter, made.title) == (
        "draft",
        owner(submission),
        "Zelf roosteren",
    )
    assert made.background == submission.background


@pytest.mark.parametrize("key", ["", "geen sleutel"])
def test_a_copy_with_a_key_that_is_none_makes_nothing_or_one(key: str, editor: User) -> None:
    submission = make("rejected", editor)
    log_in(Client(), owner(submission)).post(address("copy", submission), {"key": key})
    assert Submission.objects.count() <= 2
