"""Deciding on a submission, and taking a decision back."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from ..forms.review import PHRASES, AcceptForm, DecisionForm, ReasonForm
from ..models import Event, Practice, Submission, WrongState
from ..permissions import can_publish, has_in_hand
from ..workflow import EditConflict, NotReady, review
from ..workflow.beside import Beside, Entry, beside, entries
from ..workflow.desk import within_reach
from ..workflow.review import NEEDED
from .desk import (
    action,
    back,
    done_already,
    editor,
    find,
    in_queue,
    number,
    queue_address,
    queue_of,
    told,
)


@dataclass(frozen=True)
class Decision:
    """One of the three decisions. move: its name in the history;  done: what is said after it."""

    move: str
    heading: str
    button: str
    explanation: str
    done: str


DECISIONS = {
    "aanvaarden": Decision(
        "accept",
        "Aanvaarden",
        "Aanvaard",
        "De tekst komt in de kennisbank. De inzender krijgt bericht.",
        "Aanvaard",
    ),
    "vragen": Decision(
        "request_changes",
        "Om aanvulling vragen",
        "Vraag om aanvulling",
        "De inzender is daarna aan de beurt en krijgt al uw opmerkingen.",
        "Om aanvulling gevraagd",
    ),
    "afwijzen": Decision(
        "reject",
        "Afwijzen",
        "Wijs af",
        "De inzending komt niet op de site. De tekst blijft voor de inzender bewaard.",
        "Afgewezen",
    ),
}
"""By the value of `keuze` in the address."""

KEPT = "motivation"
"""Where in the session a motivation waits while its editor fills in what was missing."""

FILLED_IN = {need: name for name, need in NEEDED.items()}
"""Where what is missing can be filled in."""


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, reference: UUID) -> HttpResponse:
    """The form of one decision, and the decision itself."""
    submission = find(request, reference)
    choice = request.GET.get("keuze", "")
    if choice not in DECISIONS:
        return back(request, submission)
    if request.method == "POST":
        return told(request, submission, lambda: _decide(request, submission, choice))
    version = request.GET.get("gelezen", "")
    if not has_in_hand(editor(request), submission) or number(version) < 0:
        return back(request, submission)  # read it first
    sides = beside(submission)
    form = _form(request, submission, choice, sides)
    if not (isinstance(form, AcceptForm) and form.lines):
        form.begin_at_note()
    return _page(request, submission, choice, form, sides)


def _form(request: HttpRequest, submission: Submission, choice: str, sides: Beside) -> DecisionForm:
    phrases = dict(enumerate(PHRASES[choice], start=1))
    options: dict[str, Any] = {
        "data": request.POST if request.method == "POST" else None,
        "initial": {
            "version": request.GET.get("gelezen"),
            "event": request.GET.get("tot"),
            "practice_version": request.GET.get("site"),
            "note": phrases.get(number(request.GET.get("zin", "")))
            or _kept_note(request, submission),
        },
    }
    if choice != "aanvaarden":
        return DecisionForm(**options)
    practice = submission.practice
    return AcceptForm(
        **options,
        lines=sides.lines if submission.is_change else (),
        may_publish=can_publish(editor(request)),
        is_new=practice is None or practice.status == Practice.Status.DRAFT,
    )


def _kept_note(request: HttpRequest, submission: Submission) -> str:
    """What this editor had written when something turned out to be missing."""
    reference, note = request.session.get(KEPT, ("", ""))
    return str(note) if reference == str(submission.reference) else ""


def _decide(request: HttpRequest, submission: Submission, choice: str) -> HttpResponse:
    sides = beside(submission)
    form = _form(request, submission, choice, sides)
    if not form.is_valid():
        return _page(request, submission, choice, form, sides, status=HTTPStatus.BAD_REQUEST)
    try:
        _make(request, submission, form)
    except WrongState:
        if not done_already(submission, DECISIONS[choice].move, editor(request)):
            raise
    except EditConflict:
        return _conflict(request, submission, choice, form)
    except NotReady as error:
        request.session[KEPT] = [str(submission.reference), form.cleaned_data["note"]]
        missing = [(need, FILLED_IN.get(need, "")) for need in error.args]
        return _page(
            request, submission, choice, form, sides, missing=missing, status=HTTPStatus.CONFLICT
        )
    request.session.pop(KEPT, None)
    return _on_to_next(request, submission, DECISIONS[choice].done)


def _make(request: HttpRequest, submission: Submission, form: DecisionForm) -> None:
    said = {
        "actor": editor(request),
        "version": form.cleaned_data["version"],
        "note": form.cleaned_data["note"],
    }
    if not isinstance(form, AcceptForm):
        move = {"vragen": review.request_changes, "afwijzen": review.reject}
        move[request.GET["keuze"]](submission, **said)
        return
    fields = {"fields": form.cleaned_data["fields_taken"]} if form.lines else {}
    review.accept(
        submission,
        **said,
        **fields,
        when=form.release(),
        practice_version=form.cleaned_data["practice_version"],
    )


def _conflict(
    request: HttpRequest, submission: Submission, choice: str, form: DecisionForm
) -> HttpResponse:
    """What changed since it was read, and the same form to decide again, now knowing that."""
    submission.refresh_from_db()
    happened = _since(submission, form.cleaned_data["event"] or 0)
    data = request.POST.copy()
    data |= {"version": str(submission.version), "event": str(last_event())}
    if submission.practice:
        submission.practice.refresh_from_db()
        data["practice_version"] = str(submission.practice.version)
    form.data = data
    sides, status = beside(submission), HTTPStatus.CONFLICT
    return _page(request, submission, choice, form, sides, happened=happened, status=status)


def _since(submission: Submission, event: int) -> list[Entry]:
    """What happened to it and to the published text after this event, oldest first."""
    events = Event.objects.filter(pk__gt=event).select_related("actor", "submission", "practice")
    mine = events.filter(submission=submission)
    if submission.practice_id:
        mine |= events.filter(practice=submission.practice_id)
    return entries(submission, mine.order_by("pk"))


def last_event() -> int:
    """The last thing that happened at all: what came before it, this page shows."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _page(
    request: HttpRequest,
    submission: Submission,
    choice: str,
    form: DecisionForm,
    sides: Beside,
    *,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "submission": submission,
        "decision": DECISIONS[choice],
        "choice": choice,
        "sides": sides,
        "phrases": PHRASES[choice],
        "prepared": submission.remarks.asked().filter(is_ready=False),
        "may_publish": can_publish(editor(request)),
        **in_queue(request),
        **more,
    }
    return render(request, "review/decide.html", context, status=status)


def _on_to_next(request: HttpRequest, submission: Submission, done: str) -> HttpResponse:
    """To the next of the same queue, so that the editor goes on without looking for it."""
    rows = within_reach(queue_of(request).rows(), editor(request)).exclude(pk=submission.pk)
    following = rows.first()
    text = "{}: “{}”. <a href='{}'>Bekijk het besluit</a>. "
    said = format_html(text, done, submission.title, submission.get_review_url())
    if following is None:
        messages.success(request, format_html("{}{}", said, "Er wacht niets meer in deze lijst."))
        return redirect(queue_address(request))
    messages.success(request, format_html("{}Volgende: “{}”.", said, following.title))
    return back(request, following)


@action
def undo(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take the last decision back, with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Schrijf waarom u het besluit terugdraait.")
        return back(request, submission, "terugdraaien")
    if not done_already(submission, "undo", editor(request)):
        review.undo(submission, actor=editor(request), note=form.cleaned_data["note"])
    messages.success(request, f"Het besluit is teruggedraaid. U heeft “{submission}” in handen.")
    return back(request, submission)
