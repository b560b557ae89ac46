"""The link in a mail: it shows one person one submission, and does nothing else (S-09)."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from practices.models import Submission, User
from practices.notifications.telling import SALT, follow_token
from practices.workflow import talking

from ..factories import make_coordinator, make_region, make_submission, make_user
from ..logging_in import log_in
from .pages import owner


@pytest.fixture
def sent(db: None) -> Submission:
    return make_submission("Zelf roosteren", region=make_region("noord"), status="in_review")


def address(submission: Submission, person: User) -> str:
    return reverse("follow:link", args=[follow_token(submission, person)])


def test_a_link_shows_the_page_without_logging_in_or_cookie(
    client: Client, sent: Submission
) -> None:
    answer = client.get(address(sent, owner(sent)))
    assert answer.status_code == 200
    assert "Zelf roosteren" in answer.content.decode()
    assert not answer.cookies


def test_a_link_gives_nothing_to_send(client: Client, sent: Submission) -> None:
    there = address(sent, owner(sent))
    assert 'method="post"' not in client.get(there).content.decode()
    assert client.post(there, {"text": "Hallo"}).status_code == 405
    assert client.get(sent.get_absolute_url()).status_code == 302


def test_a_link_leads_to_logging_in_for_the_same_page(client: Client, sent: Submission) -> None:
    body = client.get(address(sent, owner(sent))).content.decode()
    assert "Log in om te antwoorden" in body
    assert f"/inloggen/?next={sent.get_absolute_url().replace('/', '%2F')}" in body


def test_opening_a_link_again_works_again(client: Client, sent: Submission) -> None:
    there = address(sent, owner(sent))
    assert [client.get(there).status_code for _ in range(3)] == [200, 200, 200]


def test_the_address_of_a_link_goes_nowhere_else(client: Client, sent: Submission) -> None:
    for there in (address(sent, owner(sent)), reverse("follow:link", args=["verzonnen"])):
        answer = client.get(there)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.content.decode()


def test_a_link_shows_no_names_and_addresses_of_contacts(client: Client, db: None) -> None:
    submission = make_submission(
        contact_name="Verzonnen Persoon", contact_email="verzonnen@voorbeeld.invalid"
    )
    assert submission.submitter is not None
    body = client.get(address(submission, submission.submitter)).content.decode()
    assert "erzonnen" not in body.replace("Een verzonnen voorstel", "")


def test_who_is_logged_in_goes_on_to_the_full_page(sent: Submission) -> None:
    client = log_in(Client(), owner(sent))
    answer = client.get(address(sent, owner(sent)))
    assert answer.headers["Location"] == sent.get_absolute_url()


def test_the_link_of_somebody_else_is_still_only_to_read(sent: Submission) -> None:
    client = log_in(Client(), make_user())
    answer = client.get(address(sent, owner(sent)))
    assert answer.status_code == 200
    assert 'action="/mijn/' not in answer.content.decode()


def test_a_link_shows_internal_notes_and_names_of_editors_to_nobody(
    client: Client, sent: Submission
) -> None:
    editor = sent.assignee
    assert editor is not None
    talking.jot(sent, actor=editor, text="GEHEIM", key=uuid4())
    talking.say(sent, actor=editor, text="Hoeveel mensen?", key=uuid4())
    body = client.get(address(sent, owner(sent))).content.decode()
    assert "GEHEIM" not in body
    assert editor.username not in body
    assert "Hoeveel mensen?" in body


# --- When it stops -------------------------------------------------------------------------------


def is_dead(there: str) -> bool:
    answer = Client().get(there)
    return answer.status_code == 404 and "Deze link werkt niet meer" in answer.content.decode()


@pytest.mark.parametrize(("days", "is_over"), [(89, False), (91, True)])
def test_a_link_works_ninety_days(
    days: int, is_over: bool, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = int(time.time()) - days * 24 * 3600
    with monkeypatch.context() as patch:
        patch.setattr(signing.TimestampSigner, "timestamp", lambda _: signing.b62_encode(then))
        there = address(sent, owner(sent))
    assert is_dead(there) is is_over


def test_a_link_stops_when_the_account_is_closed(sent: Submission) -> None:
    there = address(sent, owner(sent))
    User.objects.filter(pk=owner(sent).pk).update(is_active=False)
    assert is_dead(there)


def test_a_link_stops_when_the_account_is_removed(sent: Submission) -> None:
    coordinator = make_coordinator(make_region())
    there = address(sent, coordinator)
    coordinator.delete()
    assert is_dead(there)


def test_a_link_stops_when_the_address_changes(sent: Submission) -> None:
    there = address(sent, owner(sent))
    User.objects.filter(pk=owner(sent).pk).update(email="ander@voorbeeld.invalid")
    assert is_dead(there)


def test_a_link_stops_when_the_role_is_taken_away(sent: Submission) -> None:
    assert sent.region is not None
    coordinator = make_coordinator(sent.region)
    there = address(sent, coordinator)
    assert not is_dead(there)
    coordinator.coordinates.clear()
    assert is_dead(there)


def test_an_editor_has_nothing_from_a_link(sent: Submission) -> None:
    assert is_dead(address(sent, make_user("eindredacteur")))
    assert is_dead(address(sent, User.objects.create_superuser("baas", "baas@voorbeeld.invalid")))


def test_a_link_that_was_tampered_with_shows_nothing(sent: Submission) -> None:
    token = follow_token(sent, owner(sent))
    other = make_submission()
    forged = [
        "",
        "a:b:c",
        token[:-1],
        token.swapcase(),
        f"{token}x",
        signing.dumps([str(sent.reference), owner(sent).pk]),
        signing.dumps([str(sent.reference), owner(sent).pk], salt=SALT),
        signing.dumps([str(sent.reference), "1", "x"], salt=SALT),
        signing.dumps({"a": 1}, salt=SALT),
        follow_token(sent, make_user()),
        follow_token(other, owner(sent)),
    ]
    assert all(is_dead(f"/mijn/link/{token}/") for token in filter(None, forged))
    assert Client().get("/mijn/link//").status_code == 404


def test_a_dead_link_tells_not_what_it_was_about(sent: Submission) -> None:
    gone = Client().get(address(sent, make_user())).content
    never = Client().get("/mijn/link/verzonnen/").content
    assert gone == never
