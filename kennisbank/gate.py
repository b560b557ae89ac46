"""The gate before everything: a session of staff counts only once it has its second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from practices import accounts

DOORS = ("/account/", "/beheer/", "/berichten/", "/indienen/", "/mijn/", "/redactie/")
"""Where somebody with a step to go is shown that step; elsewhere they are a visitor."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactorMiddleware:
    """Make a staff member anonymous until this very session proved itself with two factors.

    Views need not know of it: to them `request.user` is nobody. Visitors without a session cost
    nothing and stay without one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            person = request.user
            request.session_user = person  # type: ignore[attr-defined]
            request.user = SimpleLazyObject(  # type: ignore[assignment]
                lambda: accounts.counted_user(request, person)
            )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Show the step that must come first, at the doors where only people with an account go."""
        if not (hasattr(request, "session_user") and request.path.startswith(DOORS)):
            return None
        step = accounts.next_step(request, request.session_user)
        page = request.resolver_match.url_name if request.resolver_match else None
        if step is None or page in accounts.open_pages(step) or request.path == reverse(step):
            return None
        return redirect(step)
