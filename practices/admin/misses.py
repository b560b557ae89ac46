"""What visitors look for and hardly find: a page for editors, with the way to the thesaurus."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from .. import missing
from .desk import Desk
from .kept import Kept


class MissAdmin(Kept, Desk):
    """One page with sums, and no page about a single row: that may be of one visitor."""

    plural = "Gezocht, niet gevonden"

    def get_urls(self) -> list[URLPattern]:
        """Only the page itself."""
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="practices_searchmiss_changelist")]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was looked for often enough to be shown. Raises `PermissionDenied`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": self.plural,
            "missed": missing.most_missed(),
            "days": missing.SHOWN_DAYS,
            "fewest": missing.FEWEST_USES,
        }
        return TemplateResponse(request, "admin/practices/searchmiss/change_list.html", context)
