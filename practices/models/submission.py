"""A region's proposal for a new practice, or for a change to an existing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .content import PracticeContent, content_constraints
from .history import Event
from .moves import Movable, Move, table
from .practice import Practice
from .taxonomy import Region, region_ancestors

if TYPE_CHECKING:
    from .people import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Sets of submissions, in the words of the trade."""

    def sent(self) -> Self:
        """What was sent in and is not a draft again: what editors may see."""
        return self.filter(submitted_at__isnull=False).exclude(status=Submission.Status.DRAFT)

    def in_regions(self, regions: set[int]) -> Self:
        """What was sent in on behalf of any of these regions (ids)."""
        return self.filter(region__in=regions)

    def longest_waiting_first(self) -> Self:
        """In the order of the queue: whoever waits longest is first."""
        return self.order_by("turn_since", "pk")


class Submission(Movable, PracticeContent):
    """A proposal; the published text stays as it is until editors decide (docs/concepts.md).

    The lists below hold readable values, in the shape of `practices.models.snapshot`, so that a
    proposal and a published text can be compared field by field.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        SUBMITTED = "submitted", "Ingestuurd"
        IN_REVIEW = "in_review", "In behandeling"
        CHANGES_REQUESTED = "changes_requested", "Aanvulling gevraagd"
        ACCEPTED = "accepted", "Aanvaard"
        REJECTED = "rejected", "Afgewezen"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Extent(models.TextChoices):
        """How much the submitter wants to tell. A tip is worked out by the editors."""

        TIP = "tip", "Tip"
        CASE = "case", "Volledig voorbeeld"

    EDITORS_TURN: ClassVar[frozenset[str]] = frozenset({Status.SUBMITTED, Status.IN_REVIEW})
    SUBMITTERS_TURN: ClassVar[frozenset[str]] = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED})
    DECIDED: ClassVar[frozenset[str]] = frozenset({Status.ACCEPTED, Status.REJECTED})
    NOBODYS_TURN: ClassVar[frozenset[str]] = DECIDED | {Status.WITHDRAWN}

    MOVES: ClassVar[dict[str, Move]] = table(
        Move(
            "submit",
            "ingestuurd",
            SUBMITTERS_TURN,
            Status.SUBMITTED,
            stamps=("submitted_at", "turn_since"),
        ),
        # The turn does not change, so neither does the moment since when it is theirs.
        Move("take", "in behandeling genomen", frozenset({Status.SUBMITTED}), Status.IN_REVIEW),
        Move("release", "teruggelegd", frozenset({Status.IN_REVIEW}), Status.SUBMITTED),
        Move(
            "request_changes",
            "om aanvulling gevraagd",
            frozenset({Status.IN_REVIEW}),
            Status.CHANGES_REQUESTED,
            needs_reason=True,
            stamps=("turn_since",),
        ),
        Move(
            "accept",
            "aanvaard",
            frozenset({Status.IN_REVIEW}),
            Status.ACCEPTED,
            needs_reason=True,
            stamps=("turn_since",),
        ),
        Move(
            "reject",
            "afgewezen",
            frozenset({Status.IN_REVIEW}),
            Status.REJECTED,
            needs_reason=True,
            stamps=("turn_since",),
        ),
        Move(
            "undo",
            "besluit teruggedraaid",
            DECIDED | {Status.CHANGES_REQUESTED},
            Status.IN_REVIEW,
            needs_reason=True,
            stamps=("turn_since",),
        ),
        Move(
            "withdraw",
            "ingetrokken",
            EDITORS_TURN | SUBMITTERS_TURN,
            Status.WITHDRAWN,
            stamps=("turn_since",),
        ),
        Move(
            "resume",
            "weer opgepakt",
            frozenset({Status.WITHDRAWN}),
            Status.DRAFT,
            stamps=("turn_since",),
        ),
    )

    reference = models.UUIDField("kenmerk", default=uuid4, unique=True, editable=False)
    start_key = models.UUIDField("sleutel van het formulier", unique=True, default=uuid4)
    status = models.CharField(
        "status", max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    extent = models.CharField(
        "omvang van de inzending", max_length=10, choices=Extent.choices, default=Extent.TIP
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="inzender",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_submissions",
        verbose_name="behandelaar",
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
        verbose_name="voorbeeld",
        help_text="Wat deze inzending verandert, of wat ervan is gemaakt.",
    )
    is_change = models.BooleanField("is een wijziging van een bestaand voorbeeld", default=False)
    base = models.JSONField("tekst waarop de wijziging is gemaakt", default=dict, blank=True)
    sent = models.JSONField("tekst zoals het laatst ingestuurd", default=dict, blank=True)
    decided = models.JSONField("wat het laatste besluit veranderde", default=dict, blank=True)

    tags = models.JSONField("trefwoorden", default=list, blank=True)
    pillar_tags = models.JSONField("pijlers en elementen", default=list, blank=True)
    organisations = models.JSONField("organisaties", default=list, blank=True)
    figures = models.JSONField("cijfers", default=list, blank=True)
    links = models.JSONField("links", default=list, blank=True)
    source_title = models.CharField("waar staat dit beschreven", max_length=200, blank=True)
    source_url = models.URLField("webadres van de beschrijving", max_length=500, blank=True)

    created_at = models.DateTimeField("begonnen op", auto_now_add=True)
    saved_at = models.DateTimeField("laatst bewaard op", default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("ingestuurd op", null=True, blank=True, editable=False)
    turn_since = models.DateTimeField("aan de beurt sinds", default=timezone.now, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ["-created_at", "-pk"]
        permissions = [("review_submission", "Mag inzendingen beoordelen")]
        indexes = [models.Index(fields=["status", "turn_since"])]
        constraints = [
            *content_constraints("submission"),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "withdrawn"])
                | models.Q(submitted_at__isnull=False),
                name="submission_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(is_change=False) | models.Q(practice__isnull=False),
                name="submission_change_names_practice",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Inzending zonder titel"

    def get_absolute_url(self) -> str:
        """The page on which the submitter follows it."""
        return reverse("follow:submission", args=[self.reference])

    def get_review_url(self) -> str:
        """The page on which editors review it."""
        return reverse("review:submission", args=[self.reference])

    @property
    def turn(self) -> str:
        """Who has to do something now, in Dutch; "" when nobody has."""
        if self.status in self.SUBMITTERS_TURN:
            return "de inzender"
        return "de redactie" if self.status in self.EDITORS_TURN else ""

    @property
    def is_sent(self) -> bool:
        """`SubmissionQuerySet.sent` for this row."""
        return self.submitted_at is not None and self.status != self.Status.DRAFT

    @property
    def is_merged(self) -> bool:
        """True for what was sent in as new and is handled as a change of what was there already."""
        turns = self.history.filter(move__in=(Event.Kind.MERGED, Event.Kind.SEPARATED))
        last = turns.first() if self.is_change else None
        return last is not None and last.move == Event.Kind.MERGED

    @property
    def is_open(self) -> bool:
        """True while it is not decided and not withdrawn."""
        return self.status in self.SUBMITTERS_TURN | self.EDITORS_TURN

    def move(self, name: str, *, actor: User | None, note: str = "", **facts: Any) -> None:
        """Make the move `name`. `facts` are other fields that are set by it, such as `assignee`.

        Raises `WrongState`, `ReasonRequired`.
        """
        self._move(name, actor=actor, note=note, **facts)


def regions_within(regions: set[int]) -> set[int]:
    """These regions (ids) and all that lie in them: the scope of who coordinates them."""
    return regions | {node for node, above in region_ancestors().items() if above & regions}
