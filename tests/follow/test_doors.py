"""Who comes through which door of /mijn/, and who learns nothing (S-04, S-05)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import Submission, User
from practices.workflow import review, talking

from ..factories import make_coordinator, make_region, make_submission, make_user
from ..logging_in import log_in
from .pages import address

PAGES = ("submission", "say", "endorse", "withdraw", "resume", "copy")
ROLES = ("inzender", "coordinator", "andere inzender", "coordinator van elders", "redacteur")


@pytest.fixture
def sent(db: None) -> Submission:
    return make_submission("Zelf roosteren", region=make_region("noord"), status="submitted")


def person(role: str, submission: Submission) -> User:
    assert submission.submitter is not None
    assert submission.region is not None
    if role == "inzender":
        return submission.submitter
    if role == "coordinator":
        return make_coordinator(submission.region)
    if role == "coordinator van elders":
        return make_coordinator(make_region())
    return make_user("redacteur") if role == "redacteur" else make_user()


EXPECTED = {
    # GET and an empty POST of: page, say, endorse, withdraw, resume, copy
    "inzender": ("200/405", "302/200", "302/403", "200/302", "302/302", "302/302"),
    "coordinator": ("200/405", "302/200", "302/200", "403/403", "302/403", "302/302"),
    "andere inzender": ("404/404",) * 6,
    "coordinator van elders": ("404/404",) * 6,
    "redacteur": ("302/403",) * 6,
}


@pytest.mark.parametrize("role", ROLES)
def test_every_door_answers_every_role_as_the_table_says(role: str, sent: Submission) -> None:
    client = log_in(Client(), person(role, sent))
    seen = []
    for name in PAGES:
        statuses = (client.get(address(name, sent)), client.post(address(name, sent)))
        seen.append("/".join(str(answer.status_code) for answer in statuses))
    assert tuple(seen) == EXPECTED[role]


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_log_in_and_comes_back_to_the_page(
    page: str, client: Client, sent: Submission
) -> None:
    there = address("submission", sent)
    for answer in (client.get(address(page, sent)), client.post(address(page, sent))):
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/inloggen/?next={there}"


def test_a_visitor_gets_the_same_answer_for_what_does_not_exist(client: Client, db: None) -> None:
    answer = client.get(reverse("follow:submission", args=[uuid4()]))
    assert answer.status_code == 302


def test_text_typed_by_somebody_who_was_logged_out_is_shown_and_not_sent(
    client: Client, sent: Submission
) -> None:
    answer = client.post(address("say", sent), {"text": "Een lang verhaal <b>"})
    assert answer.status_code == 403
    assert "Een lang verhaal &lt;b&gt;" in answer.content.decode()
    assert not sent.remarks.exists()


def test_an_editor_is_led_to_the_desk(sent: Submission) -> None:
    answer = log_in(Client(), make_user("redacteur")).get(address("submission", sent))
    assert answer.headers["Location"] == sent.get_review_url()


def test_an_editor_learns_nothing_of_a_draft(db: None) -> None:
    draft = make_submission()
    assert (
        log_in(Client(), make_user("redacteur")).get(address("submission", draft)).status_code
        == 404
    )


def test_an_editor_without_second_factor_is_nobody(sent: Submission) -> None:
    client = Client()
    client.force_login(make_user("eindredacteur"))
    assert client.get(address("submission", sent)).status_code == 302


def test_what_one_may_not_know_of_looks_as_what_does_not_exist(sent: Submission) -> None:
    client = log_in(Client(), make_coordinator(make_region("zuid")))
    answers, counts = [], []
    for reference in (sent.reference, uuid4()):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answers.append(client.get(reverse("follow:submission", args=[reference])))
        counts.append(len(queries))
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert counts[0] == counts[1]


def test_a_coordinator_of_a_province_follows_what_lies_in_it(db: None) -> None:
    province = make_region("drenthe")
    place = make_region("arbeidsmarktregio-drenthe", kind="arbeidsmarktregio", parents=[province])
    submission = make_submission(region=place)
    client = log_in(Client(), make_coordinator(province))
    assert client.get(address("submission", submission)).status_code == 200


def test_a_role_that_was_taken_away_works_no_more_on_the_next_request(sent: Submission) -> None:
    assert sent.region is not None
    coordinator = make_coordinator(sent.region)
    client = log_in(Client(), coordinator)
    assert client.get(address("submission", sent)).status_code == 200
    coordinator.coordinates.clear()
    assert client.get(address("submission", sent)).status_code == 404
    assert client.get(reverse("follow:region")).status_code == 403


def test_a_question_of_another_submission_cannot_be_ticked(sent: Submission) -> None:
    other = make_submission(status="in_review")
    assert other.assignee is not None
    asked = talking.ask(other, actor=other.assignee, field="title", text="Korter?", key=uuid4())
    review.request_changes(other, actor=other.assignee, version=other.version, note="Zie vraag.")
    assert sent.submitter is not None
    client = log_in(Client(), sent.submitter)
    for reference in (sent.reference, other.reference):
        answer = client.post(reverse("follow:tick", args=[reference, asked.pk]), {"gedaan": "ja"})
        assert answer.status_code == 404


def test_a_question_that_was_not_sent_yet_does_not_exist(sent: Submission) -> None:
    editor = make_user("redacteur")
    review.take(sent, actor=editor)
    asked = talking.ask(sent, actor=editor, field="title", text="GEHEIM", key=uuid4())
    assert sent.submitter is not None
    client = log_in(Client(), sent.submitter)
    assert "GEHEIM" not in client.get(address("submission", sent)).content.decode()
    there = reverse("follow:tick", args=[sent.reference, asked.pk])
    assert client.post(there, {"gedaan": "ja"}).status_code == 404


# --- The page of a coordinator -------------------------------------------------------------------


def test_the_list_of_a_region_tells_nothing_of_another_region(db: None) -> None:
    north, south = make_region("noord"), make_region("zuid")
    client = log_in(Client(), make_coordinator(north))
    make_submission("Van hier", region=north)
    before = client.get(reverse("follow:region"))
    hidden = make_submission("GEHEIM", region=south, status="submitted")
    assert hidden.submitter is not None
    talking.say(hidden, actor=hidden.submitter, text="GEHEIM", key=uuid4())
    after = client.get(reverse("follow:region"))
    assert "Van hier" in after.content.decode()
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(answer: object) -> list[str]:
    lines = answer.content.decode().splitlines()  # type: ignore[attr-defined]
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_what_has_no_region_is_seen_by_no_coordinator(db: None) -> None:
    submission = make_submission("Zonder regio")
    submission.region = None
    submission.save()
    client = log_in(Client(), make_coordinator(make_region()))
    assert "Zonder regio" not in client.get(reverse("follow:region")).content.decode()
    assert client.get(address("submission", submission)).status_code == 404


@pytest.mark.parametrize("role", ["inzender", "redacteur"])
def test_the_page_of_a_coordinator_is_for_coordinators(role: str, sent: Submission) -> None:
    client = log_in(Client(), person(role, sent))
    for answer in (client.get("/mijn/regio/"), client.post("/mijn/regio/", {"email": "a@b.nl"})):
        assert answer.status_code == 403


def test_own_list_shows_own_submissions_only(sent: Submission) -> None:
    assert sent.submitter is not None
    make_submission("GEHEIM", region=sent.region)
    body = log_in(Client(), sent.submitter).get("/mijn/").content.decode()
    assert "Zelf roosteren" in body
    assert "GEHEIM" not in body


def test_lists_take_as_many_queries_for_many_as_for_one(sent: Submission) -> None:
    assert sent.submitter is not None
    assert sent.region is not None
    own = log_in(Client(), sent.submitter)
    regional = log_in(Client(), make_coordinator(sent.region))
    counts = []
    for _ in range(2):
        counted = []
        for client, page in ((own, "/mijn/"), (regional, "/mijn/regio/")):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counted.append(len(queries))
        counts.append(counted)
        for _ in range(3):
            make_submission(submitter=sent.submitter, region=sent.region, status="accepted")
    assert counts[0] == counts[1]
