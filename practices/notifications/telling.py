"""Whom a step in the life of a submission concerns, and what they read about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from ..models import ReaderMessage, Remark, Submission, User
from ..models.taxonomy import region_ancestors
from .outbox import post

SALT = "practices.follow"
"""Keeps these links apart from all else that is signed."""


@dataclass(frozen=True)
class Topic:
    """One kind of news.

    subject: with `{title}`;  to: the names in `GROUPS` of who hear of it. Whoever did it hears
    nothing.  own: the subject for who sent it in, where that is another.
    """

    subject: str
    to: tuple[str, ...]
    own: str = ""


TOPICS = {
    "submit": Topic("Ingestuurd: {title}", ("submitter", "coordinators", "desk", "involved")),
    "take": Topic("In behandeling: {title}", ("submitter",)),
    "assigned": Topic("Aan u overgedragen: {title}", ("assignee",)),
    "request_changes": Topic(
        "Aanvulling gevraagd: {title}",
        ("submitter", "involved"),
        own="Uw aanvulling gevraagd: {title}",
    ),
    "accept": Topic("Aanvaard: {title}", ("submitter", "coordinators", "involved")),
    "publish": Topic("Staat op de site: {title}", ("submitter", "coordinators", "involved")),
    "reject": Topic("Niet opgenomen: {title}", ("submitter", "coordinators", "involved")),
    "undo": Topic("Besluit teruggedraaid: {title}", ("submitter", "coordinators", "involved")),
    "withdraw": Topic("Ingetrokken: {title}", ("submitter", "desk", "involved")),
    "message": Topic("Nieuw bericht: {title}", ("submitter", "partners", "involved")),
    "endorsed": Topic("Oordeel van de regio: {title}", ("submitter", "desk")),
}
"""What is told to whom. A template of the same name in templates/email/ holds the words."""


def tell(submission: Submission, topic: str, *, actor: User | None, note: str = "") -> None:
    """Write the mails about one step, in the transaction of that step."""
    editors = {person.pk for person in User.objects.editors()}
    told = {actor.pk if actor else None}
    for group in TOPICS[topic].to:
        for person in GROUPS[group](submission):
            if person.pk not in told and person.is_active and person.email:
                told.add(person.pk)
                _write(submission, topic, person, note, is_editor=person.pk in editors)


def _write(submission: Submission, topic: str, person: User, note: str, *, is_editor: bool) -> None:
    is_submitter = person.pk == submission.submitter_id
    subject = (is_submitter and TOPICS[topic].own) or TOPICS[topic].subject
    is_editor = is_editor and not is_submitter
    practice = submission.practice
    is_public = practice is not None and practice.is_published
    context = {
        "submission": submission,
        "note": note,
        "is_submitter": is_submitter,
        "is_editor": is_editor,
        "questions": submission.remarks.open().filter(is_ready=True),
        "address": settings.SITE_URL + _address(submission, person, is_editor=is_editor),
        "practice_address": settings.SITE_URL + practice.get_absolute_url()
        if practice and is_public
        else "",
        "site": settings.SITE_NAME,
    }
    post(
        address=person.email,
        subject=subject.format(title=submission.title or "uw inzending"),
        body=render_to_string(f"email/{topic}.txt", context),
        topic=topic,
        recipient=person,
        submission=submission,
    )


def _address(submission: Submission, person: User, *, is_editor: bool) -> str:
    """The review page for editors; for others a link that needs no logging in to read."""
    if is_editor:
        return submission.get_review_url()
    return reverse("follow:link", args=[follow_token(submission, person)])


def follow_token(submission: Submission, person: User) -> str:
    """The secret part of a link in a mail that lets this person read this submission.

    It is good for the address that it was mailed to, and no longer when that changes (S-09).
    """
    facts = [str(submission.reference), person.pk, _fingerprint(person)]
    return signing.dumps(facts, salt=SALT)


def read_follow_token(token: str, *, days: int = 90) -> tuple[str, User]:
    """The reference of the submission, and the person. What they may is for the caller to check.

    Raises `signing.BadSignature`, also when the link is too old or the account is not what it was.
    """
    match signing.loads(token, salt=SALT, max_age=days * 24 * 3600):
        case [str(reference), int(key), str(fingerprint)]:
            person = User.objects.filter(pk=key, is_active=True).first()
            if person and constant_time_compare(fingerprint, _fingerprint(person)):
                return reference, person
    raise signing.BadSignature


def _fingerprint(person: User) -> str:
    """What stands for an address in a link, without telling it."""
    return salted_hmac(SALT, person.email.lower(), algorithm="sha256").hexdigest()[:32]


def _submitter(submission: Submission) -> Iterable[User]:
    return [submission.submitter] if submission.submitter else []


def _coordinators(submission: Submission) -> Iterable[User]:
    """Who coordinates its region, or a region that this lies in."""
    if submission.region_id is None:
        return []
    above = region_ancestors().get(submission.region_id, frozenset())
    return User.objects.coordinators_of({submission.region_id, *above})


def _assignee(submission: Submission) -> Iterable[User]:
    """The editor who has it in hand, as long as they are an editor."""
    return User.objects.editors().filter(assigned_submissions=submission)


def _desk(submission: Submission) -> Iterable[User]:
    """The editor who has it in hand, or all of them while nobody has."""
    return _assignee(submission) or User.objects.editors()


def _partners(submission: Submission) -> Iterable[User]:
    """Who is there to answer: the desk, or coordinators while editors may not see it yet."""
    return _desk(submission) if submission.is_sent else _coordinators(submission)


def _involved(submission: Submission) -> Iterable[User]:
    """Who said something about it before, and has not lost the right to read it since."""
    authors = submission.remarks.exclude(kind=Remark.Kind.NOTE).values("author")
    editors = User.objects.editors() if submission.is_sent else []
    may_know = {p.pk for p in (*_coordinators(submission), *editors, *_submitter(submission))}
    return User.objects.filter(pk__in=authors).filter(pk__in=may_know)


GROUPS = {
    "submitter": _submitter,
    "coordinators": _coordinators,
    "assignee": _assignee,
    "desk": _desk,
    "partners": _partners,
    "involved": _involved,
}


def tell_about_reader(message: ReaderMessage) -> None:
    """Let editors, and the coordinators of its regions, know that a reader wrote."""
    regions = set(message.practice.regions.values_list("pk", flat=True))
    above = region_ancestors()
    scope = regions.union(*(above.get(region, frozenset()) for region in regions))
    people = {p.pk: p for p in (*User.objects.editors(), *User.objects.coordinators_of(scope))}
    page = reverse("readers:message", args=[message.reference])
    context = {"message": message, "address": settings.SITE_URL + page, "site": settings.SITE_NAME}
    body = render_to_string("email/reader_message.txt", context)
    subject = f"{message.get_kind_display()}: {message.practice.title}"
    for person in people.values():
        if person.email:
            post(
                address=person.email,
                subject=subject,
                body=body,
                topic="reader_message",
                recipient=person,
            )
