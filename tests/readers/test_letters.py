"""Readers report a mistake or ask a question: easily, once, and without being shown to anybody."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail, signing
from django.test import Client, override_settings
from django.urls import reverse

from practices.forms.bases import SALT
from practices.models import Mail, OldSlug, ReaderMessage
from practices.workflow import readers

from ..factories import make_coordinator, make_practice, make_region, make_user
from .letters import READER, letter, send

WAYS = ["report", "ask"]


def address(what: str, slug: str) -> str:
    return reverse(f"readers:{what}", args=[slug])


# --- The way in ----------------------------------------------------------------------------------


def test_page_of_a_practice_leads_there_and_sets_no_cookie(client: Client, db: None) -> None:
    practice = make_practice()
    answer = client.get(practice.get_absolute_url())
    for what in WAYS:
        assert f'href="{address(what, practice.slug)}"' in answer.content.decode()
    assert b"csrf" not in answer.content
    assert not answer.cookies


@pytest.mark.parametrize("what", WAYS)
def test_form_stands_at_an_address_of_its_own(client: Client, db: None, what: str) -> None:
    practice = make_practice("Zelf roosteren")
    answer = client.get(address(what, practice.slug))
    assert answer.status_code == 200
    assert "Zelf roosteren" in answer.content.decode()
    assert set(answer.cookies) == {"csrftoken"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("what", WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "draft"}, 404),
        ({"status": "archived"}, 410),
        ({"status": "archived", "published_at": None}, 404),
    ],
)
def test_what_is_not_on_the_site_has_no_form(
    client: Client, *, db: None, what: str, method: str, fields: dict[str, Any], status: int
) -> None:
    practice = make_practice("Geheim plan", **fields)
    answer = getattr(client, method)(address(what, practice.slug), letter(email=READER))
    assert answer.status_code == status
    assert answer.status_code == client.get(practice.get_absolute_url()).status_code
    assert not ReaderMessage.objects.exists()
    assert client.get(address("received", practice.slug)).status_code == 404


@pytest.mark.parametrize("what", WAYS)
def test_unknown_address_is_404_and_an_old_one_leads_on(
    client: Client, db: None, what: str
) -> None:
    practice = make_practice()
    OldSlug.objects.create(slug="oud", practice=practice)
    assert client.get(address(what, "bestaat-niet")).status_code == 404
    answer = client.get(address(what, "oud"))
    assert (answer.status_code, answer["Location"]) == (301, address(what, practice.slug))


# --- Sending -------------------------------------------------------------------------------------


def test_mistake_is_kept_without_an_address(client: Client, db: None) -> None:
    practice = make_practice()
    answer = send(client, practice, text="  Het moet 12 zijn.\r\nNiet 21. ")
    assert (answer.status_code, answer["Location"]) == (302, address("received", practice.slug))
    message = ReaderMessage.objects.get()
    assert (message.kind, message.text, message.email, message.status) == (
        "fout",
        "Het moet 12 zijn.\r\nNiet 21.",
        "",
        "open",
    )
    assert message.practice == practice


def test_receipt_thanks_and_sets_no_cookie(client: Client, db: None) -> None:
    answer = client.get(address("received", make_practice().slug))
    assert "Dank u" in answer.content.decode()
    assert not answer.cookies


def test_question_needs_an_address_and_loses_nothing_without(client: Client, db: None) -> None:
    answer = send(client, make_practice(), "ask", text="Werkt dit ook in de nacht?")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fout: " in page
    assert "Werkt dit ook in de nacht?" in page
    assert "Vul uw e-mailadres in." in page
    assert 'aria-invalid="true"' in page
    assert not ReaderMessage.objects.exists()


def test_who_belongs_to_it_says_whether_it_still_is_so(client: Client, db: None) -> None:
    practice = make_practice()
    where = f"{address('ask', practice.slug)}?over=klopt-nog"
    page = client.get(where).content.decode()
    assert "<h1>Klopt dit nog?</h1>" in page
    assert client.post(where, letter(text="Ja, alles.", email=READER)).status_code == 302
    message = ReaderMessage.objects.get()
    assert (message.kind, message.text) == ("vraag", "Klopt dit nog? Ja, alles.")
    assert client.post(where, letter(text="x" * 2985, email=READER)).status_code == 302
    answer = client.post(where, letter(text="x" * 2986, email=READER))
    assert "Houd het onder de 2985 tekens." in answer.content.decode()


@pytest.mark.parametrize("over", ["", "iets", "klopt-nog%00"])
def test_any_other_subject_is_a_question(client: Client, db: None, over: str) -> None:
    where = f"{address('ask', make_practice().slug)}?over={over}"
    assert "<h1>Stel een vraag</h1>" in client.get(where).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 3001},
        {"text": "nul \x00 byte"},
        {"email": "geen adres"},
        {"email": "a@voorbeeld.invalid\nBcc: b@voorbeeld.invalid"},
        {"email": "a@voorbeeld.invalid,b@voorbeeld.invalid"},
        {"key": "geen sleutel"},
    ],
)
def test_what_is_not_in_order_is_said_and_not_kept(
    client: Client, db: None, fields: dict[str, str]
) -> None:
    answer = send(client, make_practice(), **fields)
    assert answer.status_code == 200
    assert "<title>Fout: " in answer.content.decode()
    assert not ReaderMessage.objects.exists()


def test_form_that_is_sent_twice_is_kept_and_told_once(client: Client, db: None) -> None:
    make_user("redacteur")
    practice, sent = make_practice(), letter(email=READER)
    answers = [client.post(address("ask", practice.slug), sent) for _ in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, address("received", practice.slug))
    }
    assert ReaderMessage.objects.count() == 1
    assert Mail.objects.count() == 1


def test_workflow_itself_keeps_the_same_message_once(db: None) -> None:
    practice, key = make_practice(), uuid4()
    kept = [
        readers.receive(practice, kind="fout", text="Tekst", email="", key=key) for _ in range(2)
    ]
    assert kept[0] == kept[1]


def test_other_words_in_the_same_form_are_another_message(client: Client, db: None) -> None:
    practice, key = make_practice(), str(uuid4())
    for text in ("Eerst dit.", "Na teruggaan: en dit."):
        send(client, practice, text=text, key=key)
    assert ReaderMessage.objects.count() == 2


# --- Programs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"website": "https://voorbeeld.invalid"},
        {"stamp": ""},
        {"stamp": "zelf:bedacht"},
        {"stamp": signing.dumps(1, salt=SALT)},
    ],
)
def test_program_is_refused(client: Client, db: None, fields: dict[str, str]) -> None:
    assert send(client, make_practice(), **fields).status_code == 200
    assert not ReaderMessage.objects.exists()


def test_form_from_the_future_is_refused(client: Client, db: None) -> None:
    stamp = signing.dumps(int(time.time()) + 600, salt=SALT)
    assert send(client, make_practice(), stamp=stamp).status_code == 200
    assert not ReaderMessage.objects.exists()


def test_form_that_lay_open_for_days_works_at_the_second_try(client: Client, db: None) -> None:
    practice = make_practice()
    answer = send(client, practice, stamp=signing.dumps(1, salt=SALT))
    assert "Verstuur het nog eens" in answer.content.decode()
    again = answer.context["form"]
    send(client, practice, stamp=again["stamp"].value(), key=again["key"].value())
    assert ReaderMessage.objects.get().text == "Het cijfer klopt niet."


@override_settings(ACCOUNT_RATE_LIMITS={"reader_message": "5/h/ip"})
def test_network_sends_five_an_hour_and_then_nothing_is_lost(client: Client, db: None) -> None:
    practice = make_practice()
    fifth = letter(text="Bericht 4")
    for number in range(4):
        assert send(client, practice, text=f"Bericht {number}").status_code == 302
    assert client.post(address("report", practice.slug), fifth).status_code == 302
    answer = send(client, practice, text="Het zesde bericht", email=READER)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "<title>Fout: " in page
    assert "te veel berichten" in page
    assert "Het zesde bericht" in page
    assert READER in page
    assert ReaderMessage.objects.count() == 5
    again = client.post(address("report", practice.slug), fifth)
    assert again.status_code == 302, "a second click on what was kept is no sixth message"
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert send(elsewhere, practice).status_code == 302


@override_settings(ACCOUNT_RATE_LIMITS={"reader_message": "1/h/ip"})
def test_network_does_not_get_more_by_claiming_to_be_another(client: Client, db: None) -> None:
    practice = make_practice()
    for number in range(3):
        sent = letter(text=f"Bericht {number}")
        claim = {"X-Forwarded-For": f"192.0.2.{number}"}
        client.post(address("report", practice.slug), sent, headers=claim)
    assert ReaderMessage.objects.count() == 1


@pytest.mark.parametrize("what", WAYS)
def test_form_of_another_site_is_refused(db: None, what: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, make_practice(), what, email=READER).status_code == 403
    assert not ReaderMessage.objects.exists()


# --- Who hears of it -----------------------------------------------------------------------------


def test_editors_and_the_coordinators_of_its_regions_hear_of_it_without_the_address(
    client: Client, db: None, django_capture_on_commit_callbacks: Any
) -> None:
    country = make_region(kind="land")
    here, elsewhere = make_region(parents=[country]), make_region(parents=[country])
    editor = make_user("redacteur")
    told = [editor, make_coordinator(here), make_coordinator(country)]
    make_coordinator(elsewhere)
    make_user()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, make_practice(regions=[here]), "ask", email=READER)
    assert sorted(m.to[0] for m in mail.outbox) == sorted(user.email for user in told)
    assert all(len(message.to) == 1 for message in mail.outbox)
    for message in mail.outbox:
        assert READER not in message.message().as_string()
