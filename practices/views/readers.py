"""What readers tell us about a practice, and the queue in which it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..forms import readers as forms
from ..forms.bases import OurForm
from ..models import Practice, ReaderMessage, User, WrongState
from ..reading import read_only
from ..workflow import readers
from .at_address import answer_at, gone

TOO_MANY = (
    "Er kwamen het afgelopen uur te veel berichten van uw netwerk. "
    "Uw tekst staat hieronder nog. Probeer het over een uur opnieuw."
)
HANDLED_SHOWN = 25

STILL_TRUE = "klopt-nog"
"""The value of `over` that asks whether a practice still is as it is told."""


# --- For readers ---------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say that something on the page of a practice is wrong."""
    return _letter_box(request, slug, forms.MistakeForm, "readers:report")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask something about a practice, or say whether it still is as it is told."""
    is_answer = request.GET.get("over") == STILL_TRUE
    form_class = forms.StillTrueForm if is_answer else forms.QuestionForm
    return _letter_box(request, slug, form_class, "readers:ask")


@read_only
def received(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt: what happens now. The same for everybody, so it tells nobody anything."""
    practice = get_object_or_404(Practice.objects.published(), slug=slug)
    return render(request, "readers/received.html", _about(practice))


def _letter_box(
    request: HttpRequest, slug: str, form_class: type[forms.LetterForm], here: str
) -> HttpResponseBase:
    """A form about a practice."""

    def letter(practice: Practice) -> HttpResponse:
        form = form_class(request.POST or None)
        status = HTTPStatus.OK
        if request.method == "POST" and form.is_valid():
            if _keep(request, practice, form):
                return redirect("readers:received", practice.slug)
            form.add_error(None, TOO_MANY)
            status = HTTPStatus.TOO_MANY_REQUESTS
        context = {**_about(practice), "form": form}
        return render(request, "readers/letter.html", context, status=status)

    return answer_at(request, slug, here, published=letter, archived=gone(request))


def _about(practice: Practice) -> dict[str, Any]:
    return {"section": "voorbeelden", "practice": practice}


def _keep(request: HttpRequest, practice: Practice, form: forms.LetterForm) -> bool:
    """Keep a letter, unless this network sent too many; a second click counts for none."""
    if readers.find_received(practice, **form.letter):
        return True
    if not ratelimit.consume(request, action="reader_message"):
        return False
    readers.receive(practice, **form.letter)
    return True


# --- For editors and coordinators ----------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a message.

    do: the function of the workflow; it takes what the form holds;  done: what to say after it.
    """

    form: type[OurForm]
    do: Callable[..., None]
    done: str


STEPS = {
    "antwoord": Step(forms.AnswerForm, readers.answer, "Uw antwoord is onderweg naar de lezer."),
    "doorsturen": Step(
        forms.ForwardForm, readers.forward, "Het bericht is onderweg naar de contactpersoon."
    ),
    "afhandelen": Step(forms.CloseForm, readers.close, "Het bericht is afgehandeld."),
    "heropenen": Step(forms.ReopenForm, readers.reopen, "Het bericht staat weer open."),
}
"""By the name of the button."""


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first, and what was handled last."""
    mine = readers.inbox(cast("User", request.user)).select_related("practice")
    handled = mine.exclude(status=ReaderMessage.Status.OPEN).order_by("-handled_at", "-pk")
    context = {"open": mine.open(), "handled": handled[:HANDLED_SHOWN]}
    return render(request, "readers/queue.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Read a message and do something with it. Who may not know of it gets 404."""
    user = cast("User", request.user)
    found = get_object_or_404(readers.inbox(user).select_related("practice"), reference=reference)
    if request.method == "POST":
        return _do(request, found, user)
    return _show(request, found)


def _do(request: HttpRequest, found: ReaderMessage, user: User) -> HttpResponse:
    name = request.POST.get("stap", "")
    if name not in STEPS:
        raise BadRequest
    step = STEPS[name]
    form = step.form(request.POST, prefix=name)
    if not form.is_valid():
        return _show(request, found, {name: form})
    try:
        step.do(found, actor=user, **form.cleaned_data)
    except (WrongState, readers.NoAddress) as error:
        found.refresh_from_db()
        context = {
            "undone": True,
            "has_no_address": isinstance(error, readers.NoAddress),
            "overtaken": found.history.first(),
            "kept": form.cleaned_data,
        }
        return _show(request, found, context=context, status=HTTPStatus.CONFLICT)
    messages.success(request, step.done)
    return redirect("readers:message", found.reference)


def _show(
    request: HttpRequest,
    found: ReaderMessage,
    tried: dict[str, OurForm] | None = None,
    *,
    context: dict[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page of a message; `tried` holds the form that was not in order."""
    tried = tried or {}
    shown = {
        "message": found,
        "history": found.history.select_related("actor", "reader_message"),
        "form": next(iter(tried.values()), None),
        "forms": {name: tried.get(name) or step.form(prefix=name) for name, step in STEPS.items()},
        **(context or {}),
    }
    return render(request, "readers/message.html", shown, status=status)
