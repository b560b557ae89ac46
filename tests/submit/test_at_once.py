"""The same form from many hands at the same moment: one answer, nothing twice (R-03)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practices.models import Attachment, Event, Submission

from ..at_once import at_once
from ..attachments.make import make_pdf
from ..factories import make_pillars, make_submission, make_user
from ..logging_in import log_in
from .filling import address, read_form
from .starting import started

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def as_person(client: Client) -> Client:
    """Another browser with the same session: a test client is not for several threads."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_beginning_many_times_begins_once() -> None:
    own, form = log_in(Client(), make_user()), started()
    answers = at_once(lambda: as_person(own).post("/indienen/", form), HANDS)
    submission = Submission.objects.get()
    assert {one.headers["Location"] for one in answers} == {f"/indienen/{submission.reference}/"}
    assert submission.history.filter(move=Event.Kind.CREATED).count() == 1


def test_sending_many_times_sends_once() -> None:
    submission = make_submission()
    assert submission.submitter is not None
    own = log_in(Client(), submission.submitter)
    answers = at_once(
        lambda: as_person(own).post(f"/indienen/{submission.reference}/insturen/"), HANDS
    )
    assert {one.headers["Location"] for one in answers} == {submission.get_absolute_url()}
    assert submission.history.filter(move="submit").count() == 1


def test_a_file_that_comes_many_times_is_kept_once() -> None:
    make_pillars()
    submission = make_submission()
    assert submission.submitter is not None
    own = log_in(Client(), submission.submitter)
    place = address(submission, "bewijs")
    form = read_form(own.get(place))

    def upload() -> Any:
        file = SimpleUploadedFile("verslag.pdf", make_pdf())
        return as_person(own).post(place, {**form, "tags": "woord", "attachments": file})

    assert {one.status_code for one in at_once(upload, HANDS)} == {302}
    assert Attachment.objects.count() == 1
    assert Submission.objects.get().tags == ["woord"]
