"""Forgetting a person: what they helped to publish stays, they themselves do not (P-07)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
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


@transaction.atomic
def erase(user: User) -> None:
    """Forget this person everywhere; the account can never be used again.

    Drafts that were never sent go with their files. Free text keeps its meaning: only the
    address and the full name in it are replaced by `FORMER`.
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
    Practice.objects.filter(about).update(**CONTACT)
    Submission.objects.filter(about).update(**CONTACT)
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
    rows = list(model._default_manager.filter(about))
    for row in rows:
        _rewrite(row, fields, words)
    ids = (row.pk if model is Practice else getattr(row, "practice_id", None) for row in rows)
    return list(Practice.objects.filter(pk__in=[pk for pk in ids if pk]))


def _as_stored(field: Any, word: str) -> str:
    """A word as it stands in the column: JSON writes letters beyond ASCII as codes."""
    return json.dumps(word)[1:-1] if isinstance(field, models.JSONField) else word


def _rewrite(row: models.Model, fields: Iterable[Any], words: list[str]) -> None:
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    values = {field.name: _without(getattr(row, field.name), pattern) for field in fields}
    # past save() and past the history's own lock: forgetting is the one thing it may not refuse
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(FORMER, value)
    if isinstance(value, dict):
        return {key: _without(item, pattern) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, pattern) for item in value]
    return value


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
