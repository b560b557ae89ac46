"""An object of another region answers exactly as one that does not exist (S-05).

Taken from the URLconf, so that a new address with a reference is tried by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client

from practices.models import Attachment, User
from practices.notifications.telling import follow_token

from ..addresses import routes
from ..factories import make_coordinator, make_region, make_submission
from ..logging_in import log_in
from .ledger import queries
from .pages import body
from .world import World, add, add_message, add_question

OBJECTS = [route for route in routes() if "<uuid:" in route]
STEPS = ("kern", "verhaal", "bewijs", "contact", "controleren", "voorbeeld")
Way = Callable[[World], User]


def coordinator(world: World) -> User:
    """Somebody who coordinates another region."""
    return world["coordinator"]


def submitter(world: World) -> User:
    """Somebody who sends in cases elsewhere."""
    return world["inzender"]


def former_coordinator(world: World) -> User:
    """Somebody whose role was taken away."""
    person = world["coordinator daar"]
    person.coordinates.clear()
    return person


def no_longer_editor(world: World) -> User:
    """Somebody who had it in hand until the group was taken away."""
    person = world["eindredacteur"]
    person.groups.clear()
    return person


STRANGERS: tuple[Way, ...] = (coordinator, submitter, former_coordinator, no_longer_editor)


def test_there_are_as_many_kinds_of_objects_as_were_thought_of() -> None:
    assert {route.partition("/")[0] for route in OBJECTS} == {
        *("indienen", "bijlagen", "mijn", "redactie", "berichten")
    }


def addresses(route: str, reference: UUID, remark: int) -> list[str]:
    """A route about one object."""
    place = f"/{route}".replace("<uuid:reference>", str(reference))
    place = place.replace("<int:remark>", str(remark))
    return [place.replace("<slug:step>", step) for step in STEPS[: 1 + 5 * ("<slug" in place)]]


def look(client: Client, method: str, place: str, reference: UUID) -> tuple[object, ...]:
    """All that a visitor can see or measure of an answer."""
    answer, count = queries(lambda: client.generic(method, place))
    headers = {
        name: value.replace(str(reference), "")
        for name, value in answer.headers.items()
        if name not in ("Set-Cookie", "Expires")  # a moment, and a session
    }
    return answer.status_code, body(answer).replace(str(reference), ""), headers, count


def compare(client: Client, real: UUID, remark: int, kinds: tuple[str, ...]) -> set[int]:
    """Check every address for what exists against what does not; the statuses that were seen."""
    statuses = set()
    for route in OBJECTS:
        if not route.startswith(kinds):
            continue
        none = uuid4()
        pairs = zip(addresses(route, real, remark), addresses(route, none, remark), strict=True)
        for there, nowhere in pairs:
            for method in ("GET", "HEAD", "POST"):
                seen = look(client, method, there, real)
                assert seen == look(client, method, nowhere, none), (method, there)
                statuses.add(seen[0])
    return statuses  # type: ignore[return-value]


OF_SUBMISSIONS = ("indienen/", "mijn/", "redactie/")


@pytest.mark.parametrize("status", ["draft", "in_review"])
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_submission_of_another_region_answers_as_none(
    world: World, stranger: Way, status: str
) -> None:
    submission = add(world, status=status)
    remark = add_question(world, submission).pk if status == "in_review" else 1
    client = log_in(Client(), stranger(world))
    assert compare(client, submission.reference, remark, OF_SUBMISSIONS) == {404, 405}


def test_a_visitor_is_asked_to_log_in_whether_it_exists_or_not(world: World) -> None:
    submission = add(world, status="in_review")
    assert compare(Client(), submission.reference, 1, OF_SUBMISSIONS) == {302}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_file_of_another_region_answers_as_none(world: World, stranger: Way) -> None:
    reference = Attachment.objects.get(submission=add(world, status="submitted")).reference
    client = log_in(Client(), stranger(world))
    assert compare(client, reference, 1, ("bijlagen/",)) == {404, 405}


def test_a_file_that_is_not_public_answers_a_visitor_as_none(world: World) -> None:
    reference = Attachment.objects.get(submission=add(world, status="submitted")).reference
    assert compare(Client(), reference, 1, ("bijlagen/",)) == {302, 404, 405}


def test_an_editor_learns_nothing_of_a_draft(world: World) -> None:
    draft = add(world)
    client = log_in(Client(), world["redacteur"])
    assert compare(client, draft.reference, 1, OF_SUBMISSIONS) == {404, 405}
    file = draft.attachments.get().reference
    assert compare(client, file, 1, ("bijlagen/",)) == {404, 405}


@pytest.mark.parametrize(
    ("stranger", "status"),
    [(coordinator, 404), (submitter, 403), (former_coordinator, 403), (no_longer_editor, 403)],
)
def test_a_message_about_another_region_answers_as_none(
    world: World, stranger: Way, status: int
) -> None:
    message = add_message(world)
    client = log_in(Client(), stranger(world))
    assert compare(client, message.reference, 1, ("berichten/",)) == {status}


def test_a_link_that_was_good_is_dead_once_the_role_is_gone(world: World) -> None:
    submission = add(world, status="submitted")
    token = follow_token(submission, world["coordinator daar"])
    place = f"/mijn/link/{token}/"
    assert Client().get(place).status_code == 200
    world["coordinator daar"].coordinates.clear()
    dead, nonsense = Client().get(place), Client().get("/mijn/link/onzin/")
    assert (dead.status_code, body(dead)) == (404, body(nonsense))


def test_nobody_makes_a_link_for_themselves_from_that_of_another(world: World) -> None:
    mine = add(world, "here", title="Van mij")
    theirs = add(world)
    token = follow_token(mine, world["inzender"])
    head, _, tail = token.partition(":")
    forged = follow_token(theirs, world["inzender"]).partition(":")[0]
    for bad in (f"{forged}:{tail}", f"{head}x:{tail}", follow_token(theirs, world["inzender"])):
        assert Client().get(f"/mijn/link/{bad}/").status_code == 404


def test_a_file_cannot_be_reached_through_a_submission_of_ones_own(world: World) -> None:
    mine, theirs = add(world, "here", title="Van mij"), add(world)
    file = theirs.attachments.get()
    client = log_in(Client(), world["inzender"])
    client.post(f"/indienen/{mine.reference}/bewijs/", {"doe": f"weg:{file.reference}"})
    client.post(f"/indienen/{mine.reference}/bewijs/", {f"description-{file.reference}": "x"})
    assert list(theirs.attachments.values_list("pk", "description")) == [(file.pk, "")]


# --- The tree of regions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coordinates", "sees"),
    [
        ("land", {"land", "provincie", "arbeidsmarkt", "regioplus"}),
        ("provincie", {"provincie", "arbeidsmarkt", "regioplus"}),
        ("arbeidsmarkt", {"arbeidsmarkt"}),
        ("regioplus", {"regioplus"}),
    ],
)
def test_a_coordinator_sees_what_lies_in_the_region_and_not_where_it_lies_in(
    db: None, coordinates: str, sees: set[str]
) -> None:
    country = make_region("land", kind="land")
    province = make_region("provincie", parents=[country])
    regions = {
        "land": country,
        "provincie": province,
        "arbeidsmarkt": make_region(
            "arbeidsmarkt", kind="arbeidsmarktregio", parents=[province, make_region("buur")]
        ),
        "regioplus": make_region("regioplus", kind="regioplus", parents=[province]),
    }
    references = {name: make_submission(region=region) for name, region in regions.items()}
    client = log_in(Client(), make_coordinator(regions[coordinates]))
    found = {
        name
        for name, submission in references.items()
        if client.get(submission.get_absolute_url()).status_code == 200
    }
    assert found == sees
    listed = client.get("/mijn/regio/").content.decode()
    assert {name for name, one in references.items() if str(one.reference) in listed} == sees
