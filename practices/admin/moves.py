"""Publish, retract, archive and restore: each a small page that says what will happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from .. import completeness, workflow
from ..models import Practice, WrongState
from ..permissions import can_move
from .people import editor

if TYPE_CHECKING:
    from .desk import Desk


@dataclass(frozen=True)
class Step:
    """A move as it is offered to an editor.

    move: its name in the table of moves;  address: the last part of its address;
    button: what it does;  effect: what will happen;  reason_help: who reads the reason;
    done: what is said afterwards.
    """

    move: str
    address: str
    button: str
    effect: str
    reason_help: str
    done: str
    run: Callable[..., None]


STEPS = (
    Step(
        "publish",
        "publiceren",
        "Publiceren",
        "Iedereen kan het lezen en vinden: op de site, in de feeds en in de open data.",
        "Alleen de redactie leest dit, in de geschiedenis.",
        "staat nu op de site.",
        workflow.publish,
    ),
    Step(
        "retract",
        "terughalen",
        "Terughalen naar concept",
        "Het verdwijnt van de site tot u het weer publiceert. Er gaat niets verloren.",
        "Alleen de redactie leest dit, in de geschiedenis.",
        "is nu een concept en staat niet meer op de site.",
        workflow.retract,
    ),
    Step(
        "archive",
        "archiveren",
        "Archiveren",
        "Het gaat uit de lijsten en uit het zoeken. "
        "Wie een oude link volgt, leest dat het er niet meer is, en waarom.",
        "Bezoekers lezen deze reden op de bladzijde.",
        "staat nu in het archief.",
        workflow.archive,
    ),
    Step(
        "restore",
        "terugzetten",
        "Terugzetten als concept",
        "Het komt uit het archief en wordt een concept. Daarna kunt u het weer publiceren.",
        "Alleen de redactie leest dit, in de geschiedenis.",
        "is weer een concept.",
        workflow.restore,
    ),
)


class MoveForm(forms.Form):
    """Why, and the version that was read before deciding (R-02)."""

    reason = forms.CharField(
        label="Reden", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, strip=True
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, step: Step, version: int) -> None:
        super().__init__(data, initial={"read_version": version})
        self.fields["reason"].help_text = step.reason_help
        if not Practice.MOVES[step.move].needs_reason:
            self.fields["reason"].required = False
            self.fields["reason"].label = "Toelichting (optioneel)"


def offered(practice: Practice, user: Any) -> list[Step]:
    """The moves that this person can make with this practice now."""
    possible = {move.name for move in practice.possible_moves}
    return [step for step in STEPS if step.move in possible and can_move(user, step.move)]


def move_view(desk: Desk, request: HttpRequest, pk: int, address: str) -> HttpResponse:
    """Ask for confirmation and a reason; make the move when it is given."""
    step = next((step for step in STEPS if step.address == address), None)
    if step is None:
        raise Http404
    if not can_move(request.user, step.move):
        raise PermissionDenied
    practice = get_object_or_404(Practice.objects.with_relations(), pk=pk)
    if step not in offered(practice, request.user):
        return _back(request, practice, _meanwhile(practice), messages.WARNING)
    form = MoveForm(request.POST or None, step=step, version=_version(request, practice))
    if request.method == "POST" and form.is_valid():
        return _make(desk, request, practice, step, form)
    return _page(desk, request, practice, step, form)


def _version(request: HttpRequest, practice: Practice) -> int:
    """The version on the page from which the editor came here."""
    asked = request.GET.get("versie", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else practice.version


def _make(
    desk: Desk, request: HttpRequest, practice: Practice, step: Step, form: MoveForm
) -> HttpResponse:
    """Make the move, or say why it cannot be made any more."""
    said = form.cleaned_data
    try:
        step.run(practice, actor=editor(request), note=said["reason"], version=said["read_version"])
    except WrongState:
        practice.refresh_from_db()
        return _back(request, practice, _meanwhile(practice), messages.WARNING)
    except workflow.EditConflict:
        form.add_error(None, "Intussen is de tekst gewijzigd. Lees eerst wat er nu staat.")
    except workflow.NotReady:
        form.add_error(None, "Dit kan nog niet op de site. Vul eerst aan wat ontbreekt.")
    else:
        return _back(request, practice, _said(practice, step), messages.SUCCESS)
    response = _page(desk, request, practice, step, form)
    response.status_code = HTTPStatus.CONFLICT
    return response


def _meanwhile(practice: Practice) -> str:
    return f"Intussen gewijzigd: ‘{practice}’ is nu {practice.get_status_display().lower()}."


def _said(practice: Practice, step: Step) -> str:
    if not practice.is_published:
        return f"‘{practice}’ {step.done}"
    address = practice.get_absolute_url()
    return format_html(
        '‘{}’ {} <a href="{}">Bekijk op de site</a>', str(practice), step.done, address
    )


def _back(request: HttpRequest, practice: Practice, message: str, level: int) -> HttpResponse:
    messages.add_message(request, level, message)
    return redirect("admin:practices_practice_change", practice.pk)


def _page(
    desk: Desk, request: HttpRequest, practice: Practice, step: Step, form: MoveForm
) -> TemplateResponse:
    is_publishing = step.move == "publish"
    context = {
        **desk.admin_site.each_context(request),
        "title": step.button,
        "subtitle": str(practice),
        "opts": desk.opts,
        "practice": practice,
        "step": step,
        "form": form,
        "is_changed": _version(request, practice) != practice.version,
        "obstacles": workflow.obstacles(practice) if is_publishing else [],
        "missing": completeness.missing(practice) if is_publishing else [],
    }
    return TemplateResponse(request, "admin/practices/practice/move.html", context)
