"""The closed vocabularies: pillars with their elements, sectors, regions."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse


class Pillar(models.Model):
    """One of the three pillars of good work of the WRR (source 002, annex 1).

    The official code is the primary key, so that the database itself can check that an element
    belongs to its pillar.
    """

    code = models.CharField("code", max_length=1, primary_key=True)
    name = models.CharField("naam", max_length=60)
    explanation = models.TextField("uitleg", help_text="In onze woorden, op taalniveau B1.")
    quotation = models.TextField("officiële tekst", help_text="Letterlijk uit de bron.")
    place = models.CharField("plaats in de bron", max_length=100)

    class Meta:
        verbose_name = "pijler"
        verbose_name_plural = "pijlers"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__in=["1", "2", "3"]), name="pillar_code_official"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """The page of this pillar."""
        return reverse("practices:pillar", args=[self.code])


class Element(models.Model):
    """One of the nine elements, 1a to 3c, of the commission Werken in de Zorg."""

    code = models.CharField("code", max_length=2, primary_key=True)
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, related_name="elements", verbose_name="pijler"
    )
    name = models.CharField("naam", max_length=60)
    explanation = models.TextField("uitleg", help_text="In onze woorden, op taalniveau B1.")
    quotation = models.TextField("officiële tekst", help_text="Letterlijk uit de bron.")
    points = models.TextField(
        "onderdelen", blank=True, help_text="Letterlijk uit de bron, één onderdeel per regel."
    )
    place = models.CharField("plaats in de bron", max_length=100)

    class Meta:
        verbose_name = "element"
        verbose_name_plural = "elementen"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pillar=Substr("code", 1, 1)), name="element_in_its_pillar"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """The page of this element."""
        return reverse("practices:pillar", args=[self.code])


class Sector(models.Model):
    """A branch, in a tree of two levels (reference/sectors: AZW and CBS branches, education)."""

    slug = models.SlugField("adres op de site", max_length=60, unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="hoort bij",
        limit_choices_to={"parent": None},
    )
    abbreviation = models.CharField("afkorting", max_length=20, blank=True)
    description = models.TextField("omschrijving", blank=True)
    other_names = models.TextField(
        "andere namen",
        blank=True,
        help_text="Woorden die hetzelfde of een deel ervan betekenen, één per regel.",
    )
    sbi_codes = models.CharField("SBI-codes", max_length=100, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "sector"
        verbose_name_plural = "sectoren"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="sector_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this sector."""
        return reverse("practices:sector", args=[self.slug])

    def clean(self) -> None:
        """Refuse a third level."""
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": "Kies een sector van het hoogste niveau."})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": "Onder deze sector staan er al andere."})


_REGION_HEADINGS = {
    "land": "Heel Nederland",
    "provincie": "Provincies",
    "arbeidsmarktregio": "Arbeidsmarktregio’s",
    "regioplus": "RegioPlus-regio’s",
}


class Region(models.Model):
    """A country, province, labour-market region or RegioPlus region.

    A labour-market region lies in every province where it has municipalities, so a region may
    have several parents (reference/regions, CBS 2026).
    """

    class Kind(models.TextChoices):
        COUNTRY = "land", "Land"
        PROVINCE = "provincie", "Provincie"
        LABOUR_MARKET = "arbeidsmarktregio", "Arbeidsmarktregio"
        REGIOPLUS = "regioplus", "RegioPlus-regio"

        @property
        def heading(self) -> str:
            """What stands above a list of these."""
            return _REGION_HEADINGS[self.value]

    slug = models.SlugField("adres op de site", max_length=80, unique=True)
    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    code = models.CharField("officiële code", max_length=10, blank=True)
    parents = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="children", verbose_name="ligt in"
    )
    other_names = models.TextField(
        "andere namen", blank=True, help_text="Andere schrijfwijzen, één per regel."
    )
    employers_organisation = models.CharField("werkgeversorganisatie", max_length=100, blank=True)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_to = models.DateField("geldig tot", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opvolger"
    )

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio’s"
        ordering = ["name", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="region_code_unique"
            ),
            models.UniqueConstraint(fields=["kind", "name"], name="region_name_unique_in_kind"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["land", "provincie", "arbeidsmarktregio", "regioplus"]
                ),
                name="region_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gt=models.F("valid_from"))
                | models.Q(valid_from=None)
                | models.Q(valid_to=None),
                name="region_valid_range",
            ),
        ]

    def __str__(self) -> str:
        """The name, with its kind where a province may have the same name."""
        if self.kind == self.Kind.REGIOPLUS:
            return f"{self.name} (RegioPlus)"
        if self.slug.startswith("arbeidsmarktregio-"):
            return f"{self.name} (arbeidsmarktregio)"
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this region."""
        return reverse("practices:region", args=[self.slug])


def closure(parents: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """All ancestors of each node, from pairs of (node, parent).

    Nodes without a parent are left out. A loop, which an editor could make by mistake, ends
    where it began instead of running on.
    """
    direct: dict[int, set[int]] = {}
    for node, parent in parents:
        direct.setdefault(node, set()).add(parent)
    return {node: frozenset(_ancestors(node, direct)) for node in direct}


def _ancestors(node: int, direct: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = set(direct.get(node, ()))
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found and ancestor != node:
            found.add(ancestor)
            waiting |= direct.get(ancestor, set())
    return found


def region_ancestors() -> dict[int, frozenset[int]]:
    """The ids of all regions that each region lies in, by id."""
    return closure(Region.parents.through.objects.values_list("from_region_id", "to_region_id"))


def sector_ancestors() -> dict[int, frozenset[int]]:
    """The ids of all sectors that each sector belongs to, by id."""
    return closure(Sector.objects.exclude(parent=None).values_list("pk", "parent_id"))
