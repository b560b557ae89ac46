"""Forgetting a person: what they helped to publish stays, they themselves do not (P-07)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction

from .. import indexing
from ..models import Event, Invitation, Mail, Practice, ReaderMessage, Submission, User
from .register import Entry, register

FORMER = "voormalig inzender"
"""What stands in the place of a name or an address that was forgotten."""

CONTACT = {"contact_name": "", "contact_email": "", "contact_consent_on": None}

VERSIONED = (Practice, Submission)
"""What may be open in a form. A raised version keeps that from bringing back who was forgotten."""


@transaction.atomic
def erase(user: User) -> None:
    """Forget this person everywhere; the account can never be used again.

    Drafts that were never sent go with their files. Free text keeps its meaning: only the
    address and the full name in it are replaced by `FORMER`. Forms that were open are refused.
    """
    words = _names(user)
    _close_account(user)
    _drop_drafts(user)
    _drop_contacts(words)
    Mail.objects.filter(models.Q(recipient=user) | models.Q(address__in=words)).delete()
    Invitation.objects.filter(
        models.Q(email__in=words) | models.Q(accepted_by=user, email="")
    ).delete()
    _forget_reader(words)
    for entry in register().values():
        for practice in _blot_out(entry, words):
            indexing.refresh(practice)
    _forget_user(user)


def _names(user: User) -> list[str]:
    """The words by which somebody can be known: address and full name."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    names = {user.email, *addresses, user.get_full_name()}
    return sorted((name for name in names if len(name) > 3), key=len, reverse=True)


def _close_account(user: User) -> None:
    """End every session, and forget how this person came in."""
    for session in Session.objects.all():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()


def _drop_drafts(user: User) -> None:
    drafts = Submission.objects.filter(submitter=user, submitted_at=None)
    for submission in drafts:
        for attachment in submission.attachments.all():
            transaction.on_commit(partial(attachment.file.delete, save=False))
        Event.objects.forget_submission(submission)
        submission.mails.all().delete()  # those to its coordinators tell of it too
        submission.delete()


def _drop_contacts(words: Iterable[str]) -> None:
    """Take back the consent to be shown as a contact, on the site and in every proposal."""
    about = models.Q(pk__in=[])
    for word in words:
        about |= models.Q(contact_email__iexact=word) | models.Q(contact_name__iexact=word)
    practices = list(Practice.objects.filter(about))
    for model in VERSIONED:
        model._default_manager.filter(about).update(**CONTACT, version=models.F("version") + 1)
    for practice in practices:
        indexing.refresh(practice)


def _forget_reader(words: Iterable[str]) -> None:
    for message in ReaderMessage.objects.filter(email__in=words):
        if message.status == ReaderMessage.Status.OPEN:
            message.move("close", actor=None, note="De lezer vroeg zijn gegevens te wissen.")
        ReaderMessage.objects.filter(pk=message.pk).update(email="")


def _blot_out(entry: Entry, words: list[str]) -> list[Practice]:
    """Replace the words in every field of a table in which people can be named.

    The practices whose text it was: what is found and listed of them is made of it.
    """
    model = apps.get_model(entry.model)
    names = [*entry.texts, *(n for n in entry.personal if n in ("base", "sent", "decided"))]
    fields = [model._meta.get_field(name) for name in names if names]
    if not words or not fields:
        return []
    about = models.Q(pk__in=[])
    for field in fields:
        for word in words:
            about |= models.Q(**{f"{field.name}__icontains": _as_stored(field, word)})
    rows = [row for row in model._default_manager.filter(about) if _rewrite(row, fields, words)]
    ids = (row.pk if model is Practice else getattr(row, "practice_id", None) for row in rows)
    return list(Practice.objects.filter(pk__in=[pk for pk in ids if pk]))


def _as_stored(field: Any, word: str) -> str:
    """A word as it stands in the column: JSON writes letters beyond ASCII as codes."""
    return json.dumps(word)[1:-1] if isinstance(field, models.JSONField) else word


def _rewrite(row: models.Model, fields: Iterable[Any], words: Sequence[str]) -> bool:
    """Write a row without the words; False when it names nobody."""
    before = {field.name: getattr(row, field.name) for field in fields}
    values = {name: without(value, words) for name, value in before.items()}
    if values == before:
        return False
    if isinstance(row, VERSIONED):
        values["version"] = models.F("version") + 1
    # past save() and past the history's own lock: forgetting is the one thing it may not refuse
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)
    return True


def without(value: Any, words: Sequence[str], *, key: str = "") -> Any:
    """A text, or all that a JSON value holds, with `FORMER` in the place of these words.

    words: addresses and names. They count only where they stand by themselves: "Anna Bos" is not
    in "Joanna Bos". A name of one word is left in text, where it may be another person or no
    name at all; as a value of `contact_name` it goes.  key: under which the value stands.
    """
    if isinstance(value, dict):
        return {name: without(item, words, key=name) for name, item in value.items()}
    if isinstance(value, list):
        return [without(item, words, key=key) for item in value]
    if not isinstance(value, str):
        return value
    if key == "contact_name" and value.lower() in {word.lower() for word in words}:
        return FORMER
    known = [_by_itself(word) for word in words if "@" in word or " " in word]
    return re.sub("|".join(known), FORMER, value, flags=re.IGNORECASE) if known else value


def _by_itself(word: str) -> str:
    """The pattern of an address or a name that is no part of a longer one.

    An underscore may be Markdown, a dot the end of a sentence, also without a space after it.
    """
    if "@" in word:
        before, after = r"(?<![^\W_][.+_'-])", r"(?!-?[^\W_])(?!\.(?-i:[a-z0-9]))"
    else:
        before, after = r"(?<![^\W_]-)", r"(?!-?[^\W_])"
    return rf"(?<![^\W_]){before}{re.escape(word)}{after}"


def _forget_user(user: User) -> None:
    user.username = f"voormalig-{uuid4().hex}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    user.coordinates.clear()
