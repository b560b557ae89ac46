"""What hangs on a practice: pillars with their reason, organisations, sources, figures, links."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Substr

from .content import Origin, Role
from .people import Organisation
from .sources import Source
from .taxonomy import Element, Pillar


class PillarTag(models.Model):
    """A practice belongs to a pillar, perhaps to one element of it, for a reason that is given.

    Sources often print only the pillar: then there is no element. An element that editors read
    into a text has the origin "redactie" and says why (docs/concepts.md).
    """

    practice = models.ForeignKey(
        "practices.Practice", models.CASCADE, related_name="pillar_tags", verbose_name="voorbeeld"
    )
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="tags", verbose_name="pijler")
    element = models.ForeignKey(
        Element,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tags",
        verbose_name="element",
        help_text="Leeg als de bron alleen de pijler noemt.",
    )
    reason = models.TextField("reden", blank=True, help_text="Waaruit blijkt het?")
    origin = models.CharField("herkomst", max_length=20, choices=Origin.choices)

    class Meta:
        verbose_name = "pijler en element"
        verbose_name_plural = "pijlers en elementen"
        ordering = ["pillar", models.F("element").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "element"],
                name="pillartag_element_once",
                violation_error_message="Dit element staat er al.",
            ),
            models.UniqueConstraint(
                fields=["practice", "pillar"],
                condition=models.Q(element=None),
                name="pillartag_pillar_once",
                violation_error_message="Deze pijler staat er al.",
            ),
            models.CheckConstraint(
                condition=models.Q(element=None) | models.Q(pillar=Substr("element", 1, 1)),
                name="pillartag_element_in_its_pillar",
                violation_error_message="Dit element hoort bij een andere pijler.",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.EDITORS) | ~models.Q(reason=""),
                name="pillartag_editors_give_reason",
                violation_error_message="Leg uit waaruit u dit afleidt.",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="pillartag_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.element or self.pillar)


class Participation(models.Model):
    """An organisation has a part in a practice."""

    practice = models.ForeignKey(
        "practices.Practice",
        models.CASCADE,
        related_name="participations",
        verbose_name="voorbeeld",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = "organisatie bij dit voorbeeld"
        verbose_name_plural = "organisaties bij dit voorbeeld"
        ordering = ["role", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation", "role"], name="participation_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="participation_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Citation(models.Model):
    """Where exactly a source speaks of a practice, so that a reader can check it."""

    practice = models.ForeignKey(
        "practices.Practice", models.CASCADE, related_name="citations", verbose_name="voorbeeld"
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="citations", verbose_name="bron"
    )
    heading = models.CharField("kopje in de bron", max_length=200)
    page = models.CharField("bladzijde", max_length=20, blank=True)
    first_line = models.PositiveIntegerField("eerste regel", null=True, blank=True)
    last_line = models.PositiveIntegerField("laatste regel", null=True, blank=True)
    quotation = models.CharField(
        "citaat", max_length=300, blank=True, help_text="Eén korte zin, letterlijk."
    )

    class Meta:
        verbose_name = "bronvermelding"
        verbose_name_plural = "bronvermeldingen"
        ordering = ["source__slug", "first_line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line"))
                | models.Q(first_line=None, last_line=None),
                name="citation_lines_in_order",
                violation_error_message="De laatste regel ligt voor de eerste.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.place}"

    @property
    def place(self) -> str:
        """Heading, page and lines in words, for example "Bijlage 2, regels 516 tot 541"."""
        parts = [self.heading]
        if self.page:
            parts.append(f"bladzijde {self.page}")
        if self.first_line == self.last_line and self.first_line:
            parts.append(f"regel {self.first_line}")
        elif self.first_line:
            parts.append(f"regels {self.first_line} tot en met {self.last_line}")
        return ", ".join(parts)


class Figure(models.Model):
    """A number that a source prints about a practice, as it prints it."""

    practice = models.ForeignKey(
        "practices.Practice", models.CASCADE, related_name="figures", verbose_name="voorbeeld"
    )
    label = models.CharField("wat", max_length=150)
    value = models.CharField("getal", max_length=40)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Link(models.Model):
    """An address to read more."""

    practice = models.ForeignKey(
        "practices.Practice", models.CASCADE, related_name="links", verbose_name="voorbeeld"
    )
    label = models.CharField("tekst", max_length=150)
    url = models.URLField("webadres", max_length=500)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "link"
        verbose_name_plural = "links"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
