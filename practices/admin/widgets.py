"""Form fields of our own: free tags, and an address that follows from a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify

LONGEST_TAG = 100


class TagsField(forms.CharField):
    """Free words, parted by commas and by nothing else, so that "meer uren" is one tag."""

    def prepare_value(self, value: Any) -> Any:
        """Tags as text, in order of the alphabet."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(sorted(_names(value)))

    def clean(self, value: Any) -> list[str]:
        """The different tags, spaces tidied. Raises `ValidationError` for one that is too long."""
        parts = (" ".join(part.split()) for part in super().clean(value).split(","))
        tags = {part.casefold(): part for part in parts if part}
        if any(len(tag) > LONGEST_TAG for tag in tags.values()):
            raise forms.ValidationError("Een trefwoord heeft hoogstens 100 tekens.")
        return sorted(tags.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare tags, not the way in which they are written down."""
        try:
            return sorted(_names(initial or [])) != self.clean(data)
        except forms.ValidationError:
            return True


def _names(tags: Iterable[Any]) -> list[str]:
    return [str(tag) for tag in tags]


def own_or_derived_slug(form: forms.BaseForm, name_field: str, longest: int) -> str:
    """The address that was typed, or one made from the name.

    Raises `ValidationError` when the name has no letter to make one of.
    """
    typed: str = form.cleaned_data.get("slug") or ""
    slug = typed or slugify(form.cleaned_data.get(name_field) or "")[:longest].strip("-")
    if not slug and not form.errors.get(name_field):
        raise forms.ValidationError("Vul een adres in: letters, cijfers en streepjes.")
    return slug
