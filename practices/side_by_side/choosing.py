"""Which practices lie side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.validators import slug_re

from ..models import Event, Practice

FEWEST, MOST = 2, 6
"""So many practices can lie side by side (docs/concepts.md)."""


def query_of(slugs: Iterable[str]) -> str:
    """The parameters that lay these side by side, in this order: "v=a&v=b"."""
    return urlencode([("v", slug) for slug in slugs])


@dataclass(frozen=True)
class Chosen:
    """What was asked for, and what came of it.

    practices: published ones with their relations, each once, at most `MOST`;
    unknown: what leads nowhere, as it was given: a draft is as unknown as what never was;
    archived: title and reason of what was public once;
    left_over: how many published ones did not fit.
    """

    practices: list[Practice]
    unknown: list[str]
    archived: list[tuple[str, str]]
    left_over: int


@dataclass(frozen=True)
class Known:
    """A practice that everybody may know of, at its present slug."""

    pk: int
    slug: str
    title: str
    is_published: bool


def choose(asked: Iterable[str]) -> Chosen:
    """Read the practices at these slugs, present or old, in this order.

    The number of queries does not depend on how many are asked for.
    """
    names = list(dict.fromkeys(name for name in asked if name))
    known = known_at(names)
    found = list(dict.fromkeys(known[name] for name in names if name in known))
    published = [one.pk for one in found if one.is_published]
    relations = Practice.objects.published().with_relations().prefetch_related("figures")
    read = relations.in_bulk(published[:MOST]) if published else {}
    return Chosen(
        practices=[read[pk] for pk in published[:MOST] if pk in read],
        unknown=[name for name in names if name not in known],
        archived=_reasons([one for one in found if not one.is_published]),
        left_over=len(published[MOST:]),
    )


def known_at(names: Iterable[str]) -> dict[str, Known]:
    """What is or was public, by the slug that was given; a present slug goes before an old one.

    Any text may be given. At most two queries, none for nothing.
    """
    if not (slugs := [name for name in names if slug_re.match(name)]):
        return {}  # what every list asks: no time for a query that is not sent
    found = Practice.objects.only("slug", "title", "status").at(slugs)
    return {
        given: Known(practice.pk, practice.slug, practice.title, practice.is_published)
        for given, practice in found.items()
    }


def _reasons(archived: list[Known]) -> list[tuple[str, str]]:
    """Title and reason ("" for none) of each; the last time that it was archived counts."""
    if not archived:
        return []
    events = Event.objects.filter(practice__in=[one.pk for one in archived], move="archive")
    notes = dict(events.order_by("at", "pk").values_list("practice_id", "note"))
    return [(one.title, notes.get(one.pk, "")) for one in archived]
