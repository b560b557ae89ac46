"""Headers that every answer of the site gets."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicyMiddleware:
    """Content-Security-Policy from `SECURE_CSP`, and Permissions-Policy.

    Django 6 brings the first under the same setting name; this class can go then. A view that
    needs another policy (an embedded list, a download) sets the header itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(settings.SECURE_CSP))
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class PrivateResponseMiddleware:
    """Keep what is made for one visitor out of every cache.

    An answer is personal when the request carries a session or credentials, and also when the
    answer starts a session. Whatever a view itself says about caching gives way to that.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or settings.SESSION_COOKIE_NAME in response.cookies
            or "Authorization" in request.headers
        ):
            response.headers["Cache-Control"] = "private, no-store"
            # A cache that holds the anonymous answer must not give it to this visitor either.
            patch_vary_headers(response, ("Cookie",))
        return response


def _policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
