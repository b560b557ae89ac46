"""What editors say and add while they read: questions, notes, messages, tags, a text put back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ..comparison import label
from ..forms.review import ElementForm, RemarkForm, TagForm
from ..models import Event, Submission
from ..models.moves import ReasonRequired
from ..workflow import curating, talking
from .desk import action, back, editor, in_queue, number


def _keep(
    request: HttpRequest,
    submission: Submission,
    say: Callable[..., Any],
    *,
    done: str,
    anchor: str,
    **facts: Any,
) -> HttpResponse:
    """Keep what was said, or give it back with what is wrong with it."""
    form = RemarkForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "submission": submission, **in_queue(request)}
        return render(request, "review/remark.html", context, status=HTTPStatus.BAD_REQUEST)
    said = {name: form.cleaned_data[name] for name in ("text", "key")}
    try:
        say(submission, actor=editor(request), **said, **facts)
    except ValueError as error:  # no such field
        raise Http404 from error
    messages.success(request, done)
    return back(request, submission, anchor)


@action
def ask(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Prepare a question about a field."""
    field = request.POST.get("field", "")
    done = "Uw opmerking staat klaar. De inzender krijgt die als u om aanvulling vraagt."
    return _keep(request, submission, talking.ask, done=done, anchor=f"veld-{field}", field=field)


@action
def drop(request: HttpRequest, submission: Submission, remark: int) -> HttpResponse:
    """Take a prepared question back; a second click changes nothing."""
    row = submission.remarks.asked().filter(pk=remark).select_related("submission").first()
    if row is not None:
        talking.drop_question(row, actor=editor(request))
    messages.success(request, "De opmerking is weg.")
    return back(request, submission, f"veld-{row.field}" if row else "")


@action
def jot(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Add a note that stays among editors."""
    done = "De notitie staat erbij. Alleen de redactie ziet die."
    return _keep(request, submission, talking.jot, done=done, anchor="notities")


@action
def say(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Write to the submitter."""
    done = "Uw bericht is verstuurd."
    return _keep(request, submission, talking.say, done=done, anchor="gesprek")


@action
def file_under(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take over a suggested element."""
    form = ElementForm(request.POST)
    if not form.is_valid():
        raise Http404
    element = form.cleaned_data["element"]
    try:
        curating.file_under(submission, actor=editor(request), **form.cleaned_data)
    except ReasonRequired:
        messages.error(request, f"Schrijf waaruit {element.pk} blijkt.")
        return back(request, submission, "suggesties")
    messages.success(request, f"{element} staat erbij, als afgeleid door de redactie.")
    return back(request, submission, "veld-pillar_tags")


@action
def add_tag(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take over a suggested tag: one that stands in the text."""
    form = TagForm(request.POST)
    if not form.is_valid():
        raise Http404
    tag = form.cleaned_data["tag"]
    curating.add_tag(submission, actor=editor(request), tag=tag)
    messages.success(request, f"Trefwoord toegevoegd: {tag}.")
    return back(request, submission, "veld-tags")


@action
def restore(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Put a text back as it was before an event."""
    field = request.POST.get("field", "")
    event = get_object_or_404(Event, pk=number(request.POST.get("event", "")))
    try:
        curating.put_back(
            submission,
            actor=editor(request),
            event=event,
            field=field,
            seen=request.POST.get("seen", ""),
        )
    except ValueError as error:
        raise Http404 from error
    messages.success(request, f"De eerdere tekst staat er weer: {label(field)}.")
    page = reverse("review:history", args=[submission.reference])
    return redirect(page + in_queue(request)["tail"])
