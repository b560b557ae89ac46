"""Files that belong to a submission: adding, giving out to who may have them, taking away."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..attachments import MEDIA_TYPES, BadFile
from ..models import Attachment, Submission, User, WrongState
from ..permissions import visible_attachments, visible_submissions
from ..workflow import attachments
from .progress import address
from .writing import ask_login, closed, for_writer

SANDBOX = "sandbox; default-src 'none'"
"""Should a browser show the file after all, then as a page that can do nothing."""


@for_writer
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Keep the files that were sent, say of each that was refused why, and show the step."""
    user = cast("User", request.user)
    for upload in request.FILES.getlist("attachments"):
        try:
            attachments.add(submission, actor=user, name=upload.name or "", file=upload)
        except BadFile as refusal:
            messages.error(request, f"{upload.name}: {refusal}")
        except WrongState:
            return closed(request, submission)
    return redirect(f"{address(submission, 'bewijs')}#bijlagen")


@require_safe
def fetch(request: HttpRequest, reference: UUID) -> HttpResponseBase:
    """A file, for who may have it; for anybody else it is not there."""
    rows = visible_attachments(request.user).select_related("practice")
    attachment = get_object_or_404(rows, reference=reference)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=MEDIA_TYPES[attachment.kind],
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-cache" if attachment.is_public else "private, no-store"
    return answer


@never_cache
@require_POST
def remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take a file away from a submission that one may write in."""
    if not request.user.is_authenticated:
        return ask_login(request, back=reverse("submit:start"))
    rows = Attachment.objects.filter(submission__in=visible_submissions(request.user))
    attachment = get_object_or_404(rows.select_related("submission"), reference=reference)
    try:
        attachments.remove(attachment, actor=request.user)
    except WrongState:
        return closed(request, attachment.submission)
    messages.success(request, f"{attachment.name} is weggehaald.")
    return redirect(f"{address(attachment.submission, 'bewijs')}#bijlagen")
