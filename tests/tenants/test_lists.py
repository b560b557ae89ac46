"""Lists, counts, suggestions, exports and mails tell nothing of another region (S-05)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Mail, Submission, User
from practices.personal_data import own_data, own_data_archive
from practices.workflow import readers, review, submissions, taking_over, talking

from ..factories import make_practice, make_user
from ..logging_in import log_in
from .ledger import queries
from .pages import body
from .world import SECRET, World, add, add_everything, add_message

TYPED = "zelf roosteren"
LISTS = (
    *("/mijn/", "/mijn/regio/", "/mijn/regio/?status=ingediend", "/mijn/regio/?beurt=redactie"),
    *("/berichten/", "/redactie/", "/account/", "/account/wissen/"),
    *("/indienen/", f"/indienen/bestaat-al/?titel={TYPED}", f"/indienen/?titel={TYPED}"),
    *("/indienen/wijziging/openbaar/", "/voorbeelden/openbaar/"),
    *("/", "/voorbeelden/", f"/voorbeelden/?q={TYPED}", "/regios/", "/regios/daar/"),
    *("/regios/hier/", "/sectoren/", "/sectoren/zorg/", "/organisaties/"),
    *("/voorbeelden.atom", "/voorbeelden.csv", "/voorbeelden.json", "/sitemap.xml"),
    *("/api/v1/voorbeelden", "/api/v1/facetten", "/api/v1/regios", "/api/v1/trefwoorden"),
    "/gezond/klaar",
)
NONE = uuid4()
OWN = ("", "kern/", "bewijs/", "controleren/")
"""Of one's own submission: what resembles it, tags and elements that are suggested."""


def see(client: Client, world: World) -> dict[str, tuple[int, str, int]]:
    """All lists: status, text, and how many times the database was asked."""
    own = Submission.objects.get(submitter=world["inzender"])
    pages = [*LISTS, *(f"/indienen/{own.reference}/{page}" for page in OWN)]
    found = {}
    pages += [f"/mijn/{own.reference}/", f"/indienen/bestaat-al/?titel={TYPED}&inzending={NONE}"]
    for page in pages:
        answer, count = queries(lambda page=page: client.get(page))
        found[page] = (answer.status_code, body(answer), count)
    return found


@pytest.mark.parametrize("role", ["bezoeker", "inzender", "coordinator"])
def test_no_list_changes_when_another_region_adds_something(world: World, role: str) -> None:
    client = Client() if role == "bezoeker" else log_in(Client(), world[role])
    see(client, world)  # what is read once for each process
    before = see(client, world)
    add_everything(world)
    after = see(client, world)
    for page, seen in before.items():
        assert after[page] == seen, page
        assert SECRET not in after[page][1], page


def test_the_lists_are_not_empty_by_mistake(world: World) -> None:
    """The coordinator of the region itself does see it, so that the test above says something."""
    add_everything(world)
    client = log_in(Client(), world["coordinator daar"])
    for page in ("/mijn/regio/", "/berichten/", f"/indienen/bestaat-al/?titel={SECRET} roosteren"):
        assert SECRET in body(client.get(page)) or "Openbaar daar" in body(client.get(page)), page
    assert SECRET in body(client.get(f"/indienen/bestaat-al/?titel={SECRET} roosteren"))


def test_the_desk_has_no_drafts_in_lists_counts_or_suggestions(world: World) -> None:
    client = log_in(Client(), world["eindredacteur"])
    pages = ["/redactie/", f"/indienen/bestaat-al/?titel={TYPED}", "/beheer/"]
    pages += ["/beheer/practices/submission/", "/beheer/practices/mail/"]
    before = {page: body(client.get(page)) for page in pages}
    draft = add(world)
    talking.say(draft, actor=world["daar"], text="Hoi", key=uuid4())
    assert {page: body(client.get(page)) for page in pages} == before


def test_who_is_no_coordinator_any_more_sees_what_a_newcomer_sees(world: World) -> None:
    add_everything(world)
    person = world["coordinator daar"]
    client = log_in(Client(), person)
    assert SECRET in body(client.get("/mijn/regio/"))
    person.coordinates.clear()
    for page in ("/mijn/", "/indienen/", f"/indienen/bestaat-al/?titel={SECRET} roosteren"):
        assert SECRET not in body(client.get(page)), page
    assert {client.get(page).status_code for page in ("/mijn/regio/", "/berichten/")} == {403}


# --- Mails ---------------------------------------------------------------------------------------


def told(since: int) -> set[str]:
    """To whom mails were written after that one."""
    return set(Mail.objects.filter(pk__gt=since).values_list("recipient__username", flat=True))


def test_no_mail_about_a_region_goes_to_another(world: World) -> None:
    last = Mail.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    add_message(world)
    submission = add(world, status="changes_requested")
    submissions.submit(submission, actor=world["daar"])
    review.take(submission, actor=world["eindredacteur"])
    review.accept(
        submission,
        actor=world["eindredacteur"],
        version=submission.version,
        note="Goed.",
        when=taking_over.Release(now=True),
    )
    review.undo(submission, actor=world["eindredacteur"], note="Toch niet.")
    review.reject(submission, actor=world["eindredacteur"], version=submission.version, note="Nee.")
    withdrawn = add(world, status="submitted")
    submissions.withdraw(withdrawn, actor=world["daar"])
    assert told(last) == {"inzender-daar", "coordinator-daar", "redacteur", "eindredacteur"}


def test_who_took_part_hears_nothing_after_losing_the_role(world: World) -> None:
    submission = add(world, status="submitted")
    person = world["coordinator daar"]
    talking.say(submission, actor=person, text="Ik help.", key=uuid4())
    person.coordinates.clear()
    last = Mail.objects.latest("pk").pk
    submissions.withdraw(submission, actor=world["daar"])
    assert told(last) == {"redacteur", "eindredacteur"}


def test_no_mail_holds_an_internal_note_or_the_address_of_a_reader(world: World) -> None:
    add_everything(world)
    answered = add_message(world)
    readers.close(answered, actor=world["coordinator daar"])
    for mail in Mail.objects.exclude(address__startswith=SECRET):
        assert f"{SECRET} notitie" not in mail.body
        assert f"{SECRET}@" not in mail.subject + mail.body


# --- The export of one's own data ----------------------------------------------------------------


def export(person: User) -> str:
    """All that somebody gets about themselves, as text."""
    return str(own_data(person))


@pytest.mark.parametrize("role", ["inzender", "coordinator"])
def test_an_export_tells_nothing_of_another_region(world: World, role: str) -> None:
    before = own_data(world[role])
    add_everything(world)
    assert own_data(world[role]) == before
    assert SECRET.encode() not in own_data_archive(world[role])


def test_an_export_has_no_note_that_editors_keep_to_themselves(world: World) -> None:
    add_everything(world)
    assert f"{SECRET} notitie" not in export(world["daar"])
    assert f"{SECRET} bericht" in export(world["daar"])


def test_who_handles_a_submission_does_not_own_its_text(world: World) -> None:
    add(world, status="in_review")
    rows: list[dict[str, Any]] = own_data(world["eindredacteur"])["practices.submission"]
    assert [row.keys() for row in rows] == [{"id", "assignee"}]


def test_who_is_named_as_contact_gets_that_and_not_the_draft(world: World) -> None:
    contact = make_user(email="contact@voorbeeld.invalid")
    draft = add(world)
    named: dict[str, Any] = {
        "contact_name": "Co Tact",
        "contact_email": "Contact@voorbeeld.invalid",
    }
    submissions.save(draft, actor=world["daar"], values=named, seen=None)
    make_practice(f"{SECRET} concept", status="draft", **named)
    found = own_data(contact)
    keys = {"id", "contact_name", "contact_email", "contact_consent_on"}
    assert [row.keys() for row in found["practices.submission"]] == [keys]
    assert [row.keys() for row in found["practices.practice"]] == [keys]
    assert SECRET not in str(found)


def test_an_export_has_no_contact_who_did_not_agree_to_be_shown(world: World) -> None:
    practice = make_practice(
        "Ook openbaar", contact_name=f"{SECRET} persoon", contact_email=f"{SECRET}@elders.invalid"
    )
    change = submissions.propose_change(practice, submitter=world["inzender"], key=uuid4())
    submissions.save(change, actor=world["inzender"], values={"lessons": "Meer."}, seen=None)
    submissions.submit(change, actor=world["inzender"])
    editor = world["eindredacteur"]
    review.take(change, actor=editor)
    review.accept(
        change,
        actor=editor,
        version=change.version,
        practice_version=practice.version,
        note="Goed.",
        when=taking_over.Release(),
    )
    assert SECRET not in export(world["inzender"])
    page = log_in(Client(), world["inzender"]).get(change.get_absolute_url())
    assert SECRET not in body(page)
