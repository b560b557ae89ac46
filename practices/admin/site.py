"""The admin site itself: its front page, its menu, and who must choose a password first."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy

from ..models import Practice
from . import dashboard
from .people import OwnPasswordForm

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

OPEN_TO_TEMPORARY_PASSWORDS = frozenset({"password_change", "logout", "jsi18n"})
"""Names of the views that somebody with a temporary password may use."""

MENU = (
    ("Voorbeelden", ("Practice",)),
    ("Waar het staat en wie het doet", ("Source", "Organisation")),
    ("Indeling", ("Pillar", "Element", "Sector", "Region", "Tag")),
    ("Toegang", ("User", "Group")),
)
"""The groups of the menu, in the order of use, each with the models in it."""


class KennisbankAdminSite(admin.AdminSite):
    """Django's admin site, ordered for editors and closed to temporary passwords."""

    site_title = "Redactie Kennisbank"
    site_header = "Kennisbank – redactie"
    index_title = "Redactie"
    site_url = "/"
    index_template = "admin/desk.html"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the menu stands in the header, so that lists have the room
    page_context: Callable[[Practice], dict[str, Any]]
    """What the public page of a practice shows; set where the site is wired."""

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """As Django's, and send people with a temporary password to the page to change it."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if self.has_permission(request) and _must_choose_password(request):
                return redirect("admin:password_change")
            return inner(request, *args, **kwargs)

        return cast("View", update_wrapper(guarded, inner))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Let somebody choose a password; from then on it is no longer temporary."""
        is_temporary = getattr(request.user, "password_is_temporary", False)
        title = "Kies eerst een eigen wachtwoord" if is_temporary else "Wachtwoord wijzigen"
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse_lazy("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {}), "title": title},
        )
        return cast("TemplateResponse", view(request))

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
        if "Tag" in models:
            models["Tag"]["name"] = "Trefwoorden"  # the name in taggit itself is English
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


def _must_choose_password(request: HttpRequest) -> bool:
    match = request.resolver_match
    is_open = match is not None and match.url_name in OPEN_TO_TEMPORARY_PASSWORDS
    return bool(getattr(request.user, "password_is_temporary", False)) and not is_open
