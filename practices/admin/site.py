"""The admin site itself: its front page and its menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ..models import Practice
from . import dashboard

MENU = (
    ("Voorbeelden", ("Practice",)),
    ("Waar het staat en wie het doet", ("Source", "Organisation")),
    (
        "Indeling",
        (
            *("Pillar", "Element", "Sector", "Region", "Tag"),
            *("Concept", "CompoundPart", "SearchMiss"),
        ),
    ),
    ("Wat binnenkomt", ("Submission", "ReaderMessage")),
    ("Post en taken", ("Mail", "JobRun")),
    ("Toegang", ("User", "Group", "Invitation")),
)
"""The groups of the menu, in the order of use, each with the models in it."""

OWN_NAMES = {
    "Tag": "Trefwoorden",
    "Concept": "Thesaurus",
    "SearchMiss": "Gezocht, niet gevonden",
}
"""What the menu calls a list where the model says it otherwise: in English, or of one row."""


class KennisbankAdminSite(admin.AdminSite):
    """Django's admin site, ordered for editors. Who comes in is for kennisbank.gate."""

    site_title = "Redactie Kennisbank"
    site_header = "Kennisbank – redactie"
    index_title = "Redactie"
    site_url = "/"
    index_template = "admin/desk.html"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the menu stands in the header, so that lists have the room
    page_context: Callable[[Practice], dict[str, Any]]
    """What the public page of a practice shows; set where the site is wired."""

    staff_login: Callable[[HttpRequest], HttpResponseBase]
    """The page where staff logs in; set where the site is wired."""

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Staff logs in with a second factor, on a page of the site itself."""
        return self.staff_login(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Everybody changes their password on one page, that of their account."""
        return redirect("account_change_password")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The desk: what there is, what needs work, what happened last."""
        desk = dashboard.context() if request.user.has_perm("practices.view_practice") else {}
        return super().index(request, {**desk, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The menu by subject; the list of one app stays as Django makes it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        for name, plural in OWN_NAMES.items():
            if name in models:
                models[name]["name"] = plural
        groups = ((name, [models[n] for n in names if n in models]) for name, names in MENU)
        return [
            {
                "name": name,
                "app_label": f"menu-{position}",
                "app_url": found[0]["admin_url"] or reverse("admin:index"),
                "has_module_perms": True,
                "models": found,
            }
            for position, (name, found) in enumerate(groups)
            if found
        ]
