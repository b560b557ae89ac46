"""What a person may ask about themselves: everything that is kept, or to be forgotten."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from .. import personal_data
from ..models import User


@login_required
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """A zip with every row and file about who asks."""
    archive = personal_data.own_data_archive(cast("User", request.user))
    name = "mijn-gegevens-kennisbank.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive, content_type="application/zip", headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """Ask once more, then forget who asks and let them out."""
    user = cast("User", request.user)
    if request.method == "GET":
        drafts = user.submissions.filter(submitted_at=None).count()
        return render(request, "account/forget.html", {"drafts": drafts})
    personal_data.erase(user)
    logout(request)
    messages.success(request, "Uw account en uw gegevens zijn gewist.")
    return redirect("account_request_login_code")
