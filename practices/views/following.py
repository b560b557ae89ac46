"""Following a submission: for who sent it in and for the coordinators of its region."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..forms import following as forms
from ..models import Submission, User
from ..notifications.telling import read_follow_token
from ..permissions import can_endorse, can_follow, can_own, scope
from ..workflow import submissions as workflow
from ..workflow import talking
from .followed import followed_context
from .guards import follower, log_in_address, posted, too_late
from .standing import standing

# --- Reading -------------------------------------------------------------------------------------


@never_cache
@login_required
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """One's own submissions, by whose turn it is."""
    reader = cast("User", request.user)
    mine = [
        standing(submission, reader)
        for submission in reader.submissions.select_related("region", "practice").order_by(
            "-turn_since", "-pk"
        )
    ]
    groups = (
        ("U bent aan de beurt", [one for one in mine if one.is_yours]),
        ("De redactie is aan de beurt", [one for one in mine if one.turn == "de redactie"]),
        ("Klaar", [one for one in mine if not one.turn]),
    )
    context = {
        "groups": [group for group in groups if group[1]],
        "coordinates": bool(scope(reader)),
    }
    return render(request, "follow/submissions.html", context)


@follower
@require_safe
def submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """All about one submission, and what to do with it."""
    return _page(request, submission)


def _page(request: HttpRequest, submission: Submission, **bound: Any) -> HttpResponse:
    """The page as it is now. bound: a form that was sent with something wrong in it, by name."""
    reader = cast("User", request.user)
    context = followed_context(submission, reader) | {
        "is_own": can_own(reader, submission),
        "can_withdraw": submission.is_open,
        "message": forms.MessageForm(auto_id="bericht_%s"),
        "endorsement": forms.EndorsementForm(auto_id="oordeel_%s"),
        "can_endorse": can_endorse(reader, submission),
        "copy": forms.CopyForm(auto_id="kopie_%s"),
        "form": next(iter(bound.values()), None),
    }
    return render(request, "follow/submission.html", context | bound)


@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a mail: to read, without logging in."""
    submission, reader = _behind(token)
    if submission is None or reader is None:
        response = render(request, "follow/dead_link.html", status=HTTPStatus.NOT_FOUND)
    elif request.user == reader:
        response = redirect(submission)
    else:
        context = followed_context(submission, reader, is_link=True) | {
            "is_own": can_own(reader, submission),
            "log_in": log_in_address(submission.get_absolute_url()),
        }
        response = render(request, "follow/link.html", context)
    # the address of this page is a secret
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _behind(token: str) -> tuple[Submission | None, User | None]:
    """What a link in a mail is about and whom it was sent to, while they may still follow it."""
    try:
        reference, reader = read_follow_token(token)
    except signing.BadSignature:
        return None, None
    rows = Submission.objects.select_related("region", "practice")
    submission = rows.filter(reference=reference).first()
    if submission is None or not can_follow(reader, submission):
        return None, None
    return submission, reader


# --- Doing ---------------------------------------------------------------------------------------


@follower
@posted
def say(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Add a message to the conversation."""
    form = forms.MessageForm(request.POST, auto_id="bericht_%s")
    if not form.is_valid():
        return _page(request, submission, message=form)
    talking.say(submission, actor=cast("User", request.user), **form.cleaned_data)
    messages.success(request, "Uw bericht is verstuurd.")
    return redirect(f"{submission.get_absolute_url()}#gesprek")


@follower
@posted
def endorse(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Give the word of a coordinator."""
    if not can_endorse(request.user, submission):
        raise PermissionDenied
    form = forms.EndorsementForm(request.POST, auto_id="oordeel_%s")
    if not form.is_valid():
        return _page(request, submission, endorsement=form)
    talking.endorse(
        submission,
        actor=cast("User", request.user),
        is_positive=form.cleaned_data["verdict"] == "ja",
        text=form.cleaned_data["text"],
        key=form.cleaned_data["key"],
    )
    messages.success(request, "De redactie en de inzender kunnen uw oordeel nu lezen.")
    return redirect(f"{submission.get_absolute_url()}#gesprek")


@follower
@posted
def tick(request: HttpRequest, submission: Submission, remark: int) -> HttpResponse:
    """Say that what was asked is done, or take that back."""
    question = get_object_or_404(submission.remarks.public().asked(), pk=remark)
    done = request.POST.get("gedaan") == "ja"
    talking.tick(question, actor=cast("User", request.user), done=done)
    return redirect(f"{submission.get_absolute_url()}#vraag-{question.pk}")


@follower
def withdraw(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Ask whether it should really be taken back, and do so."""
    if not can_own(request.user, submission):
        raise PermissionDenied
    if submission.status == Submission.Status.WITHDRAWN:
        return redirect(submission)
    if not submission.is_open:
        return too_late(request, submission)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "submission": submission}
        return render(request, "follow/withdraw.html", context)
    return _withdraw(request, submission, note=form.cleaned_data["note"])


@posted
def _withdraw(request: HttpRequest, submission: Submission, note: str) -> HttpResponse:
    workflow.withdraw(submission, actor=cast("User", request.user), note=note)
    messages.success(request, "U heeft de inzending ingetrokken. Uw tekst blijft bewaard.")
    return redirect(submission)


@follower
@posted
def resume(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take up again what was withdrawn."""
    if submission.status != Submission.Status.DRAFT:  # not the second click of a double click
        workflow.resume(submission, actor=cast("User", request.user))
        messages.success(request, "U kunt weer verder. Stuur de inzending in als u klaar bent.")
    return redirect(submission)


@follower
@posted
def copy(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Begin a new submission with the same text."""
    form = forms.CopyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    if key is None:
        return redirect(submission)
    made = workflow.copy(submission, actor=cast("User", request.user), key=key)
    messages.success(request, "Dit is uw kopie. De eerste inzending blijft zoals die is.")
    return redirect("submit:overview", reference=made.reference)
