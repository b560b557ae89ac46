"""Taking a submission in hand, laying it back, handing it over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ..forms.review import HandOverForm
from ..models import Submission, User
from ..permissions import can_review
from ..workflow import desk, review
from .desk import action, back, done_already, editor, queue_address, queue_of


@login_required
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take what waits longest in this queue and open it."""
    if not can_review(request.user):
        raise PermissionDenied
    submission = desk.take_next(queue_of(request).rows(), actor=editor(request))
    if submission is not None:
        return back(request, submission)
    messages.info(request, "Er wacht niets meer dat u kunt pakken.")
    return redirect(queue_address(request))


@action
def take(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take it in hand; who has it keeps it."""
    review.take(submission, actor=editor(request))
    return back(request, submission)


@action
def release(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Lay it back in the queue."""
    if not done_already(submission, "release", editor(request)):
        review.release(submission, actor=editor(request))
    messages.success(request, f"“{submission}” ligt weer in de wachtrij.")
    return redirect(queue_address(request))


@action
def hand_over(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Give it to a colleague, or take it over from one."""
    form = HandOverForm(request.POST, colleagues=colleagues(submission))
    if not form.is_valid():
        messages.error(request, "Kies een collega.")
        return back(request, submission, "overdragen")
    to = form.cleaned_data["to"]
    review.hand_over(submission, actor=editor(request), to=to)
    if to == editor(request):
        messages.success(request, "U heeft deze inzending nu in handen.")
    else:
        messages.success(request, f"Overgedragen aan {to.display_name}. Die krijgt een bericht.")
    return back(request, submission)


def colleagues(submission: Submission) -> QuerySet[User]:
    """Who may handle it."""
    people = User.objects.editors().order_by("username")
    return people.exclude(pk=submission.submitter_id) if submission.submitter_id else people
