"""What an editor sees on entering: counts, the least complete, and what happened last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from .. import missing
from ..completeness import score
from ..models import Event, Evidence, Practice
from .list_filters import ToDoFilter

ROWS = 8
LOOKED_AT = 300
"""How many practices are weighed for the least complete: those that waited longest."""


@dataclass(frozen=True)
class Tile:
    """One number on the desk, with the query string of the list behind it."""

    label: str
    number: int
    query: str


@dataclass(frozen=True)
class Incomplete:
    """A practice that lacks much, and how many percent of it is there."""

    practice: Practice
    percent: int


def context() -> dict[str, Any]:
    """All that the front page of the desk shows."""
    return {
        "tiles": tiles(),
        "tasks": tasks(),
        "least_complete": least_complete(),
        "latest_events": latest_events(),
        "missed": missing.most_missed()[:ROWS],
    }


def tiles() -> list[Tile]:
    """How many practices there are in each state, and how many are only named in a source."""
    statuses = {status.value: Count("pk", filter=Q(status=status)) for status in Practice.Status}
    stubs = Count("pk", filter=Q(evidence=Evidence.NAMED))
    numbers = Practice.objects.aggregate(**statuses, stubs=stubs)
    return [
        Tile("Concepten", numbers["draft"], "status__exact=draft"),
        Tile("Gepubliceerd", numbers["published"], "status__exact=published"),
        Tile("Gearchiveerd", numbers["archived"], "status__exact=archived"),
        Tile("Alleen genoemd", numbers["stubs"], "te-doen=alleen-genoemd"),
    ]


def tasks() -> list[Tile]:
    """For how many practices each thing is still to do."""
    return [
        Tile(label, Practice.objects.filter(condition()).count(), f"te-doen={key}")
        for key, (label, condition) in ToDoFilter.TASKS.items()
    ]


def least_complete() -> list[Incomplete]:
    """The practices that lack most, of those that nobody has touched for longest."""
    waiting = Practice.objects.exclude(status=Practice.Status.ARCHIVED).order_by("updated_at", "pk")
    weighed = [Incomplete(p, score(p)) for p in waiting.with_relations()[:LOOKED_AT]]
    return sorted(weighed, key=lambda row: row.percent)[:ROWS]


def latest_events() -> list[Event]:
    """What people did last; loading the content files is left out."""
    done = Event.objects.filter(actor__isnull=False, practice__isnull=False)
    return list(done.select_related("practice", "actor")[:ROWS])
