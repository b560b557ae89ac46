"""What searching and counting read: derived from the practices, and made anew from them at will.

Only `practices.search`, `practices.facets` and `practices.indexing` write here. Only published
practices are in it, so that nothing of a draft can be found, counted or suggested.
"""

from __future__ import annotations

from django.db import models

from .practice import Practice


class SearchText(models.Model):
    """The words under which a practice is found, and what a list shows of it."""

    practice = models.OneToOneField(
        Practice, models.CASCADE, primary_key=True, related_name="search_text"
    )
    title = models.CharField(max_length=200)
    terms = models.TextField()
    words = models.TextField()
    story = models.TextField()
    record = models.JSONField(default=dict)
    card = models.JSONField(default=dict)

    class Meta:
        verbose_name = "zoektekst"
        verbose_name_plural = "zoekteksten"

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that occurs in published practices, and in how many."""

    word = models.CharField(max_length=60, primary_key=True)
    practices = models.PositiveIntegerField()

    class Meta:
        verbose_name = "woord"
        verbose_name_plural = "woorden"

    def __str__(self) -> str:
        return self.word


class FacetValue(models.Model):
    """A value that a practice has in a facet, by its public key."""

    facet = models.CharField(max_length=20)
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = "facetwaarde"
        verbose_name_plural = "facetwaarden"
        constraints = [
            models.UniqueConstraint(fields=["facet", "key"], name="facetvalue_once"),
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.key}"


class FacetEntry(models.Model):
    """A practice has a value, or a value below it in the tree."""

    value = models.ForeignKey(FacetValue, models.CASCADE, related_name="entries", db_index=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="facet_entries")

    class Meta:
        verbose_name = "facetregel"
        verbose_name_plural = "facetregels"
        constraints = [
            models.UniqueConstraint(fields=["value", "practice"], name="facetentry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.value_id}: {self.practice_id}"


class SearchMiss(models.Model):
    """What was looked for and hardly found: how often on a day, and by nobody in particular."""

    day = models.DateField("dag")
    text = models.CharField("gezocht", max_length=80)
    times = models.PositiveIntegerField("keer", default=0)

    class Meta:
        verbose_name = "zoekopdracht zonder antwoord"
        verbose_name_plural = "zoekopdrachten zonder antwoord"
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="searchmiss_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.text


class CompoundPart(models.Model):
    """A word that may be a part of a compound, beside those that the program brings along."""

    class Origin(models.TextChoices):
        OWN_WORDS = "kennisbank", "Uit de voorbeelden"
        EDITORS = "redactie", "Van de redactie"

    word = models.CharField(
        "woord",
        max_length=40,
        unique=True,
        help_text="Eén woord, in enkelvoud, zoals ‘rooster’ in ‘roosterplanner’.",
    )
    is_used = models.BooleanField(
        "gebruiken",
        default=True,
        help_text="Zet dit uit als samenstellingen met dit woord verkeerd uit elkaar vallen.",
    )
    origin = models.CharField(
        "herkomst", max_length=20, choices=Origin.choices, default=Origin.EDITORS, editable=False
    )

    class Meta:
        verbose_name = "woorddeel"
        verbose_name_plural = "woorddelen"
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin__in=["kennisbank", "redactie"]),
                name="compoundpart_origin_known",
            ),
        ]

    def __str__(self) -> str:
        return self.word
