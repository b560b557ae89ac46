"""Invitations by mail: to send in cases for a region, or to coordinate it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .. import notifications
from ..models import Invitation, Region, User
from ..permissions import can_invite
from .people import account_for

LIFETIME = timedelta(days=7)


class InvitationGone(Exception):
    """No such invitation, or it was used, replaced or too old."""


@transaction.atomic
def invite(email: str, *, role: str, region: Region, by: User) -> Invitation:
    """Invite an address. Raises `PermissionDenied` for who may not (`permissions.can_invite`).

    An earlier invitation to the same that was not used yet is void from now on (S-09).
    """
    if not can_invite(by, role, region):
        raise PermissionDenied
    email, token = email.strip().lower(), secrets.token_urlsafe(32)
    same = Invitation.objects.filter(email=email, role=role, region=region, accepted_at=None)
    same.delete()
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        region=region,
        invited_by=by,
        token_hash=_hash(token),
        expires_at=timezone.now() + LIFETIME,
    )
    link = settings.SITE_URL + reverse("account_invitation", args=[token])
    text = render_to_string(
        "email/account/invitation.txt",
        {"link": link, "invitation": invitation, "site_name": settings.SITE_NAME},
    )
    subject, _, body = text.strip().partition("\n")
    notifications.post(address=email, subject=subject, body=body.strip(), topic="uitnodiging")
    return invitation


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link that can still be used. Raises `InvitationGone`."""
    invitation = (
        Invitation.objects.select_related("region")
        .filter(token_hash=_hash(token), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        raise InvitationGone
    return invitation


@transaction.atomic
def accept(token: str) -> Invitation:
    """Give the owner of the invited address their role, once. Raises `InvitationGone`.

    Who has the link has the mail, so the address is proven; `accepted_by` is its account, which
    is made if needed.
    """
    invitation = open_invitation(token)
    user = account_for(invitation.email)
    mine = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
    if not (user.is_active and mine.update(accepted_at=timezone.now(), accepted_by=user)):
        raise InvitationGone
    if invitation.role == Invitation.Role.COORDINATOR:
        user.coordinates.add(invitation.region)
    invitation.accepted_by = user
    return invitation


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
