"""Coming in through the organisation's own directory (OpenID Connect), in place of a password.

Loaded only where that is set up. It lets in nobody new: an administrator makes the account first,
and the directory vouches for the address. The second factor is asked all the same.
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from .people import find
from .sessions import leave_other_account


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Which people of the directory have work here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the login to the account with the same address; refuse whoever has none."""
        user = sociallogin.user if sociallogin.is_existing else _owner(sociallogin)
        is_welcome = user is not None and user.is_staff and user.is_active
        if not is_welcome or sociallogin.state.get("process") != "login":
            _refuse()
        leave_other_account(request)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account by coming in."""
        return False

    def on_authentication_error(self, *args: Any, **kwargs: Any) -> None:
        """Say so on the page where it began."""
        _refuse()


def _owner(sociallogin: SocialLogin) -> Any:
    vouched = [address.email for address in sociallogin.email_addresses if address.verified]
    return find(vouched[0]) if len(vouched) == 1 else None


def _refuse() -> NoReturn:
    raise ImmediateHttpResponse(redirect(f"{reverse('account_login')}?organisatie"))
