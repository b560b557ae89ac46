"""Invitations by mail: for one address, once, for seven days."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from practices import accounts
from practices.models import Invitation, Mail, Region, User

from ..factories import make_coordinator, make_region, make_user
from .coming_in import INSIDE

ANNA = "anna@voorbeeld.invalid"


@pytest.fixture
def region(db: None) -> Region:
    return make_region("twente")


def invite(region: Region, email: str = ANNA, role: str = "regiocoordinator") -> str:
    """Invite somebody; the address of the page in the mail."""
    accounts.invite(email, role=role, region=region, by=make_user("eindredacteur"))
    found = re.search(
        r"http://127\.0\.0\.1:8000(/uitnodiging/\S+/)", Mail.objects.latest("pk").body
    )
    assert found
    return found[1]


def test_opening_the_link_changes_nothing_and_taking_it_logs_in(
    visitor: Client, region: Region
) -> None:
    page = invite(region)
    assert region.name in visitor.get(page).content.decode()
    assert not User.objects.filter(email=ANNA).exists()
    assert visitor.post(page)["Location"] == "/mijn/"
    anna = User.objects.get(email=ANNA)
    assert visitor.session[INSIDE] == str(anna.pk)
    assert list(anna.coordinates.all()) == [region]
    assert Invitation.objects.get().accepted_by == anna


def test_a_submitter_gets_no_region(visitor: Client, region: Region) -> None:
    visitor.post(invite(region, role="inzender"))
    assert not User.objects.get(email=ANNA).coordinates.exists()


def test_it_is_good_once(visitor: Client, region: Region) -> None:
    page = invite(region)
    visitor.post(page)
    for answer in (Client().get(page), Client().post(page)):
        assert answer.status_code == 410
        assert "werkt niet meer" in answer.content.decode()


def test_it_is_good_for_seven_days(visitor: Client, region: Region) -> None:
    page = invite(region)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert visitor.post(page).status_code == 410
    assert INSIDE not in visitor.session


def test_a_newer_one_makes_the_older_void(visitor: Client, region: Region) -> None:
    old, new = invite(region), invite(region)
    assert visitor.post(old).status_code == 410
    assert visitor.post(new).status_code == 302


def test_the_secret_is_kept_nowhere_but_in_the_mail(region: Region) -> None:
    token = invite(region).split("/")[2]
    assert len(token) >= 43
    assert token not in str(list(Invitation.objects.values()))


def test_staff_takes_it_but_does_not_come_in_by_mail(visitor: Client, region: Region) -> None:
    bo = make_user("redacteur", email=ANNA)
    assert visitor.post(invite(region))["Location"] == "/beheer/login/"
    assert list(bo.coordinates.all()) == [region]
    assert INSIDE not in visitor.session


def test_a_closed_account_takes_nothing(visitor: Client, region: Region) -> None:
    anna = make_user(email=ANNA, is_active=False)
    assert visitor.post(invite(region)).status_code == 410
    assert not anna.coordinates.exists()


@pytest.mark.parametrize("token", ["bestaat-niet", "%00", "a" * 5000])
def test_nonsense_is_no_invitation(visitor: Client, db: None, token: str) -> None:
    assert visitor.get(f"/uitnodiging/{token}/").status_code in (404, 410)


def test_it_says_who_invites_by_role_and_region(visitor: Client, region: Region) -> None:
    inviter = make_coordinator(region, name="willeke", first_name="Willeke", last_name="Voorbeeld")
    place = make_region("enschede", kind="arbeidsmarktregio", parents=[region])
    accounts.invite(ANNA, role="inzender", region=place, by=inviter)
    mail = Mail.objects.latest("pk").body
    link = re.search(r"/uitnodiging/\S+/", mail)
    assert link
    for said in (mail, visitor.get(link[0]).content.decode()):
        assert f"De regiocoördinator van {region.name}" in said
        assert "Willeke" not in said
        assert inviter.email not in said
    invite(region)
    assert "De redactie van de kennisbank vraagt u" in Mail.objects.latest("pk").body


@pytest.mark.parametrize(
    ("role", "welcome"),
    [
        ("inzender", "Welkom. U kunt nu voorbeelden insturen uit {}."),
        ("regiocoordinator", "Welkom. U bent nu regiocoördinator voor {}."),
    ],
)
def test_who_takes_it_is_welcomed(visitor: Client, region: Region, role: str, welcome: str) -> None:
    landed = visitor.post(invite(region, role=role), follow=True).content.decode()
    assert welcome.format(region.name) in landed


def test_nobody_invites_beyond_what_they_keep() -> None:
    north, south = make_region("noord"), make_region("zuid")
    coordinator = make_coordinator(north)
    email, role = "nieuw@voorbeeld.invalid", Invitation.Role
    accounts.invite(email, role=role.SUBMITTER, region=north, by=coordinator)
    for forbidden in ((role.SUBMITTER, south), (role.COORDINATOR, north)):
        with pytest.raises(PermissionDenied):
            accounts.invite(email, role=forbidden[0], region=forbidden[1], by=coordinator)
    with pytest.raises(PermissionDenied):
        accounts.invite(email, role=role.SUBMITTER, region=north, by=make_user("redacteur"))
    assert Invitation.objects.count() == 1
