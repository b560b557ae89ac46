"""Corners of the workflow in which a colleague, a role or an address is missing or was first."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from practices import search, workflow
from practices.models import Mail, ReaderMessage, Submission, User, WrongState
from practices.workflow import attachments, curating, desk, editing, readers, review, submissions
from practices.workflow.beside import beside

from ..factories import make_practice, make_sector, make_submission, make_user


def test_what_a_colleague_takes_first_is_passed_over(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (make_submission(status="submitted") for _ in range(2))
    quick, slow = make_user("redacteur"), make_user("redacteur")
    take = review.take

    def late(submission: Submission, *, actor: User) -> None:
        if submission == first:
            take(Submission.objects.get(pk=first.pk), actor=quick)
        take(submission, actor=actor)

    monkeypatch.setattr(review, "take", late)
    rows = desk.on_desk(slow)
    assert desk.take_next(rows, actor=slow) == second
    assert Submission.objects.get(pk=first.pk).assignee == quick
    assert desk.take_next(rows, actor=slow) is None


def test_history_is_put_back_by_who_has_it_in_hand_only(db: None) -> None:
    editor, colleague = make_user("redacteur"), make_user("redacteur")
    submission = make_submission("Eerst", status="in_review", assignee=editor)
    submissions.save(submission, actor=editor, values={"title": "Dan"}, seen=None)
    event = submission.history.latest("pk")
    back: dict[str, Any] = {"event": event, "field": "title", "seen": None}
    with pytest.raises(PermissionDenied):
        curating.put_back(submission, actor=colleague, **back)
    curating.put_back(submission, actor=editor, **back)
    assert submission.title == "Eerst"
    review.release(submission, actor=editor)
    with pytest.raises(WrongState):
        curating.put_back(submission, actor=editor, **back)


def test_a_file_that_is_gone_is_removed_once(db: None) -> None:
    submission = make_submission()
    assert submission.submitter
    file = submission.attachments.create(
        name="a.pdf", kind="pdf", size=1, sha256="a", file=ContentFile(b"a", "a.pdf")
    )
    again = submission.attachments.get()
    attachments.remove(file, actor=submission.submitter)
    version = Submission.objects.get(pk=submission.pk).version
    attachments.remove(again, actor=submission.submitter)
    assert Submission.objects.get(pk=submission.pk).version == version == 2


def test_a_reader_is_relayed_to_nobody_without_an_address(db: None) -> None:
    reached = make_user("redacteur")
    make_user("redacteur", email="")
    letter = {"kind": "fout", "text": "Dit klopt niet.", "email": "", "key": uuid4()}
    readers.receive(make_practice(), **letter)  # type: ignore[arg-type]
    assert ReaderMessage.objects.count() == 1
    assert Mail.objects.get().recipient == reached


def test_what_is_emptied_filled_or_changed_is_called_so(db: None) -> None:
    practice, submitter = make_practice("Oud", lessons="Les.", caveat="Een"), make_user()
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    values = {"title": "Nieuw", "lessons": "", "results": "Meer.", "caveat": "Een twee"}
    submissions.save(change, actor=submitter, values=values, seen=None)
    natures = {line.name: line.nature for line in beside(change).lines}
    assert natures == {
        "title": "gewijzigd",
        "lessons": "leeggemaakt",
        "results": "nieuw",
        "caveat": "aangevuld",
    }


def test_a_text_is_put_back_by_editors_only(db: None) -> None:
    practice = make_practice("Oud")
    with editing(practice, actor=None, version=1):
        practice.title = "Nieuw"
        practice.save()
    event = practice.history.latest("pk")
    back: dict[str, Any] = {"event": event, "field": "title", "version": practice.version}
    with pytest.raises(PermissionDenied):
        workflow.restore_field(practice, actor=make_user(), **back)
    workflow.restore_field(practice, actor=make_user("redacteur"), **back)
    assert practice.title == "Oud"


def test_a_practice_is_found_under_the_new_name_of_its_sector(db: None) -> None:
    sector = make_sector("ggz", name="Oude naam")
    practice = make_practice(sectors=[sector])
    sector.name = "Geestelijke zorg"
    sector.save()
    workflow.names_changed(sector)
    found = search.search("geestelijke zorg")
    assert found is not None
    assert list(found.practices) == [practice.pk]
