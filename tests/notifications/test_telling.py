"""Who gets which mail, and what it says: exactly those concerned, one person a mail (P-12)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail

from practices.models import Mail, Practice, Region, Submission, User
from practices.notifications import deliver_due, tell
from practices.notifications.telling import TOPICS
from practices.workflow import review, submissions, taking_over, talking

from ..factories import make_coordinator, make_region, make_submission, make_user


@dataclass
class Cast:
    """Everybody who could get a mail about one submission, by a name for the tests."""

    submission: Submission
    people: dict[str, User]

    def told(self, topic: str, *, actor: str | None = None, note: str = "Omdat.") -> set[str]:
        """Who hears of this topic."""
        Mail.objects.all().delete()
        who = self.people[actor] if actor else None
        tell(self.submission, topic, actor=who, note=note)
        names = {person.email: name for name, person in self.people.items()}
        found = [names[address] for address in Mail.objects.values_list("address", flat=True)]
        assert len(found) == len(set(found)), "iemand kreeg twee mails"
        return set(found)


@pytest.fixture
def everybody(db: None) -> Cast:
    province = make_region("noord")
    place = make_region("arbeidsmarktregio-noord", kind="arbeidsmarktregio", parents=[province])
    people = {
        "inzender": make_user(),
        "coordinator": make_coordinator(place),
        "coordinator van de provincie": make_coordinator(province),
        "coordinator van elders": make_coordinator(make_region("zuid")),
        "behandelaar": make_user("eindredacteur"),
        "redacteur": make_user("redacteur"),
        "weg": make_coordinator(place, is_active=False),
        "redacteur weg": make_user("redacteur", is_active=False),
        "zonder adres": make_coordinator(place, email=""),
        "andere inzender": make_user(),
    }
    submission = make_submission(
        "Zelf roosteren", submitter=people["inzender"], region=place, status="submitted"
    )
    return Cast(submission, people)


COORDINATORS = {"coordinator", "coordinator van de provincie"}
EDITORS = {"behandelaar", "redacteur"}

BEFORE = {
    "submit": {"inzender", *COORDINATORS, *EDITORS},
    "take": {"inzender"},
    "assigned": set(),
    "request_changes": {"inzender"},
    "accept": {"inzender", *COORDINATORS},
    "publish": {"inzender", *COORDINATORS},
    "reject": {"inzender", *COORDINATORS},
    "undo": {"inzender", *COORDINATORS},
    "withdraw": {"inzender", *EDITORS},
    "message": {"inzender", *EDITORS},
    "endorsed": {"inzender", *EDITORS},
}
"""Who hears of each topic while nobody has it in hand and nobody said anything."""

IN_HAND = {
    "submit": {"inzender", *COORDINATORS, "behandelaar"},
    "assigned": {"behandelaar"},
    "withdraw": {"inzender", "behandelaar"},
    "message": {"inzender", "behandelaar"},
    "endorsed": {"inzender", "behandelaar"},
}
"""The same once an editor has it in hand, where that makes a difference."""


def test_every_topic_is_in_the_tables() -> None:
    assert set(BEFORE) == set(TOPICS)


@pytest.mark.parametrize("topic", BEFORE)
def test_exactly_those_concerned_hear_of_it(topic: str, everybody: Cast) -> None:
    if topic == "publish":
        everybody.submission.practice = Practice(
            title="Zelf roosteren", slug="zelf", status="published"
        )
    assert everybody.told(topic) == BEFORE[topic]


@pytest.mark.parametrize("topic", TOPICS)
def test_once_in_hand_only_that_editor_hears_of_it(topic: str, everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    if topic == "publish":
        everybody.submission.practice = Practice(
            title="Zelf roosteren", slug="zelf", status="published"
        )
    assert everybody.told(topic) == IN_HAND.get(topic, BEFORE[topic])


@pytest.mark.parametrize("actor", ["inzender", "coordinator", "redacteur"])
def test_whoever_did_it_hears_nothing(actor: str, everybody: Cast) -> None:
    assert everybody.told("submit", actor=actor) == BEFORE["submit"] - {actor}


@pytest.mark.parametrize("topic", ["request_changes", "accept", "message", "withdraw"])
def test_who_spoke_before_hears_how_it_goes_on(topic: str, everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    for name in ("coordinator", "redacteur"):
        talking.say(everybody.submission, actor=everybody.people[name], text="Mooi.", key=uuid4())
    assert {"coordinator", "redacteur"} <= everybody.told(topic)


def test_who_only_wrote_an_internal_note_hears_nothing(everybody: Cast) -> None:
    talking.jot(everybody.submission, actor=everybody.people["redacteur"], text="Hm.", key=uuid4())
    assert "redacteur" not in everybody.told("accept")


def test_who_lost_the_role_hears_nothing_more(everybody: Cast) -> None:
    speakers = ("coordinator", "redacteur")
    for name in speakers:
        talking.say(everybody.submission, actor=everybody.people[name], text="Mooi.", key=uuid4())
    everybody.people["coordinator"].coordinates.clear()
    everybody.people["redacteur"].groups.clear()
    for topic in ("submit", "message", "accept"):
        assert not everybody.told(topic) & set(speakers)


@pytest.mark.parametrize("how", ["inactive", "no longer an editor"])
def test_an_assignee_who_left_does_not_keep_news_from_the_desk(how: str, everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    if how == "inactive":
        User.objects.filter(pk=everybody.people["behandelaar"].pk).update(is_active=False)
    else:
        everybody.people["behandelaar"].groups.clear()
    assert everybody.told("message") == {"inzender", "redacteur"}


def test_editors_hear_nothing_of_a_draft_and_coordinators_do(everybody: Cast) -> None:
    draft = make_submission(
        submitter=everybody.people["inzender"], region=everybody.submission.region
    )
    about_draft = Cast(draft, everybody.people)
    assert about_draft.told("message", actor="inzender") == COORDINATORS


def test_editors_hear_nothing_of_what_is_a_draft_again(everybody: Cast) -> None:
    submission, owner = everybody.submission, everybody.people["inzender"]
    submissions.withdraw(submission, actor=owner)
    submissions.resume(submission, actor=owner)
    Mail.objects.all().delete()
    assert everybody.told("message", actor="inzender") == COORDINATORS
    Mail.objects.all().delete()
    submissions.withdraw(submission, actor=owner)
    assert not Mail.objects.filter(topic="withdraw").exists()


def test_a_submission_without_region_concerns_no_coordinator(everybody: Cast) -> None:
    everybody.submission.region = None
    everybody.submission.save()
    assert everybody.told("submit") == {"inzender", *EDITORS}


def test_an_editor_who_sent_it_in_hears_of_it_as_submitter(everybody: Cast) -> None:
    editor = everybody.people["redacteur"]
    everybody.submission.submitter = editor
    everybody.submission.save()
    assert "redacteur" in everybody.told("submit")
    letter = Mail.objects.get(recipient=editor)
    assert "/mijn/link/" in letter.body
    assert "/redactie/" not in letter.body


def test_a_submission_of_somebody_who_left_concerns_the_others(everybody: Cast) -> None:
    everybody.submission.submitter = None
    everybody.submission.save()
    assert everybody.told("accept") == COORDINATORS


# --- What a mail says ----------------------------------------------------------------------------


@pytest.mark.parametrize("topic", [name for name in TOPICS if name != "assigned"])
def test_a_mail_names_no_editor_and_no_address(topic: str, everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    if topic == "publish":
        everybody.submission.practice = Practice(
            title="Zelf roosteren", slug="zelf", status="published"
        )
    everybody.told(topic, actor="behandelaar")
    for letter in Mail.objects.all():
        assert "voorbeeld.invalid" not in letter.body + letter.subject
        for person in everybody.people.values():
            assert person.username not in letter.body + letter.subject


@pytest.mark.parametrize("topic", TOPICS)
def test_a_mail_is_short_complete_and_leads_to_the_site(topic: str, everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    if topic == "publish":
        everybody.submission.practice = Practice(
            title="Zelf roosteren", slug="zelf", status="published"
        )
    everybody.told(topic)
    assert Mail.objects.exists()
    for letter in Mail.objects.all():
        assert letter.subject.endswith(": Zelf roosteren")
        assert "“Zelf roosteren”" in letter.body
        assert settings.SITE_URL in letter.body
        assert "U krijgt deze mail omdat u" in letter.body
        assert letter.body.rstrip().endswith(settings.SITE_NAME)
        assert "\n\n\n" not in letter.body
        assert len(letter.body) < 1200


def test_editors_get_the_desk_and_others_a_link_of_their_own(everybody: Cast) -> None:
    everybody.told("submit")
    links = set()
    for letter in Mail.objects.select_related("recipient"):
        assert letter.recipient is not None
        is_editor = letter.recipient.is_staff
        assert (everybody.submission.get_review_url() in letter.body) is is_editor
        assert ("/mijn/link/" in letter.body) is not is_editor
        links.add(letter.body)
    assert len(links) == Mail.objects.count() - len(EDITORS) + 1


def test_each_mail_goes_to_one_person_and_no_one_sees_the_others(everybody: Cast) -> None:
    everybody.told("submit")
    mail.outbox.clear()
    deliver_due()
    assert len(mail.outbox) == len(BEFORE["submit"])
    assert all(len(message.recipients()) == 1 for message in mail.outbox)
    assert all(not message.cc and not message.bcc for message in mail.outbox)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_a_title_cannot_add_a_header(end: str, everybody: Cast) -> None:
    everybody.submission.title = f"Mooi{end}Bcc: iedereen@voorbeeld.invalid"
    everybody.told("take")
    mail.outbox.clear()
    deliver_due()
    (message,) = mail.outbox
    assert "Bcc" not in message.message()
    assert message.subject == "In behandeling: Mooi Bcc: iedereen@voorbeeld.invalid"


def test_a_title_with_signs_for_programs_is_kept_as_it_is(everybody: Cast) -> None:
    everybody.submission.title = "{note} & <b>{0}</b> {% if %}"
    everybody.told("take")
    assert Mail.objects.get().subject == f"In behandeling: {everybody.submission.title}"
    assert everybody.submission.title in Mail.objects.get().body


def test_questions_stand_in_the_mail_and_those_not_sent_do_not(everybody: Cast) -> None:
    editor = everybody.people["behandelaar"]
    submission = everybody.submission
    review.take(submission, actor=editor)
    talking.ask(submission, actor=editor, field="results", text="Hoeveel uren?", key=uuid4())
    Mail.objects.all().delete()
    review.request_changes(
        submission, actor=editor, version=submission.version, note="Bijna klaar."
    )
    body = Mail.objects.get().body
    assert "- Resultaten: Hoeveel uren?" in body
    assert "Bijna klaar." in body
    assert "U bent nu aan de beurt." in body


def test_an_internal_note_is_in_no_mail(everybody: Cast) -> None:
    editor = everybody.people["behandelaar"]
    review.take(everybody.submission, actor=editor)
    talking.jot(everybody.submission, actor=editor, text="GEHEIM", key=uuid4())
    everybody.told("message")
    assert not Mail.objects.filter(body__contains="GEHEIM").exists()


def test_the_address_of_a_draft_practice_is_in_no_mail(everybody: Cast) -> None:
    review.take(everybody.submission, actor=everybody.people["behandelaar"])
    Mail.objects.all().delete()
    practice = review.accept(
        everybody.submission,
        actor=everybody.people["behandelaar"],
        version=everybody.submission.version,
        note="Mooi.",
        when=taking_over.Release(),
    )
    assert Mail.objects.exists()
    assert not Mail.objects.filter(body__contains=practice.get_absolute_url()).exists()


def test_mails_of_one_region_tell_nothing_of_another(everybody: Cast) -> None:
    elsewhere = Region.objects.get(slug="zuid")
    make_submission("GEHEIM", region=elsewhere, status="submitted")
    for name in COORDINATORS:
        theirs = Mail.objects.filter(recipient=everybody.people[name])
        assert not theirs.filter(subject__contains="GEHEIM").exists()
    assert Mail.objects.filter(
        recipient=everybody.people["coordinator van elders"], subject="Ingestuurd: GEHEIM"
    ).exists()


def test_others_are_not_asked_to_complete_what_is_not_theirs(everybody: Cast) -> None:
    helper = everybody.people["coordinator"]
    talking.say(everybody.submission, actor=helper, text="Mooi", key=uuid4())
    everybody.told("request_changes")
    subjects = dict(Mail.objects.values_list("recipient", "subject"))
    assert subjects[everybody.people["inzender"].pk] == "Uw aanvulling gevraagd: Zelf roosteren"
    assert subjects[helper.pk] == "Aanvulling gevraagd: Zelf roosteren"


def test_an_accepted_change_is_called_a_change(everybody: Cast) -> None:
    change = everybody.submission
    change.practice = Practice(title="Meer uren", slug="meer", status="published")
    change.is_change = True
    everybody.told("accept")
    own = Mail.objects.get(recipient=everybody.people["inzender"])
    other = Mail.objects.get(recipient=everybody.people["coordinator"])
    assert "De redactie heeft uw wijziging van “Meer uren” aanvaard." in own.body
    assert "De redactie heeft de wijziging van “Meer uren” aanvaard." in other.body
