"""A region's proposal for a new practice, or for a change to an existing one."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from .content import PracticeContent, content_constraints
from .moves import Movable, Move, table
from .practice import Practice
from .taxonomy import Region


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Sets of submissions, in the words of the trade."""

    def awaiting_review(self) -> Self:
        """Where the editors have the turn."""
        return self.filter(status__in=Submission.EDITORS_TURN)

    def of_region(self, region: Region) -> Self:
        """What was sent in on behalf of a region."""
        return self.filter(region=region)


class Submission(Movable, PracticeContent):
    """A proposal; the published text stays as it is until editors decide (docs/concepts.md)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        SUBMITTED = "submitted", "Ingediend"
        IN_REVIEW = "in_review", "In behandeling"
        CHANGES_REQUESTED = "changes_requested", "Ter aanvulling terug"
        ACCEPTED = "accepted", "Aanvaard"
        REJECTED = "rejected", "Afgewezen"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    EDITORS_TURN: ClassVar[frozenset[str]] = frozenset({Status.SUBMITTED, Status.IN_REVIEW})
    SUBMITTERS_TURN: ClassVar[frozenset[str]] = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED})

    MOVES: ClassVar[dict[str, Move]] = table(
        Move("submit", "ingediend", SUBMITTERS_TURN, Status.SUBMITTED, stamps=("submitted_at",)),
        Move("take", "in behandeling genomen", frozenset({Status.SUBMITTED}), Status.IN_REVIEW),
        Move(
            "request_changes",
            "om aanvulling gevraagd",
            frozenset({Status.IN_REVIEW}),
            Status.CHANGES_REQUESTED,
            needs_reason=True,
        ),
        Move(
            "accept",
            "aanvaard",
            frozenset({Status.IN_REVIEW}),
            Status.ACCEPTED,
            needs_reason=True,
        ),
        Move(
            "reject",
            "afgewezen",
            frozenset({Status.IN_REVIEW}),
            Status.REJECTED,
            needs_reason=True,
        ),
        Move("withdraw", "ingetrokken", EDITORS_TURN | SUBMITTERS_TURN, Status.WITHDRAWN),
    )

    status = models.CharField(
        "status", max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="inzender",
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="namens regio",
    )
    practice = models.ForeignKey(
        Practice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="wijziging van",
        help_text="Leeg bij een nieuw voorbeeld.",
    )
    created_at = models.DateTimeField("begonnen op", auto_now_add=True)
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            *content_constraints("submission"),
            models.CheckConstraint(
                condition=models.Q(status="draft")
                | models.Q(status="withdrawn")
                | models.Q(submitted_at__isnull=False),
                name="submission_sent_has_moment",
            ),
        ]
