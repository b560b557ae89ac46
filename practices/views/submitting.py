"""Sending in a case: the steps, the preview, and sending."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..comparison import compare
from ..forms.case import CHECK, STEPS
from ..forms.start import ChangeForm, OwnChangeForm, OwnTipForm, TipForm
from ..forms.steps import StepForm
from ..models import Submission, User, WrongState
from ..models.content import CONSENT_VERSION
from ..permissions import can_own
from ..workflow import NotReady, attachments, submissions
from ..workflow.proposals import proposal, readable
from . import beginning, saving
from . import preview as previewing
from . import progress as progressing
from .writing import ask_login, for_writer, is_script, known, take_kept

start, similar, change = beginning.start, beginning.similar, beginning.change

FIELDS_AND_FORMS = ["GET", "HEAD", "POST"]
ORDER = [*STEPS, CHECK]


# --- Tip or case ---------------------------------------------------------------------------------


@for_writer
@require_http_methods(FIELDS_AND_FORMS)
def overview(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Where somebody chooses between a tip and a full case, and sees how far they are."""
    posted = request.POST if request.method == "POST" else take_kept(request)
    form = _beginning(request, submission)(
        readable(submission), posted, needed=submissions.needs(submission)
    )
    saved = saving.Saved(form, seal=posted.get("seen", "") if posted else form.seal)
    if request.method == "POST":
        outcome = saving.save_or_close(request, submission, form)
        if isinstance(outcome, HttpResponse) or is_script(request):
            return _to_script(submission, outcome)
        if outcome.is_whole and (answer := _after_tip(request, submission, form)):
            return answer
        saved = outcome
    context = {
        **_page(submission, saved, is_kept=request.method != "POST" and posted is not None),
        **beginning.begun(request, submission),
    }
    return render(request, "submit/overview.html", context, status=409 if saved.clashes else 200)


def _beginning(request: HttpRequest, submission: Submission) -> type[ChangeForm]:
    """The form that fits: for a tip or a change, and whether its reader may choose the region."""
    is_own = can_own(request.user, submission) and submission.submitted_at is None
    if submission.is_change:
        return OwnChangeForm if is_own else ChangeForm
    return OwnTipForm if is_own else TipForm


def _after_tip(
    request: HttpRequest, submission: Submission, form: ChangeForm
) -> HttpResponse | None:
    """To where the button said; None when it could not be sent, which the form then tells."""
    wish = request.POST.get("doe")
    if wish in ("uitwerken", "insturen"):
        extent = Submission.Extent.CASE if wish == "uitwerken" else Submission.Extent.TIP
        user = cast("User", request.user)
        submissions.save(submission, actor=user, values={"extent": extent.value}, seen=None)
    if wish == "uitwerken":
        return redirect("submit:step", submission.reference, ORDER[0])
    if wish == "insturen":
        if missing := submissions.gaps(submission):
            form.point_at(missing)
            return None
        return _send(request, submission)
    messages.success(request, f"Bewaard om {timezone.localtime():%H:%M}.")
    return redirect("submit:overview", submission.reference)


# --- The steps -----------------------------------------------------------------------------------


@for_writer
@require_http_methods(FIELDS_AND_FORMS)
def step(request: HttpRequest, submission: Submission, *, step: str) -> HttpResponse:
    """One step: show it, or keep what came in and go where the button said."""
    if step == CHECK:
        return _check(request, submission)
    if step not in STEPS:
        raise Http404
    posted = request.POST if request.method == "POST" else take_kept(request)
    form = _form(submission, step, posted)
    saved = saving.Saved(form, seal=posted.get("seen", "") if posted else form.seal)
    if request.method == "POST":
        outcome = saving.save_or_close(request, submission, form)
        if isinstance(outcome, HttpResponse) or is_script(request):
            return _to_script(submission, outcome)
        wish = request.POST.get("doe", "")
        _remove_file(request, submission, wish)
        if outcome.is_whole:
            return _go_on(request, submission, form, wish)
        saved = outcome
    context = _page(submission, saved, is_kept=request.method != "POST" and posted is not None)
    return render(request, "submit/step.html", context, status=409 if saved.clashes else 200)


def _form(submission: Submission, step: str, posted: object) -> StepForm:
    needed = () if submission.is_change else submissions.needs(submission)
    files = submission.attachments.all()
    return STEPS[step](readable(submission), posted, needed=needed, attachments=files)


def _to_script(submission: Submission, outcome: saving.Saved | HttpResponse) -> HttpResponse:
    if isinstance(outcome, HttpResponse):
        return outcome
    return saving.for_script(submission, outcome)


def _page(submission: Submission, saved: saving.Saved, *, is_kept: bool) -> dict[str, object]:
    """What the page of a step needs. is_kept: its words come from a session that had ended."""
    form = saved.form
    steps = progressing.progress(submission, form.slug)
    number = next((one.number for one in steps if one.is_here), 0)
    if saved.form.is_bound and "attachments" in form.fields:
        # files that were kept although another was refused
        form.attachments = list(submission.attachments.all())
        form.fields |= {
            key: field for key, field in form.make_fields().items() if key not in form.fields
        }
    told = saving.advice(submission)
    for name, field in form.fields.items():
        field.told = told.get(name)  # type: ignore[attr-defined]  # for the template
    return {
        "form": form,
        "seal": saved.seal,
        "clashes": saved.clashes,
        "submission": submission,
        "steps": steps,
        "number": number,
        "advice": told,
        "is_kept": is_kept,
        "consent_version": CONSENT_VERSION,
    }


def _remove_file(request: HttpRequest, submission: Submission, wish: str) -> None:
    action, _, reference = wish.partition(":")
    if action == "weg":
        for attachment in submission.attachments.all():
            if str(attachment.reference) == reference:
                attachments.remove(attachment, actor=cast("User", request.user))
                messages.success(request, f"{attachment.name} is weggehaald.")


def _go_on(request: HttpRequest, submission: Submission, form: StepForm, wish: str) -> HttpResponse:
    """To where the button said, or back to this step with a word that it was kept."""
    place = _destination(submission, form, wish)
    if not place:
        messages.success(request, f"Bewaard om {timezone.localtime():%H:%M}.")
    return redirect(place or progressing.address(submission, form.slug))


def _destination(submission: Submission, form: StepForm, wish: str) -> str:
    """Where a button leads; "" for one that only saves."""
    places = [
        reverse("submit:overview", args=[submission.reference]),
        *(progressing.address(submission, slug) for slug in ORDER),
    ]
    here = ORDER.index(form.slug) + 1
    beside = {"verder": places[here + 1], "terug": places[here - 1], CHECK: places[-1]}
    action, _, name = wish.partition(":")
    if action == "rij" and name in form.lists:
        fresh = _form(submission, form.slug, None)
        return f"{places[here]}#{fresh.row_groups[name].anchor}"
    if action in ("bestand", "weg"):
        return f"{places[here]}#bijlagen"
    return beside.get(wish, "")


# --- Checking and sending ------------------------------------------------------------------------


def _check(
    request: HttpRequest, submission: Submission, *, was_refused: bool = False
) -> HttpResponse:
    """The check page: all answers, what is still to do, and advice."""
    if request.method == "POST":
        return redirect(progressing.address(submission, CHECK))
    return _check_page(request, submission, was_refused=was_refused)


def _check_page(request: HttpRequest, submission: Submission, *, was_refused: bool) -> HttpResponse:
    sections = progressing.sections(submission, saving.advice(submission))
    changes = compare(submission.base, proposal(submission)) if submission.is_change else []
    context = {
        "submission": submission,
        "steps": progressing.progress(submission, CHECK),
        "number": len(ORDER),
        "sections": sections,
        "gaps": [gap for section in sections for gap in section.step.gaps],
        "was_refused": was_refused,
        "changes": changes,
        "attachments": submission.attachments.all(),
        "similar": beginning.similar_to(request, submission.title, submission),
        "is_owner": can_own(request.user, submission),
    }
    return render(request, "submit/check.html", context)


@never_cache
@require_http_methods(FIELDS_AND_FORMS)
def send(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Send it to the editors. Pressing the button twice gives the same answer."""
    if not request.user.is_authenticated:
        return ask_login(request)
    submission = known(request, reference)
    if request.method != "POST":
        return redirect(progressing.address(submission, CHECK))
    return _send(request, submission)


def _send(request: HttpRequest, submission: Submission) -> HttpResponse:
    try:
        submissions.submit(submission, actor=cast("User", request.user))
    except NotReady:
        return _check_page(request, submission, was_refused=True)
    except WrongState:
        status = submission.get_status_display().lower()
        messages.warning(request, f"Insturen kan niet meer: deze inzending is intussen {status}.")
    else:
        messages.success(request, "Ingestuurd. De redactie leest het; u krijgt bericht per mail.")
    return redirect(submission)


@for_writer
@require_safe
def preview(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The public page that would come of it."""
    return previewing.public_page(request, submission)
