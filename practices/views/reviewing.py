"""The desk on which editors review: the queue, one submission, its history, changing its text."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ..forms.editing import EDITORS_STEPS, step_with
from ..forms.steps import StepForm
from ..models import Remark, Submission
from ..models.content import CONSENT_VERSION
from ..permissions import can_review, can_review_this, has_in_hand
from ..workflow.beside import entries
from ..workflow.checks import checks, count_open
from ..workflow.proposals import fingerprint, readable
from .desk import back, editor, find, in_queue, queue_of, told, waiting
from .review_page import review_context
from .saving import Saved, save

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """One submission as the queue shows it."""

    submission: Submission
    kind: str
    waits: str
    assignee: str
    open_checks: int
    can_take: bool
    is_own: bool
    verdicts: list[Remark]


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, with filters; whoever waits longest is first."""
    if not can_review(request.user):
        raise PermissionDenied
    filters = queue_of(request)
    verdicts = Remark.objects.filter(kind=Remark.Kind.ENDORSEMENT)
    rows = filters.rows().select_related("submitter", "assignee", "region")
    rows = rows.prefetch_related(
        "sectors", "regions", Prefetch("remarks", queryset=verdicts, to_attr="verdicts")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "filters": filters,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "rows": [_row(request, submission) for submission in page],
        **in_queue(request),
    }
    return render(request, "review/queue.html", context)


def _row(request: HttpRequest, submission: Submission) -> Row:
    person = editor(request)
    is_free = submission.status == Submission.Status.SUBMITTED
    may = can_review_this(person, submission)
    is_tip = submission.extent == Submission.Extent.TIP
    kind = "Wijziging" if submission.is_change else "Tip" if is_tip else "Voorbeeld"
    mine = submission.assignee_id == person.pk
    return Row(
        submission,
        kind,
        waiting(submission),
        "" if submission.assignee is None else "u" if mine else submission.assignee.display_name,
        count_open(checks(submission)) if submission.is_open else 0,
        can_take=is_free and may,
        is_own=submission.submitter_id == person.pk,
        verdicts=submission.verdicts,  # type: ignore[attr-defined]
    )


@login_required
@require_safe
def submission(request: HttpRequest, reference: UUID) -> HttpResponse:
    """All that is needed to decide on one submission."""
    found = find(request, reference)
    context = {**review_context(found, editor(request)), **in_queue(request)}
    return render(request, "review/submission.html", context)


@login_required
@require_safe
def history(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Every move and edit in words, the newest first."""
    found = find(request, reference)
    events = found.history.select_related("actor", "submission", "practice")
    may_write = has_in_hand(editor(request), found)
    told_events = entries(found, events)
    fields = {name for entry in told_events for name in entry.restorable}
    context = {
        "submission": found,
        "entries": told_events,
        "seals": {name: fingerprint(found, [name]) for name in fields} if may_write else {},
        "can_write": may_write,
        **in_queue(request),
    }
    return render(request, "review/history.html", context)


# --- Changing the text ---------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change the text: the step in which a field stands."""
    found = find(request, reference)
    if request.method == "POST":
        return told(request, found, lambda: _save(request, found))
    if not has_in_hand(editor(request), found):
        return back(request, found)
    form = _step(request, found)
    return _edit_page(request, found, Saved(form, seal=form.seal), HTTPStatus.OK)


def _field(request: HttpRequest) -> str:
    return request.GET.get("veld", "title")


def _step(request: HttpRequest, found: Submission) -> StepForm:
    posted = request.POST if request.method == "POST" else None
    return EDITORS_STEPS[step_with(_field(request))](readable(found), posted)


def _save(request: HttpRequest, found: Submission) -> HttpResponse:
    """Keep what this editor changed, or show what is wrong or was changed by somebody else."""
    if not has_in_hand(editor(request), found):
        raise PermissionDenied
    saved = save(request, found, _step(request, found))
    if not saved.is_whole:
        status = HTTPStatus.CONFLICT if saved.clashes else HTTPStatus.BAD_REQUEST
        return _edit_page(request, found, saved, status)
    messages.success(request, "Uw wijziging is bewaard.")
    if request.POST.get("doe", "").startswith("rij:"):
        return redirect(request.get_full_path())
    return back(request, found, f"veld-{_field(request)}")


def _edit_page(
    request: HttpRequest, found: Submission, saved: Saved, status: HTTPStatus
) -> HttpResponse:
    context = {
        "form": saved.form,
        "seal": saved.seal,
        "clashes": saved.clashes,
        "submission": found,
        "consent_version": CONSENT_VERSION,
        **in_queue(request),
    }
    return render(request, "review/edit.html", context, status=status)
