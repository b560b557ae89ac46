"""What the views of the review desk share: finding a submission, the way back, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from ..forms.queue import QueueFilterSet
from ..models import Submission, User, WrongState
from ..permissions import can_review_this
from ..workflow import EditConflict
from ..workflow.desk import on_desk

TYPED = ("text", "note", "reason", "title", "summary", *Submission.STORY)
"""The inputs in which somebody writes: what stands there is given back when it cannot be kept."""


def editor(request: HttpRequest) -> User:
    """Who is at the desk; the views let nobody in who is not logged in."""
    return cast("User", request.user)


def find(request: HttpRequest, reference: UUID) -> Submission:
    """A submission on the desk. Raises `Http404` also for who may not know of it."""
    rows = on_desk(editor(request))
    related = rows.select_related("submitter", "assignee", "region", "practice")
    submission: Submission = get_object_or_404(related, reference=reference)
    return submission


def queue_of(request: HttpRequest) -> QueueFilterSet:
    """The queue from which this page was opened: its filters are in every address."""
    return QueueFilterSet(request.GET, user=editor(request))


def in_queue(request: HttpRequest) -> dict[str, str]:
    """For templates: the filters of the queue, to end an address with (tail) or to go on with."""
    query = queue_of(request).query
    return {"queue_query": query, "tail": f"?{query}" if query else ""}


def queue_address(request: HttpRequest) -> str:
    """The queue with these filters."""
    return reverse("review:queue") + in_queue(request)["tail"]


def address(request: HttpRequest, submission: Submission, anchor: str = "") -> str:
    """The review page of a submission, within the same queue."""
    place = submission.get_review_url() + in_queue(request)["tail"]
    return f"{place}#{anchor}" if anchor else place


def back(request: HttpRequest, submission: Submission, anchor: str = "") -> HttpResponse:
    """To the review page, after something was done."""
    return redirect(address(request, submission, anchor))


def number(text: str) -> int:
    """A number that somebody sent; what is none, or too large to be one of ours, is -1."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def waiting(submission: Submission) -> str:
    """For how long it waits for who has the turn, in Dutch."""
    days = (timezone.localdate() - timezone.localdate(submission.turn_since)).days
    verb = "wacht" if submission.is_open else "klaar"
    if days <= 0:
        return f"{verb} sinds vandaag"
    return f"{verb} {'al ' if submission.is_open else 'sinds '}{days} dag{'en' * (days > 1)}"


# --- Doing something -----------------------------------------------------------------------------

Action = Callable[..., HttpResponse]


def action(view: Action) -> Callable[..., HttpResponse]:
    """A view that changes one submission: POST only, refusals told in words.

    The view takes the submission instead of its reference.
    """

    @login_required
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, reference: UUID, **kwargs: Any) -> HttpResponse:
        submission = find(request, reference)
        return told(request, submission, lambda: view(request, submission, **kwargs))

    return answer


def told(
    request: HttpRequest, submission: Submission, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer of `act`, or the page that says why it could not be done.

    A missing right means that a colleague has it in hand by now, apart from one's own submission.
    """
    if not can_review_this(editor(request), submission):
        context = {"submission": submission, **in_queue(request)}
        return render(request, "review/own.html", context, status=HTTPStatus.FORBIDDEN)
    try:
        return act()
    except (PermissionDenied, WrongState, EditConflict):
        submission.refresh_from_db()
        return overtaken(request, submission)


def overtaken(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Somebody was first: what they did, and what this editor had typed, so that it is not lost."""
    typed = [text for name in TYPED if (text := request.POST.get(name, "").strip())]
    happened = meanwhile(submission)
    if not typed:
        messages.warning(request, f"Uw collega was u voor: {happened}")
        return back(request, submission)
    context = {
        "submission": submission,
        "happened": happened,
        "typed": "\n\n".join(typed),
        **in_queue(request),
    }
    return render(request, "review/overtaken.html", context, status=HTTPStatus.CONFLICT)


def meanwhile(submission: Submission) -> str:
    """What happened last to it, in a Dutch phrase."""
    event = submission.history.select_related("actor", "submission").first()
    if event is None:
        return "de inzending is gewijzigd."
    moment = date_format(timezone.localtime(event.at), "j F H:i")
    state = submission.get_status_display().lower()
    return f"{event.label} door {event.actor_name} ({moment}). De inzending is nu: {state}."


def done_already(submission: Submission, move: str, actor: User) -> bool:
    """True when the last thing that happened is this move by this person: a double click."""
    submission.refresh_from_db()
    last = submission.history.first()
    return last is not None and (last.move, last.actor_id) == (move, actor.pk)
