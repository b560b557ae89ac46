"""One submission: where it stands, what was asked, said and changed, and what one can do."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices import workflow
from practices.models import Practice, Submission, User
from practices.workflow import merging, review, submissions, taking_over, talking

from ..factories import bring_to, make_practice, make_submission, make_user
from ..logging_in import log_in
from .pages import NAME, coordinator, make, owner, page

STATES = Submission.Status


# --- Where it stands -----------------------------------------------------------------------------

TURNS = {
    STATES.DRAFT: ("U bent aan de beurt", "De inzender is aan de beurt", "Dit is een concept."),
    STATES.SUBMITTED: ("De redactie is aan de beurt",) * 2 + ("Nog niemand is eraan begonnen.",),
    STATES.IN_REVIEW: ("De redactie is aan de beurt",) * 2 + ("Iemand van de redactie leest",),
    STATES.CHANGES_REQUESTED: (
        "U bent aan de beurt",
        "De inzender is aan de beurt",
        "om aanvulling",
    ),
    STATES.ACCEPTED: ("Niemand hoeft nu iets te doen",) * 2 + ("Het voorbeeld staat op de site.",),
    STATES.REJECTED: ("Niemand hoeft nu iets te doen",) * 2 + ("niet op",),
    STATES.WITHDRAWN: ("Niemand hoeft nu iets te doen",) * 2 + ("ingetrokken",),
}


@pytest.mark.parametrize("status", STATES.values)
def test_each_state_says_whose_turn_it_is(status: str, editor: User) -> None:
    submission = make(status, editor)
    to_owner, to_helper, sentence = TURNS[STATES(status)]
    for person, turn in ((owner(submission), to_owner), (coordinator(submission), to_helper)):
        body = page(submission, person)
        assert turn in body
        assert sentence in body
        assert "sinds vandaag" in body
        assert STATES(status).label in body


@pytest.mark.parametrize("status", STATES.values)
def test_no_page_names_an_editor_or_anybody_elses_address(status: str, editor: User) -> None:
    submission = make(status, editor)
    if submission.submitted_at:
        talking.say(submission, actor=editor, text="Dag.", key=uuid4())
        talking.jot(submission, actor=editor, text="GEHEIM", key=uuid4())
    for person in (owner(submission), coordinator(submission)):
        body = page(submission, person)
        assert NAME not in body
        assert "@voorbeeld.invalid" not in body.replace(person.email, "")
        assert "GEHEIM" not in body


def test_handing_over_stays_among_editors(editor: User) -> None:
    submission = make("in_review", editor)
    review.hand_over(submission, actor=editor, to=make_user("redacteur", name="Opvolger"))
    assert "Opvolger" not in page(submission, owner(submission))


def test_since_when_is_told_in_days(editor: User) -> None:
    submission = make("submitted", editor)
    then = timezone.now() - timedelta(days=5)
    Submission.objects.filter(pk=submission.pk).update(turn_since=then)
    assert "(5 dagen)" in page(submission, owner(submission))


def test_an_accepted_one_says_on_which_day_it_will_be_public(editor: User) -> None:
    submission = make("in_review", editor)
    day = timezone.localdate() + timedelta(days=40)
    practice = review.accept(
        submission,
        actor=editor,
        version=submission.version,
        note="Mooi.",
        when=taking_over.Release(on=day),
    )
    body = page(submission, owner(submission))
    assert f"Het voorbeeld komt op {day.day} " in body
    assert practice.get_absolute_url() not in body


def test_a_public_practice_is_one_click_away_and_an_archived_one_is_not(editor: User) -> None:
    submission = make("accepted", editor)
    practice = Practice.objects.get()
    assert practice.get_absolute_url() in page(submission, owner(submission))
    workflow.archive(practice, actor=editor, note="Voorbij.")
    body = page(submission, owner(submission))
    assert practice.get_absolute_url() not in body
    assert "nu gearchiveerd" in body


@pytest.mark.parametrize("status", ["changes_requested", "accepted", "rejected"])
def test_a_decision_comes_with_its_reason(status: str, editor: User) -> None:
    body = page(submission := make(status, editor), owner(submission))
    assert "De redactie schrijft" in body
    assert "Omdat het zo is." in body


def test_a_reason_stands_no_longer_on_top_once_it_was_answered(editor: User) -> None:
    submission = make("changes_requested", editor)
    submissions.submit(submission, actor=owner(submission))
    assert "De redactie schrijft" not in page(submission, owner(submission))
    assert "opnieuw in" in page(submission, owner(submission))


def test_that_it_is_merged_and_separated_is_told(editor: User) -> None:
    submission = make("in_review", editor)
    merging.merge_into(submission, make_practice(), actor=editor, version=submission.version)
    merged = "De redactie voegt dit samen met een voorbeeld dat er al is."
    assert merged in page(submission, owner(submission))
    merging.separate(submission, actor=editor, version=submission.version)
    separated = "De redactie ziet dit weer als een nieuw voorbeeld."
    assert separated in page(submission, owner(submission))


# --- What was asked, said and changed ------------------------------------------------------------


def asked(editor: User) -> Submission:
    submission = make("in_review", editor)
    for field, text in (("results", "Hoeveel uren?"), ("attachments", "Is er een foto?")):
        talking.ask(submission, actor=editor, field=field, text=text, key=uuid4())
    review.request_changes(submission, actor=editor, version=submission.version, note="Bijna.")
    return submission


def test_questions_lead_to_their_field(editor: User) -> None:
    submission = asked(editor)
    body = page(submission, owner(submission))
    assert "Hoeveel uren?" in body
    assert "Nog 2 van de 2 te doen." in body
    assert f"/indienen/{submission.reference}/verhaal/#id_results" in body
    assert f"/indienen/{submission.reference}/bewijs/#id_attachments" in body


@pytest.mark.parametrize("helper", [False, True])
def test_a_question_is_ticked_and_unticked(helper: bool, editor: User) -> None:
    submission = asked(editor)
    client = log_in(Client(), coordinator(submission) if helper else owner(submission))
    question = submission.remarks.asked().first()
    assert question is not None
    there = reverse("follow:tick", args=[submission.reference, question.pk])
    for value, is_done in (("ja", True), ("ja", True), ("nee", False), ("", False)):
        assert client.post(there, {"gedaan": value}).status_code == 302
        question.refresh_from_db()
        assert bool(question.done_at) is is_done


def test_ticking_after_it_was_sent_again_says_what_happened(editor: User) -> None:
    submission = asked(editor)
    client = log_in(Client(), owner(submission))
    question = submission.remarks.asked().first()
    assert question is not None
    submissions.submit(submission, actor=owner(submission))
    there = reverse("follow:tick", args=[submission.reference, question.pk])
    body = client.post(there, {"gedaan": "ja"}, follow=True).content.decode()
    assert "Dit kan niet meer: de status is intussen “ingestuurd”" in body
    question.refresh_from_db()
    assert question.done_at is None


def test_what_editors_changed_is_shown_word_by_word(editor: User) -> None:
    submission = make("in_review", editor)
    for text in ("Roosters kwamen veel te laat.", "Roosters kwamen te vroeg."):
        submissions.save(submission, actor=editor, values={"background": text}, seen=None)
    body = page(submission, owner(submission))
    assert "Wat de redactie in de tekst heeft veranderd" in body
    assert "De redactie heeft dit veranderd: aanleiding." in body
    assert "laat.</del>" in body
    assert "vroeg.</ins>" in body
    assert "veel te laat" not in body


def test_what_the_submitter_wrote_cannot_become_markup(editor: User) -> None:
    nasty = "<script>alert(1)</script>"
    submission = make_submission(nasty, submitter=make_user(), background=nasty)
    bring_to(submission, "in_review", assignee=editor)
    submissions.save(submission, actor=editor, values={"background": f"{nasty} x"}, seen=None)
    talking.say(submission, actor=owner(submission), text=nasty, key=uuid4())
    body = page(submission, owner(submission))
    assert nasty not in body
    assert "&lt;script&gt;" in body


def test_everybody_in_the_conversation_has_a_role_and_no_name(editor: User) -> None:
    submission = make("in_review", editor)
    helper = coordinator(submission)
    for person in (owner(submission), helper, editor):
        talking.say(submission, actor=person, text="Hallo.", key=uuid4())
    assert _speakers(page(submission, owner(submission))) == [
        "U",
        "Regiocoördinator",
        "De redactie",
    ]
    assert _speakers(page(submission, helper)) == ["De inzender", "U", "De redactie"]


def _speakers(body: str) -> list[str]:
    return [part.split("</b>")[0] for part in body.split('<p class="who"><b>')[1:]]


# --- The list ------------------------------------------------------------------------------------


def test_own_list_is_grouped_by_whose_turn_it_is(editor: User) -> None:
    me = make_user()
    for status in STATES.values:
        make_submission(f"In staat {status}", submitter=me, status=status, assignee=editor)
    body = log_in(Client(), me).get("/mijn/").content.decode()
    yours = body.index("U bent aan de beurt <")
    theirs = body.index("De redactie is aan de beurt <")
    done = body.index("Klaar <")
    assert yours < theirs < done
    for status in STATES.values:
        at = body.index(f">In staat {status}<")
        group = "yours" if at < theirs else "theirs" if at < done else "done"
        turn = {"U": "yours", "D": "theirs", "N": "done"}
        assert group == turn[TURNS[STATES(status)][0][0]], status


def test_who_sent_nothing_yet_is_invited_to(db: None) -> None:
    body = log_in(Client(), make_user()).get("/mijn/").content.decode()
    assert "U heeft nog niets ingestuurd" in body
    assert reverse("submit:start") in body
    assert "/mijn/regio/" not in body


def test_a_coordinator_reads_the_text_before_giving_a_verdict(editor: User) -> None:
    submission = make(STATES.SUBMITTED, editor)
    theirs = page(submission, coordinator(submission))
    assert theirs.index("De hele tekst") < theirs.index('id="oordeel"')
    assert '<details class="more" open>' in theirs
    assert '<details class="more" open>' not in page(submission, owner(submission))
