"""What the session of a staff member is worth, by how this very session proved who it is.

Staff needs a password (or the organisation's own directory) and a second factor, or a passkey:
that is two at once, something one has and a finger or PIN. A code by mail is never enough.
"""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from ..models import User
from .sessions import end_sessions

FIRST_FACTORS = frozenset({"password", "socialaccount"})
PASSKEY, APP = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP
LOG_OUT = frozenset({"account_logout", "logout"})
SETTING_UP = LOG_OUT | {
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}


def next_step(request: HttpRequest, user: User | AnonymousUser) -> str | None:
    """The name of the page where this session of a staff member must go first; None when done.

    user: the person whom the session names, whatever it is worth.
    """
    if not user.is_staff or not isinstance(user, User):
        return None
    records = get_authentication_records(request, user)
    is_trusted = _is_proven(user, records)
    if not (is_trusted or _has_first_factor(records)):
        return "account_login"
    if user.password_is_temporary:
        return "account_change_password"
    if is_trusted:
        return None
    is_set_up = Authenticator.objects.filter(user=user, type__in=[PASSKEY, APP]).exists()
    return "account_login" if is_set_up else "mfa_activate_totp"


def open_pages(step: str | None) -> frozenset[str]:
    """Names of the pages where somebody with this step to go is who they say."""
    return LOG_OUT if step == "account_login" else SETTING_UP


def counted_user(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    """Whom this request may act as: nobody, while a staff member has a step to go."""
    step = next_step(request, user)
    page = request.resolver_match.url_name if request.resolver_match else None
    return user if step is None or page in open_pages(step) else AnonymousUser()


def confirm_factor(request: HttpRequest, kind: str) -> None:
    """Note that this session has the factor that was just set up, and end all others."""
    user = cast("User", request.user)
    factor = Authenticator.objects.filter(user=user, type=kind).latest("pk")
    record_authentication(request, user, method="mfa", id=factor.pk, type=kind)
    end_sessions(user, keep=request.session.session_key)


def forget_factors(user: User) -> None:
    """Take all factors of somebody away, and log them out: they set up new ones."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def proven_recently(request: HttpRequest) -> bool:
    """True when this person proved who they are a short while ago, in any way."""
    records = get_authentication_records(request, cast("User", request.user))
    moments = [record["at"] for record in records]
    return bool(moments) and time.time() - max(moments) < app_settings.REAUTHENTICATION_TIMEOUT


def home(user: User) -> str:
    """The address where somebody's work is."""
    return reverse("admin:index") if user.is_staff else "/mijn/"


def _has_first_factor(records: list[dict[str, Any]]) -> bool:
    return any(record["method"] in FIRST_FACTORS for record in records)


def _is_proven(user: User | AnonymousUser, records: list[dict[str, Any]]) -> bool:
    used = {record.get("id") for record in records if record["method"] == "mfa"}
    if not used:
        return False
    there = Authenticator.objects.filter(user_id=user.pk, pk__in=used)
    kinds = set(there.values_list("type", flat=True))
    return PASSKEY in kinds or bool(kinds and _has_first_factor(records))
