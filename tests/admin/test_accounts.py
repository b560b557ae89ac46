"""Who may keep accounts, and what they do to the accounts of others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from practices.models import User

from ..factories import make_practice, make_user
from .desk import at_desk, change_page

OWN = "een eigen lang wachtwoord"


@pytest.fixture
def chef(db: None) -> Client:
    return at_desk(make_user(name="chef", is_staff=True, is_superuser=True))


@pytest.mark.parametrize("group", ["redacteur", "eindredacteur"])
def test_editors_do_not_keep_accounts(db: None, group: str) -> None:
    client = at_desk(make_user(group))
    for address in ("user/", "user/add/", "group/", "group/add/"):
        model = "auth" if address.startswith("group") else "practices"
        assert client.get(f"/beheer/{model}/{address}").status_code == 403
    assert "Gebruikers" not in client.get("/beheer/").content.decode()


def test_right_on_paper_is_not_enough_to_keep_accounts(db: None) -> None:
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__model__in=["user", "group"]))
    assert at_desk(user).get("/beheer/practices/user/").status_code == 403


def test_superuser_makes_an_account_with_a_temporary_password(chef: Client) -> None:
    new = {
        "username": "anna",
        "first_name": "Anna",
        "is_staff": "on",
        "groups": [],
        "password1": OWN,
        "password2": OWN,
    }
    response = chef.post("/beheer/practices/user/add/", new)
    assert response.status_code == 302, response.context["errors"]
    anna = User.objects.get(username="anna")
    assert (anna.password_is_temporary, anna.is_staff, anna.is_superuser) == (True, True, False)


def test_password_given_by_another_is_temporary(chef: Client) -> None:
    anna = make_user("redacteur", name="anna")
    address = reverse("admin:auth_user_password_change", args=[anna.pk])
    assert chef.post(address, {"password1": OWN, "password2": OWN}).status_code == 302
    anna.refresh_from_db()
    assert anna.password_is_temporary
    assert anna.check_password(OWN)


def test_rights_end_at_once(db: None) -> None:
    """S-07: a session that is open stops with the account."""
    anna = make_user("redacteur")
    client, page = at_desk(anna), change_page(make_practice())
    assert client.get(page).status_code == 200
    anna.groups.clear()
    assert client.get(page).status_code == 403
    User.objects.update(is_active=False)
    assert client.get(page).status_code == 302


def test_lists_of_accounts_open(chef: Client) -> None:
    pages = ("practices/user/", "practices/user/add/", "auth/group/", "auth/group/add/")
    for address in (*pages, f"practices/user/{User.objects.get().pk}/change/"):
        assert chef.get(f"/beheer/{address}").status_code == 200


def test_who_has_no_rights_is_told_so(db: None) -> None:
    page = at_desk(make_user(is_staff=True)).get("/beheer/").content.decode()
    assert "nog geen rechten" in page
