"""Guessing is slowed down per account and per network, whatever a visitor says about itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from practices.models import Mail

from ..factories import PASSWORD, make_user
from ..logging_in import app_of
from .coming_in import INSIDE, ask_code, by_password, second_step


@pytest.fixture(autouse=True)
def limits_of_production(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "60/m/ip",
        "login_failed": "100/15m/ip,10/15m/key",
        "request_login_code": "5/h/ip,3/h/key",
        "try_login_code": "3/15m/key",
    }


def guess(client: Client, name: str, password: str = "fout", **extra: Any) -> str:
    """The page after a password."""
    sent = {"login": name, "password": password}
    return str(client.post("/beheer/login/", sent, **extra).content.decode())


def test_three_codes_an_hour_for_an_address_in_whatever_capitals() -> None:
    for email in ("a@voorbeeld.invalid", "A@voorbeeld.invalid", "a@Voorbeeld.invalid"):
        assert ask_code(Client(), email).status_code == 302
    refused = ask_code(Client(), "a@voorbeeld.invalid")
    assert refused.status_code == 429
    assert "te vaak een code gevraagd" in refused.content.decode()
    assert Mail.objects.count() == 3


def test_so_many_codes_for_a_network() -> None:
    answers = [ask_code(Client(), f"a{n}@voorbeeld.invalid").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_new_code_counts_as_one(visitor: Client) -> None:
    ask_code(visitor, "a@voorbeeld.invalid")
    pages = [visitor.post("/inloggen/code/", {"opnieuw": "1"}) for _ in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 200]
    assert "te vaak een code gevraagd" in pages[-1].content.decode()


def test_ten_wrong_passwords_and_then_a_wait_also_with_the_right_one(visitor: Client) -> None:
    bo = make_user("redacteur", name="bo")
    for _ in range(10):
        assert "horen niet bij elkaar" in guess(visitor, "bo")
    assert "te vaak geprobeerd" in guess(visitor, "bo", PASSWORD)
    assert "te vaak geprobeerd" in guess(visitor, "BO", PASSWORD)
    other = make_user("redacteur", name="cas")
    assert INSIDE in by_password(other).session
    assert INSIDE not in by_password(bo).session


def test_an_unknown_name_is_answered_like_a_known_one(visitor: Client) -> None:
    make_user("redacteur", name="iemand-bekend")
    names = ("iemand-bekend", "iemand-anders")
    pages = [guess(Client(), name).replace(name, "…") for name in names]
    bodies = [page.partition("csrfmiddlewaretoken")[0] for page in pages]
    assert bodies[0] == bodies[1]
    assert "horen niet bij elkaar" in bodies[0]


def test_what_a_visitor_says_about_its_network_does_not_count(visitor: Client) -> None:
    for number in range(6):
        answer = visitor.post(
            "/inloggen/",
            {"email": f"a{number}@voorbeeld.invalid"},
            headers={"x-forwarded-for": f"192.0.2.{number}"},
        )
    assert answer.status_code == 429


def test_behind_a_proxy_its_word_counts_and_nobody_elses(visitor: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def ask(number: int, network: str) -> int:
        said = f"203.0.113.{number}, {network}"  # the visitor's own, and what the proxy adds
        sent = {"email": f"b{number}@voorbeeld.invalid"}
        return visitor.post("/inloggen/", sent, headers={"x-forwarded-for": said}).status_code

    assert [ask(number, "192.0.2.1") for number in range(6)] == [302] * 5 + [429]
    assert ask(7, "192.0.2.2") == 302


def test_codes_of_the_app_are_guessed_ten_times(visitor: Client) -> None:
    bo = make_user("redacteur")
    app_of(bo)
    by_password(bo, visitor)
    for _ in range(10):
        assert "klopt niet" in second_step(visitor, "000000").content.decode()
    assert "te vaak geprobeerd" in second_step(visitor).content.decode()
    assert INSIDE not in visitor.session
