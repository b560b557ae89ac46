"""The same practices as plain tables; facets are called as the public parameters are."""

from __future__ import annotations

from django.db import models
from modelsearch import index  # type: ignore[import-not-found]

from ..records import FIXED


class Term(models.Model):
    """A value of a facet."""

    slug = models.CharField(max_length=200, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class Pillar(Term):
    """A pillar or element."""


class Sector(Term):
    """A sector."""


class Region(Term):
    """A region."""


class Tag(Term):
    """A free word."""


class Organisation(Term):
    """An organisation."""


class Source(Term):
    """A document."""


class Practice(index.Indexed, models.Model):  # type: ignore[misc]
    """A practice. A value stands at it together with everything above that value."""

    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=300)
    body = models.TextField()
    published = models.DateTimeField(db_index=True)
    first = models.IntegerField(null=True, db_index=True)
    last = models.IntegerField(null=True, db_index=True)
    soort = models.CharField(max_length=30, db_index=True, choices=[(k, k) for k in FIXED["soort"]])
    fase = models.CharField(max_length=30, db_index=True, choices=[(k, k) for k in FIXED["fase"]])
    onderbouwing = models.CharField(
        max_length=30, db_index=True, choices=[(k, k) for k in FIXED["onderbouwing"]]
    )
    pijler = models.ManyToManyField(Pillar)
    sector = models.ManyToManyField(Sector)
    regio = models.ManyToManyField(Region)
    trefwoord = models.ManyToManyField(Tag)
    organisatie = models.ManyToManyField(Organisation)
    bron = models.ManyToManyField(Source)

    RELATIONS = ("pijler", "sector", "regio", "trefwoord", "organisatie", "bron")
    search_fields = (
        index.SearchField("title", boost=10),
        index.SearchField("summary", boost=4),
        index.SearchField("body"),
        *(
            index.FilterField(name)
            for name in ("id", "published", "first", "last", *FIXED, *RELATIONS)
        ),
    )

    class Meta:
        ordering = ["-published", "-id"]

    def __str__(self) -> str:
        return self.title
