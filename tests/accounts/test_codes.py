"""A code by mail: one answer for everybody, good once, for ten minutes, in three tries."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices import accounts
from practices.accounts import codes
from practices.models import Mail, User

from ..factories import make_user
from .coming_in import INSIDE, ask_code, by_mail, mailed_code, type_code

ANNA = "anna@voorbeeld.invalid"


def make_everybody() -> dict[str, str]:
    """One address of each kind."""
    by_mail("bekend@voorbeeld.invalid")
    make_user("redacteur", email="redactie@voorbeeld.invalid")
    make_user(email="weg@voorbeeld.invalid", is_active=False)
    return {
        "unknown": "nieuw@voorbeeld.invalid",
        "known": "bekend@voorbeeld.invalid",
        "staff": "redactie@voorbeeld.invalid",
        "closed": "weg@voorbeeld.invalid",
    }


def test_every_address_gets_the_same_answer_with_the_same_work() -> None:
    answers: dict[str, Any] = {}
    for kind, email in make_everybody().items():
        client, before = Client(), Mail.objects.count()
        client.get("/inloggen/")
        with CaptureQueriesContext(connection) as queries:
            asked = ask_code(client, email)
        page = client.get("/inloggen/code/").content.decode().replace(email, "…")
        page = page.replace(client.cookies["csrftoken"].value, "")
        form = page.partition("csrfmiddlewaretoken")[0]
        wrong = type_code(client, "XXXX-XXXX")
        answers[kind] = (
            asked.status_code,
            asked["Location"],
            form,
            len(queries),
            Mail.objects.count() - before,
            wrong.status_code,
        )
    assert len(set(answers.values())) == 1, answers


def test_what_the_mail_says_only_its_reader_knows() -> None:
    subjects = {}
    for kind, email in make_everybody().items():
        ask_code(Client(), email)
        subjects[kind] = Mail.objects.latest("pk").subject
    assert subjects["unknown"] == subjects["known"]
    assert subjects["known"].startswith("Uw code")
    assert subjects["staff"] == "Log in met uw wachtwoord"
    assert subjects["closed"] == "Uw account is uitgezet"


def test_the_right_code_makes_the_account_and_proves_the_address(visitor: Client) -> None:
    ask_code(visitor, " Anna@Voorbeeld.invalid ")
    assert not User.objects.exists()
    answer = type_code(visitor, mailed_code().lower().replace("-", " "))
    anna = User.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/mijn/")
    assert visitor.session[INSIDE] == str(anna.pk)
    assert (anna.email, anna.is_staff, anna.get_full_name()) == (ANNA, False, "")
    assert not anna.has_usable_password()
    assert "anna" not in anna.username
    assert EmailAddress.objects.get().verified


def test_coming_again_is_the_same_account() -> None:
    by_mail(ANNA)
    by_mail(ANNA.upper())
    assert User.objects.count() == 1


def test_an_account_that_others_made_becomes_of_whoever_has_the_address() -> None:
    made = make_user(email=ANNA)
    assert by_mail(ANNA).session[INSIDE] == str(made.pk)


def test_two_at_once_get_one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    first = accounts.account_for(ANNA)
    found = iter([None, first])  # as if the first was made just after we looked
    monkeypatch.setattr("practices.accounts.people.find", lambda email: next(found))
    assert accounts.account_for(ANNA) == first
    assert User.objects.count() == 1


def test_a_wrong_code_may_be_tried_three_times(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    code = mailed_code()
    for _ in range(2):
        assert "klopt niet" in type_code(visitor, "XXXX-XXXX").content.decode()
    assert type_code(visitor, "XXXX-XXXX")["Location"] == "/inloggen/?verlopen"
    assert type_code(visitor, code)["Location"] == "/inloggen/?verlopen"
    assert INSIDE not in visitor.session


def test_tries_at_the_same_moment_count_too(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    code, kept = mailed_code(), dict(visitor.session)
    for _ in range(3):
        type_code(visitor, "XXXX-XXXX")
    session = visitor.session  # as a request that read its session before the others wrote theirs
    session[codes.KEY] = kept[codes.KEY]
    session.save()
    type_code(visitor, code)
    assert INSIDE not in visitor.session


def test_a_code_is_good_for_ten_minutes(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_code(visitor, ANNA)
    now = time.time()
    monkeypatch.setattr("practices.accounts.codes.time.time", lambda: now + 601)
    assert type_code(visitor, mailed_code())["Location"] == "/inloggen/?verlopen"
    assert INSIDE not in visitor.session


def test_a_code_is_good_once_and_only_in_the_browser_that_asked(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    code, other = mailed_code(), Client()
    assert type_code(other, code)["Location"] == "/inloggen/?verlopen"
    type_code(visitor, code)
    visitor.post("/uitloggen/")
    assert type_code(visitor, code)["Location"] == "/inloggen/?verlopen"
    assert INSIDE not in visitor.session


def test_a_new_code_makes_the_old_one_void(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    old = mailed_code()
    visitor.post("/inloggen/code/", {"opnieuw": "1"})
    assert old != mailed_code()
    assert "klopt niet" in type_code(visitor, old).content.decode()
    assert type_code(visitor, mailed_code())["Location"] == "/mijn/"


def test_the_session_holds_no_code(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    kept = str(dict(visitor.session))
    assert mailed_code() not in kept
    assert mailed_code().replace("-", "").lower() not in kept


def test_logging_in_rotates_the_key_and_keeps_what_was_begun(visitor: Client) -> None:
    ask_code(visitor, ANNA)
    session = visitor.session
    session["begonnen"] = "Een titel"
    session.save()
    before = session.session_key
    type_code(visitor, mailed_code())
    assert visitor.session.session_key != before
    assert visitor.session["begonnen"] == "Een titel"
    assert not Session.objects.filter(session_key=before).exists()


def test_staff_and_closed_accounts_do_not_come_in_even_when_they_became_so_since() -> None:
    for change in ({"is_staff": True}, {"is_active": False}):
        client, email = Client(), f"{'-'.join(change)}@voorbeeld.invalid"
        person = make_user(email=email)
        ask_code(client, email)
        User.objects.filter(pk=person.pk).update(**change)
        assert type_code(client, mailed_code())["Location"] == "/inloggen/?verlopen"
        assert INSIDE not in client.session


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/voorbeelden/?q=rooster", "/voorbeelden/?q=rooster"),
        ("http://testserver/over/", "http://testserver/over/"),
        ("https://kwaad.invalid/", "/mijn/"),
        ("//kwaad.invalid/", "/mijn/"),
        ("\\\\kwaad.invalid/", "/mijn/"),
        ("/\\kwaad.invalid", "/mijn/"),
        ("https:kwaad.invalid", "/mijn/"),
        ("https:///kwaad.invalid", "/mijn/"),
        ("\t//kwaad.invalid", "/mijn/"),
        ("/\n/kwaad.invalid", "/mijn/"),
        ("javascript:alert(1)", "/mijn/"),
    ],
)
def test_only_addresses_of_this_site_come_next(visitor: Client, wanted: str, place: str) -> None:
    ask_code(visitor, ANNA, next=wanted)
    assert type_code(visitor, mailed_code())["Location"] == place


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "a\nb@voorbeeld.invalid", "x" * 300])
def test_what_is_no_address_comes_back_with_what_was_typed(visitor: Client, email: str) -> None:
    page = ask_code(visitor, email).content.decode()
    assert "<title>Fout: " in page
    assert 'aria-invalid="true"' in page
    assert not Mail.objects.exists()


def test_no_page_for_logging_in_is_kept_by_a_cache(visitor: Client) -> None:
    assert "no-store" in visitor.get("/inloggen/")["Cache-Control"]


def test_reading_pages_never_touch_the_table_of_limits(visitor: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        visitor.get("/")
        visitor.get("/voorbeelden/")
    assert not any("kennisbank_cache" in query["sql"] for query in queries)


@pytest.mark.parametrize(
    "address",
    ["accounts/signup/", "account/signup/", "account/email/", "account/password/reset/"],
)
def test_what_we_do_not_use_of_allauth_is_not_there(visitor: Client, address: str) -> None:
    assert visitor.get(f"/{address}").status_code == 404
