"""A form writes what it shows and nothing else, whatever is sent along (S-06)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client

from practices.forms.bases import SALT
from practices.forms.case import STEPS
from practices.models import Attachment, Invitation, Practice, Submission
from practices.workflow import review, submissions

from ..attachments.make import make_pdf
from ..logging_in import log_in
from ..submit.filling import read_form
from .ledger import Ledger, added, changed, ledger
from .world import World, add, add_message, add_question

SUBMISSION = "practices.submission"
REMARK = "practices.remark"
SAVED = {"version", "saved_at"}
NEWS = {"practices.event": {"+"}, "practices.mail": {"+"}}
"""What every step writes beside: its place in the history, and mails about it."""


def hostile(world: World) -> dict[str, str]:
    """The name of every field of every table with a value that would be worth having."""
    worth = {
        "status": "accepted",
        "submitter": str(world["inzender"].pk),
        "assignee": str(world["inzender"].pk),
        "author": str(world["eindredacteur"].pk),
        "actor": str(world["eindredacteur"].pk),
        "invited_by": str(world["eindredacteur"].pk),
        "region": str(world.here.pk),
        "practice": str(world.practice.pk),
        "submission": str(world["inzender"].submissions.get().pk),
        "role": Invitation.Role.COORDINATOR,
        "extent": "case",
        "licence": "CC0-1.0",
        "kind": "note",
        "slug": "openbaar",
    }
    found: dict[str, str] = {}
    for model in apps.get_app_config("practices").get_models():
        for one in model._meta.get_fields():
            value = worth.get(one.name) or _worth(one)
            found |= {one.name: value, getattr(one, "attname", one.name): value}
    return found | {"pk": "1", "is_staff": "on", "groups": "1", "user": "1", "owner": "1"}


def _worth(one: Any) -> str:
    if isinstance(one, models.BooleanField):
        return "on"
    if isinstance(one, models.DateField):
        return "2001-01-01"
    if isinstance(one, models.JSONField):
        return '{"title": "Gekaapt"}'
    return "7" if isinstance(one, models.IntegerField | models.ForeignKey) else "Gekaapt"


@dataclass(frozen=True)
class Case:
    """One form. may: what it may change, by table;  shows: whether its inputs are on the page."""

    role: str
    place: Callable[[World, Submission], str]
    data: Mapping[str, Any] = field(default_factory=dict)
    may: Mapping[str, set[str]] = field(default_factory=dict)
    status: str = "changes_requested"
    shows: bool = True


def at(pattern: str) -> Callable[[World, Submission], str]:
    """The address of a form about the submission."""
    return lambda world, submission: pattern.replace("*", str(submission.reference))


def _message(world: World, submission: Submission) -> str:
    return f"/berichten/{add_message(world).reference}/"


def _question(world: World, submission: Submission) -> str:
    asked = submission.remarks.asked().get()
    return f"/mijn/{submission.reference}/gedaan/{asked.pk}/"


TYPED = {
    "kern": "title",
    "verhaal": "lessons",
    "bewijs": "source_title",
    "contact": "contact_name",
}


def _step(role: str, slug: str) -> Case:
    trees = {"practices.submission_sectors": {"+", "-"}, "practices.submission_regions": {"+", "-"}}
    may = {SUBMISSION: {*STEPS[slug].names, *SAVED}}
    consent = {"practices.event": {"+"}} if slug == "contact" else {}
    data = {"doe": "bewaar", TYPED[slug]: "Anders"}
    return Case(role, at(f"/indienen/*/{slug}/"), data, may | trees | consent)


def stamp() -> str:
    """That of a form that was opened a little while ago."""
    return signing.dumps(int(time.time()) - 60, salt=SALT)


OF_REMARK = {REMARK: {"+"}, **NEWS}
CASES = {
    **{
        f"{role} {slug}": _step(role, slug)
        for role in ("daar", "coordinator daar")
        for slug in STEPS
    },
    "tip": Case(
        "daar",
        at("/indienen/*/"),
        {"doe": "bewaar", "summary": "Anders"},
        {SUBMISSION: {"title", "summary", *SAVED}},
    ),
    "insturen": Case(
        "daar",
        at("/indienen/*/insturen/"),
        {},
        {SUBMISSION: {"status", "sent", "submitted_at", "turn_since"}, **NEWS},
        shows=False,
    ),
    "bericht": Case("daar", at("/mijn/*/bericht/"), {"text": "Hoi"}, OF_REMARK, shows=False),
    "oordeel": Case(
        "coordinator daar",
        at("/mijn/*/oordeel/"),
        {"verdict": "ja", "text": "Goed."},
        OF_REMARK,
        shows=False,
    ),
    "gedaan": Case("daar", _question, {"gedaan": "ja"}, {REMARK: {"done_at"}}, shows=False),
    "intrekken": Case(
        "daar",
        at("/mijn/*/intrekken/"),
        {"note": "Toch niet."},
        {SUBMISSION: {"status", "turn_since"}, **NEWS},
    ),
    "kopie": Case(
        "coordinator daar",
        at("/mijn/*/kopie/"),
        {},
        {
            SUBMISSION: {"+"},
            "practices.submission_sectors": {"+"},
            "practices.submission_regions": {"+"},
            **NEWS,
        },
        shows=False,
    ),
    "begin": Case(
        "daar", at("/indienen/"), {"title": "Nieuw", "region": "daar"}, {SUBMISSION: {"+"}, **NEWS}
    ),
    "wijziging": Case(
        "daar",
        at("/indienen/wijziging/openbaar/"),
        {},
        {SUBMISSION: {"+"}, "practices.submission_regions": {"+"}, **NEWS},
    ),
    "uitnodigen": Case(
        "coordinator daar",
        at("/mijn/regio/"),
        {"email": "nieuw@voorbeeld.invalid"},
        {"practices.invitation": {"+"}, **NEWS},
        shows=False,
    ),
    "fout melden": Case(
        "bezoeker",
        at("/voorbeelden/openbaar/fout-melden/"),
        {"text": "Fout.", "email": ""},
        {"practices.readermessage": {"+"}, **NEWS},
    ),
    "afhandelen": Case(
        "coordinator daar",
        _message,
        {"stap": "afhandelen", "afhandelen-note": "Klaar."},
        {"practices.readermessage": {"status", "handled_at"}, **NEWS},
        shows=False,
    ),
    **{
        name: Case(
            "eindredacteur",
            at(f"/redactie/*/{name}/"),
            {"text": "Hoi", **data},
            OF_REMARK,
            "in_review",
            shows=False,
        )
        for name, data in {"vraag": {"field": "title"}, "notitie": {}, "bericht ": {}}.items()
    },
    "wijzigen": Case(
        "eindredacteur",
        at("/redactie/*/wijzigen/?veld=lessons"),
        {"lessons": "Beter."},
        {SUBMISSION: {*STEPS["verhaal"].names, *SAVED}, **NEWS},
        "in_review",
    ),
    "terugleggen": Case(
        "eindredacteur",
        at("/redactie/*/terugleggen/"),
        {},
        {SUBMISSION: {"status", "assignee_id"}, **NEWS},
        "in_review",
        shows=False,
    ),
    "overdragen": Case(
        "eindredacteur", at("/redactie/*/overdragen/"), {}, {}, "in_review", shows=False
    ),
    "vragen": Case(
        "eindredacteur",
        lambda w, s: f"/redactie/{s.reference}/besluit/?keuze=vragen&gelezen={s.version}",
        {"note": "Vul aan."},
        {SUBMISSION: {"status", "decided", "turn_since"}, REMARK: {"is_ready"}, **NEWS},
        "in_review",
    ),
}


def prepare(world: World, status: str) -> Submission:
    """A submission from there in this state, about which editors asked something."""
    submission = add(world, status="in_review")
    add_question(world, submission)
    if status == "changes_requested":
        editor = world["eindredacteur"]
        review.request_changes(submission, actor=editor, version=submission.version, note="Nog.")
    return submission


def attempt(world: World, case: Case) -> tuple[Submission, Ledger, Ledger, int]:
    """Send the form with everything else in it; the database before and after, and the status."""
    submission = prepare(world, case.status)
    place = case.place(world, submission).replace(" ", "")
    client = Client() if case.role == "bezoeker" else log_in(Client(), world[case.role])
    shown = read_form(client.get(place)) if case.shows else {}
    data = {**hostile(world), **shown, "key": str(uuid4()), "stamp": stamp(), **case.data}
    data.pop("website", None)
    if "region" not in case.data and not case.shows:
        data["region"] = str(world.there.pk)  # of the invitation
    before = ledger()
    answer = client.post(place, data)
    return submission, before, ledger(), answer.status_code


@pytest.mark.parametrize("name", CASES)
def test_a_form_changes_only_what_it_shows(world: World, name: str) -> None:
    case = CASES[name]
    _, before, after, status = attempt(world, case)
    found = changed(before, after)
    for table, columns in found.items():
        assert columns <= case.may.get(table, set()), table
    assert status in (200, 302), status
    if case.may:
        assert found, "niets gebeurd: dan zegt deze test niets"


def new_row(world: World, name: str, table: str) -> tuple[dict[str, Any], Submission]:
    """The row that a form made."""
    submission, before, after, _ = attempt(world, CASES[name])
    [row] = added(before, after, table)
    return row, submission


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("bericht", "daar", "message"),
        ("oordeel", "coordinator daar", "endorsement"),
        ("vraag", "eindredacteur", "question"),
        ("notitie", "eindredacteur", "note"),
        ("bericht ", "eindredacteur", "message"),
    ],
)
def test_what_is_said_is_said_by_who_says_it(world: World, name: str, role: str, kind: str) -> None:
    row, submission = new_row(world, name, REMARK)
    about = (row["submission_id"], row["author_id"], row["kind"], row["by_editor"], row["done_at"])
    by_editor = role == "eindredacteur"
    assert about == (submission.pk, world[role].pk, kind, by_editor, None)


@pytest.mark.parametrize(
    ("name", "role"), [("begin", "daar"), ("kopie", "coordinator daar"), ("wijziging", "daar")]
)
def test_what_is_begun_is_a_draft_of_who_begins_it(world: World, name: str, role: str) -> None:
    row, _ = new_row(world, name, SUBMISSION)
    owner = (row["submitter_id"], row["assignee_id"], row["status"], row["submitted_at"])
    assert owner == (world[role].pk, None, "draft", None)
    assert (row["sent"], row["decided"], row["is_change"]) == ({}, {}, name == "wijziging")
    assert row["practice_id"] == (world.practice.pk if name == "wijziging" else None)


def test_an_invitation_is_for_a_submitter_of_ones_own_region(world: World) -> None:
    row, _ = new_row(world, "uitnodigen", "practices.invitation")
    assert (row["role"], row["region_id"]) == (Invitation.Role.SUBMITTER, world.there.pk)
    assert (row["invited_by_id"], row["accepted_at"]) == (world["coordinator daar"].pk, None)


def test_nobody_invites_for_another_region(world: World) -> None:
    client = log_in(Client(), world["coordinator daar"])
    given = {"email": "nieuw@voorbeeld.invalid", "region": world.here.pk}
    assert client.post("/mijn/regio/", given).status_code == 200
    assert not Invitation.objects.exists()


def test_a_message_of_a_reader_is_open_and_about_this_practice(world: World) -> None:
    row, _ = new_row(world, "fout melden", "practices.readermessage")
    assert (row["status"], row["practice_id"], row["kind"]) == ("open", world.practice.pk, "fout")


def test_a_submission_goes_to_no_hands_but_those_of_an_editor(world: World) -> None:
    submission = add(world, status="in_review")
    client = log_in(Client(), world["eindredacteur"])
    for role in ("inzender", "daar", "coordinator daar"):
        client.post(f"/redactie/{submission.reference}/overdragen/", {"to": world[role].pk})
    submission.refresh_from_db()
    assert submission.assignee == world["eindredacteur"]


def test_an_editor_without_the_right_publishes_nothing_by_saying_so(world: World) -> None:
    submission = add(world, status="submitted")
    review.take(submission, actor=world["redacteur"])
    client = log_in(Client(), world["redacteur"])
    place = (
        f"/redactie/{submission.reference}/besluit/?keuze=aanvaarden&gelezen={submission.version}"
    )
    form = {**hostile(world), **read_form(client.get(place)), "note": "Goed.", "when": "nu"}
    client.post(place, form)
    submission.refresh_from_db()
    assert submission.practice is not None
    assert submission.practice.status == Practice.Status.DRAFT


def test_a_history_of_another_submission_is_put_back_nowhere(world: World) -> None:
    other = add(world, status="in_review")
    editor = world["eindredacteur"]
    submissions.save(other, actor=editor, values={"lessons": "Elders."}, seen=None)
    submission = add(world, status="in_review")
    event = other.history.filter(move="edited").latest("pk")
    client = log_in(Client(), editor)
    place = f"/redactie/{submission.reference}/terugzetten/"
    for field_name in ("lessons", "status", "submitter", "sent"):
        given = {"event": event.pk, "field": field_name, "seen": ""}
        assert client.post(place, given).status_code == 404


def test_a_file_that_is_sent_belongs_to_the_submission_of_its_address(world: World) -> None:
    mine = add(world, "here", title="Van mij")
    theirs = add(world)
    Attachment.objects.all().delete()
    client = log_in(Client(), world["inzender"])
    file = SimpleUploadedFile("verslag.pdf", make_pdf())
    given = {"attachments": file, "submission": theirs.pk, "practice": world.practice.pk}
    client.post(f"/indienen/{mine.reference}/bijlagen/", given)
    kept = Attachment.objects.get()
    assert (kept.submission, kept.practice, kept.uploaded_by) == (mine, None, world["inzender"])
