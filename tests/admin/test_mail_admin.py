"""What the site keeps by itself, at the desk: to look at, and the dead mails to try again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices.models import Invitation, JobRun, Mail, Practice, ReaderMessage

from ..factories import make_practice, make_region, make_source, make_submission, make_user
from .desk import at_desk, change_page, read

LIST = reverse("admin:practices_mail_changelist")


def make_mail(**fields: Any) -> Mail:
    """A mail that was given up on."""
    given = {
        "address": "geheim.adres@voorbeeld.invalid",
        "subject": "Onderwerp van de mail",
        "body": "Uw code: AB12-CD34",
        "topic": "account",
        "status": Mail.Status.DEAD,
        "attempts": 8,
        "last_error": "Mailserver niet bereikbaar (TimeoutError)",
        **fields,
    }
    return Mail.objects.create(**given)


def try_again(client: Client, *mails: Mail, **fields: Any) -> Any:
    """Choose these mails and the action."""
    chosen = {"action": "try_again", "_selected_action": [row.pk for row in mails], **fields}
    return client.post(LIST, chosen, follow=True)


@pytest.mark.parametrize("who", ["redacteur", "eindredacteur", "chef"])
def test_editors_see_why_a_mail_did_not_go_out_and_nothing_of_its_text_or_address(
    db: None, who: str
) -> None:
    user = make_user(is_staff=True, is_superuser=True) if who == "chef" else make_user(who)
    client, dead = at_desk(user), make_mail()
    for address in (LIST, reverse("admin:practices_mail_change", args=[dead.pk])):
        shown = client.get(address).content.decode()
        assert "Onderwerp van de mail" in shown
        assert "Mailserver niet bereikbaar" in shown
        assert "Niet gelukt" in shown
        assert "AB12-CD34" not in shown
        assert "geheim.adres" not in shown
        assert "…@voorbeeld.invalid" in shown


@pytest.mark.parametrize("words", ["geheim.adres", "AB12"])
def test_nobody_finds_out_an_address_or_a_text_by_searching(chef: Client, words: str) -> None:
    make_mail()
    assert "Onderwerp van de mail" not in chef.get(LIST, {"q": words}).content.decode()


def test_dead_mail_is_tried_again(chef: Client, django_capture_on_commit_callbacks: Any) -> None:
    one, other = make_mail(), make_mail()
    with django_capture_on_commit_callbacks(execute=True):
        answer = try_again(chef, one)
    assert "1 mail gaat opnieuw op weg." in answer.content.decode()
    assert len(mail.outbox) == 1
    assert Mail.objects.get(pk=one.pk).status == Mail.Status.SENT
    assert Mail.objects.get(pk=other.pk).status == Mail.Status.DEAD


def test_all_dead_mails_are_tried_again_at_once(
    chef: Client, django_capture_on_commit_callbacks: Any
) -> None:
    mails = [make_mail() for _ in range(60)]
    with django_capture_on_commit_callbacks(execute=True):
        answer = try_again(chef, mails[0], select_across="1", index="0")
    assert "60 mails gaan opnieuw op weg." in answer.content.decode()
    assert len(mail.outbox) == 60


def test_mail_that_was_sent_is_not_sent_again(chef: Client) -> None:
    sent = make_mail(status=Mail.Status.SENT, sent_at=timezone.now())
    answer = try_again(chef, sent)
    assert "Kies mails met de status ‘Niet gelukt’." in answer.content.decode()
    assert mail.outbox == []


def test_mails_about_a_draft_of_somebody_else_are_not_shown(db: None) -> None:
    draft, sent_in = make_submission(), make_submission(status="submitted")
    Mail.objects.all().delete()
    make_mail(submission=draft, subject="Over een concept")
    make_mail(submission=sent_in, subject="Over een inzending")
    shown = at_desk(make_user("redacteur")).get(LIST).content.decode()
    assert "Over een inzending" in shown
    assert "Over een concept" not in shown


def test_submissions_at_the_desk_are_those_that_were_sent_in(db: None) -> None:
    draft, sent_in = make_submission("Plan A"), make_submission("Plan B", status="submitted")
    client = at_desk(make_user("redacteur"))
    shown = client.get(reverse("admin:practices_submission_changelist")).content.decode()
    assert "Plan B" in shown
    assert "Plan A" not in shown
    page = reverse("admin:practices_submission_change", args=[sent_in.pk])
    assert sent_in.get_review_url() in client.get(page).content.decode()
    hidden = reverse("admin:practices_submission_change", args=[draft.pk])
    assert client.get(hidden, follow=True).redirect_chain


KEPT = ["mail", "submission", "readermessage", "jobrun", "invitation"]


def make_row(kind: str) -> Any:
    """A row of this kind."""
    if kind == "mail":
        return make_mail()
    if kind == "submission":
        return make_submission(status="submitted")
    if kind == "readermessage":
        return ReaderMessage.objects.create(practice=make_practice(), kind="fout", text="Tekst")
    if kind == "jobrun":
        return JobRun.objects.create(name="post")
    return Invitation.objects.create(
        email="gast@voorbeeld.invalid",
        role="inzender",
        region=make_region(),
        token_hash="f" * 64,
        expires_at=timezone.now() + timedelta(days=7),
    )


@pytest.mark.parametrize("kind", KEPT)
def test_nobody_writes_these_by_hand(chef: Client, kind: str) -> None:
    row = make_row(kind)
    assert chef.get(reverse(f"admin:practices_{kind}_changelist")).status_code == 200
    change = reverse(f"admin:practices_{kind}_change", args=[row.pk])
    assert chef.get(change).status_code == 200
    assert b"_save" not in chef.get(change).content
    assert chef.post(change, {"subject": "x"}).status_code == 403
    assert chef.get(reverse(f"admin:practices_{kind}_add")).status_code == 403
    delete = reverse(f"admin:practices_{kind}_delete", args=[row.pk])
    assert chef.post(delete, {"post": "yes"}).status_code == 403
    assert "f" * 64 not in chef.get(change).content.decode()


@pytest.mark.parametrize("kind", ["jobrun", "invitation"])
def test_jobs_and_invitations_are_for_administrators(db: None, kind: str) -> None:
    client = at_desk(make_user("eindredacteur"))
    assert client.get(reverse(f"admin:practices_{kind}_changelist")).status_code == 403


# --- Publishing on a day -------------------------------------------------------------------------


def test_eindredacteur_chooses_the_day_on_which_a_draft_becomes_public(db: None) -> None:
    client = at_desk(make_user("eindredacteur"))
    practice = make_practice(status="draft", sources=[make_source()])
    data = read(client, change_page(practice), publish_on="10-03-2027")
    assert client.post(change_page(practice), data).status_code == 302
    assert str(Practice.objects.get(pk=practice.pk).publish_on) == "2027-03-10"


def test_redacteur_does_not_choose_that_day(db: None) -> None:
    client = at_desk(make_user("redacteur"))
    practice = make_practice(status="draft")
    data = read(client, change_page(practice), publish_on="10-03-2027")
    assert client.post(change_page(practice), data).status_code == 302
    assert Practice.objects.get(pk=practice.pk).publish_on is None


@pytest.mark.parametrize("status", ["published", "archived"])
def test_what_is_no_draft_has_no_such_day(db: None, status: str) -> None:
    client = at_desk(make_user("eindredacteur"))
    page = client.get(change_page(make_practice(status=status, sources=[make_source()])))
    assert "publish_on" not in page.content.decode()
