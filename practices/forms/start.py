"""What it takes to begin: a title, and an address when nobody is logged in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from ..models import Region
from .bases import NO_ADDRESS, OpenDoorForm
from .lists import licence_field
from .steps import TOO_LONG, StepForm, choice, long_text, text
from .trees import region_choices

NO_REGION = "Niet namens een regio"


class StartForm(OpenDoorForm):
    """The first page. knows_who: somebody is logged in, so no address is asked."""

    title = forms.CharField(
        label="Hoe heet het voorbeeld?",
        max_length=100,
        help_text="Een werktitel is genoeg. U kunt die later veranderen.",
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
        help_text=(
            "Dit zegt namens wie u instuurt, niet waar het voorbeeld speelt. "
            "De coördinator van deze regio kan dan meelezen en u helpen."
        ),
        error_messages={"invalid_choice": "Kies een regio uit de lijst."},
    )

    def __init__(self, *args: Any, knows_who: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class ChangeForm(StepForm):
    """The beginning of a change: what it is called and what it comes down to."""

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

    def point_at(self, gaps: Iterable[str]) -> None:
        """Say at these fields, which sending asks for, that they are empty."""
        for name in gaps:
            what = "Kies een licentie." if name == "licence" else "Vul dit in."
            self.add_error(name, what)
        self.mark_errors()


class TipForm(ChangeForm):
    """The short way: a title, a summary and the licence are enough."""

    names = (*ChangeForm.names, "licence")
    licence = licence_field(
        "Kies hoe anderen de tekst mogen gebruiken. Anders kan uw tip niet op de site."
    )


class WithRegion(StepForm):
    """For its owner, who also says on behalf of which region; nobody else may."""

    def make_fields(self) -> dict[str, forms.Field]:
        """Also the regions."""
        regions = region_choices([self.stored["region"]])
        help_text = "De coördinator van deze regio kan meelezen en u helpen."
        field = choice("Namens regio", regions, empty=NO_REGION, help_text=help_text)
        return {**super().make_fields(), "region": field}


class OwnTipForm(WithRegion, TipForm):
    """A tip, to its owner."""

    names = (*TipForm.names, "region")


class OwnChangeForm(WithRegion, ChangeForm):
    """A change, to its owner."""

    names = (*ChangeForm.names, "region")


class KeyForm(forms.Form):
    """Only the key that lets a button be pressed twice without doing it twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
