"""What editors fill in at the review desk: remarks, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..models import Element, Practice, User
from ..workflow.beside import Line
from ..workflow.taking_over import Release
from .bases import KeyedForm, OurForm

PHRASES = {
    "aanvaarden": (
        "Dank u wel. Het voorbeeld is helder en compleet. Wij nemen het over.",
        "Dank u wel voor de wijziging. De tekst klopt nu weer.",
    ),
    "vragen": (
        "Een mooi voorbeeld. Wilt u aanvullen wat hieronder bij de velden staat?",
        "Het is nog niet duidelijk wat u precies doet. Beschrijft u de stappen?",
        "Wij missen de resultaten. Weet u wat er is veranderd? Een schatting mag ook.",
    ),
    "afwijzen": (
        "Dit gaat niet over goed werkgeverschap in onze sectoren. Daarom nemen wij het niet op.",
        "Dit staat al in de kennisbank. Stel gerust een wijziging voor bij dat voorbeeld.",
        "Dit is een aankondiging en nog geen ervaring. Wij horen graag weer van u.",
    ),
}
"""Sentences to begin a motivation with; the editor goes on in their own words."""


def _text(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Schrijf hier uw tekst.",
            "max_length": "Uw tekst is langer dan 5000 tekens. Maak hem korter.",
        },
        **options,
    )


class RemarkForm(KeyedForm):
    """Something that an editor says."""

    text = _text("Uw tekst")
    field = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)


class ElementForm(OurForm):
    """A suggested element that is taken over, with the reason as the editor wants it."""

    element = forms.ModelChoiceField(queryset=Element.objects.all(), widget=forms.HiddenInput)
    reason = _text("Waaruit blijkt het?", required=False)


class TagForm(OurForm):
    """A suggested tag that is taken over."""

    tag = forms.CharField(max_length=60, widget=forms.HiddenInput)


class MergeForm(OurForm):
    """The practice into which a submission goes."""

    slug = forms.ModelChoiceField(
        queryset=Practice.objects.none(), to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].queryset = Practice.objects.published()  # type: ignore[attr-defined]


class DecisionForm(OurForm):
    """A decision with its reason.

    version and event: what of the submission, and of all history, the editor had read.
    """

    note = _text("Motivering", help_text="De inzender leest dit. Schrijf kort waarom.")
    version = forms.IntegerField(label="Gelezen versie", widget=forms.HiddenInput)
    event = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def begin_at_note(self) -> None:
        """Let typing begin at once, unless there is something to read or tick first."""
        if not self.is_bound:
            self.fields["note"].widget.attrs["autofocus"] = True


class AcceptForm(DecisionForm):
    """Accepting: which fields of a change, and when a new one becomes public."""

    practice_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    fields_taken = forms.MultipleChoiceField(
        label="Wat neemt u over?",
        required=False,
        error_messages={"invalid_choice": "Dit veld verandert niet."},
    )
    when = forms.ChoiceField(label="Wanneer komt het op de site?", required=False)
    on = forms.DateField(
        label="Op welke dag?",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        help_text="Alleen als het op een andere dag komt. Bijvoorbeeld 31-12-2027.",
        error_messages={"invalid": "Schrijf de dag als dag-maand-jaar: 31-12-2027."},
    )
    MOMENTS = {
        "nu": "Nu",
        "op": "Op een andere dag",
        "concept": "Nog niet: zet het klaar als concept",
    }

    def __init__(
        self, *args: Any, lines: Sequence[Line] = (), may_publish: bool, is_new: bool, **kwargs: Any
    ) -> None:
        """Offer what fits. lines: the fields of a change, none for a new practice;
        may_publish: whether this editor decides what is public; is_new: whether it is not yet."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        asks_when = is_new and may_publish
        if not lines:
            del self.fields["fields_taken"]
        else:
            taken = self.fields["fields_taken"]
            taken.choices = [(line.name, line.label) for line in lines]  # type: ignore[attr-defined]
            taken.initial = [line.name for line in lines if line.is_taken_over]
        if not asks_when:
            del self.fields["when"], self.fields["on"]
        else:
            self.fields["when"].choices = list(self.MOMENTS.items())  # type: ignore[attr-defined]
            self.fields["when"].initial = "nu"
            self.fields["on"].needed = True  # type: ignore[attr-defined]  # nor called optional

    @property
    def taken(self) -> list[str]:
        """The names of the fields that are ticked."""
        return list(self["fields_taken"].value() or ()) if self.lines else []

    def clean_fields_taken(self) -> list[str]:
        """At least one: a change of nothing is no change."""
        taken: list[str] = self.cleaned_data["fields_taken"]
        if not taken:
            raise ValidationError("Kies minstens één veld, of wijs de wijziging af.")
        return taken

    def clean(self) -> dict[str, Any]:
        """A day must be given when one is asked, and lie ahead."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("when") == "op" and "on" not in self.errors:
            day: date | None = cleaned.get("on")
            if day is None:
                self.add_error("on", "Vul de dag in waarop het op de site komt.")
            elif day <= timezone.localdate():
                self.add_error("on", "Kies een dag na vandaag.")
        return cleaned

    def release(self) -> Release:
        """When it becomes public, as the workflow takes it."""
        when = self.cleaned_data.get("when")
        if when == "op":
            return Release(on=self.cleaned_data["on"])
        return Release(now=when == "nu")


class HandOverForm(OurForm):
    """To whom it goes. colleagues: who may handle it."""

    to = forms.ModelChoiceField(
        label="Collega",
        queryset=User.objects.none(),
        empty_label="Kies een collega",
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega."},
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = colleagues
        field.label_from_instance = lambda person: person.get_full_name() or person.username


class ReasonForm(OurForm):
    """Why a decision is taken back."""

    note = _text("Waarom draait u het besluit terug?", help_text="De inzender leest dit.")
