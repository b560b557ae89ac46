"""The steps of logging in after the first, as django-allauth walks them."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest


class SecondFactorStage(AuthenticateStage):
    """Ask staff for their second factor.

    For submitters a passkey is another way in, not one more thing to have: who loses it still
    gets in with a code by mail.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return bool(user and user.is_staff and super()._should_handle(request))
