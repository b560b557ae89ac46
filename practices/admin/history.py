"""The history of a practice in words, and a text given back the words of an earlier day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from .. import workflow
from ..comparison import Difference, in_readable_words, label
from ..models import Event, Practice
from ..permissions import can_edit
from .people import editor

if TYPE_CHECKING:
    from .desk import Desk

PER_PAGE = 25


@dataclass(frozen=True)
class Entry:
    """One event with its differences, and the names of the texts that can be put back."""

    event: Event
    note: str
    differences: list[Difference]
    restorable: frozenset[str]


def history_page(
    desk: Desk,
    request: HttpRequest,
    practice: Practice,
    extra_context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Who did what and when, the newest first."""
    events = practice.history.select_related("actor", "practice")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **desk.admin_site.each_context(request),
        "title": "Geschiedenis",
        "subtitle": str(practice),
        "opts": desk.opts,
        "practice": practice,
        "page": page,
        "entries": [_entry(event, practice) for event in page],
        "can_edit": can_edit(request.user),
        **(extra_context or {}),
    }
    return TemplateResponse(request, "admin/practices/practice/object_history.html", context)


def _entry(event: Event, practice: Practice) -> Entry:
    """Creating and loading list every field: there only the fact is worth telling."""
    before = {name: old for name, (old, _) in event.changes.items()}
    is_edit = any(value is not None for value in before.values())
    restorable = frozenset(
        name
        for name in workflow.RESTORABLE
        if before.get(name) and before[name] != getattr(practice, name)
    )
    note = "" if event.move == Event.Kind.LOADED else event.note  # there: a checksum of the file
    return Entry(event, note, in_readable_words(event.changes) if is_edit else [], restorable)


@require_POST
def restore_view(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Put back the words that one text had before an event."""
    if not can_edit(request.user):
        raise PermissionDenied
    practice = get_object_or_404(Practice, pk=pk)
    event = get_object_or_404(Event, pk=event_pk, practice=practice)
    field, version = request.POST.get("field", ""), request.POST.get("version", "")
    try:
        workflow.restore_field(
            practice, event=event, field=field, actor=editor(request), version=int(version)
        )
    except ValueError as error:
        raise Http404 from error
    except workflow.EditConflict:
        messages.error(request, "Niet teruggezet: het voorbeeld is intussen gewijzigd. Kijk eerst.")
    else:
        messages.success(request, f"De oude tekst staat er weer: {label(field)}.")
    return redirect("admin:practices_practice_history", pk)
