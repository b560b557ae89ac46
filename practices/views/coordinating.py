"""The page of a coordinator: what comes from their regions, and inviting people there."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import accounts
from ..forms.following import InviteForm, RegionFilter
from ..models import Invitation, User
from ..permissions import (
    can_invite_coordinators,
    regions_to_invite_for,
    scope,
    visible_submissions,
)
from .standing import standing

PER_PAGE = 25


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def region(request: HttpRequest) -> HttpResponse:
    """List the submissions of the coordinator's regions, and invite people (POST).

    Who keeps the regions invites coordinators here too, for any region.
    """
    reader = cast("User", request.user)
    where = regions_to_invite_for(reader)
    if not where:
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted, regions=where, appoints=can_invite_coordinators(reader))
    if form.is_valid():
        return _invite(request, form)
    return render(request, "follow/region.html", _context(request, reader, form))


def _context(request: HttpRequest, reader: User, form: InviteForm) -> dict[str, object]:
    chosen = RegionFilter(request.GET, auto_id="filter_%s")
    all_of_them = visible_submissions(reader).in_regions(scope(reader))
    rows = chosen.narrowed(all_of_them).select_related("region", "practice")
    page = Paginator(rows.order_by("-turn_since", "-pk"), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    query = request.GET.copy()
    query.pop("pagina", None)
    sent = Invitation.objects.filter(invited_by=reader, region__in=form.regions)
    return {
        "form": form,
        "filter": chosen,
        "page": page,
        "query": query,
        "rows": [standing(submission, reader) for submission in page],
        "total": all_of_them.count(),
        "regions": reader.coordinates.order_by("name"),
        "invitations": sent.select_related("region").order_by("-created_at", "-pk")[:50],
        "now": timezone.now(),
    }


def _invite(request: HttpRequest, form: InviteForm) -> HttpResponse:
    reader = cast("User", request.user)
    email, where = form.cleaned_data["email"], form.cleaned_data["region"]
    if not form.was_just_sent(reader):
        accounts.invite(email, role=form.role_given, region=where, by=reader)
    messages.success(request, f"{email} krijgt een uitnodiging per mail. Die is 7 dagen geldig.")
    return redirect("follow:region")
