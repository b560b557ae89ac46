"""The first page, "Bestaat dit al?", and beginning a change to what is published."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID, uuid4

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import accounts
from ..advice import Similar
from ..advice import similar as find_similar
from ..forms.prefill import Prefill, filled, prefill
from ..forms.start import KeyForm, StartForm, with_region
from ..models import Practice, Submission, User, WrongState
from ..permissions import visible_submissions
from ..workflow import submissions

BEGUN = "begun"
"""Where in the session a title waits until its owner typed the code that was mailed."""

TOO_MANY = "U heeft te vaak een code gevraagd. Wacht een uur en probeer het dan opnieuw."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin: a title is enough, and an address for who is not logged in."""
    given = prefill(request.GET)
    knows_who = request.user.is_authenticated
    if knows_who and request.GET.get("verder"):
        return _begin_what_waited(request)
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, knows_who=knows_who)
    status = 200
    if posted is not None and form.is_valid():
        known = {**given.values, **form.known}
        if knows_who:
            return _begin(request, form.cleaned_data["key"], form.cleaned_data["title"], known)
        try:
            return _mail_code(request, form, known)
        except accounts.TooManyCodes:
            form.add_error("email", TOO_MANY)
            form.mark_errors()
            status = 429
    return render(request, "submit/start.html", _start_page(request, form, given), status=status)


def _start_page(request: HttpRequest, form: StartForm, given: Prefill) -> dict[str, Any]:
    drafts = visible_submissions(request.user).filter(
        submitter=request.user.pk, status__in=Submission.SUBMITTERS_TURN
    )
    title = form.data.get("title", "") if form.is_bound else ""
    return {
        "form": form,
        "given": given,
        "drafts": drafts.order_by("-saved_at")[:5],
        "similar": similar_to(request, title[:100]),
    }


def _begin(request: HttpRequest, key: UUID, title: str, known: dict[str, Any]) -> HttpResponse:
    submission = submissions.start(
        submitter=cast("User", request.user), title=title, key=key, values=with_region(known)
    )
    return redirect("submit:overview", submission.reference)


def _mail_code(request: HttpRequest, form: StartForm, known: dict[str, Any]) -> HttpResponse:
    """Keep the title in the session and mail a code; a second click mails no second one."""
    key, email = str(form.cleaned_data["key"]), form.cleaned_data["email"]
    place = f"{reverse('submit:start')}?{urlencode({'verder': key})}"
    request.session[BEGUN] = {"key": key, "title": form.cleaned_data["title"], "known": known}
    try:
        pending = accounts.pending_code(request)
        if pending["next"] == place and pending["email"] == email.strip().lower():
            return redirect("account_confirm_login_code")
    except accounts.CodeGone:
        pass
    return accounts.start_login(request, email, place)


def _begin_what_waited(request: HttpRequest) -> HttpResponse:
    """After the right code: make what was begun, now that its owner is known.

    This writes on a GET, since logging in ends in a redirect; only what the same session asked
    for with a POST, and only once for its key.
    """
    waiting = request.session.get(BEGUN)
    if not waiting or waiting["key"] != request.GET["verder"]:
        return redirect("submit:start")
    del request.session[BEGUN]
    return _begin(request, UUID(waiting["key"]), waiting["title"], waiting["known"])


# --- Bestaat dit al? -----------------------------------------------------------------------------


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """What resembles a title that is being typed, as a piece of a page."""
    # not by allauth.core.ratelimit, which counts no GET
    if not ratelimit.consume(request, app="allauth.account", action="find_similar", limit_get=True):
        return HttpResponse(status=429)
    title = request.GET.get("titel", "")[:100]
    own = _uuid(request.GET.get("inzending"))
    mine = visible_submissions(request.user).filter(reference=own).first() if own else None
    found = similar_to(request, title, mine)
    return render(request, "submit/_similar.html", {"similar": found})


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def similar_to(
    request: HttpRequest, title: str, submission: Submission | None = None
) -> list[Similar]:
    """Published practices and submissions that this visitor may see, that resemble a title."""
    visible = visible_submissions(request.user)
    if submission is None:
        return find_similar(title, submissions=visible)
    return find_similar(
        title,
        exclude_practice=submission.practice,
        submissions=visible.exclude(pk=submission.pk),
    )


def begun(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """What the page after the first says again: what resembles it, and what was filled in."""
    alike = similar_to(request, submission.title, submission)
    return {"similar": alike, "filled": filled(submission)}


# --- A change to what is published ---------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Explain how to change a published practice, and begin it for who is logged in."""
    practice = get_object_or_404(Practice.objects.published(), slug=slug)
    login = f"{reverse('account_request_login_code')}?{urlencode({'next': request.path})}"
    if request.method == "POST":
        form = KeyForm(request.POST)
        if not request.user.is_authenticated or not form.is_valid():
            return redirect(login if not request.user.is_authenticated else request.path)
        return _begin_change(request, practice, form.cleaned_data["key"])
    mine = visible_submissions(request.user).filter(
        submitter=request.user.pk,
        practice=practice,
        is_change=True,
        status__in=Submission.SUBMITTERS_TURN | Submission.EDITORS_TURN,
    )
    form = KeyForm(initial={"key": uuid4()})
    context = {"practice": practice, "open_changes": mine, "login": login, "form": form}
    return render(request, "submit/change.html", context)


def _begin_change(request: HttpRequest, practice: Practice, key: UUID) -> HttpResponse:
    try:
        submission = submissions.propose_change(
            practice, submitter=cast("User", request.user), key=key
        )
    except WrongState:  # taken back or archived this very moment
        return redirect(practice)
    return redirect("submit:step", submission.reference, "kern")
