"""What people fill in while they follow a submission, and what a coordinator asks or sends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from ..models import Invitation, Region, Submission, User
from ..models.submission import SubmissionQuerySet
from .bases import NO_ADDRESS, KeyedForm, OurForm
from .steps import LongText

TOO_LONG = (
    "Deze tekst is te lang: gebruik hoogstens %(limit_value)d tekens. U heeft er %(show_value)d."
)


def text_area(label: str, *, rows: int, most: int, **options: Any) -> LongText:
    """A field for some lines of text. most: letters."""
    errors = {"max_length": TOO_LONG, "required": f"Vul in: {label.lower()}."}
    return LongText(
        label=label,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
        error_messages=errors,
        **options,
    )


class CopyForm(KeyedForm):
    """Nothing to fill in: making a copy."""


class MessageForm(KeyedForm):
    """A message in the conversation."""

    text = text_area(
        "Uw bericht",
        rows=4,
        most=5000,
        help_text="Iedereen die deze inzending volgt, leest mee: inzender, regiocoördinator en "
        "redactie.",
    )


class EndorsementForm(KeyedForm):
    """The word of a coordinator."""

    VERDICTS = (("ja", "Ik beveel dit aan"), ("nee", "Ik twijfel of heb bezwaar"))

    verdict = forms.ChoiceField(
        label="Wat vindt u?",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u vindt."},
    )
    text = text_area(
        "Toelichting",
        rows=4,
        most=5000,
        required=False,
        help_text="De inzender en de redactie lezen dit. De redactie beslist.",
    )


class WithdrawForm(OurForm):
    """Taking a submission back."""

    note = text_area(
        "Reden",
        rows=3,
        most=2000,
        required=False,
        help_text="Wie deze inzending volgt, kan dit lezen.",
    )


class InviteForm(OurForm):
    """Inviting somebody to send in cases for one of these regions, or to coordinate it.

    appoints: whether who invites may choose the role; otherwise it is a submitter.
    """

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": NO_ADDRESS,
        },
    )
    region = forms.ModelChoiceField(
        label="Regio",
        queryset=Region.objects.none(),
        empty_label="Kies een regio",
        error_messages={
            "required": "Kies een regio.",
            "invalid_choice": "Kies een van uw regio’s.",
        },
    )

    role = forms.ChoiceField(
        label="Waarvoor",
        choices=[
            (Invitation.Role.SUBMITTER, "Een voorbeeld insturen"),
            (Invitation.Role.COORDINATOR, "Deze regio coördineren"),
        ],
        error_messages={"required": "Kies waarvoor u uitnodigt."},
    )

    def __init__(
        self, *args: Any, regions: set[int], appoints: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.regions = regions
        if not appoints:
            del self.fields["role"]
        within = Region.objects.filter(pk__in=regions)
        self.fields["region"].queryset = within  # type: ignore[attr-defined]
        if len(regions) == 1:
            self.fields["region"].initial = next(iter(regions))

    @property
    def role_given(self) -> str:
        """The role that is offered."""
        return str(self.cleaned_data.get("role") or Invitation.Role.SUBMITTER)

    def was_just_sent(self, by: User) -> bool:
        """True for the second click of a double click."""
        return Invitation.objects.filter(
            email=self.cleaned_data["email"].strip().lower(),
            role=self.role_given,
            region=self.cleaned_data["region"],
            invited_by=by,
            accepted_at=None,
            created_at__gte=timezone.now() - timedelta(minutes=5),
        ).exists()


TURNS = {
    "inzender": ("De inzender", Submission.SUBMITTERS_TURN),
    "redactie": ("De redactie", Submission.EDITORS_TURN),
    "niemand": ("Niemand meer", Submission.NOBODYS_TURN),
}
STATES = {slugify(label): (label, value) for value, label in Submission.Status.choices}


class RegionFilter(OurForm):
    """Which submissions of the regions to show. What it does not know it ignores."""

    beurt = forms.ChoiceField(
        label="Aan de beurt",
        required=False,
        choices=[("", "Iedereen"), *((slug, label) for slug, (label, _) in TURNS.items())],
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Alle"), *((slug, label) for slug, (label, _) in STATES.items())],
    )

    def narrowed(self, submissions: SubmissionQuerySet) -> SubmissionQuerySet:
        """The submissions that were asked for."""
        self.is_valid()
        if turn := self.cleaned_data.get("beurt"):
            submissions = submissions.filter(status__in=TURNS[turn][1])
        if state := self.cleaned_data.get("status"):
            submissions = submissions.filter(status=STATES[state][1])
        return submissions
