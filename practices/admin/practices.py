"""Practices: the list, the form, and the pages that hang on one practice."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import models, transaction
from django.forms import Textarea
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from taggit.models import Tag

from .. import workflow
from ..models import Event, Pillar, Practice
from ..permissions import can_edit, can_publish
from . import conflicts
from .beside import beside
from .columns import Columns
from .desk import Desk
from .forms import CONFLICT, PracticeForm
from .history import history_page, restore_view
from .inlines import INLINES
from .list_filters import FILTERS
from .moves import move_view
from .people import editor

if TYPE_CHECKING:
    from .site import KennisbankAdminSite


class PracticeList(ChangeList):
    """The list, with everything that its columns show in a fixed number of queries."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> models.QuerySet[Practice]:
        """As Django's, with the relations."""
        found: Any = super().get_queryset(request, exclude_parameters)
        rows: models.QuerySet[Practice] = found.with_relations()
        return rows


class PracticeAdmin(Columns, Desk):
    """The desk for practices. Nothing is deleted here: what is over goes to the archive."""

    takes_het = True
    form = PracticeForm
    inlines = INLINES
    list_display = (
        "title",
        "status_in_words",
        "pillars",
        "region_names",
        "sector_names",
        "source_names",
        "percentage",
        "changed",
    )
    list_filter = FILTERS
    list_per_page = 50
    ordering = ("-updated_at", "-pk")
    search_fields = (
        "title",
        "summary",
        "slug",
        "participations__organisation__name",
        "tags__name",
    )
    search_help_text = "Zoekt in titel, samenvatting, adres, organisaties en trefwoorden."
    actions = None
    autocomplete_fields = ("sectors", "regions")
    prepopulated_fields = {"slug": ("title",)}
    formfield_overrides = {
        models.TextField: {"widget": Textarea(attrs={"rows": 6, "class": "vLargeTextField"})}
    }
    fieldsets = (
        ("Kern", {"fields": ("title", "slug", "summary", ("kind", "phase"))}),
        (
            "Indeling",
            {
                "description": "Kies het meest precieze dat de bron noemt. "
                "Noemt de bron niets? Laat het dan leeg.",
                "fields": ("sectors", "regions", "tags"),
            },
        ),
        (
            "Verhaal",
            {
                "description": "In eigen woorden, korte zinnen. Een lege regel begint een nieuwe "
                "alinea, ‘- ’ aan het begin van een regel maakt een opsomming.",
                "fields": Practice.STORY,
            },
        ),
        (
            "Feiten",
            {"fields": (("period_start", "period_end"), ("scope", "evidence"), "confirmed_on")},
        ),
        (
            "Contact en licentie",
            {
                "fields": (
                    ("contact_name", "contact_email"),
                    "contact_consent_on",
                    "licence",
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses and those of preview, moves and putting back."""
        page = self.admin_site.admin_view
        own = [
            path("<int:pk>/voorvertoning/", page(self.preview), name="practices_practice_preview"),
            path(
                "<int:pk>/status/<slug:address>/",
                page(partial(move_view, self)),
                name="practices_practice_move",
            ),
            path(
                "<int:pk>/history/<int:event_pk>/terugzetten/",
                page(restore_view),
                name="practices_practice_restore",
            ),
        ]
        return own + super().get_urls()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Our list."""
        return PracticeList

    def has_delete_permission(self, request: HttpRequest, obj: Practice | None = None) -> bool:
        """Nobody: an address that was public keeps saying what became of it."""
        return False

    def view_on_site(self, obj: Practice) -> str | None:
        """The public page, when there is one; a form that lost its address has none."""
        return obj.get_absolute_url() if obj.is_published and obj.slug else None

    def get_fieldsets(self, request: HttpRequest, obj: Practice | None = None) -> Any:
        """With the version that is being read, for those who may change it.

        For who may publish also the day on which a draft becomes public by itself.
        """
        fieldsets = super().get_fieldsets(request, obj)
        is_draft = obj is None or obj.status == Practice.Status.DRAFT
        if is_draft and can_publish(request.user):
            fieldsets = [*fieldsets, ("Publiceren", {"fields": ("publish_on",)})]
        if obj is None or not can_edit(request.user):
            return fieldsets
        (name, options), *rest = fieldsets
        return [(name, {**options, "fields": (*options["fields"], "read_version")}), *rest]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's, with the practice locked from reading to saving."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self._fit_to_the_present(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _fit_to_the_present(self, request: HttpRequest, object_id: str) -> None:
        """When somebody else saved in between: bring the posted rows in line with the database."""
        if not object_id.isdecimal():
            return
        practice = Practice.objects.select_for_update(no_key=True).filter(pk=object_id).first()
        if practice and request.POST.get("read_version") != str(practice.version):
            formsets = [
                (formset.get_default_prefix(), formset)
                for formset, _ in self.get_formsets_with_inlines(request, practice)
            ]
            merged = conflicts.with_rows_of_the_other(request.POST, formsets, practice)
            request.POST = merged  # type: ignore[assignment]  # what was read is read no more

    def save_model(self, request: HttpRequest, obj: Practice, form: Any, change: bool) -> None:
        """Nothing yet: the practice and what hangs on it are saved as one edit."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the practice and all that hangs on it, as one edit."""
        practice: Practice = form.instance
        with workflow.editing(
            practice,
            actor=editor(request),
            version=form.cleaned_data["read_version"] if change else None,
            kind=Event.Kind.EDITED if change else Event.Kind.CREATED,
        ):
            practice.save()
            super().save_related(request, form, formsets, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: `Event` is the history of practices."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: `Event` is the history of practices."""

    def render_change_form(  # noqa: PLR0917  # Django's own signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Practice | None = None,
    ) -> HttpResponse:
        """The form with its to-do list; and after a conflict, both texts."""
        form = context["adminform"].form
        is_conflict = obj is not None and form.has_error(NON_FIELD_ERRORS, CONFLICT)
        if obj is not None and is_conflict:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["conflict"] = conflicts.find(form, formsets)
            form.data = form.data.copy()
            form.data["read_version"] = obj.version  # saving again is done knowingly
        context |= {
            **(beside(obj, request.user) if obj else {}),
            "title": str(obj) if obj else "Voorbeeld toevoegen",
            "subtitle": None,
            "known_tags": Tag.objects.order_by("name").values_list("name", flat=True),
            "pillars": Pillar.objects.prefetch_related("elements"),
        }
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if is_conflict:
            response.status_code = HTTPStatus.CONFLICT
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to a practice, from `Event`."""
        practice = self.get_object(request, unquote(object_id))
        if practice is None:
            raise Http404
        if not self.has_view_or_change_permission(request, practice):
            raise PermissionDenied
        return history_page(self, request, practice, extra_context)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it will be, also of a draft."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        practice = get_object_or_404(Practice.objects.with_relations(), pk=pk)
        site = cast("KennisbankAdminSite", self.admin_site)
        context = site.page_context(practice)
        return TemplateResponse(request, "admin/practices/practice/preview.html", context)
