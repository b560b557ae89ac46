"""The lists that practices are filed under: what it brings about when a row comes, changes or goes.

Every process keeps these lists, and the index of a practice holds the names of its rows and of what
lies above them. So whoever changes a row says so here, in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Model, QuerySet
from taggit.models import Tag

from .. import indexing
from ..models import Element, Organisation, Pillar, Practice, Region, Sector, Source

MOST_AT_ONCE = 100
"""So many practices are indexed anew while an editor waits: a few seconds' work. Beyond that the
periodic job makes the whole index anew."""

INDEXED: Mapping[type[Model], frozenset[str]] = {
    Pillar: frozenset({"name"}),
    Element: frozenset({"name"}),
    Sector: frozenset({"slug", "name", "parent", "abbreviation", "other_names", "position"}),
    Region: frozenset(
        {"slug", "name", "kind", "code", "parents", "other_names", "employers_organisation"}
    ),
    Source: frozenset({"slug", "title", "published"}),
    Organisation: frozenset({"slug", "name"}),
    Tag: frozenset({"slug", "name"}),
}
"""The fields of each list that are searched, counted or shown by way of the index. All others are
read when they are shown."""

_FILED_AS: Mapping[type[Model], str] = {
    Pillar: "pillar_tags__pillar",
    Element: "pillar_tags__element",
    Source: "citations__source",
    Organisation: "participations__organisation",
    Tag: "tags",
}
"""The path from a practice to a row of a list without levels. Who has an element has its pillar."""


def row_saved(row: Model, changed: Collection[str] | None) -> bool:
    """Let pages, filters and search show a row of a list as it is now.

    changed: the names of the fields that are different, None when the row is new. Returns as
    `names_changed`. Raises `KeyError` for what is no row of a list.
    """
    if changed is None:
        vocabulary_changed()
        return True
    return INDEXED[type(row)].isdisjoint(changed) or names_changed(row)


def names_changed(row: Model) -> bool:
    """Let practices be found under what a row is called now, and under what now lies above it.

    False when so many practices are filed under it or below it that the periodic job has to bring
    the index in step, within minutes; the lists themselves show it at once.
    """
    return _follow(_filed_under(row))


def remove_row(row: Model) -> bool:
    """Delete a row of a list. What lay in it no longer does. Returns as `names_changed`."""
    with transaction.atomic():
        practices = _filed_under(row)  # who lies below it is known as long as it is there
        row.delete()
        return _follow(practices)


def vocabulary_changed() -> None:
    """Let filters, suggestions and the thesaurus show what was added, renamed or removed."""
    indexing.everything_changed()


def _follow(practices: QuerySet[Practice]) -> bool:
    with transaction.atomic():
        vocabulary_changed()
        # read when nobody else can write: somebody may just have filed one more
        return bring_in_step(practices.order_by("pk").values_list("pk", flat=True))


def _filed_under(row: Model) -> QuerySet[Practice]:
    """Published practices that are filed under a row or under one below it."""
    practices = Practice.objects.published()
    if isinstance(row, Sector):
        return practices.in_sector(row)
    if isinstance(row, Region):
        return practices.in_region(row)
    return practices.filter(**{_FILED_AS[type(row)]: row.pk}).distinct()


def bring_in_step(practices: Iterable[int]) -> bool:
    """Index these practices anew, by their ids, or leave it to the periodic job when they are too
    many: then False. Call it when every process was told to read all anew."""
    changed = list(practices)
    if len(changed) > MOST_AT_ONCE:
        indexing.put_off()
        return False
    indexing.refresh_all(changed)
    return True
