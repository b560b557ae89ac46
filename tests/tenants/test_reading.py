"""Reading changes nothing, whoever reads (S-08); and no form comes in from another site."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Attachment, Submission, User
from practices.workflow import review, taking_over

from ..addresses import address, routes
from ..addresses import client_of as staff
from ..logging_in import log_in
from .ledger import changed, ledger
from .world import World, add, add_everything

PEOPLE = ("bezoeker", "daar", "coordinator daar", "inzender", "eindredacteur")
FOR_ALL = ("?titel=zelf+roosteren", "?verder=x", "?voorbeeld=openbaar", "?keuze=aanvaarden")


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    return client if role == "bezoeker" else log_in(client, world[role])


def places(world: World) -> list[str]:
    """Every address outside the admin, with what exists in every state."""
    ready = add_everything(world)
    accepted = add(world, status="in_review")
    review.accept(
        accepted,
        actor=world["eindredacteur"],
        version=accepted.version,
        note="Goed.",
        when=taking_over.Release(now=True),
    )
    references = [
        *{str(one.reference) for one in (ready, accepted)},
        *(str(one.reference) for one in world["daar"].submissions.all()),
    ]
    files = [str(one.reference) for one in Attachment.objects.all()[:2]]
    found = []
    for route in routes():
        if route.startswith("beheer/") or "(?P" in route or "[" in route:
            continue
        values = files if route.startswith("bijlagen") else references
        for value in values if "<uuid" in route else [""]:
            place = route.replace("<uuid:reference>", value).replace("<slug:slug>", "openbaar")
            place = place.replace("<int:remark>", "1").replace("<int:pk>", "1")
            place = place.replace("<str:token>", "x").replace("<slug:code>", "2a")
            found.append("/" + place.replace("<slug:step>", "bewijs"))
    version = ready.version
    decide = f"/redactie/{ready.reference}/besluit/?keuze=aanvaarden&gelezen={version}"
    return [*found, decide, *(f"/indienen/{query}" for query in FOR_ALL)]


@pytest.mark.parametrize(
    "role",
    [
        "eindredacteur",
        "daar",
        *(pytest.param(role, marks=pytest.mark.long) for role in PEOPLE if role[0] in "bci"),
    ],
)
def test_no_page_changes_a_row_by_being_read(world: World, role: str) -> None:
    pages = places(world)
    client = client_of(world, role)
    before = ledger()
    for page in pages:
        for method in ("GET", "HEAD"):
            assert client.generic(method, page).status_code < 500, page
    assert changed(before, ledger()) == {}


@pytest.mark.long
@pytest.mark.parametrize("role", ["redacteur", "eindredacteur", "beheerder"])
def test_no_page_of_the_admin_changes_a_row_by_being_read(
    samples: dict[str, str],
    role: str,
) -> None:
    client = staff(role)
    before = ledger()
    for route in routes():
        if route.startswith("beheer/") and "logout" not in route:
            for method in ("GET", "HEAD"):
                assert client.generic(method, address(route, samples)).status_code < 500, route
    assert changed(before, ledger()) == {}


# --- Forms from elsewhere ------------------------------------------------------------------------

READ_ONLY = {404, 405}
"""What takes no form at all may say that first."""


@pytest.mark.parametrize("role", ["bezoeker", "daar", "eindredacteur"])
def test_a_form_without_a_token_or_from_another_site_is_refused(world: World, role: str) -> None:
    pages = places(world)
    strict = Client(enforce_csrf_checks=True)
    if role != "bezoeker":
        log_in(strict, world[role])
    before = ledger()
    for page in pages:
        assert strict.post(page, {"text": "Hoi"}).status_code in {403, *READ_ONLY}, page
    assert changed(before, ledger()) == {}


def test_a_good_token_does_not_help_a_form_of_another_site(world: World) -> None:
    submission = add(world, status="submitted")
    client = log_in(Client(enforce_csrf_checks=True), world["daar"])
    client.get(f"/mijn/{submission.reference}/")
    token = client.cookies["csrftoken"].value
    place = f"/mijn/{submission.reference}/intrekken/"
    elsewhere = {"origin": "https://kwaad.invalid"}
    given = {"csrfmiddlewaretoken": token}
    assert client.post(place, given, headers=elsewhere).status_code == 403
    submission.refresh_from_db()
    assert submission.status == "submitted"
    assert client.post(place, given).status_code == 302


def test_what_waits_for_a_code_is_made_once_and_only_in_its_own_session(world: World) -> None:
    """The one thing that a GET may finish: what the same session asked for with a form."""
    client = log_in(Client(), world["inzender"])
    session = client.session
    key = str(uuid4())
    session["begun"] = {"key": key, "title": "Begonnen", "known": {}}
    session.save()
    stranger = log_in(Client(), world["daar"])
    stranger.get(f"/indienen/?verder={key}")
    client.get(f"/indienen/?verder={uuid4()}")
    assert not Submission.objects.filter(title="Begonnen").exists()
    for _ in range(2):
        client.get(f"/indienen/?verder={key}")
    owner = User.objects.get(submissions__title="Begonnen")
    assert owner == world["inzender"]
