"""Who may open and write a submission; for everybody else it does not exist (S-05)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Submission, User
from practices.workflow import review, submissions

from ..factories import make_coordinator, make_pillars, make_region, make_submission, make_user
from ..logging_in import log_in
from .filling import address, fill, read_form

pytestmark = pytest.mark.django_db
PAGES = ("", "kern/", "verhaal/", "bewijs/", "contact/", "controleren/", "voorbeeld/")


def pages(submission: Submission) -> list[str]:
    """All pages on which somebody writes."""
    return [f"/indienen/{submission.reference}/{page}" for page in PAGES]


@pytest.fixture
def submission() -> Submission:
    """A draft for a region."""
    make_pillars()
    return make_submission("Geheim plan", region=make_region("utrecht"))


def others() -> list[User]:
    """People who have nothing to do with it."""
    far = make_region("drenthe")
    return [make_user(), make_coordinator(far), make_user("redacteur"), make_user("eindredacteur")]


def test_a_draft_of_another_is_not_found_by_anybody(submission: Submission) -> None:
    for person in others():
        visitor = log_in(Client(), person)
        for page in pages(submission):
            assert visitor.get(page).status_code == 404
            assert visitor.post(page, {"title": "Gekaapt"}).status_code in (404, 405)
        assert visitor.post(f"/indienen/{submission.reference}/insturen/").status_code == 404
        assert visitor.post(f"/indienen/{submission.reference}/bijlagen/").status_code == 404
    assert Submission.objects.get().title == "Geheim plan"


def test_it_looks_the_same_as_what_does_not_exist(submission: Submission) -> None:
    visitor = log_in(Client(), make_user())
    real = visitor.get(f"/indienen/{submission.reference}/kern/")
    none = visitor.get(f"/indienen/{uuid4()}/kern/")
    assert (real.status_code, real.content) == (none.status_code, none.content)


def test_nobody_logged_in_learns_whether_it_exists(client: Client, submission: Submission) -> None:
    for reference in (submission.reference, uuid4()):
        for page in PAGES:
            place = f"/indienen/{reference}/{page}"
            answer = client.get(place)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/inloggen/?next=")


def test_a_coordinator_of_the_region_helps_but_does_not_send(submission: Submission) -> None:
    helper = log_in(Client(), make_coordinator(submission.region))  # type: ignore[arg-type]
    for page in pages(submission):
        assert helper.get(page).status_code == 200
    fill(helper, address(submission, "verhaal"), lessons="Hulp van de regio.")
    assert Submission.objects.get().lessons == "Hulp van de regio."
    assert helper.post(f"/indienen/{submission.reference}/insturen/").status_code == 403
    assert Submission.objects.get().status == "draft"


def test_editors_go_to_their_own_page(submission: Submission) -> None:
    editor = make_user("eindredacteur")
    submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    review.take(submission, actor=editor)
    answer = log_in(Client(), editor).get(address(submission, "kern"))
    assert answer.headers["Location"] == submission.get_review_url()


def test_an_account_that_is_closed_is_out_at_the_next_request(submission: Submission) -> None:
    owner = submission.submitter
    assert owner is not None
    own = log_in(Client(), owner)
    form = read_form(own.get(address(submission, "kern")))
    User.objects.filter(pk=owner.pk).update(is_active=False)
    answer = own.post(address(submission, "kern"), {**form, "title": "Toch"})
    assert answer.headers["Location"].startswith("/inloggen/")
    assert Submission.objects.get().title == "Geheim plan"


def test_an_unknown_step_is_not_found(submission: Submission) -> None:
    own = log_in(Client(), submission.submitter)  # type: ignore[arg-type]
    assert own.get(f"/indienen/{submission.reference}/onzin/").status_code == 404


def test_pages_of_a_submission_are_kept_by_no_cache(submission: Submission) -> None:
    own = log_in(Client(), submission.submitter)  # type: ignore[arg-type]
    for page in pages(submission):
        assert "no-store" in own.get(page).headers["Cache-Control"]
