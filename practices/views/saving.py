"""Keeping a step that came in, by hand or by the script, and answering either."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ..attachments import BadFile
from ..comparison import Names
from ..forms.seen import changes, renewed
from ..forms.start import with_region
from ..forms.steps import StepForm
from ..models import Submission, User, WrongState
from ..workflow import EditConflict, attachments, submissions
from ..workflow.checks import checks
from ..workflow.proposals import fingerprint, readable
from .progress import in_words, label
from .writing import closed, is_script


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed too. stored: how it reads now, in words."""

    name: str
    label: str
    stored: str


@dataclass
class Saved:
    """What became of a form. clashes: what was not written; seal: for the form as shown again."""

    form: StepForm
    clashes: list[Clash] = field(default_factory=list)
    seal: str = ""

    @property
    def is_whole(self) -> bool:
        """True when everything that was typed is kept."""
        return not self.form.errors and not self.clashes


def save(request: HttpRequest, submission: Submission, form: StepForm) -> Saved:
    """Keep all that can be kept; the rest comes back in the form. Raises `WrongState`."""
    form.full_clean()
    actor, sealed = cast("User", request.user), request.POST.get("seen", "")
    found = changes(readable(submission), form.good(), sealed, together=form.together)
    clashing = found.clashing
    if found.mine:
        try:
            seen = fingerprint(submission, found.mine)
            values = with_region(found.mine)
            submissions.save(submission, actor=actor, values=values, seen=seen)
        except EditConflict:  # between reading and writing
            clashing = {**clashing, **found.mine}
    now = readable(submission)
    keep = form.bad() | (set(clashing) if is_script(request) else set())
    seal = renewed(sealed, {name: now[name] for name in form.names}, keep=keep)
    return Saved(form, [_clash(name, now[name]) for name in clashing], seal)


def _clash(name: str, stored: Any) -> Clash:
    return Clash(name, label(name), in_words(Names(), name, stored) or "(leeg)")


def take_files(request: HttpRequest, submission: Submission, form: StepForm) -> None:
    """Keep the files that came along and how they are described; a refused one is an error."""
    actor = cast("User", request.user)
    for attachment in form.attachments:
        text = form.cleaned_data.get(form.description(attachment))
        if text is not None and text != attachment.description:
            attachments.describe(attachment, actor=actor, text=text)
    for upload in request.FILES.getlist("attachments"):
        try:
            attachments.add(submission, actor=actor, name=upload.name or "", file=upload)
        except BadFile as refusal:
            form.add_error("attachments", f"{upload.name}: {refusal}")
    form.mark_errors()


def for_script(submission: Submission, saved: Saved) -> HttpResponse:
    """The answer to the script: when it was kept, the new seal, and what to say at which field."""
    names = set(saved.form.names)
    answer: dict[str, Any] = {
        "savedAt": f"{timezone.localtime():%H:%M}",
        "seen": saved.seal,
        "errors": {key: list(errors) for key, errors in saved.form.errors.items()},
        "advice": {key: told for key, told in advice(submission).items() if key in names},
    }
    if saved.clashes:
        fields = ", ".join(clash.label.lower() for clash in saved.clashes)
        answer["message"] = (
            f"Iemand anders heeft dit ook gewijzigd: {fields}. "
            "Kies ‘Bewaar’ om beide teksten te zien."
        )
    return JsonResponse(answer, status=409 if saved.clashes else 200)


def advice(submission: Submission) -> dict[str, list[str]]:
    """What a reader would remark, by field; what is still empty is told elsewhere."""
    told: dict[str, list[str]] = {}
    for check in checks(submission):
        if check.name not in ("Volledig", "Licentie", "Bron"):
            for remark in check.remarks:
                told.setdefault(remark.field, []).append(remark.message)
    return told


def save_or_close(
    request: HttpRequest, submission: Submission, form: StepForm
) -> Saved | HttpResponse:
    """As `save` and `take_files`; the page of `closed` when it was sent or decided meanwhile."""
    try:
        saved = save(request, submission, form)
        if "attachments" in form.fields:
            take_files(request, submission, form)
    except WrongState:
        return closed(request, submission)
    return saved
