"""The lists that practices are filed under: friendly to keep, safe to clean up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.forms import ValidationError
from django.http import HttpRequest

from .. import workflow
from ..models import Practice, PracticeContent, SourceCount, Submission
from .bases import ModelForm, TabularInline
from .desk import Desk
from .widgets import own_or_derived_slug

SHARED = {field.name for field in PracticeContent._meta.local_many_to_many}
"""Lists under which submissions are filed too."""

PUT_OFF = "Hier horen veel voorbeelden bij. Uw wijziging werkt binnen enkele minuten overal."

MOST_NAMED = 10
"""How many practices are named to explain why something cannot be deleted."""


class SluggedForm(ModelForm):
    """A row with an address, which follows from its name when it is left empty."""

    name_field = "name"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """The address. Raises `ValidationError` when none can be made."""
        longest = self._meta.model._meta.get_field("slug").max_length
        return own_or_derived_slug(self, self.name_field, longest)


class TitledForm(SluggedForm):
    """A row that has a title instead of a name."""

    name_field = "title"


class VocabularyAdmin(Desk):
    """A list that practices are filed under.

    filed_as: the path from a practice to a row of this list.
    """

    filed_as: ClassVar[str] = ""
    uses_of: ClassVar[str] = ""
    actions = None

    def get_ordering(self, request: HttpRequest) -> Any:
        """Named outright: a model's own order does not hold once rows are counted."""
        return self.ordering or self.opts.ordering

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each row with how many practices are filed under it."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(uses=Count(self.uses_of, distinct=True))
        return counted

    @admin.display(description="voorbeelden", ordering="uses")
    def number_of_practices(self, row: Any) -> int:
        """How many practices are filed under it."""
        return int(row.uses)

    def practices(self, row: Model) -> QuerySet[Practice]:
        """The practices that are filed under this row itself."""
        return Practice.objects.filter(**{self.filed_as: row}).distinct()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The address stays as it is once it exists: others may link to it."""
        own = super().get_readonly_fields(request, obj)
        return (*own, "slug") if obj and hasattr(obj, "slug") else own

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only on a new row."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, and let every page, filter and search follow."""
        super().save_related(request, form, formsets, change)
        if not workflow.row_saved(form.instance, form.changed_data if change else None):
            self.message_user(request, PUT_OFF)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete, and let every page, filter and search follow."""
        if not workflow.remove_row(obj):
            self.message_user(request, PUT_OFF)

    def get_deleted_objects(self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest) -> Any:
        """Refuse, with names, while practices are filed under it, also where a database would
        quietly let go."""
        deleted, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        using = [user for row in objs for user in self._users(row)]
        named = [f"{user._meta.verbose_name}: {user}" for user in using[:MOST_NAMED]]
        more = ["en nog meer"] if len(using) > MOST_NAMED else []
        return deleted, counts, perms_needed, named + more or protected

    def _users(self, row: Model) -> list[Practice | Submission]:
        """Some of the practices and submissions that are filed under this row."""
        practices = self.practices(row)[: MOST_NAMED + 1]
        if self.filed_as not in SHARED:
            return list(practices)
        return [*practices, *Submission.objects.filter(**{self.filed_as: row})[:MOST_NAMED]]


class FixedList(VocabularyAdmin):
    """A list whose rows are given: editors explain them, they make and remove none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class PillarAdmin(FixedList):
    """The three pillars."""

    filed_as = "pillar_tags__pillar"
    uses_of = "tags__practice"
    list_display = ("__str__", "explanation", "number_of_practices")
    search_fields = ("name", "explanation")
    readonly_fields = ("code",)
    fields = ("code", "name", "explanation", "quotation", "place")


class ElementAdmin(FixedList):
    """The nine elements."""

    takes_het = True
    filed_as = "pillar_tags__element"
    uses_of = "tags__practice"
    list_display = ("__str__", "pillar", "explanation", "number_of_practices")
    list_select_related = ("pillar",)
    search_fields = ("name", "explanation")
    readonly_fields = ("code", "pillar")
    fields = ("code", "pillar", "name", "explanation", "quotation", "points", "place")


class SectorAdmin(VocabularyAdmin):
    """Sectors and their branches."""

    form = SluggedForm
    filed_as = "sectors"
    uses_of = "practice"
    list_display = ("name", "parent", "abbreviation", "number_of_practices")
    list_select_related = ("parent",)
    search_fields = ("name", "abbreviation", "other_names")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        *("name", "slug", "parent", "abbreviation", "description", "other_names"),
        *("sbi_codes", "position"),
    )


class RegionAdmin(VocabularyAdmin):
    """Regions of every kind."""

    form = SluggedForm
    filed_as = "regions"
    uses_of = "practice"
    list_display = ("name", "kind", "lies_in", "valid_to", "number_of_practices")
    list_filter = ("kind",)
    search_fields = ("name", "other_names", "employers_organisation")
    autocomplete_fields = ("parents", "successor")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        *("name", "slug", "kind", "code", "parents", "other_names", "employers_organisation"),
        *(("valid_from", "valid_to"), "successor"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the regions around each."""
        return super().get_queryset(request).prefetch_related("parents")

    @admin.display(description="ligt in")
    def lies_in(self, region: Any) -> str:
        """The regions around it."""
        return ", ".join(str(parent) for parent in region.parents.all())


class SourceCountInline(TabularInline):
    """What a document itself counts for an element."""

    model = SourceCount
    extra = 0


class SourceAdmin(VocabularyAdmin):
    """Documents."""

    form = TitledForm
    filed_as = "citations__source"
    uses_of = "citations__practice"
    list_display = ("title", "author", "kind", "published", "number_of_practices")
    list_filter = ("kind",)
    search_fields = ("title", "author")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (SourceCountInline,)
    fields = ("title", "slug", "author", "kind", "published", "url", "note", "sha256")


class OrganisationAdmin(VocabularyAdmin):
    """Organisations."""

    form = SluggedForm
    filed_as = "participations__organisation"
    uses_of = "participations__practice"
    list_display = ("name", "website", "number_of_practices")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "website", "description")


class TagForm(SluggedForm):
    """A free word. Capitals make no difference."""

    class Meta:
        labels: ClassVar = {"name": "Naam", "slug": "Adres op de site"}

    def clean_name(self) -> str:
        """The word; no comma, and no other tag that differs in capitals only."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if "," in name:
            raise ValidationError("Een trefwoord heeft geen komma: die scheidt twee trefwoorden.")
        others = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError("Dit trefwoord is er al.")
        return name


class TagAdmin(VocabularyAdmin):
    """Free tags."""

    plural = "Trefwoorden"
    form = TagForm
    filed_as = "tags"
    uses_of = "taggit_taggeditem_items"
    list_display = ("name", "number_of_practices")
    search_fields = ("name",)
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug")
