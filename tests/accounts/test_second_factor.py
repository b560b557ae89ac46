"""Staff comes in with two factors, in this very session, whatever way they take (S-07, S-12)."""

from __future__ import annotations

import re
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from practices import accounts
from practices.accounts import vault
from practices.models import User

from ..factories import PASSWORD, make_user
from ..logging_in import SECRET, app_of, code_now, log_in
from .coming_in import INSIDE, by_mail, by_password, mailed_code, second_step, type_code

OWN = "een eigen lang wachtwoord"
SET_UP, LOG_IN, CHOOSE = "/account/app/", "/beheer/login/", "/account/wachtwoord/"
DOORS = ("/beheer/", "/beheer/practices/practice/", "/account/", "/redactie/", "/beheer/login/")


def where(client: Client, address: str = "/beheer/") -> tuple[int, str]:
    """What an address answers, and where it sends on to."""
    answer = client.get(address)
    return answer.status_code, answer.get("Location", "").partition("?")[0]


def set_up(client: Client) -> Any:
    """Set up an app, as its owner does who reads the key from the page."""
    page = client.get(SET_UP).content.decode()
    found = re.search(r'<b class="secret">([A-Z2-7]+)</b>', page)
    assert found
    return client.post(SET_UP, {"code": code_now(found[1])})


def is_visitor(client: Client) -> bool:
    """Whether the site sees nobody in this browser."""
    return bool(client.get("/over/").context["user"].is_anonymous)


def test_password_alone_opens_only_setting_up_a_second_factor() -> None:
    client = by_password(make_user("redacteur"))
    for address in ("/beheer/", "/beheer/practices/practice/", "/account/", LOG_IN):
        assert where(client, address) == (302, SET_UP)
        assert client.post(address)["Location"] == SET_UP
    assert is_visitor(client)


def test_setting_up_opens_the_desk_and_gives_recovery_codes_once() -> None:
    client = by_password(make_user("redacteur"))
    assert set_up(client)["Location"] == "/account/herstelcodes/"
    first, again = (client.get("/account/herstelcodes/").content.decode() for _ in range(2))
    assert len(re.findall(r"<li>\d{8}</li>", first)) == 10
    assert re.findall(r"\d{8}", again.partition("<main")[2].partition("</main")[0]) == []
    assert where(client) == (200, "")


def test_a_wrong_code_keeps_the_key_that_was_scanned() -> None:
    client = by_password(make_user("redacteur"))
    before = client.get(SET_UP).context["form"].secret
    after = client.post(SET_UP, {"code": "000000"}).context["form"].secret
    assert before == after


def test_temporary_password_comes_before_the_second_factor() -> None:
    bo = make_user("redacteur", password_is_temporary=True)
    client = by_password(bo)
    for address in ("/beheer/", "/beheer/practices/practice/", LOG_IN):
        assert where(client, address) == (302, CHOOSE)
    assert "Kies eerst een eigen wachtwoord" in client.get(CHOOSE).content.decode()
    same = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert "Kies een ander wachtwoord" in client.post(CHOOSE, same).content.decode()
    new = {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}
    client.post(CHOOSE, new)
    bo.refresh_from_db()
    assert not bo.password_is_temporary
    assert where(client) == (302, SET_UP)
    set_up(client)
    assert where(client) == (200, "")


def test_who_has_a_step_to_go_can_log_out() -> None:
    for address in ("/uitloggen/", "/beheer/logout/"):
        client = by_password(make_user("redacteur"))
        assert INSIDE in client.session
        client.post(address)
        assert INSIDE not in client.session


def test_with_an_app_the_password_logs_nobody_in_yet(visitor: Client) -> None:
    bo = make_user("redacteur")
    app_of(bo)
    by_password(bo, visitor)
    assert INSIDE not in visitor.session
    assert where(visitor) == (302, LOG_IN)
    assert "klopt niet" in second_step(visitor, "000000").content.decode()
    assert second_step(visitor)["Location"] == "/beheer/"
    assert where(visitor) == (200, "")


def test_a_code_of_the_app_is_good_once() -> None:
    bo = make_user("redacteur")
    app_of(bo)
    code = code_now()
    assert second_step(by_password(bo), code).status_code == 302
    assert "klopt niet" in second_step(by_password(bo), code).content.decode()


def test_a_recovery_code_is_good_once() -> None:
    bo = make_user("redacteur")
    first = by_password(bo)
    set_up(first)
    code = first.get("/account/herstelcodes/").context["unused_codes"][0]
    client = by_password(bo)
    assert second_step(client, code).status_code == 302
    assert where(client) == (200, "")
    assert "klopt niet" in second_step(by_password(bo), code).content.decode()


def test_who_came_in_by_a_recovery_code_can_make_and_read_new_ones() -> None:
    bo = make_user("redacteur")
    first = by_password(bo)
    set_up(first)
    old = first.get("/account/herstelcodes/").context["unused_codes"]
    client = by_password(bo)
    second_step(client, old[0])
    client.post("/account/herstelcodes/nieuw/")
    new = client.get("/account/herstelcodes/").context["unused_codes"]
    assert len(new) == 10
    assert not set(new) & set(old)
    assert where(client) == (200, "")


def test_only_staff_comes_in_with_a_password(visitor: Client) -> None:
    user = make_user("redacteur", is_staff=False)
    assert INSIDE not in by_password(user, visitor).session


def test_a_submitter_at_the_door_of_the_desk_is_told_so() -> None:
    client = by_mail("anna@voorbeeld.invalid")
    answer = client.get("/beheer/", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)


def test_who_becomes_staff_while_logged_in_by_mail_proves_it_anew() -> None:
    client = by_mail("anna@voorbeeld.invalid")
    assert where(client, "/account/") == (200, "")
    anna = User.objects.get()
    anna.is_staff = anna.is_superuser = True
    anna.set_password(PASSWORD)
    anna.save()
    client = log_in(Client(), anna)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": 0.0}]
    session.save()
    for address in ("/beheer/", "/account/", "/account/app/", "/account/passkeys/nieuw/"):
        status, place = where(client, address)
        assert (status, place) == (302, LOG_IN), address
    assert where(client, LOG_IN) == (200, "")
    by_password(anna, client)
    second_step(client)
    assert where(client) == (200, "")


def test_a_code_by_mail_and_an_app_are_not_two_factors_of_staff() -> None:
    bo = make_user("redacteur")
    client = log_in(Client(), bo)
    session = client.session
    session["account_authentication_methods"][0]["method"] = "code"
    session.save()
    assert where(client) == (302, LOG_IN)


def test_a_passkey_alone_is_enough() -> None:
    bo = make_user("redacteur")
    client = log_in(Client(), bo)
    key = Authenticator.objects.create(user=bo, type="webauthn", data={})
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": 0.0, "id": key.pk, "type": "webauthn", "passwordless": True}
    ]
    session.save()
    assert where(client) == (200, "")


def test_proof_of_another_person_does_not_count() -> None:
    bo, cas = make_user("redacteur"), make_user("redacteur")
    client = log_in(Client(), bo)
    session = client.session
    session["account_authentication_methods_user"] = str(cas.pk)
    session.save()
    assert where(client) == (302, LOG_IN)


def test_a_session_made_without_any_proof_is_worth_nothing() -> None:
    client = Client()
    client.force_login(make_user("eindredacteur", is_superuser=True))
    for address in ("/beheer/", "/account/", "/mijn/", "/indienen/", "/redactie/"):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
    assert is_visitor(client)


def test_another_staff_member_may_log_in_over_a_session_that_does_not_count() -> None:
    bo, cas = make_user("redacteur"), make_user("redacteur")
    app_of(cas)
    client = Client()
    client.force_login(bo)
    by_password(cas, client)
    second_step(client)
    assert where(client) == (200, "")
    assert client.session[INSIDE] == str(cas.pk)


def test_a_new_password_ends_other_sessions_and_keeps_this_one() -> None:
    bo = make_user("redacteur")
    here, there = log_in(Client(), bo), log_in(Client(), bo)
    here.post(CHOOSE, {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN})
    assert where(here) == (200, "")
    assert where(there) == (302, LOG_IN)


def test_a_second_factor_that_changes_ends_other_sessions() -> None:
    bo = make_user("redacteur")
    there, here = by_password(bo), by_password(bo)
    set_up(here)
    assert INSIDE not in there.session
    assert where(here) == (200, "")


def test_removing_the_app_asks_for_a_new_one() -> None:
    bo = make_user("redacteur")
    client = by_password(bo)
    set_up(client)
    client.post("/account/app/weghalen/")
    assert not Authenticator.objects.exists()
    assert where(client) == (302, SET_UP)


def test_logging_out_everywhere_leaves_this_session() -> None:
    bo = make_user("redacteur")
    here, there = log_in(Client(), bo), log_in(Client(), bo)
    cas = log_in(Client(), make_user("redacteur"))
    here.post("/account/overal-uitloggen/")
    assert [where(client)[0] for client in (here, there, cas)] == [200, 302, 200]


def test_what_matters_asks_again_who_it_is_after_a_while() -> None:
    client = log_in(Client(), make_user("redacteur"))  # long ago
    assert where(client, "/account/app/weghalen/") == (302, "/account/bevestigen/")
    confirm = "/account/bevestigen/?next=/account/app/weghalen/"
    assert "klopt niet" in client.post(confirm, {"password": "fout"}).content.decode()
    assert client.post(confirm, {"password": PASSWORD})["Location"] == "/account/app/weghalen/"
    assert where(client, "/account/app/weghalen/") == (200, "")


def test_a_submitter_proves_it_again_by_mail() -> None:
    client = by_mail("anna@voorbeeld.invalid")
    session = client.session
    session["account_authentication_methods"][0]["at"] = 0.0
    session.save()
    add = "/account/passkeys/nieuw/"
    assert where(client, add) == (302, "/account/bevestigen/mail/")
    client.post("/account/bevestigen/mail/", {"next": add})
    assert type_code(client, mailed_code())["Location"] == add
    assert where(client, add) == (200, "")


def test_rights_and_account_end_at_once() -> None:
    bo = make_user("redacteur")
    client = log_in(Client(), bo)
    assert where(client, "/beheer/practices/practice/") == (200, "")
    bo.groups.clear()
    assert where(client, "/beheer/practices/practice/") == (403, "")
    User.objects.filter(pk=bo.pk).update(is_staff=False)
    assert where(client)[0] == 302
    User.objects.filter(pk=bo.pk).update(is_staff=True, is_active=False)
    assert where(client) == (302, LOG_IN)


def test_a_superuser_wipes_a_second_factor_and_its_owner_starts_again() -> None:
    chef = log_in(Client(), make_user(is_staff=True, is_superuser=True))
    bo = make_user("redacteur")
    there = log_in(Client(), bo)
    sent = {"action": "forget_second_step", "_selected_action": [bo.pk]}
    chef.post(reverse("admin:practices_user_changelist"), sent)
    assert INSIDE not in there.session
    assert where(by_password(bo)) == (302, SET_UP)


def test_whoever_joins_the_desk_starts_with_new_factors() -> None:
    chef = log_in(Client(), make_user(is_staff=True, is_superuser=True))
    anna = make_user(email="anna@voorbeeld.invalid")
    Authenticator.objects.create(user=anna, type="webauthn", data={})
    address = reverse("admin:practices_user_change", args=[anna.pk])
    form = chef.get(address).context["adminform"].form
    sent = {b.html_name: b.value() for b in form if b.value() not in (None, False)}
    sent |= {"is_staff": "on", "date_joined_0": "2026-01-01", "date_joined_1": "12:00:00"}
    answer = chef.post(address, sent)
    assert answer.status_code == 302, answer.context["errors"]
    assert not Authenticator.objects.filter(user=anna).exists()


def test_secrets_of_factors_are_unreadable_in_the_database() -> None:
    client = by_password(make_user("redacteur"))
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    client.post(SET_UP, {"code": code_now(secret)})
    codes = client.get("/account/herstelcodes/").context["unused_codes"]
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(text in kept for text in (secret, *codes))


def test_a_secret_stays_readable_while_its_key_is_the_previous_one(settings: Any) -> None:
    locked = vault.lock(SECRET)
    assert vault.lock(SECRET) != locked
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nieuw" * 20, [settings.SECRET_KEY]
    assert vault.unlock(locked) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    assert vault.unlock(locked) not in (SECRET, "", vault.unlock(locked))


def test_everybody_has_work_somewhere() -> None:
    assert accounts.home(make_user("redacteur")) == "/beheer/"
    assert accounts.home(make_user()) == "/mijn/"
