"""What is told about a practice: the fields that a submission proposes and a practice publishes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .partial_date import PartialDateField


class Kind(models.TextChoices):
    """What sort of thing it is. The values are public: they stand in addresses and in the API."""

    PRACTICE = "praktijkvoorbeeld", "Praktijkvoorbeeld"
    PROGRAMME = "programma", "Programma"
    INSTRUMENT = "instrument", "Instrument"
    CAMPAIGN = "campagne", "Campagne"
    MEETING = "bijeenkomst", "Bijeenkomst"
    SCHEME = "regeling", "Regeling"
    RESEARCH = "onderzoek", "Onderzoek"


class Phase(models.TextChoices):
    """How far it is, according to the source. Public values."""

    IDEA = "idee", "Idee of plan"
    PILOT = "pilot", "Pilot"
    RUNNING = "lopend", "Lopend"
    STRUCTURAL = "structureel", "Vast onderdeel"
    STOPPED = "gestopt", "Gestopt"
    REPLACED = "opgevolgd", "Opgevolgd door iets anders"


class Evidence(models.TextChoices):
    """What the description rests on: a kind, not a judgement (docs/concepts.md)."""

    NAMED = "genoemd", "Alleen genoemd in de bron"
    DESCRIBED = "beschreven", "Beschreven in de bron"
    OWN_FIGURES = "eigen-cijfers", "Met eigen cijfers"
    STUDY = "extern-onderzoek", "Onderzocht door anderen"
    COMPARED = "vergelijkend-onderzoek", "Onderzocht met een vergelijking"


class Scope(models.TextChoices):
    """Who takes part."""

    TEAM = "team", "Een team"
    ORGANISATION = "organisatie", "Een organisatie"
    COOPERATION = "samenwerking", "Een groep werkgevers"
    REGION = "regio", "Een regio"
    SECTOR = "sector", "Een sector"
    NATIONAL = "landelijk", "Landelijk"


CONSENT = "Mijn naam en e-mailadres mogen als contact bij het voorbeeld op de site staan."
CONSENT_VERSION = "versie 1, november 2026"
"""What somebody agrees to, and which text that is: other words are another version."""


class Origin(models.TextChoices):
    """Who says that a practice belongs to a pillar or element. Public values."""

    SOURCE = "bron", "Staat zo in de bron"
    SUBMITTER = "inzender", "Volgens de inzender"
    EDITORS = "redactie", "Afgeleid door de redactie"


class Role(models.TextChoices):
    """What an organisation does in a practice. Public values."""

    INITIATOR = "initiatiefnemer", "Initiatiefnemer"
    PARTNER = "partner", "Partner"
    FUNDER = "financier", "Financier"


class Licence(models.TextChoices):
    """Under which terms the text may be used again."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"


class PracticeContent(models.Model):
    """The text and facts that `Practice` and `Submission` have in common.

    The story is Markdown, of which practices/markdown.py says how much is understood.
    """

    HEADINGS: ClassVar[dict[str, str]] = {
        "background": "Aanleiding",
        "approach": "Aanpak",
        "why_good": "Waarom is dit een goed voorbeeld?",
        "results": "Resultaten",
        "conditions": "Voorwaarden",
        "lessons": "Lessen",
        "caveat": "Kanttekening",
    }
    """What stands above each part of the story, in the order in which it is told."""

    STORY: ClassVar[tuple[str, ...]] = tuple(HEADINGS)

    CONTACT: ClassVar[tuple[str, ...]] = ("contact_name", "contact_email", "contact_consent_on")
    """Who can be asked: one person, with the consent of that person (P-04)."""

    title = models.CharField("titel", max_length=100)
    summary = models.CharField(
        "samenvatting", max_length=300, help_text="Wat is het en voor wie? Eén of twee zinnen."
    )
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    phase = models.CharField("fase", max_length=20, choices=Phase.choices, blank=True)
    evidence = models.CharField("onderbouwing", max_length=30, choices=Evidence.choices, blank=True)
    scope = models.CharField("omvang", max_length=20, choices=Scope.choices, blank=True)
    period_start = PartialDateField("begonnen", help_text="Bijvoorbeeld 2021 of 2021-05.")
    period_end = PartialDateField("geëindigd", help_text="Leeg als het nog loopt.")
    background = models.TextField("aanleiding", blank=True, help_text="Welk probleem was er?")
    approach = models.TextField("aanpak", blank=True, help_text="Wat doen zij, stap voor stap?")
    why_good = models.TextField("waarom is dit een goed voorbeeld", blank=True)
    results = models.TextField("resultaten", blank=True, help_text="Alleen wat de bron noemt.")
    conditions = models.TextField("voorwaarden", blank=True, help_text="Wat is ervoor nodig?")
    lessons = models.TextField("lessen", blank=True, help_text="Wat ging moeilijk of anders?")
    caveat = models.TextField(
        "kanttekening",
        blank=True,
        help_text="Wat laat de bron open of spreekt die tegen? Wat was alleen een plan?",
    )
    licence = models.CharField("licentie", max_length=20, choices=Licence.choices, blank=True)
    contact_name = models.CharField("contactpersoon", max_length=100, blank=True)
    contact_email = models.EmailField("e-mailadres van de contactpersoon", blank=True)
    contact_consent_on = models.DateField(
        "toestemming gegeven op",
        null=True,
        blank=True,
        help_text="Zonder toestemming komt de contactpersoon niet op de site.",
    )
    sectors = models.ManyToManyField("practices.Sector", blank=True, verbose_name="sectoren")
    regions = models.ManyToManyField("practices.Region", blank=True, verbose_name="regio’s")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_stub(self) -> bool:
        """True when the source does no more than name it."""
        return self.evidence == Evidence.NAMED

    @property
    def contact_is_public(self) -> bool:
        """True when there is a contact who agreed to be shown (P-04)."""
        return bool(self.contact_consent_on and (self.contact_name or self.contact_email))


def content_constraints(model: str) -> list[models.BaseConstraint]:
    """The constraints that hold for the content fields of `model` (its name in lower case)."""
    partial_date = r"^((19|20)[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?)?$"
    closed = {"kind": Kind, "phase": Phase, "evidence": Evidence, "scope": Scope}
    return [
        *(
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__in": [*choices.values, ""]}),
                name=f"{model}_{name}_known",
            )
            for name, choices in closed.items()
        ),
        *(
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__regex": partial_date}), name=f"{model}_{name}_form"
            )
            for name in ("period_start", "period_end")
        ),
        models.CheckConstraint(
            # cut to the shortest form that both can have, the year
            condition=models.Q(period_end="")
            | models.Q(period_start__lte=models.F("period_end"))
            | models.Q(period_start__startswith=models.F("period_end")),
            name=f"{model}_period_in_order",
            violation_error_message="Het einde ligt voor het begin.",
        ),
    ]
