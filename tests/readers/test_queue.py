"""Handling what readers wrote: who may, what goes out, two people at once."""

from __future__ import annotations

import re
import threading
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices.models import Mail, ReaderMessage, User, WrongState
from practices.models.moves import ReasonRequired
from practices.workflow import readers

from ..factories import make_coordinator, make_practice, make_region, make_user
from ..logging_in import log_in
from .letters import READER, make_message, page

QUEUE = reverse("readers:queue")


def at(user: User) -> Client:
    """A browser in which this person is logged in."""
    return log_in(Client(), user)


@pytest.fixture
def editor(db: None) -> User:
    return make_user("redacteur", first_name="Noor", last_name="Verzonnen")


def do(client: Client, message: ReaderMessage, step: str, **fields: Any) -> Any:
    """Press one of the buttons."""
    sent = {f"{step}-{name}": value for name, value in fields.items()}
    return client.post(page(message), {"stap": step, **sent})


def fresh(message: ReaderMessage) -> ReaderMessage:
    return ReaderMessage.objects.get(pk=message.pk)


# --- Who may -------------------------------------------------------------------------------------


def test_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    for address in (QUEUE, page(make_message())):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/inloggen/?next={address}")


def test_submitter_without_a_region_has_no_queue(db: None) -> None:
    client, message = at(make_user()), make_message()
    assert client.get(QUEUE).status_code == 403
    assert client.get(page(message)).status_code == 403
    assert do(client, message, "afhandelen").status_code == 403
    assert fresh(message).status == "open"


def test_editor_sees_everything_open_first_oldest_first(editor: User) -> None:
    messages = [make_message(make_practice(f"Voorbeeld {letter}")) for letter in "ABC"]
    readers.close(messages[0], actor=editor)
    answer = at(editor).get(QUEUE)
    assert list(answer.context["open"]) == messages[1:]
    assert list(answer.context["handled"]) == messages[:1]


def test_coordinator_sees_and_handles_messages_of_own_regions_only(db: None) -> None:
    country = make_region(kind="land")
    here, elsewhere = make_region(parents=[country]), make_region(parents=[country])
    mine = make_message(make_practice("Van ons", regions=[here]))
    both = make_message(make_practice("Van beide", regions=[here, elsewhere]))
    other = make_message(make_practice("Van de buren", regions=[elsewhere]))
    nowhere = make_message(make_practice("Van niemand"))
    client = at(make_coordinator(here))
    answer = client.get(QUEUE)
    assert list(answer.context["open"]) == [mine, both]
    assert "buren" not in answer.content.decode()
    for hidden in (other, nowhere):
        assert client.get(page(hidden)).status_code == 404
        assert do(client, hidden, "afhandelen").status_code == 404
        assert fresh(hidden).status == "open"
    assert do(client, mine, "afhandelen", note="Nagekeken.").status_code == 302
    assert fresh(mine).status == "closed"
    assert list(at(make_coordinator(country)).get(QUEUE).context["open"]) == [both, other]


def test_role_that_was_taken_away_is_gone_at_the_next_click(db: None) -> None:
    region = make_region()
    coordinator, message = make_coordinator(region), make_message(make_practice(regions=[region]))
    client = at(coordinator)
    assert client.get(page(message)).status_code == 200
    coordinator.coordinates.clear()
    assert do(client, message, "afhandelen").status_code == 403
    assert fresh(message).status == "open"


@pytest.mark.parametrize("step", ["answer", "close", "reopen", "forward"])
def test_workflow_itself_refuses_who_may_not(db: None, step: str) -> None:
    message = make_message(status="closed" if step == "reopen" else "open")
    needs: dict[str, dict[str, Any]] = {"answer": {"text": "Ja."}, "forward": {"key": uuid4()}}
    with pytest.raises(PermissionDenied):
        getattr(readers, step)(message, actor=make_user(), **needs.get(step, {}))


def test_unknown_message_is_404_and_an_unknown_button_400(editor: User) -> None:
    client = at(editor)
    assert client.get(reverse("readers:message", args=[uuid4()])).status_code == 404
    assert client.post(page(make_message()), {"stap": "weggooien"}).status_code == 400


# --- The address stands nowhere ------------------------------------------------------------------


def test_address_of_the_reader_stands_on_no_page(editor: User) -> None:
    client = at(make_user(is_staff=True, is_superuser=True))
    message = make_message(make_practice(contact_email="contact@voorbeeld.invalid"))
    readers.forward(message, actor=editor, key=uuid4())
    readers.answer(message, actor=editor, text="Ja hoor.")
    pages = [
        QUEUE,
        page(message),
        reverse("admin:practices_mail_changelist"),
        *(reverse("admin:practices_mail_change", args=[sent.pk]) for sent in Mail.objects.all()),
        reverse("admin:practices_readermessage_changelist"),
        reverse("admin:practices_readermessage_change", args=[message.pk]),
    ]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "lezer@" not in answer.content.decode(), address


# --- Answering and the rest ----------------------------------------------------------------------


def test_answer_goes_to_the_reader_and_closes_the_message(
    editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    message = make_message(make_practice("Zelf roosteren"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = do(at(editor), message, "antwoord", text="Ja, ook voor <b>flex</b> & co.")
    assert (answer.status_code, answer["Location"]) == (302, page(message))
    [sent] = mail.outbox
    assert sent.to == [READER]
    assert sent.subject == "Antwoord op uw bericht over Zelf roosteren"
    assert "Ja, ook voor <b>flex</b> & co." in sent.body
    assert "Geldt dit ook voor flexwerkers?" in sent.body
    assert fresh(message).status == "answered"
    assert fresh(message).handled_at is not None


def test_answer_needs_words(editor: User) -> None:
    message = make_message()
    answer = do(at(editor), message, "antwoord", text="  ")
    assert "<title>Fout: " in answer.content.decode()
    assert "Schrijf eerst een antwoord." in answer.content.decode()
    with pytest.raises(ReasonRequired):
        readers.answer(message, actor=editor, text=" ")
    assert (fresh(message).status, Mail.objects.count()) == ("open", 0)


def test_reader_without_an_address_gets_no_answer(editor: User) -> None:
    message = make_message(kind="fout", email="")
    client = at(editor)
    assert "Antwoord de lezer" not in client.get(page(message)).content.decode()
    answer = do(client, message, "antwoord", text="Mijn hele antwoord.")
    assert answer.status_code == 409
    assert "Mijn hele antwoord." in answer.content.decode()
    assert (fresh(message).status, Mail.objects.count()) == ("open", 0)


def test_contact_gets_the_message_without_the_address_of_the_reader(
    editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    practice = make_practice(contact_email="contact@voorbeeld.invalid")
    message = make_message(practice)
    with django_capture_on_commit_callbacks(execute=True):
        do(at(editor), message, "doorsturen", note="Weet u dit?", key=uuid4())
    [sent] = mail.outbox
    assert sent.to == ["contact@voorbeeld.invalid"]
    assert READER not in sent.message().as_string()
    assert "Weet u dit?" in sent.body
    assert "Geldt dit ook voor flexwerkers?" in sent.body
    assert fresh(message).status == "open"
    assert message.history.get().move == "forwarded"


def test_without_a_contact_nothing_is_forwarded(editor: User) -> None:
    message, client = make_message(), at(editor)
    assert "Stuur door" not in client.get(page(message)).content.decode()
    assert do(client, message, "doorsturen", note="Tekst", key=uuid4()).status_code == 409
    assert not Mail.objects.exists()


def test_message_is_opened_again_and_its_history_tells(editor: User) -> None:
    message, client = make_message(), at(editor)
    do(client, message, "afhandelen", note="Verbeterd in de tekst.")
    do(client, message, "heropenen")
    assert fresh(message).status == "open"
    shown = re.sub(r"\s+", " ", client.get(page(message)).content.decode())
    assert "<b>Heropend</b> door Noor Verzonnen" in shown
    assert "<b>Afgehandeld</b> door Noor Verzonnen" in shown
    assert "Verbeterd in de tekst." in shown
    assert [event.move for event in message.history.all()] == ["reopen", "close"]


# --- Twice, and at once --------------------------------------------------------------------------


def test_double_click_does_it_once_and_gives_the_same_answer(editor: User) -> None:
    practice = make_practice(contact_email="contact@voorbeeld.invalid")
    message, client, key = make_message(practice), at(editor), uuid4()
    for step, fields in (
        ("doorsturen", {"key": key, "note": "Kijk"}),
        ("antwoord", {"text": "Ja."}),
        ("heropenen", {}),
        ("afhandelen", {"note": "Klaar"}),
    ):
        answers = [do(client, message, step, **fields) for _ in range(2)]
        assert {(a.status_code, a["Location"]) for a in answers} == {(302, page(message))}, step
    assert Mail.objects.count() == 2
    assert message.history.count() == 4


def test_colleague_who_was_first_is_named_and_the_text_is_kept(editor: User) -> None:
    message = make_message()
    readers.answer(message, actor=editor, text="Het eerste antwoord.")
    answer = do(at(make_user("redacteur")), message, "antwoord", text="Mijn mooie antwoord.")
    shown = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 409
    assert "Dit bericht is intussen beantwoord door Noor Verzonnen" in shown
    assert "Mijn mooie antwoord." in shown
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "fields"), [("doorsturen", {"key": uuid4()}), ("afhandelen", {"note": "Anders"})]
)
def test_what_is_closed_is_not_handled_again(
    editor: User, step: str, fields: dict[str, Any]
) -> None:
    message = make_message(make_practice(contact_email="contact@voorbeeld.invalid"))
    readers.close(message, actor=editor, note="Klaar")
    assert do(at(editor), message, step, **fields).status_code == 409
    assert (message.history.count(), Mail.objects.count()) == (1, 0)


def test_of_eight_answers_at_once_one_goes_out(transactional_db: None) -> None:
    message, people = make_message(), [make_user("redacteur") for _ in range(8)]
    start, outcomes = threading.Barrier(8), []

    def answer(user: User) -> None:
        try:
            start.wait()
            readers.answer(fresh(message), actor=user, text="Ja.")
            outcomes.append("sent")
        except WrongState:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late"] * 7 + ["sent"]
    assert Mail.objects.filter(topic="reader_answer").count() == 1


def test_message_about_what_left_the_site_is_still_handled(editor: User) -> None:
    practice = make_practice(status="archived", published_at=timezone.now())
    answer = at(editor).get(page(make_message(practice)))
    assert answer.status_code == 200
    assert "Bekijk het voorbeeld" not in answer.content.decode()
