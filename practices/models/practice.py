"""A practice as the public sees it, and everything that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from .content import Phase, PracticeContent, content_constraints
from .moves import Movable, Move, table
from .partial_date import in_words
from .taxonomy import Region, Sector, region_ancestors, sector_ancestors

if TYPE_CHECKING:
    from .history import Event
    from .people import User


RUNNING = frozenset({Phase.PILOT, Phase.RUNNING, Phase.STRUCTURAL})
"""Phases in which something without an end may be said to go on since its start."""


LONG_AGO = timedelta(days=2 * 365)
"""After so long a confirmation says little; the page says "meer dan twee jaar"."""


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Sets of practices, in the words of the trade."""

    def published(self) -> Self:
        """What everybody may read."""
        return self.filter(status=Practice.Status.PUBLISHED)

    def drafts(self) -> Self:
        """What is not public yet."""
        return self.filter(status=Practice.Status.DRAFT)

    def ever_public(self) -> Self:
        """What everybody may know of: what is published, and what was before it was archived."""
        archived = models.Q(status=Practice.Status.ARCHIVED, published_at__isnull=False)
        return self.filter(models.Q(status=Practice.Status.PUBLISHED) | archived)

    def at(self, slugs: Iterable[str]) -> dict[str, Practice]:
        """What everybody may know of, by the slug that was given: the practice that has it, or
        else the one that once had it. At most two queries."""
        public, asked = self.ever_public(), set(slugs)
        found = {practice.slug: practice for practice in public.filter(slug__in=asked)}
        if rest := asked - found.keys():
            every: models.QuerySet[Any] = public.annotate(given=models.F("old_slugs__slug"))
            found |= {practice.given: practice for practice in every.filter(given__in=rest)}
        return found

    def in_region(self, region: Region) -> Self:
        """Practices in a region or in any region within it."""
        inside = [node for node, above in region_ancestors().items() if region.pk in above]
        return self.filter(regions__in=[region.pk, *inside]).distinct()

    def in_sector(self, sector: Sector) -> Self:
        """Practices in a sector or in any branch of it."""
        inside = [node for node, above in sector_ancestors().items() if sector.pk in above]
        return self.filter(sectors__in=[sector.pk, *inside]).distinct()

    def due_on(self, day: date) -> Self:
        """Drafts that were to become public on this day or before."""
        return self.drafts().filter(publish_on__lte=day)

    def newest_first(self) -> Self:
        """In the default order of the public list (docs/concepts.md)."""
        return self.order_by("-published_at", "slug")

    def with_relations(self) -> Self:
        """Everything that a list shows, in a fixed number of queries."""
        return self.prefetch_related(
            "sectors__parent",
            "regions__parents",
            "tags",
            "pillar_tags__pillar",
            "pillar_tags__element",
            "participations__organisation",
            "citations__source",
        )


class Practice(Movable, PracticeContent):
    """A good practice in employership. Published ones are the knowledge base."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        PUBLISHED = "published", "Gepubliceerd"
        ARCHIVED = "archived", "Gearchiveerd"

    MOVES: ClassVar[dict[str, Move]] = table(
        Move(
            "publish",
            "gepubliceerd",
            frozenset({Status.DRAFT}),
            Status.PUBLISHED,
            stamps=("published_at", "updated_at"),
        ),
        Move(
            "retract",
            "teruggehaald naar concept",
            frozenset({Status.PUBLISHED}),
            Status.DRAFT,
            needs_reason=True,
        ),
        Move(
            "archive",
            "gearchiveerd",
            frozenset({Status.DRAFT, Status.PUBLISHED}),
            Status.ARCHIVED,
            needs_reason=True,
        ),
        Move("restore", "teruggezet als concept", frozenset({Status.ARCHIVED}), Status.DRAFT),
    )

    slug = models.SlugField(
        "adres op de site",
        max_length=120,
        unique=True,
        help_text="Een oud adres blijft altijd werken.",
    )
    status = models.CharField(
        "status", max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    created_at = models.DateTimeField("aangemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)
    publish_on = models.DateField(
        "publiceren op",
        null=True,
        blank=True,
        help_text="Op deze dag wordt het concept vanzelf openbaar.",
    )
    rendered = models.JSONField("opgemaakte tekst", default=dict, blank=True, editable=False)
    confirmed_on = models.DateField(
        "bevestigd op",
        null=True,
        blank=True,
        help_text="De dag waarop iemand die erbij hoort zei dat dit nog klopt.",
    )
    tags = TaggableManager(
        "trefwoorden", blank=True, help_text="Vrije woorden, gescheiden door komma’s."
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "voorbeeld"
        verbose_name_plural = "voorbeelden"
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["status", "-published_at", "slug"])]
        permissions = [
            ("publish_practice", "Mag een voorbeeld publiceren"),
            ("archive_practice", "Mag een voorbeeld archiveren"),
        ]
        constraints = [
            *content_constraints("practice"),
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published_at__isnull=False),
                name="practice_published_has_moment",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("practices:practice", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """True when everybody may read it."""
        return self.status == self.Status.PUBLISHED

    @property
    def has_old_confirmation(self) -> bool:
        """Whether it was confirmed so long ago that this says little about today."""
        day = self.confirmed_on
        return day is not None and timezone.localdate() - day > LONG_AGO

    @property
    def archiving(self) -> Event | None:
        """When and why it was last archived; None when it never was."""
        return self.history.filter(move="archive").first()

    @property
    def period_in_words(self) -> str:
        """For example "2018 tot en met mei 2021", or "" when the source names no moment."""
        start, end = (
            in_words(value) if value else "" for value in (self.period_start, self.period_end)
        )
        if start and end:
            return start if start == end else f"{start} tot en met {end}"
        if start and self.phase in RUNNING:
            return f"sinds {start}"
        return start or (f"tot en met {end}" if end else "")

    def publish(self, *, actor: User | None, note: str = "") -> None:
        """Make it public. Raises `WrongState`."""
        self._move("publish", actor=actor, note=note, publish_on=None)

    def retract(self, *, actor: User | None, note: str) -> None:
        """Take it back to draft, with a reason. Raises `WrongState`, `ReasonRequired`."""
        self._move("retract", actor=actor, note=note)

    def archive(self, *, actor: User | None, note: str) -> None:
        """Close it, with a reason that the public reads. Raises `WrongState`, `ReasonRequired`."""
        self._move("archive", actor=actor, note=note, publish_on=None)

    def restore(self, *, actor: User | None, note: str = "") -> None:
        """Bring it back from the archive as a draft. Raises `WrongState`."""
        self._move("restore", actor=actor, note=note)


class OldSlug(models.Model):
    """An address that a practice once had, kept for ever so that links do not break (N-15)."""

    slug = models.SlugField("oud adres", max_length=120, unique=True)
    practice = models.ForeignKey(
        Practice, models.CASCADE, related_name="old_slugs", verbose_name="voorbeeld"
    )

    class Meta:
        verbose_name = "oud adres"
        verbose_name_plural = "oude adressen"

    def __str__(self) -> str:
        return self.slug
