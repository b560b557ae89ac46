"""A person gets everything that is kept about them, and is forgotten everywhere when they ask."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from practices.models import Attachment, Invitation, Practice, ReaderMessage, Submission, User
from practices.notifications import post
from practices.personal_data import FORMER, erase, own_data, own_data_archive
from practices.personal_data.erase import without
from practices.workflow import EditConflict, editing, readers, talking
from tests.factories import make_practice, make_region, make_submission, make_user

pytestmark = pytest.mark.django_db

CANARY = "kanarie@voorbeeld.invalid"
NAME = "Kanarie Vogelzang"


@pytest.fixture
def person() -> User:
    """Somebody who left traces everywhere that traces can be left."""
    user = make_user(email=CANARY, first_name="Kanarie", last_name="Vogelzang")
    EmailAddress.objects.create(user=user, email=CANARY, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": CANARY})
    told: dict[str, Any] = {"approach": f"Bel {NAME} of mail {CANARY}.", "contact_email": CANARY}
    accepted = make_submission(
        "Kanarie in de mijn",
        submitter=user,
        status=Submission.Status.ACCEPTED,
        contact_name=NAME,
        contact_consent_on="2026-01-01",
        **told,
    )
    talking.say(accepted, actor=user, text=f"Groet, {NAME}", key=uuid4())
    draft = make_submission("Nooit verstuurd", submitter=user, **told)
    Attachment.objects.create(
        submission=draft,
        name="kanarie.pdf",
        kind="pdf",
        size=3,
        sha256="0" * 64,
        uploaded_by=user,
        file=ContentFile(b"pdf", "kanarie.pdf"),
    )
    readers.receive(
        make_practice(), kind="vraag", text=f"Vraag van {NAME}", email=CANARY, key=uuid4()
    )
    Invitation.objects.create(
        email=CANARY,
        role="inzender",
        region=make_region(),
        token_hash="f" * 64,
        expires_at="2026-12-01T00:00Z",
    )
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(User),
        object_repr=CANARY,
        action_flag=2,
        change_message=NAME,
    )
    post(address=CANARY, subject="Hallo", body=f"Beste {NAME}", topic="test", recipient=user)
    Client().force_login(user)
    return user


def dump() -> str:
    """Every value of every row of every table."""
    return "\n".join(
        f"{model._meta.label_lower}.{field.name}={field.value_from_object(row)!r}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.all()
        for field in model._meta.concrete_fields
    )


def test_nothing_of_a_person_is_left_in_the_whole_database(person: User) -> None:
    assert CANARY in dump()
    assert NAME in dump()
    erase(person)
    left = [line for line in dump().splitlines() if CANARY in line or "Vogelzang" in line]
    assert left == []


def test_what_they_helped_to_publish_stays(person: User) -> None:
    erase(person)
    practice = Practice.objects.get(title="Kanarie in de mijn")
    assert practice.status == Practice.Status.PUBLISHED
    assert practice.approach == f"Bel {FORMER} of mail {FORMER}."
    assert (practice.contact_name, practice.contact_email) == ("", "")
    assert practice.contact_is_public is False


def test_a_draft_that_was_never_sent_goes_with_its_files(
    person: User, django_capture_on_commit_callbacks: Any
) -> None:
    file: Any = Attachment.objects.get(name="kanarie.pdf").file
    with django_capture_on_commit_callbacks(execute=True):
        erase(person)
    assert not Submission.objects.filter(title="Nooit verstuurd").exists()
    assert not file.storage.exists(file.name)


def test_the_account_cannot_be_used_again(person: User) -> None:
    client = Client()
    client.force_login(person)
    erase(person)
    person.refresh_from_db()
    assert (person.is_active, person.email, person.has_usable_password()) == (False, "", False)
    assert "_auth_user_id" not in client.session


def test_a_reader_who_waited_for_an_answer_is_forgotten_too(person: User) -> None:
    erase(person)
    message = ReaderMessage.objects.get()
    assert (message.email, message.status) == ("", ReaderMessage.Status.CLOSED)
    assert message.text == f"Vraag van {FORMER}"


def test_forgetting_somebody_leaves_others_alone(person: User) -> None:
    other = make_user(email="anders@voorbeeld.invalid")
    submission = make_submission("Van een ander", submitter=other, approach="Zonder namen.")
    erase(person)
    other.refresh_from_db()
    submission.refresh_from_db()
    assert other.email == "anders@voorbeeld.invalid"
    assert (submission.submitter, submission.approach) == (other, "Zonder namen.")


def test_one_who_shares_a_part_of_a_name_or_an_address_stays(person: User) -> None:
    text = "Annabel Kruis, Joanna Kruis-Bos en jan@zorg.nl, ook j.an@zorg.nl en an@zorg.nl.eu."
    practice = make_practice(background=text)
    before = Practice.objects.filter(pk=practice.pk).values().get()
    erase(make_user(email="an@zorg.nl", first_name="Anna", last_name="Kruis"))
    assert Practice.objects.filter(pk=practice.pk).values().get() == before


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bel Anna Kruis.", f"Bel {FORMER}."),
        ("ANNA KRUIS, (Anna Kruis) en _Anna Kruis_", f"{FORMER}, ({FORMER}) en _{FORMER}_"),
        ("Vraag het an@zorg.nl. Of bel.", f"Vraag het {FORMER}. Of bel."),
        ("Vraag het an@zorg.nl.Of bel.", f"Vraag het {FORMER}.Of bel."),
        ("mailto:an@zorg.nl <an@zorg.nl>", f"mailto:{FORMER} <{FORMER}>"),
    ],
)
def test_name_and_address_go_wherever_they_stand_by_themselves(text: str, left: str) -> None:
    practice = make_practice(background=text)
    erase(make_user(email="an@zorg.nl", first_name="Anna", last_name="Kruis"))
    practice.refresh_from_db()
    assert practice.background == left


LETTERS = st.text("abcdefxyzéß019", min_size=1, max_size=3)
GLUED = ["x{}", "é{}", "9{}", "x-{}", "{}x", "{}é", "{}9", "{}-x"]


@given(
    name=st.sampled_from(["Anna Kruis", "an@zorg.nl"]),
    pieces=st.lists(st.tuples(st.sampled_from([*GLUED, ""]), LETTERS), max_size=6),
    joint=st.sampled_from([" ", ", ", ". ", "\n", "; "]),
)
def test_text_that_names_nobody_by_a_whole_word_stays_as_it_is(
    name: str, pieces: list[tuple[str, str]], joint: str
) -> None:
    text = joint.join(f"{glued.format(name)}{joint}{other}" for glued, other in pieces)
    assert without(text, [name]) == text
    assert without({"title": [text]}, [name]) == {"title": [text]}


@given(parts=st.lists(LETTERS, max_size=6), joint=st.sampled_from([" ", ", ", "\n", " (", ") "]))
def test_whole_words_go_and_the_rest_stays(parts: list[str], joint: str) -> None:
    name = "Anna Kruis"
    text = joint.join(word for part in parts for word in (part, name))
    assert without(text, [name]) == text.replace(name, FORMER)


def test_name_of_one_word_stays_in_text_and_goes_as_a_contact() -> None:
    practice = make_practice(background="Anna leidt het.", contact_name="Anna")
    made = make_submission("Voorstel", approach="Anna helpt.")
    Submission.objects.filter(pk=made.pk).update(
        sent={"contact_name": "Anna", "approach": "Anna helpt.", "title": "Anna"}
    )
    erase(make_user(email="kruis@zorg.nl", first_name="Anna"))
    practice.refresh_from_db()
    made.refresh_from_db()
    assert (practice.background, practice.contact_name) == ("Anna leidt het.", "")
    assert made.sent == {"contact_name": FORMER, "approach": "Anna helpt.", "title": "Anna"}


CONTACT = {
    "contact_name": "Anna Kruis",
    "contact_email": "an@zorg.nl",
    "contact_consent_on": date(2026, 1, 1),
}


@pytest.mark.parametrize(
    "named", [CONTACT, {"approach": "Bel Anna Kruis."}], ids=["contact", "tekst"]
)
def test_form_that_was_open_cannot_bring_somebody_back(named: dict[str, Any]) -> None:
    editor = make_user("redacteur")
    opened = make_practice(**named)
    sent = make_submission(status="in_review", assignee=editor, **named)
    erase(make_user(email="an@zorg.nl", first_name="Anna", last_name="Kruis"))
    with pytest.raises(EditConflict), editing(opened, actor=editor, version=1):
        opened.save()
    now = Submission.objects.get(pk=sent.pk)
    assert now.version > sent.version
    assert "an@zorg.nl" not in dump()
    assert "Kruis" not in dump()


def test_own_data_holds_every_row_about_the_person_and_no_secret(person: User) -> None:
    data = own_data(person)
    assert {row["title"] for row in data["practices.submission"]} == {
        "Kanarie in de mijn",
        "Nooit verstuurd",
    }
    for table in ("remark", "event", "mail", "readermessage", "invitation", "attachment", "user"):
        assert data[f"practices.{table}"], table
    assert "password" not in data["practices.user"][0]
    assert "data" not in data["mfa.authenticator"][0]


def test_own_data_never_holds_rows_of_somebody_else(person: User) -> None:
    make_submission("Van een ander", submitter=make_user(email="anders@voorbeeld.invalid"))
    assert "Van een ander" not in json.dumps(own_data(person), default=str)
    assert "anders@voorbeeld.invalid" not in json.dumps(own_data(person), default=str)


def test_the_archive_holds_json_tables_and_files(person: User) -> None:
    with zipfile.ZipFile(io.BytesIO(own_data_archive(person))) as bundle:
        names = bundle.namelist()
        assert "alles.json" in names
        assert "practices.submission.csv" in names
        assert [bundle.read(n) for n in names if n.startswith("bijlagen/")] == [b"pdf"]
        assert set(json.loads(bundle.read("alles.json"))) == set(own_data(person))
