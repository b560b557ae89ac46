"""Making a proposal for a new practice a change of one that is there, and the way back."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ..advice import Similar
from ..filters import PracticeFilterSet
from ..forms.review import MergeForm
from ..models import Submission
from ..permissions import has_in_hand
from ..workflow import merging
from ..workflow.checks import duplicates
from .desk import action, back, editor, find, in_queue, number, told

MOST_HITS = 10


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Choose the published practice into which a proposal for a new one goes."""
    submission = find(request, reference)
    if request.method == "POST":
        return told(request, submission, lambda: _merge(request, submission))
    if not has_in_hand(editor(request), submission) or submission.is_change:
        return back(request, submission)
    text = request.GET.get("q", "")
    filterset = PracticeFilterSet(QueryDict(urlencode({"q": text})))
    alike = [one for one in duplicates(submission, viewer=editor(request)) if one.practice]
    context = {
        "submission": submission,
        "text": text,
        "hits": filterset.results[:MOST_HITS] if filterset.found else [],
        "alike": sorted(alike, key=lambda one: _slug(one) != request.GET.get("met")),
        "version": request.GET.get("gelezen") or submission.version,
        **in_queue(request),
    }
    return render(request, "review/merge.html", context)


def _slug(one: Similar) -> str:
    return one.practice.slug if one.practice else ""


def _merge(request: HttpRequest, submission: Submission) -> HttpResponse:
    form = MergeForm(request.POST)
    if not form.is_valid():
        raise Http404
    practice = form.cleaned_data["slug"]
    if not (submission.is_change and submission.practice_id == practice.pk):
        merging.merge_into(submission, practice, actor=editor(request), version=_version(request))
    messages.success(request, f"Dit is nu een wijziging van “{practice}”. Kies wat u overneemt.")
    return back(request, submission)


def _version(request: HttpRequest) -> int:
    """The version that was read; none given is none read."""
    return number(request.POST.get("version", ""))


@action
def separate(request: HttpRequest, submission: Submission) -> HttpResponse:
    """A proposal for a new practice again."""
    if submission.is_change:
        merging.separate(submission, actor=editor(request), version=_version(request))
    messages.success(request, "Dit is weer een voorstel voor een nieuw voorbeeld.")
    return back(request, submission)
