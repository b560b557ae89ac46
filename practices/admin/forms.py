"""The form of a practice and of what hangs on it. They validate only; saving is workflow's."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin import widgets as admin_widgets
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import Promise

from ..models import Element, OldSlug, Origin, Pillar, PillarTag, Practice
from .bases import InlineFormSet, ModelForm, PracticeModelForm
from .widgets import TagsField, own_or_derived_slug

Choices = list[tuple[str | Promise, Any]]
CONFLICT = "conflict"
"""The code of the error that somebody else saved first."""


class PracticeForm(PracticeModelForm):
    """A practice. `read_version` is the version that the editor had before them."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tags = TagsField(
        label="Trefwoorden",
        required=False,
        help_text="Vrije woorden, met een komma ertussen. Bekende woorden verschijnen als u typt.",
        widget=forms.TextInput(
            attrs={"class": "vTextField", "list": "known-tags", "autocomplete": "off"}
        ),
    )

    class Meta:
        model = Practice
        fields = "__all__"
        widgets = {
            "summary": admin_widgets.AdminTextareaWidget(attrs={"rows": 3, "maxlength": 300}),
        }

    class Media:
        js = [
            "admin/js/jquery.init.js",
            "practices/admin-select.js",
            "practices/admin-tags.js",
            "practices/admin-unsaved.js",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if "read_version" in self.fields:
            self.fields["read_version"].initial = self.instance.version
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = (
                "Volgt vanzelf uit de titel. Verandert u het later? Het oude adres blijft werken."
            )
        for name in {"sectors", "regions"} & self.fields.keys():
            # no button to clear all at once: it stands in a list where no button may stand
            self.fields[name].widget.widget.is_required = True

    def clean_slug(self) -> str:
        """An address that no other practice has, or ever had."""
        slug = own_or_derived_slug(self, "title", longest=120)
        if OldSlug.objects.filter(slug=slug).exclude(practice=self.instance.pk).exists():
            raise ValidationError("Dit adres was ooit van een ander voorbeeld. Kies een ander.")
        return slug

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else saved since this editor read it (R-01).

        The row is locked before it is read for this form, so the comparison holds until the end.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("read_version") != self.instance.version:
            raise ValidationError("Iemand anders was u voor.", code=CONFLICT)
        return cleaned


class PillarTagForm(ModelForm):
    """A pillar, or one of its elements; an element brings its pillar along."""

    pillar = forms.ModelChoiceField(
        Pillar.objects,
        label="of alleen de pijler",
        required=False,
        help_text="Als de bron niet verder gaat dan de pijler.",
    )
    element = forms.ModelChoiceField(
        Element.objects,
        label="Element",
        required=False,
        help_text="Het meest precieze dat u kunt zeggen. De pijler volgt vanzelf.",
    )

    class Meta:
        model = PillarTag
        fields = ("element", "pillar", "origin", "reason")

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.element_id:
            self.initial["pillar"] = None  # follows from the element, also from another one
        for name, values in choices.items():
            if isinstance(field := self.fields.get(name), forms.ModelChoiceField):
                field.choices = values  # read once for all rows

    def clean(self) -> dict[str, Any]:
        """Let the pillar follow from the element; ask for a reason where we infer it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        element, pillar = cleaned.get("element"), cleaned.get("pillar")
        if element and pillar and element.pillar != pillar:
            self.add_error("pillar", f"‘{element.name}’ hoort bij {element.pillar.name}.")
        elif element:
            cleaned["pillar"] = element.pillar
        elif not pillar and not self.errors:
            self.add_error("element", "Kies een element of een pijler.")
        if cleaned.get("origin") == Origin.EDITORS and not cleaned.get("reason"):
            self.add_error("reason", "Leg uit waaruit u dit afleidt.")
        return cleaned


class RowsFormSet(InlineFormSet):
    """Rows of one practice. `different`: fields in which no two rows may be alike."""

    different: tuple[str, ...] = ()
    same_message = ""

    def clean(self) -> None:
        """Refuse a row that stands there twice, before the database would."""
        super().clean()
        seen = set()
        for form in self.kept_forms:
            key = tuple(str(form.cleaned_data.get(name)) for name in self.different)
            if self.different and key in seen:
                form.add_error(self.different[0], self.same_message)
            seen.add(key)

    def get_unique_error_message(self, unique_check: Any) -> str:
        """What Django says of a double row that it finds itself."""
        return self.same_message or super().get_unique_error_message(unique_check)

    def get_form_error(self) -> str:
        """The same, at the row."""
        return self.same_message or super().get_form_error()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Labels without a colon, as in the form around it."""
        return {**super().get_form_kwargs(index), "label_suffix": ""}

    @property
    def kept_forms(self) -> list[Any]:
        """The valid rows that will be there after saving."""
        filled = (form for form in self.forms if form.has_changed() or form.instance.pk)
        valid = (form for form in filled if form.is_valid())
        return [form for form in valid if not form.cleaned_data.get(DELETION_FIELD_NAME)]


class PillarTagFormSet(RowsFormSet):
    """The pillars and elements of one practice."""

    different = ("element", "pillar")
    same_message = "Dit staat er al."

    @cached_property
    def choices(self) -> dict[str, Choices]:
        """Elements under the names of their pillars, and the pillars alone."""
        pillars = Pillar.objects.prefetch_related("elements")
        empty: Choices = [("", "---------")]
        elements: Choices = [
            (pillar.name, [(element.pk, str(element)) for element in pillar.elements.all()])
            for pillar in pillars
        ]
        names: Choices = [(pillar.pk, str(pillar)) for pillar in pillars]
        return {"element": empty + elements, "pillar": empty + names}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand the choices to each row."""
        return {**super().get_form_kwargs(index), "choices": self.choices}


class ParticipationFormSet(RowsFormSet):
    """The organisations of one practice."""

    different = ("organisation", "role")
    same_message = "Deze organisatie staat er al met deze rol."


class CitationFormSet(RowsFormSet):
    """The sources of one practice; what is public keeps at least one."""

    def clean(self) -> None:
        """Refuse to take the last source from a published practice."""
        super().clean()
        removed = any(form.cleaned_data.get(DELETION_FIELD_NAME) for form in self.initial_forms)
        if self.instance.is_published and removed and not self.kept_forms:
            raise ValidationError("Een gepubliceerd voorbeeld houdt minstens één bron.")


class OrderedFormSet(RowsFormSet):
    """Rows that keep the order in which they stand on the form."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Put a new row after those that stand before it."""
        form.instance.position = self.forms.index(form)
        return super().save_new(form, commit)
