"""Who comes through the doors of /mijn/: only who follows a submission, and only in time.

Whoever may not know of a submission gets the same answer as for one that does not exist (S-05).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ..models import Submission, WrongState
from ..permissions import can_follow, visible_submissions

Followed = Callable[..., HttpResponse]


def follower(view: Followed) -> Callable[..., HttpResponse]:
    """Give a view the submission itself, once its reader turns out to follow it.

    Who is not logged in goes to the login page, with what they typed shown first: nothing typed
    may be lost (R-05).
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, reference: UUID, **parts: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _log_in_first(request, reference)
        rows = visible_submissions(request.user).select_related("region", "practice")
        submission = get_object_or_404(rows, reference=reference)
        if can_follow(request.user, submission):
            return view(request, submission, **parts)
        if request.method in ("GET", "HEAD"):
            return redirect(submission.get_review_url())
        raise PermissionDenied

    return guarded


def _log_in_first(request: HttpRequest, reference: UUID) -> HttpResponse:
    page = reverse("follow:submission", args=[reference])
    typed = request.POST.get("text") or request.POST.get("note")
    if not typed:
        return redirect_to_login(page)
    context = {"typed": typed, "log_in": log_in_address(page)}
    return render(request, "follow/logged_out.html", context, status=HTTPStatus.FORBIDDEN)


def log_in_address(page: str) -> str:
    """Where somebody logs in and comes back to this page."""
    return f"{settings.LOGIN_URL}?{urlencode({'next': page})}"


def posted(view: Followed) -> Followed:
    """Show the page to who merely opens an address to which a form is sent."""

    @wraps(view)
    def guarded(request: HttpRequest, submission: Submission, **parts: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect(submission)
        try:
            return view(request, submission, **parts)
        except WrongState:
            return too_late(request, submission)

    return guarded


def too_late(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Say what happened while the page was open, and show it as it is now."""
    submission.refresh_from_db()
    now = submission.get_status_display().lower()
    messages.warning(
        request, f"Dit kan niet meer: de status is intussen “{now}”. Zo staat het er nu voor."
    )
    return redirect(submission)
