"""A practice as the public sees it, and everything that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse
from taggit.managers import TaggableManager

from .content import Origin, PracticeContent, Role, content_constraints
from .moves import Movable, Move, table
from .partial_date import in_words
from .people import Organisation
from .sources import Source
from .taxonomy import Element, Pillar, Region, Sector, region_ancestors, sector_ancestors

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .people import User


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Sets of practices, in the words of the trade."""

    def published(self) -> Self:
        """What everybody may read."""
        return self.filter(status=Practice.Status.PUBLISHED)

    def drafts(self) -> Self:
        """What is not public yet."""
        return self.filter(status=Practice.Status.DRAFT)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this visitor may read: editors everything, others what is published."""
        if user.has_perm("practices.view_practice"):
            return self
        return self.published()

    def in_region(self, region: Region) -> Self:
        """Practices in a region or in any region within it."""
        inside = [node for node, above in region_ancestors().items() if region.pk in above]
        return self.filter(regions__in=[region.pk, *inside]).distinct()

    def in_sector(self, sector: Sector) -> Self:
        """Practices in a sector or in any branch of it."""
        inside = [node for node, above in sector_ancestors().items() if sector.pk in above]
        return self.filter(sectors__in=[sector.pk, *inside]).distinct()

    def newest_first(self) -> Self:
        """In the default order of the public list (design, section 5)."""
        return self.order_by("-published_at", "slug")

    def with_relations(self) -> Self:
        """Everything that a list shows, in a fixed number of queries."""
        return self.prefetch_related(
            "sectors",
            "regions",
            "tags",
            models.Prefetch("pillar_tags", PillarTag.objects.select_related("pillar", "element")),
            models.Prefetch("participations", Participation.objects.select_related("organisation")),
            models.Prefetch("citations", Citation.objects.select_related("source")),
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
            stamps=("published_at",),
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
    confirmed_on = models.DateField(
        "bevestigd op",
        null=True,
        blank=True,
        help_text="De dag waarop iemand die erbij hoort zei dat dit nog klopt.",
    )
    tags = TaggableManager(
        "trefwoorden", blank=True, help_text="Vrije woorden, gescheiden door komma's."
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
    def period_in_words(self) -> str:
        """For example "2018 tot mei 2021", or "" when the source names no moment."""
        start, end = (
            in_words(value) if value else "" for value in (self.period_start, self.period_end)
        )
        if start and end:
            return start if start == end else f"{start} tot en met {end}"
        return f"sinds {start}" if start else (f"tot en met {end}" if end else "")

    def publish(self, *, actor: User | None, note: str = "") -> None:
        """Make it public. Raises `WrongState`."""
        self._move("publish", actor=actor, note=note)

    def retract(self, *, actor: User | None, note: str) -> None:
        """Take it back to draft, with a reason. Raises `WrongState`, `ReasonRequired`."""
        self._move("retract", actor=actor, note=note)

    def archive(self, *, actor: User | None, note: str) -> None:
        """Close it, with a reason that the public reads. Raises `WrongState`, `ReasonRequired`."""
        self._move("archive", actor=actor, note=note)

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


class PillarTag(models.Model):
    """A practice belongs to a pillar, perhaps to one element of it, for a reason that is given.

    Sources often print only the pillar: then there is no element. An element that editors read
    into a text has the origin "redactie" and says why (design, section 3).
    """

    practice = models.ForeignKey(
        Practice, models.CASCADE, related_name="pillar_tags", verbose_name="voorbeeld"
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
        Practice, models.CASCADE, related_name="participations", verbose_name="voorbeeld"
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
        Practice, models.CASCADE, related_name="citations", verbose_name="voorbeeld"
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
        Practice, models.CASCADE, related_name="figures", verbose_name="voorbeeld"
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
        Practice, models.CASCADE, related_name="links", verbose_name="voorbeeld"
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


class SearchText(models.Model):
    """The words under which a practice is found, by weight. Written by `practices.search` only."""

    practice = models.OneToOneField(
        Practice, models.CASCADE, primary_key=True, related_name="search_text"
    )
    title = models.TextField()
    keywords = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = "zoektekst"
        verbose_name_plural = "zoekteksten"

    def __str__(self) -> str:
        return self.title


def snapshot(practice: Practice) -> dict[str, Any]:
    """All that editors can change, in readable values: what the history compares and restores."""
    fields = {
        field.name: field.value_to_string(practice) for field in PracticeContent._meta.local_fields
    }
    return {
        **fields,
        "slug": practice.slug,
        "confirmed_on": str(practice.confirmed_on or ""),
        "sectors": sorted(practice.sectors.values_list("slug", flat=True)),
        "regions": sorted(practice.regions.values_list("slug", flat=True)),
        "tags": sorted(practice.tags.values_list("name", flat=True)),
        "pillar_tags": _rows(practice.pillar_tags, "pillar_id", "element_id", "origin", "reason"),
        "organisations": _rows(practice.participations, "role", "organisation__name"),
        "sources": _rows(
            practice.citations,
            *("source__slug", "heading", "page", "first_line", "last_line", "quotation"),
        ),
        "figures": _rows(practice.figures, "label", "value"),
        "links": _rows(practice.links, "label", "url"),
    }


def _rows(manager: Any, *names: str) -> list[list[Any]]:
    return [list(row) for row in manager.values_list(*names)]


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields of two snapshots that differ, each with its value before and after."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }
