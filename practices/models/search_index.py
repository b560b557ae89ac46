"""What searching and counting read: derived from the practices, and made anew from them at will.

Only `practices.search`, `practices.facets` and `practices.indexing` write here. Only published
practices are in it, so that nothing of a draft can be found, counted or suggested.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import uuid4

from django.db import connection, models

from .practice import Practice

CHANGES_KEPT = 1000
"""A process that is further behind than so many changes reads everything anew."""


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


class Stamp(NamedTuple):
    """Which version of the index something belongs to.

    The token tells apart two versions with one number, of which the first was rolled back.
    """

    version: int
    token: str


NEVER = Stamp(0, "")
"""The stamp of an index to which nothing was ever written."""


class IndexState(models.Model):
    """The one row that every write to the index raises, in the transaction of the write.

    made_with: which analysis the whole index was made with, as a fingerprint.
    """

    version = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)
    made_with = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "stand van de index"
        verbose_name_plural = "stand van de index"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="indexstate_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def stamp(cls) -> Stamp:
        """The present version; one query by primary key, asked with every request.

        Not through the ORM: putting it together takes ten times as long as answering it.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT version, token FROM practices_indexstate WHERE id = 1")
            row = cursor.fetchone()
        return Stamp(*row) if row else NEVER


class IndexChange(models.Model):
    """Which practice changed with which version; no practice means that anything may have."""

    version = models.PositiveBigIntegerField(primary_key=True)
    token = models.CharField(max_length=32)
    practice_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "wijziging van de index"
        verbose_name_plural = "wijzigingen van de index"

    def __str__(self) -> str:
        return f"{self.version}: {self.practice_id or 'alles'}"

    @classmethod
    def record(cls, practice_id: int | None) -> None:
        """Raise the version. Call it first in the transaction that changes the index.

        The row stays locked until that transaction ends, so that writers of the index go one
        after the other and a higher version always holds all that lower ones hold.
        """
        token = uuid4().hex
        raised = IndexState.objects.filter(pk=1)
        if not raised.update(version=models.F("version") + 1, token=token):
            IndexState.objects.create(pk=1, version=1, token=token)
        version = IndexState.stamp().version
        cls.objects.create(version=version, token=token, practice_id=practice_id)
        cls.objects.filter(version__lte=version - CHANGES_KEPT).delete()

    @classmethod
    def since(cls, stamp: Stamp) -> list[int] | None:
        """The practices that changed after a stamp; None when nobody can say, so read all."""
        rows = list(
            cls.objects.filter(version__gte=stamp.version)
            .order_by("version")
            .values_list("version", "token", "practice_id")
        )
        is_known = bool(rows) and Stamp(*rows[0][:2]) == stamp
        changed = [practice_id for _, _, practice_id in rows[1:]]
        if not is_known or None in changed:
            return None
        return list(dict.fromkeys(changed))


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
