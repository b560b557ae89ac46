"""Where django-allauth asks this site: texts, mail, where to go, and what is allowed."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .. import notifications
from ..models import User
from . import factors, vault

NO_MATCH = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
TOO_OFTEN = "U heeft te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw."
WRONG_CODE = "Deze code klopt niet."


class Adapter(DefaultAccountAdapter):
    """Accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is uitgezet.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_login": NO_MATCH,
        "rate_limited": TOO_OFTEN,
        "too_many_login_attempts": TOO_OFTEN,
        "username_password_mismatch": NO_MATCH,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail in the outbox. The first line of its template is the subject."""
        name = template_prefix.rpartition("/")[2]
        shown = {**context, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        text = render_to_string(f"email/account/{name}.txt", shown)
        subject, _, body = text.strip().partition("\n")
        notifications.post(
            address=email, subject=subject.strip(), body=body.strip(), topic="account"
        )

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows what happened."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up with a password."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """True for addresses of this very site."""
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={self.request.get_host()},
            require_https=self.request.is_secure(),
        )

    def get_login_stages(self) -> list[str]:
        """What follows the password: the second factor, of staff only."""
        return ["practices.accounts.stages.SecondFactorStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody's work is."""
        return factors.home(cast("User", request.user))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The page of one's account; the gate sends on whoever has another step to go."""
        return factors.home(cast("User", request.user))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody proves once more who they are: staff as always, others with a new code."""
        if getattr(user, "is_staff", False):
            return cast("list[dict[str, Any]]", super().get_reauthentication_methods(user))
        return [{"id": "mail", "description": "", "url": reverse("account_confirm_by_mail")}]

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """True unless this person logged in, or proved it again, a short while ago."""
        if factors.proven_recently(self.request):
            return False
        if not getattr(self.request.user, "is_staff", False):
            # django-allauth lets people pass who have no password: it knows no proof by mail.
            raise ReauthenticationRequired
        return True


class FactorAdapter(DefaultMFAAdapter):
    """Second factors and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Dit kunt u niet weghalen.",
        "cannot_generate_recovery_codes": "Stel eerst een tweede stap in.",
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Unreadable without the site's secret."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Readable again."""
        return vault.unlock(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's
        """What a new passkey is called until its owner gives it a name."""
        return "Mijn passkey"
