"""Who may keep accounts, and what they do to the accounts of others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from practices.models import User

from ..factories import make_practice, make_region, make_user
from .desk import at_desk, change_page, read

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


def test_both_forms_of_an_account_use_the_same_words(chef: Client) -> None:
    pages = ("add", f"{User.objects.get().pk}/change")
    forms = [chef.get(f"/beheer/practices/user/{p}/").context["adminform"].form for p in pages]
    for name in ("is_staff", "groups"):
        assert len({(f.fields[name].label, f.fields[name].help_text) for f in forms}) == 1
    assert [form.fields["is_staff"].label for form in forms] == ["Mag inloggen bij de redactie"] * 2
    assert forms[1].fields["coordinates"].label == "Regio’s die deze persoon coördineert"


def test_superuser_chooses_groups_and_regions(chef: Client) -> None:
    anna, brabant = make_user("redacteur", name="anna"), make_region("noord-brabant")
    address = f"/beheer/practices/user/{anna.pk}/change/"
    chosen = Group.objects.get(name="eindredacteur")
    form = read(chef, address, groups=[chosen.pk], coordinates=[brabant.pk])
    assert chef.post(address, form).status_code == 302
    assert (anna.groups.get(), anna.coordinates.get()) == (chosen, brabant)


def test_password_given_by_another_is_temporary(chef: Client) -> None:
    anna = make_user("redacteur", name="anna")
    address = reverse("admin:auth_user_password_change", args=[anna.pk])
    assert chef.post(address, {"password1": OWN, "password2": OWN}).status_code == 302
    anna.refresh_from_db()
    assert anna.password_is_temporary
    assert anna.check_password(OWN)


@pytest.mark.parametrize(("group", "invites"), [("redacteur", False), ("eindredacteur", True)])
def test_menu_leads_to_inviting_who_may_invite(db: None, group: str, invites: bool) -> None:
    client = at_desk(make_user(group))
    make_region("noord-brabant")
    assert ("/mijn/regio/" in client.get("/beheer/").content.decode()) == invites
    assert (client.get("/mijn/regio/").status_code == 200) == invites


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


def test_desk_has_the_word_of_the_site_for_logging_out(redacteur: Client) -> None:
    page = redacteur.get("/beheer/").content.decode()
    assert '<button type="submit">Uitloggen</button>' in page
    assert "Afmelden" not in page


def test_who_has_no_rights_is_told_so(db: None) -> None:
    page = at_desk(make_user(is_staff=True)).get("/beheer/").content.decode()
    assert "nog geen rechten" in page
