"""Files: kept by what they are, served by right, gone when taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practices.attachments import BadFile
from practices.models import Attachment, Event, Submission, User, WrongState
from practices.workflow import attachments, review, submissions, taking_over

from ..attachments.make import make_docx, make_image, make_pdf
from ..factories import make_coordinator, make_pillars, make_region, make_submission, make_user
from ..logging_in import log_in
from .filling import address, fill, read_form, send

pytestmark = pytest.mark.django_db


def upload(name: str = "verslag.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it, with a type that nobody believes."""
    return SimpleUploadedFile(name, make_pdf() if content is None else content, "text/html")


def add(
    submission: Submission, name: str = "verslag.pdf", content: bytes | None = None
) -> Attachment:
    """A file of the submitter."""
    assert submission.submitter is not None
    return attachments.add(
        submission, actor=submission.submitter, name=name, file=upload(name, content)
    )


@pytest.fixture
def submission() -> Submission:
    """A draft for a region."""
    make_pillars()
    return make_submission(region=make_region("utrecht"))


@pytest.fixture
def own(client: Client, submission: Submission) -> Client:
    """The browser of the submitter."""
    return log_in(client, submission.submitter)  # type: ignore[arg-type]


# --- Adding --------------------------------------------------------------------------------------


def test_files_and_text_of_the_step_are_kept_together(own: Client, submission: Submission) -> None:
    place = address(submission, "bewijs")
    files = [upload(), upload("Nota.docx", make_docx())]
    answer = fill(own, place, source_title="Een rapport", attachments=files, doe="bestand")
    assert answer.headers["Location"] == f"{place}#bijlagen"
    assert list(submission.attachments.values_list("name", "kind")) == [
        ("verslag.pdf", "pdf"),
        ("Nota.docx", "docx"),
    ]
    assert Submission.objects.get().source_title == "Een rapport"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kwaad.exe", b"MZ"),
        ("kwaad.svg", b"<svg onload=alert(1)>"),
        ("kwaad.png", b"<html><script>alert(1)</script>"),
        ("leeg.pdf", b""),
        ("../../etc/passwd", b"root"),
        ("kwaad.pdf", b"%PDF-1.7 /JavaScript"),
    ],
)
def test_a_refused_file_costs_nothing_that_was_typed(
    own: Client, submission: Submission, name: str, content: bytes
) -> None:
    answer = fill(
        own,
        address(submission, "bewijs"),
        source_title="Een rapport",
        attachments=[upload(name, content), upload("goed.png", make_image())],
    )
    page = answer.content.decode()
    assert "<title>Fout: " in page
    assert read_form(answer)["source_title"] == ["Een rapport"]
    assert "goed.png" in page
    assert [one.name for one in submission.attachments.all()] == ["goed.png"]
    assert Submission.objects.get().source_title == "Een rapport"
    assert send(own, address(submission, "bewijs"), read_form(answer)).status_code == 302


def test_the_same_file_twice_is_one_attachment(own: Client, submission: Submission) -> None:
    fill(own, address(submission, "bewijs"), attachments=[upload(), upload("ander.pdf")])
    fill(own, address(submission, "bewijs"), attachments=[upload()])
    assert submission.attachments.count() == 1


def test_there_are_no_more_than_twenty(submission: Submission) -> None:
    for number in range(20):
        add(submission, f"{number}.pdf", make_pdf(b"%d" % number))
    with pytest.raises(BadFile):
        add(submission, "te-veel.pdf", make_pdf(b"te veel"))
    assert submission.attachments.count() == 20


def test_a_description_belongs_to_its_file(own: Client, submission: Submission) -> None:
    attachment = add(submission)
    fill(
        own, address(submission, "bewijs"), **{f"description-{attachment.reference}": "Het verslag"}
    )
    attachment.refresh_from_db()
    assert attachment.description == "Het verslag"


def test_a_file_that_an_editor_adds_is_recorded_and_raises_the_version(
    submission: Submission,
) -> None:
    editor = make_user("eindredacteur")
    submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    review.take(submission, actor=editor)
    version = submission.version
    attachments.add(submission, actor=editor, name="a.pdf", file=upload())
    assert Submission.objects.get().version == version + 1
    assert "a.pdf" in Event.objects.filter(submission=submission, move="edited").get().note


def test_nobody_adds_to_what_lies_with_the_editors(own: Client, submission: Submission) -> None:
    submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    with pytest.raises(WrongState):
        add(submission)
    answer = own.post(f"/indienen/{submission.reference}/bijlagen/", {"attachments": upload()})
    assert answer.status_code == 409
    assert not Attachment.objects.exists()


def test_a_stranger_adds_nothing(submission: Submission) -> None:
    with pytest.raises(PermissionDenied):
        attachments.add(submission, actor=make_user(), name="a.pdf", file=upload())


def test_a_coordinator_may_help_with_files(submission: Submission) -> None:
    helper = log_in(Client(), make_coordinator(submission.region))  # type: ignore[arg-type]
    helper.post(f"/indienen/{submission.reference}/bijlagen/", {"attachments": upload()})
    assert submission.attachments.count() == 1


# --- Fetching ------------------------------------------------------------------------------------


def test_a_file_is_a_download_that_can_do_nothing(own: Client, submission: Submission) -> None:
    attachment = add(submission, "Verslag “mei”.pdf")
    answer: Any = own.get(attachment.get_absolute_url())
    assert b"".join(answer.streaming_content) == make_pdf()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Verslag")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_file_is_for_who_may_read_the_submission(submission: Submission) -> None:
    place = add(submission).get_absolute_url()
    region, other = submission.region, make_region("drenthe")
    assert region is not None

    def status(user: User | None) -> int:
        visitor = log_in(Client(), user) if user else Client()
        return visitor.get(place).status_code

    people = [make_user(), make_coordinator(other), make_user("eindredacteur"), None]
    assert [status(one) for one in people] == [404, 404, 404, 404]
    assert status(make_coordinator(region)) == 200
    submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    assert [status(one) for one in people] == [404, 404, 200, 404]


def test_a_file_of_a_published_practice_is_for_everybody_without_cookie(client: Client) -> None:
    submission = make_submission()
    attachment = add(submission)
    editor = make_user("eindredacteur")
    submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    review.take(submission, actor=editor)
    when = taking_over.Release(now=True)
    review.accept(submission, actor=editor, version=submission.version, note="Ja.", when=when)
    answer = client.get(attachment.get_absolute_url())
    assert answer.status_code == 200
    assert not answer.cookies
    assert "private" not in answer.headers["Cache-Control"]


def test_a_file_that_is_gone_is_not_found(own: Client, submission: Submission) -> None:
    attachment = add(submission)
    attachment.file.storage.delete(str(attachment.file.name))
    assert own.get(attachment.get_absolute_url()).status_code == 404


# --- Taking away ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_file_is_taken_away_with_its_content() -> None:
    make_pillars()
    submission = make_submission()
    attachment = add(submission)
    place, storage = str(attachment.file.name), attachment.file.storage
    own = log_in(Client(), submission.submitter)  # type: ignore[arg-type]
    answer = fill(
        own, address(submission, "bewijs"), tags="woord", doe=f"weg:{attachment.reference}"
    )
    assert answer.headers["Location"].endswith("#bijlagen")
    assert not Attachment.objects.exists()
    assert not storage.exists(place)
    assert Submission.objects.get().tags == ["woord"]


def test_removing_by_its_own_address_is_a_post_of_who_may_write(
    own: Client, submission: Submission
) -> None:
    place = f"{add(submission).get_absolute_url()}weg/"
    assert own.get(place).status_code == 405
    assert log_in(Client(), make_user()).post(place).status_code == 404
    assert Client().post(place).headers["Location"].startswith("/inloggen/")
    assert Attachment.objects.count() == 1
    assert own.post(place).status_code == 302
    assert not Attachment.objects.exists()


def test_a_file_of_another_submission_cannot_be_taken_away_through_ones_own(
    own: Client, submission: Submission
) -> None:
    other = add(make_submission())
    fill(own, address(submission, "bewijs"), doe=f"weg:{other.reference}")
    assert Attachment.objects.count() == 1
