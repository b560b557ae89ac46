"""What words mean to the search: terms that are the same, narrower, broader or related."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class Concept(models.Model):
    """One idea, under the term that we prefer for it."""

    name = models.CharField(
        "voorkeursterm",
        max_length=80,
        help_text="Het woord dat de voorbeelden het meest gebruiken.",
    )
    note = models.TextField(
        "toelichting",
        blank=True,
        help_text="Voor collega’s: wat er wel en niet onder valt, en waarom.",
    )

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="concept_name_once",
                violation_error_message="Dit begrip is er al.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="concept_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ConceptTerm(models.Model):
    """A term beside the name of a concept, and how it relates to the concept.

    A word with more meanings is narrower or related, never equal: then who types it is not led
    to a meaning that they did not have in mind.
    """

    class Relation(models.TextChoices):
        EQUAL = "equal", "gelijk"
        NARROWER = "narrower", "smaller"
        BROADER = "broader", "ruimer"
        RELATED = "related", "verwant"

    concept = models.ForeignKey(
        Concept, models.CASCADE, related_name="terms", verbose_name="begrip"
    )
    text = models.CharField("term", max_length=80)
    relation = models.CharField(
        "verhouding", max_length=10, choices=Relation.choices, default=Relation.EQUAL
    )

    class Meta:
        verbose_name = "term"
        verbose_name_plural = "termen"
        ordering = ["concept", "pk"]
        constraints = [
            models.UniqueConstraint(
                "concept",
                Lower("text"),
                name="concept_term_once",
                violation_error_message="Deze term staat er al.",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="concept_term_has_text"),
            models.CheckConstraint(
                condition=models.Q(relation__in=["equal", "narrower", "broader", "related"]),
                name="concept_term_relation_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text
