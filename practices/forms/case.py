"""The steps of sending in a case that are filled in: core, story, proof, contact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils import timezone

from ..models import Attachment, PracticeContent
from ..models.content import CONSENT, Evidence, Kind, Phase, Scope
from ..models.partial_date import validate_partial_date
from .bases import NO_ADDRESS
from .filing import FilingForm
from .lists import FIGURES, LINKS, ORGANISATIONS, files_field, licence_field, url_field
from .rows import Rows
from .steps import StepForm, choice, long_text, text
from .trees import Group, boxes, groups, region_choices, sector_choices


class CoreForm(StepForm):
    """Step 1: what, who, where, when."""

    slug = "kern"
    heading = "De kern"
    names = (
        *("title", "summary", "kind", "sectors", "regions", "organisations"),
        *("phase", "scope", "period_start", "period_end"),
    )
    lists: ClassVar[dict[str, Rows]] = {"organisations": ORGANISATIONS}
    together = (frozenset({"period_start", "period_end"}),)

    title = text("Titel", most=100, help_text="Zo heet het voorbeeld. Hoogstens 100 tekens.")
    summary = long_text(
        "Samenvatting",
        most=300,
        rows=3,
        help_text="Wat is het en voor wie? Eén of twee zinnen, hoogstens 300 tekens.",
    )
    kind = choice("Soort", Kind.choices)
    phase = choice("Fase", Phase.choices, help_text="Hoe ver is het nu?")
    scope = choice("Omvang", Scope.choices, help_text="Hoe groot is de groep die meedoet?")
    period_start = text("Begonnen", most=10, help_text="Een jaar of maand: 2021 of 2021-05.")
    period_end = text("Geëindigd", most=10, help_text="Laat dit leeg als het nog loopt.")

    def make_fields(self) -> dict[str, forms.Field]:
        """Also the vocabularies."""
        self.fields["period_start"].validators.append(validate_partial_date)
        self.fields["period_end"].validators.append(validate_partial_date)
        return {
            "sectors": boxes("Sectoren", sector_choices(), help_text="Kies alles wat past."),
            "regions": boxes(
                "Regio’s",
                region_choices(self.stored["regions"]),
                help_text="Waar speelt het? Kies alles wat past.",
            ),
            **super().make_fields(),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin."""
        cleaned = super().clean()
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and start > end and not start.startswith(end):
            self.add_error("period_end", "Het einde ligt voor het begin.")
        return cleaned

    def value(self, name: str) -> Any:
        """Trees as a snapshot has them."""
        value = super().value(name)
        return sorted(value) if name in ("sectors", "regions") else value

    @property
    def trees(self) -> dict[str, list[Group]]:
        """The boxes of sectors and regions, by group."""
        return {name: list(groups(self[name])) for name in ("sectors", "regions")}


class StoryForm(StepForm):
    """Step 2: the story."""

    slug = "verhaal"
    heading = "Het verhaal"
    names = PracticeContent.STORY

    background = long_text("Aanleiding", help_text="Welk probleem was er?")
    approach = long_text(
        "Aanpak", rows=10, help_text="Wat doet u, stap voor stap? Wie doen mee, en hoeveel?"
    )
    why_good = long_text("Waarom is dit een goed voorbeeld?", help_text="Wat is er anders door?")
    results = long_text(
        "Resultaten", help_text="Wat heeft het opgeleverd? Noem getallen als u die heeft."
    )
    conditions = long_text("Voorwaarden", help_text="Wat is ervoor nodig: tijd, geld, mensen?")
    lessons = long_text("Lessen", help_text="Wat ging moeilijk of anders dan gedacht?")
    caveat = long_text(
        "Kanttekening", rows=4, help_text="Wat weet u nog niet, of was alleen een plan?"
    )


class ProofForm(FilingForm):
    """Step 3: where it belongs, what it rests on, and where more is told.

    may_only_name: whether it can be said to rest on a name alone. Who sends it in is the source,
    and tells more; only what was stored so can stay so.
    """

    may_only_name: ClassVar[bool] = False

    slug = "bewijs"
    heading = "Bewijs en bronnen"
    names = (
        *("pillar_tags", "evidence", "figures", "source_title", "source_url"),
        *("links", "tags"),
    )
    lists: ClassVar[dict[str, Rows]] = {"figures": FIGURES, "links": LINKS}

    evidence = choice("Onderbouwing", Evidence.choices, help_text="Waar rust het verhaal op?")
    source_title = text(
        "Waar staat dit beschreven?",
        most=200,
        help_text="De titel van een rapport, artikel of webpagina.",
    )
    source_url = url_field()
    tags = text(
        "Trefwoorden", most=500, help_text="Losse woorden met komma’s ertussen, hoogstens twintig."
    )

    def make_fields(self) -> dict[str, forms.Field]:
        """Also a label for the address, which shares its making with the rows."""
        self.fields["source_url"].label = "Webadres van die beschrijving"
        if not self.may_only_name and self.stored["evidence"] != Evidence.NAMED:
            evidence: Any = self.fields["evidence"]
            evidence.choices = [one for one in evidence.choices if one[0] != Evidence.NAMED]
        return {**super().make_fields(), "attachments": files_field(), **self._descriptions()}

    def _descriptions(self) -> dict[str, forms.Field]:
        return {
            self.description(one): text(f"Wat staat er in {one.name}?", most=200)
            for one in self.attachments
        }

    def initial_values(self) -> dict[str, Any]:
        """Tags as one line, and the descriptions of the files."""
        told = {self.description(one): one.description for one in self.attachments}
        return {**super().initial_values(), **told, "tags": ", ".join(self.stored["tags"])}

    @property
    def kept_files(self) -> list[tuple[Attachment, BoundField]]:
        """The files that are kept, each with the field for its description."""
        return [(one, self[self.description(one)]) for one in self.attachments]

    def clean_tags(self) -> str:
        """Refuse what is no word any more."""
        words = list(_words(self.cleaned_data["tags"]))
        if sorted(words) == sorted(self.stored["tags"]):
            return str(self.cleaned_data["tags"])  # a change begins with what editors allowed
        if len(words) > 20:
            raise forms.ValidationError(f"Dit zijn {len(words)} trefwoorden. Kies er hoogstens 20.")
        if any(len(word) > 60 for word in words):
            raise forms.ValidationError("Een trefwoord is hoogstens 60 tekens. Zet er komma’s in.")
        return str(self.cleaned_data["tags"])

    def value(self, name: str) -> Any:
        """Tags as a list."""
        if name == "tags":
            return sorted(_words(self.cleaned_data["tags"]))
        return super().value(name)


def _words(typed: str) -> Iterator[str]:
    """The words between the commas, each once; case makes no difference."""
    seen = set()
    for part in typed.split(","):
        word = " ".join(part.split())
        if word and word.lower() not in seen:
            seen.add(word.lower())
            yield word


class ContactForm(StepForm):
    """Step 4: who answers questions, and under which terms the text may be used."""

    slug = "contact"
    heading = "Contact en licentie"
    names = ("contact_name", "contact_email", "contact_consent_on", "licence")

    contact_name = text("Contactpersoon", most=100, autocomplete="name")
    contact_email = forms.EmailField(
        label="E-mailadres van de contactpersoon",
        required=False,
        max_length=254,
        widget=forms.EmailInput({"class": "input", "autocomplete": "email"}),
        error_messages={"invalid": NO_ADDRESS},
    )
    contact_consent_on = forms.BooleanField(label=CONSENT, required=False)
    licence = licence_field()

    def initial_values(self) -> dict[str, Any]:
        """Consent is a box; its day is kept."""
        return {
            **super().initial_values(),
            "contact_consent_on": bool(self.stored["contact_consent_on"]),
        }

    def value(self, name: str) -> Any:
        """Consent as the day on which it was given."""
        value = super().value(name)
        if name != "contact_consent_on":
            return value
        today = str(timezone.localdate())
        return (self.stored[name] or today) if value else ""


STEPS: dict[str, type[StepForm]] = {
    form.slug: form for form in (CoreForm, StoryForm, ProofForm, ContactForm)
}
"""The steps that are filled in, by their address; after them comes the check page."""

CHECK = "controleren"


def step_of(field: str) -> str:
    """The address of the step in which a field of a submission, or its files, are filled in."""
    if field == "attachments":
        return ProofForm.slug
    return next((slug for slug, form in STEPS.items() if field in form.names), CHECK)
