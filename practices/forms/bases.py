"""What all our forms have: Dutch errors tied to their field, no judging by the browser itself."""

from __future__ import annotations

import time
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core import signing
from django.http import QueryDict

NO_ADDRESS = "Dit is geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl."

SALT = "practices.forms.stamp"
SLOWEST = 24 * 3600
"""Seconds that a form may lie open. How quick is too quick for a person: `FORM_QUICKEST`."""


class OurForm(forms.Form):
    """A form with our looks. `needed`: fields that sending needs but saving does not."""

    use_required_attribute = False  # the browser's own messages are no Dutch of ours

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # a browser would cut off what is pasted beyond it, without a word
            field.widget.attrs.pop("maxlength", None)
            is_text = not isinstance(
                field.widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple
            )
            if is_text and not field.widget.is_hidden:
                field.widget.attrs.setdefault("class", "input")

    def mark_errors(self) -> None:
        """Tie errors to their input for screen readers, beside the help that Django ties to it."""
        for bound in self:
            if bound.errors:
                described = [f"{bound.auto_id}_error"]
                if bound.help_text:
                    described.insert(0, f"{bound.auto_id}_helptext")
                bound.field.widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": " ".join(described),
                }

    def full_clean(self) -> None:
        """Validate, then mark what is wrong."""
        super().full_clean()
        if self.is_bound:
            self.mark_errors()


class KeyedForm(OurForm):
    """A form that is carried out once, however often it is sent (R-03)."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4()

    def clean_key(self) -> UUID:
        """The key of the form; a new one for who left it out."""
        return self.cleaned_data["key"] or uuid4()


class OpenDoorForm(KeyedForm):
    """A form that anybody may send: it notices programs.

    The field `website` is hidden from people; `stamp` says, signed, when the form was made.
    """

    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stamp"].initial = signing.dumps(int(time.time()), salt=SALT)

    def clean(self) -> dict[str, Any]:
        """Refuse programs, and forms that lay open for longer than a day; nothing typed is lost."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise forms.ValidationError("Laat het laatste veld leeg en probeer het opnieuw.")
        try:
            age = time.time() - signing.loads(cleaned.get("stamp") or "", salt=SALT)
        except signing.BadSignature:
            age = -1
        if not settings.FORM_QUICKEST <= age <= SLOWEST:
            self._renew()
            if self.errors:  # one thing at a time: sending it again is needed anyway
                return cleaned
            raise forms.ValidationError("Het formulier stond te lang open. Verstuur het nog eens.")
        return cleaned

    def _renew(self) -> None:
        """Show the same form with a new stamp, so that sending it again works."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("stamp")] = signing.dumps(
            int(time.time()) - settings.FORM_QUICKEST, salt=SALT
        )
        self.data = data
