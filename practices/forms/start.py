"""What it takes to begin: a title, and an address when nobody is logged in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ..models import Region
from .bases import OpenDoorForm
from .steps import NO_ADDRESS, TOO_LONG, StepForm, choice, long_text, text
from .trees import region_choices

NO_REGION = "Niet namens een regio"


class StartForm(OpenDoorForm):
    """The first page. knows_who: somebody is logged in, so no address is asked."""

    title = forms.CharField(
        label="Hoe heet het voorbeeld?",
        max_length=100,
        help_text="Een werktitel is genoeg. U kunt haar later veranderen.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Vul een titel in.",
            "max_length": TOO_LONG,
        },
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        help_text="Wij mailen u een code. Zo bent u de enige die bij uw inzending kan.",
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "invalid": NO_ADDRESS,
        },
    )
    region = forms.ChoiceField(
        label="Namens regio",
        required=False,
        help_text="De coördinator van deze regio kan dan meelezen en u helpen.",
        error_messages={"invalid_choice": "Kies een regio uit de lijst."},
    )

    def __init__(self, *args: Any, knows_who: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs.pop("maxlength", None)
        self.fields["region"].choices = [("", NO_REGION), *region_choices()]  # type: ignore[attr-defined]
        if knows_who:
            del self.fields["email"]

    @property
    def known(self) -> dict[str, Any]:
        """What the submission begins with beside its title."""
        slug = self.cleaned_data["region"]
        return {"region": slug} if slug else {}


def with_region(values: dict[str, Any]) -> dict[str, Any]:
    """These values with the region itself, or None, in place of its slug."""
    if "region" not in values:
        return values
    return {**values, "region": Region.objects.filter(slug=values["region"]).first()}


class TipForm(StepForm):
    """The short way: a title and a summary are enough."""

    slug = "tip"
    heading = "Een tip"
    names: ClassVar[tuple[str, ...]] = ("title", "summary")

    title = text("Titel", most=100)
    summary = long_text(
        "Samenvatting",
        most=300,
        rows=4,
        help_text="Wat is het en voor wie? Eén of twee zinnen, hoogstens 300 tekens.",
    )


class OwnTipForm(TipForm):
    """The same for its owner, who also says on behalf of which region; nobody else may."""

    names = (*TipForm.names, "region")

    def make_fields(self) -> dict[str, forms.Field]:
        """Also the regions."""
        regions = region_choices([self.stored["region"]])
        help_text = "De coördinator van deze regio kan meelezen en u helpen."
        field = choice("Namens regio", regions, empty=NO_REGION, help_text=help_text)
        return {**super().make_fields(), "region": field}


class KeyForm(forms.Form):
    """Only the key that lets a button be pressed twice without doing it twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
