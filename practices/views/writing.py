"""Who may write in a submission, and what becomes of words typed by somebody who may not just now.

Nothing typed gets lost: it comes back after logging in again, or is shown to be copied.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from ..models import Submission
from ..permissions import can_follow, visible_submissions
from .guards import log_in_address

KEPT = "typed"
"""Where in the session the words wait of somebody whose session had ended."""

LONGEST_KEPT = 400_000

UNTOLD = {"csrfmiddlewaretoken", "seen", "doe", "key", "stamp", "website"}
"""Inputs that hold nothing that a person typed."""

View = Callable[..., HttpResponse]


def is_script(request: HttpRequest) -> bool:
    """True when our script saves in the background and wants no page back."""
    return request.headers.get("Accept") == "application/json"


def for_writer(view: View) -> View:
    """Give the view the submission that this person may write in now (`can_write`).

    Nobody logged in: to the login page, and back. A submission that somebody may not know of is
    not found. Whoever may read it but not write goes to the page where it can be read.
    """

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, reference: UUID, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_login(request)
        submission = known(request, reference)
        user = request.user
        if not can_follow(user, submission):
            return redirect(submission.get_review_url())
        if submission.status not in Submission.SUBMITTERS_TURN:
            return closed(request, submission)
        return view(request, submission, **kwargs)

    return wrapped


def known(request: HttpRequest, reference: UUID) -> Submission:
    """The submission with this reference. Raises `Http404` also when it is not theirs to know."""
    rows = visible_submissions(request.user).select_related("region", "practice", "submitter")
    return get_object_or_404(rows, reference=reference)


def ask_login(request: HttpRequest, *, back: str = "") -> HttpResponse:
    """To the login page; what was posted waits in the session until then (R-05).

    back: where to go after, when that is not this very address.
    """
    login = log_in_address(back or request.path)
    if is_script(request):
        return JsonResponse({"login": login}, status=401)
    typed = request.POST.urlencode()
    if typed and len(typed) <= LONGEST_KEPT:
        request.session[KEPT] = {"path": request.path, "typed": typed}
    return redirect(login)


def take_kept(request: HttpRequest) -> QueryDict | None:
    """What was typed here before the session had ended, once; None when there is nothing."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["typed"])


def closed(request: HttpRequest, submission: Submission) -> HttpResponse:
    """It cannot be changed any more: the page that says how it stands, with the words typed."""
    if request.method != "POST":
        return redirect(submission)
    message = f"Deze inzending is intussen {submission.get_status_display().lower()}."
    if is_script(request):
        return JsonResponse({"message": f"{message} Uw tekst is niet bewaard."}, status=410)
    typed = words(request.POST)
    if typed and all(_is_stored(submission, name, value) for name, value in typed):
        return redirect(submission)  # the same form once more: its answer was lost on the way
    context = {"submission": submission, "message": message, "kept": typed}
    return render(request, "submit/closed.html", context, status=409)


def _is_stored(submission: Submission, name: str, value: str) -> bool:
    return str(getattr(submission, name, "")).split() == value.split()


def words(posted: QueryDict) -> list[tuple[str, str]]:
    """What a person typed into a form, by the name of the input; choices are left out."""
    return [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name not in UNTOLD and value.strip()
    ]
