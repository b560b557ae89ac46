"""The page of a coordinator: what comes from their regions, and inviting people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from practices.models import Invitation, Mail, Region, User

from ..factories import make_coordinator, make_region, make_submission, make_user
from ..logging_in import log_in

PAGE = "/mijn/regio/"


@pytest.fixture
def north(db: None) -> Region:
    return make_region("noord")


@pytest.fixture
def helper(north: Region) -> User:
    return make_coordinator(north)


def shown(client: Client, query: str = "") -> set[str]:
    """The titles in the list."""
    body = client.get(PAGE + query).content.decode()
    return {part.split("</a>")[0].split(">")[-1] for part in body.split("<h3><a ")[1:]}


def test_all_of_the_regions_is_listed_drafts_included(north: Region, helper: User) -> None:
    place = make_region("amr", kind="arbeidsmarktregio", parents=[north])
    make_submission("Concept", region=north)
    make_submission("Ingestuurd", region=place, status="submitted")
    make_submission("Elders", region=make_region("zuid"), status="submitted")
    assert shown(log_in(Client(), helper)) == {"Concept", "Ingestuurd"}


def test_an_editor_who_coordinates_sees_their_regions_only(north: Region) -> None:
    editor = make_user("redacteur")
    editor.coordinates.add(north)
    make_submission("Hier", region=north)
    make_submission("Elders", region=make_region("zuid"), status="submitted")
    assert shown(log_in(Client(), editor)) == {"Hier"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?beurt=inzender", {"draft", "changes_requested"}),
        ("?beurt=redactie", {"submitted", "in_review"}),
        ("?beurt=niemand", {"accepted", "rejected", "withdrawn"}),
        ("?status=in-behandeling", {"in_review"}),
        ("?beurt=inzender&status=concept", {"draft"}),
        ("?beurt=inzender&status=aanvaard", set()),
        ("?beurt=onzin&status=%00&pagina=x", None),
        ("?beurt=&status=", None),
    ],
)
def test_filters(query: str, titles: set[str] | None, north: Region, helper: User) -> None:
    every = {
        *("draft", "submitted", "in_review", "changes_requested"),
        *("accepted", "rejected", "withdrawn"),
    }
    for status in every:
        make_submission(status, region=north, status=status)
    assert shown(log_in(Client(), helper), query) == (every if titles is None else titles)


def test_a_long_list_has_pages_that_keep_the_filter(north: Region, helper: User) -> None:
    for number in range(26):
        make_submission(f"Nummer {number}", region=north)
    client = log_in(Client(), helper)
    first, second = shown(client, "?beurt=inzender"), shown(client, "?beurt=inzender&pagina=2")
    assert (len(first), len(second)) == (25, 1)
    assert not first & second
    body = client.get(f"{PAGE}?beurt=inzender").content.decode()
    assert "?beurt=inzender&amp;pagina=2" in body


# --- Inviting ------------------------------------------------------------------------------------


def invite(client: Client, email: str, region: Region | int) -> str:
    key = region.pk if isinstance(region, Region) else region
    answer = client.post(PAGE, {"email": email, "region": key}, follow=True)
    return str(answer.content.decode())


def test_an_invitation_is_mailed_and_listed(north: Region, helper: User) -> None:
    body = invite(log_in(Client(), helper), " Nieuw@Voorbeeld.invalid ", north)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("nieuw@voorbeeld.invalid", "inzender")
    assert (invitation.region, invitation.invited_by) == (north, helper)
    assert Mail.objects.get().address == "nieuw@voorbeeld.invalid"
    assert "krijgt een uitnodiging per mail" in body
    assert "nieuw@voorbeeld.invalid" in body


def test_a_double_click_invites_once(north: Region, helper: User) -> None:
    client = log_in(Client(), helper)
    for email in ("nieuw@voorbeeld.invalid", "NIEUW@voorbeeld.invalid"):
        assert "krijgt een uitnodiging" in invite(client, email, north)
    assert Mail.objects.count() == 1


def test_inviting_again_later_sends_a_new_one(north: Region, helper: User) -> None:
    client = log_in(Client(), helper)
    invite(client, "nieuw@voorbeeld.invalid", north)
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=1))
    invite(client, "nieuw@voorbeeld.invalid", north)
    assert Mail.objects.count() == 2
    assert Invitation.objects.count() == 1


def test_inviting_works_within_ones_own_regions(north: Region, helper: User) -> None:
    place = make_region("amr", kind="arbeidsmarktregio", parents=[north])
    invite(log_in(Client(), helper), "nieuw@voorbeeld.invalid", place)
    assert Invitation.objects.get().region == place


def test_inviting_for_another_region_is_refused_as_for_one_that_does_not_exist(
    north: Region, helper: User
) -> None:
    client = log_in(Client(), helper)
    other = make_region("zuid")
    refused = invite(client, "nieuw@voorbeeld.invalid", other)
    unknown = invite(client, "nieuw@voorbeeld.invalid", other.pk + 999)
    for body in (refused, unknown):
        assert "Kies een van uw regio’s." in body
        assert "<title>Fout: " in body
        assert 'value="nieuw@voorbeeld.invalid"' in body
        assert "Zuid" not in body
    assert not Invitation.objects.exists()


def test_nobody_is_made_a_coordinator_here(north: Region, helper: User) -> None:
    data = {"email": "nieuw@voorbeeld.invalid", "region": north.pk, "role": "regiocoordinator"}
    log_in(Client(), helper).post(PAGE, data)
    assert Invitation.objects.get().role == "inzender"


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x\r\nBcc: y@voorbeeld.invalid"])
def test_what_is_no_address_is_refused(email: str, north: Region, helper: User) -> None:
    assert "<title>Fout: " in invite(log_in(Client(), helper), email, north)
    assert not Mail.objects.exists()


def test_an_address_that_has_an_account_gets_the_same_answer(north: Region, helper: User) -> None:
    make_user(email="bekend@voorbeeld.invalid")
    client = log_in(Client(), helper)
    known = invite(client, "bekend@voorbeeld.invalid", north)
    assert "bekend@voorbeeld.invalid krijgt een uitnodiging per mail" in known


def test_invitations_of_another_coordinator_or_a_former_region_are_not_shown(
    north: Region, helper: User
) -> None:
    invite(log_in(Client(), make_coordinator(north)), "van-een-ander@voorbeeld.invalid", north)
    south = make_region("zuid")
    helper.coordinates.add(south)
    invite(log_in(Client(), helper), "van-vroeger@voorbeeld.invalid", south)
    helper.coordinates.remove(south)
    body = log_in(Client(), helper).get(PAGE).content.decode()
    assert "van-een-ander" not in body
    assert "van-vroeger" not in body


def test_each_invitation_says_what_became_of_it(north: Region, helper: User) -> None:
    client = log_in(Client(), helper)
    for name in ("open", "oud", "ja"):
        invite(client, f"{name}@voorbeeld.invalid", north)
    long_ago = timezone.now() - timedelta(days=1)
    Invitation.objects.filter(email__startswith="oud").update(expires_at=long_ago)
    Invitation.objects.filter(email__startswith="ja").update(accepted_at=long_ago)
    body = client.get(PAGE).content.decode()
    assert "geldig tot" in body
    assert "verlopen op" in body
    assert "aangenomen op" in body


# --- Appointing coordinators ---------------------------------------------------------------------


def test_who_keeps_the_regions_appoints_coordinators_anywhere(north: Region) -> None:
    client = log_in(Client(), make_user("eindredacteur"))
    given = {"email": "nieuw@voorbeeld.invalid", "region": north.pk, "role": "regiocoordinator"}
    assert client.post(PAGE, given).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.region) == ("regiocoordinator", north)
    assert "nieuw@voorbeeld.invalid" in client.get(PAGE).content.decode()


def test_a_coordinator_appoints_nobody(north: Region, helper: User) -> None:
    client = log_in(Client(), helper)
    given = {"email": "nieuw@voorbeeld.invalid", "region": north.pk, "role": "regiocoordinator"}
    client.post(PAGE, given)
    assert Invitation.objects.get().role == "inzender"


def test_an_editor_without_regions_has_nothing_to_find_here(db: None) -> None:
    assert log_in(Client(), make_user("redacteur")).get(PAGE).status_code == 403
