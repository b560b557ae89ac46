"""No byte that everybody may read tells of a submitter, or of what is not public (P-04, P-05)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.utils import timezone

from practices import handlers
from practices.models import Attachment, Mail, Practice, ReaderMessage, Submission, User
from practices.personal_data import erase
from practices.workflow import readers, review, submissions, taking_over, talking
from practices.workflow.practices import editing

from .addresses import routes
from .factories import (
    bring_to,
    make_coordinator,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_submission,
    make_user,
)
from .logging_in import log_in

CANARY = "kanariegeel"
EMAIL = f"{CANARY}@voorbeeld.invalid"
NUMBER = 918_273_645
ADDRESS = "203.0.113.77"
HASHES = [getattr(hashlib, name)(EMAIL.encode()).hexdigest() for name in ("md5", "sha1", "sha256")]
PUBLIC = "Openbare tekst van de inzender"
States = Submission.Status


@pytest.fixture
def secrets(db: None) -> list[str]:
    """A site on which everything was planted that nobody may read; what to look for."""
    make_pillars()
    region, sector = make_region("noord"), make_sector("zorg")
    person = make_user(name=f"{CANARY}-inzender", email=EMAIL, id=NUMBER, first_name=CANARY)
    coordinator = make_coordinator(region, name=f"{CANARY}-regio", last_name=CANARY)
    editor = make_user("eindredacteur", name=f"{CANARY}-redactie", first_name=CANARY)
    for status in States.values:
        plant(status, person, coordinator, editor, region=region, sectors=[sector.slug])
    plant_practices()
    for client in (Client(REMOTE_ADDR=ADDRESS), log_in(Client(REMOTE_ADDR=ADDRESS), person)):
        client.get(f"/indienen/bestaat-al/?titel={CANARY}")
        client.post("/voorbeelden/archief/fout-melden/", {"text": CANARY, "email": EMAIL})
    return [CANARY, str(NUMBER), ADDRESS, *HASHES, *hidden_references()]


def hidden_references() -> Iterator[str]:
    """What names a submission, a message, or a file that is not public."""
    files = Attachment.objects.exclude(practice__status=Practice.Status.PUBLISHED)
    for rows in (Submission.objects.all(), ReaderMessage.objects.all(), files):
        yield from (str(reference) for reference in rows.values_list("reference", flat=True))


def plant(
    status: str, person: User, coordinator: User, editor: User, *, region: Any, sectors: list[str]
) -> None:
    """A submission in this state, about which everybody said something."""
    is_public = status == States.ACCEPTED
    submission = make_submission(
        PUBLIC if is_public else f"{CANARY} {status}",
        submitter=person,
        region=region,
        sectors=sectors,
        contact_name=f"{CANARY} zonder toestemming",
        contact_email=f"contact-{EMAIL}",
        tags=["rooster"] if is_public else [CANARY],
        organisations=[["initiatiefnemer", "Zorggroep" if is_public else CANARY]],
    )
    attach(submission, "openbaar.pdf" if is_public else f"{CANARY}.pdf")
    bring_to(submission, status, assignee=editor)
    talking.say(submission, actor=person, text=f"{CANARY} bericht", key=uuid4())
    if submission.submitted_at:
        talking.endorse(submission, actor=coordinator, is_positive=True, text=CANARY, key=uuid4())
        talking.jot(submission, actor=editor, text=f"{CANARY} notitie", key=uuid4())


def attach(submission: Submission, name: str) -> None:
    """A file with words of its own."""
    Attachment.objects.create(
        submission=submission,
        name=name,
        kind="pdf",
        size=3,
        sha256=uuid4().hex * 2,
        uploaded_by=submission.submitter,
        file=ContentFile(name.encode(), name),
    )


def plant_practices() -> None:
    """Practices that are not public, one that was, and a reader who left an address."""
    hidden: dict[str, Any] = {
        "summary": CANARY,
        "approach": CANARY,
        "tags": [CANARY],
        "organisations": [CANARY],
        "contact_name": CANARY,
        "contact_email": EMAIL,
    }
    make_practice(f"{CANARY} concept", slug="concept", status="draft", **hidden)
    make_practice(
        f"{CANARY} straks",
        slug="straks",
        status="draft",
        publish_on=timezone.localdate() + timedelta(days=9),
        **hidden,
    )
    gone = make_practice("Archief", slug="archief", approach=CANARY, contact_name=CANARY)
    gone.archive(actor=None, note="Het project is gestopt.")
    practice = make_practice("Rooster", slug="rooster", sources=[make_source("rapport")])
    readers.receive(practice, kind="vraag", text=CANARY, email=EMAIL, key=uuid4())


# --- Everything that everybody can read ----------------------------------------------------------


class _Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def everything(answer: Any) -> str:
    """All bytes of an answer with its headers; of an archive, what is packed in it."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return f"{answer.headers!r}\n{content.decode('utf-8', 'replace')}"


def starting_points() -> set[str]:
    """Every address of the site with everything that exists, public or not, in it."""
    slugs = [*Practice.objects.values_list("slug", flat=True), "noord", "zorg", "2a"]
    slugs += ["rapport", "inzendingen", "zorggroep", "rooster"]
    references = [str(uuid4()), *hidden_references()]
    references += [str(r) for r in Attachment.objects.values_list("reference", flat=True)]
    found = set()
    for route in routes():
        if "(?P" in route or "[" in route:
            continue
        values = references if "<uuid" in route else slugs if "<" in route else [""]
        found |= {f"/{_filled(route, value)}" for value in values}
    return found | {f"/voorbeelden/?q={word}" for word in ("rooster", "openbare")}


def _filled(route: str, value: str) -> str:
    while "<" in route:
        head, _, tail = route.partition("<")
        kind, _, tail = tail.partition(">")
        numbers = {"int:pk": "1", "int:remark": "1", "int:event_pk": "1", "slug:step": "kern"}
        route = head + numbers.get(kind, value) + tail
    return route


def read_all(client: Client) -> Mapping[str, str]:
    """Every byte that a visitor can get, by address: the URLconf, and all that pages link to."""
    waiting, seen = starting_points(), {}
    while waiting:
        place = waiting.pop()
        answer = client.get(place)
        seen[place] = text = everything(answer)
        if "html" in answer.headers.get("Content-Type", ""):
            page = _Links()
            page.feed(text)
            links = {urldefrag(urljoin(place, link)).url for link in page.found}
            waiting |= {link for link in links if _is_ours(link)} - seen.keys()
    return seen


def _is_ours(link: str) -> bool:
    """Of this site. A list can be filtered in endless ways: one filter at a time is enough."""
    parts = urlsplit(link)
    return not parts.netloc and not parts.scheme and "&" not in parts.query


def leaks(seen: Mapping[str, str], secrets: list[str]) -> list[tuple[str, str]]:
    """Where a secret can be read; an address that was asked with a reference may repeat it."""
    return [
        (place, secret)
        for place, text in seen.items()
        for secret in secrets
        if secret in text.replace(place, "") and secret not in place
    ]


def test_no_public_byte_tells_of_a_submitter_or_of_what_is_not_public(
    client: Client, secrets: list[str]
) -> None:
    seen = read_all(client)
    assert leaks(seen, secrets) == []
    # and it was really read: what is public is there, and who may read the rest does read it
    public = Practice.objects.get(title=PUBLIC)
    file = Attachment.objects.get(practice=public)
    assert PUBLIC in seen[public.get_absolute_url()]
    assert "openbaar.pdf" in seen[file.get_absolute_url()]
    for place in (
        "/voorbeelden.xlsx",
        "/voorbeelden.csv",
        "/voorbeelden.json",
        "/voorbeelden.atom",
    ):
        assert PUBLIC in seen[place]
    mine = log_in(Client(), User.objects.get(pk=NUMBER))
    assert CANARY in everything(mine.get("/mijn/"))


@pytest.mark.parametrize("slug", ["concept", "straks", "archief", "rooster"])
def test_a_form_about_a_practice_tells_no_secret(
    client: Client, secrets: list[str], slug: str
) -> None:
    for page in ("fout-melden", "vraag-stellen"):
        text = everything(client.post(f"/voorbeelden/{slug}/{page}/", {"text": "Hoi"}))
        assert [secret for secret in secrets if secret in text] == []


def test_pages_for_errors_tell_no_secret(secrets: list[str]) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [
        strict.get("/bestaat-niet/"),
        strict.post("/indienen/", {"title": "Hoi"}),
        strict.post("/voorbeelden/"),
        strict.get("/", headers={"host": "elders.invalid"}),
        handlers.server_error(RequestFactory().get("/")),
    ]
    assert [answer.status_code for answer in answers] == [404, 403, 405, 400, 500]
    for answer in answers:
        assert [secret for secret in secrets if secret in everything(answer)] == []


# --- Consent -------------------------------------------------------------------------------------


@pytest.fixture
def shown(db: None) -> Practice:
    """A practice with a contact who agreed to be shown."""
    return make_practice(
        "Met contact",
        sources=[make_source()],
        contact_name=f"{CANARY} Contact",
        contact_email=EMAIL,
        contact_consent_on=timezone.localdate(),
        licence="CC-BY-4.0",
    )


def where(client: Client) -> set[str]:
    """The addresses on which the contact can be read."""
    return {place for place, _ in leaks(read_all(client), [CANARY, EMAIL, *HASHES])}


def test_withdrawing_consent_removes_the_contact_everywhere_at_once(
    client: Client, shown: Practice
) -> None:
    assert shown.get_absolute_url() in where(client)
    with editing(shown, actor=None, version=shown.version):
        shown.contact_consent_on = None
        shown.save()
    assert where(client) == set()


@pytest.mark.long
def test_erasing_a_person_removes_them_as_contact_everywhere_at_once(
    client: Client, shown: Practice
) -> None:
    erase(make_user(email=EMAIL))
    assert where(client) == set()


def change(practice: Practice, **values: Any) -> Submission:
    """A change to a practice that is in the hands of an editor."""
    person = make_user()
    proposed = submissions.propose_change(practice, submitter=person, key=uuid4())
    submissions.save(proposed, actor=person, values=values, seen=None)
    submissions.submit(proposed, actor=person)
    review.take(proposed, actor=make_user("eindredacteur"))
    return proposed


def accept(proposed: Submission, *fields: str) -> Practice:
    """Take over these fields of a change, all of them when none is named."""
    assert proposed.practice is not None
    assert proposed.assignee is not None
    chosen = {"fields": fields} if fields else {}
    review.accept(
        proposed,
        actor=proposed.assignee,
        version=proposed.version,
        practice_version=proposed.practice.version,
        note="Goed.",
        when=taking_over.Release(),
        **chosen,
    )
    return Practice.objects.get(pk=proposed.practice.pk)


def test_a_new_contact_is_not_shown_by_the_consent_of_the_one_before(shown: Practice) -> None:
    practice = accept(change(shown, contact_name="Nieuw", contact_email="nieuw@voorbeeld.invalid"))
    assert (practice.contact_name, practice.contact_is_public) == ("Nieuw", False)


def test_a_new_name_does_not_come_beside_the_address_of_the_one_before(shown: Practice) -> None:
    proposed = change(shown, contact_name="Nieuw", contact_consent_on="2026-01-01")
    practice = accept(proposed)
    assert (practice.contact_name, practice.contact_email) == ("Nieuw", "")


def test_consent_of_somebody_else_shows_no_contact_who_did_not_agree(db: None) -> None:
    silent = make_practice(sources=[make_source()], contact_name=CANARY, licence="CC-BY-4.0")
    practice = accept(change(silent, contact_consent_on="2026-01-01", lessons="Meer."))
    assert (practice.contact_name, practice.contact_is_public) == (CANARY, False)


def test_who_leaves_the_contact_alone_leaves_it_shown(shown: Practice) -> None:
    practice = accept(change(shown, lessons="Meer."))
    assert (practice.contact_email, practice.contact_is_public) == (EMAIL, True)


def test_a_new_contact_who_agreed_takes_the_place_of_the_one_before(shown: Practice) -> None:
    new = {"contact_name": "Nieuw", "contact_email": "nieuw@voorbeeld.invalid"}
    proposed = change(shown, **new, contact_consent_on="2026-01-01")
    practice = accept(proposed, "contact_name", "contact_email", "contact_consent_on")
    assert (practice.contact_email, practice.contact_is_public) == (new["contact_email"], True)


def test_a_draft_that_was_erased_leaves_no_mail_that_tells_of_it(db: None) -> None:
    region = make_region()
    make_coordinator(region)
    person = make_user(email=EMAIL)
    draft = make_submission(f"{CANARY} plan", submitter=person, region=region)
    talking.say(draft, actor=person, text=f"{CANARY} hulp?", key=uuid4())
    assert draft.mails.filter(subject__contains=CANARY).exists()
    erase(person)
    assert not Mail.objects.filter(subject__contains=CANARY).exists()
