"""Logging in for tests that are about something else."""

from __future__ import annotations

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from practices.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the app of every test person with an app holds."""


def log_in(client: Client, user: User) -> Client:
    """Log somebody in as if they came the right way: staff with password and app.

    Returns the client, so that a test may write `log_in(Client(), user)`.
    """
    client.force_login(user)
    if user.is_staff:
        session = client.session
        session["account_authentication_methods_user"] = str(user.pk)
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": 0.0, "username": user.username},
            {"method": "mfa", "at": 0.0, "id": app_of(user).pk, "type": "totp"},
        ]
        session.save()
    return client


def log_in_browser(page: Page, site: str, user: User) -> None:
    """The same in a real browser."""
    cookie = log_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def app_of(user: User) -> Authenticator:
    """The app with codes of this person; made if needed."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return app or TOTP.activate(user, SECRET).instance


def code_now(secret: str = SECRET) -> str:
    """What the app shows at this moment."""
    _before, now, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))
