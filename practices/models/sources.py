"""Where it stands: documents that practices come from, and what they count themselves."""

from __future__ import annotations

import re

from django.db import models
from django.urls import reverse

from .partial_date import PartialDateField
from .taxonomy import Element

# A sign that ends a sentence ends none where a small letter follows: "Jeugdzorg werkt! en".
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])")


class Source(models.Model):
    """A document that practices are taken from."""

    class Kind(models.TextChoices):
        LETTER = "brief", "Brief"
        REPORT = "rapport", "Rapport"
        ANNEX = "bijlage", "Bijlage"
        NOTES = "verslag", "Verslag"
        WEBSITE = "website", "Website"
        CONVERSATION = "gesprek", "Gesprek"
        SUBMISSIONS = "inzendingen", "Inzendingen"

    slug = models.SlugField("adres op de site", max_length=80, unique=True)
    title = models.CharField("titel", max_length=200)
    author = models.CharField("van wie", max_length=150, blank=True)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    published = PartialDateField("datum")
    url = models.URLField("webadres", blank=True)
    note = models.TextField("toelichting", blank=True)
    sha256 = models.CharField(
        "controlegetal",
        max_length=64,
        blank=True,
        help_text="SHA-256 van de platte tekst waar de regelnummers naar verwijzen.",
    )

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["-published", "title"]

    def __str__(self) -> str:
        year = self.published[:4]
        return f"{self.title} ({year})" if year else self.title

    @property
    def gist(self) -> str:
        """The first sentence of the note: what it is, without how it was read."""
        return _SENTENCE_END.split(self.note.strip(), maxsplit=1)[0]

    def get_absolute_url(self) -> str:
        """The page of this source."""
        return reverse("practices:source", args=[self.slug])


class SourceCount(models.Model):
    """How many practices a source itself counts for an element, to show beside our own count."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="counts", verbose_name="bron")
    element = models.ForeignKey(
        Element, models.PROTECT, related_name="source_counts", verbose_name="element"
    )
    practices = models.PositiveSmallIntegerField("aantal voorbeelden")

    class Meta:
        verbose_name = "telling in een bron"
        verbose_name_plural = "tellingen in bronnen"
        ordering = ["source", "element"]
        constraints = [
            models.UniqueConstraint(fields=["source", "element"], name="source_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.element_id}: {self.practices}"
