"""Choosing from a vocabulary with many values: tick boxes in groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BoundField

from ..models import Region, Sector


@dataclass(frozen=True)
class Group:
    """Boxes under one heading. chosen: how many are ticked."""

    label: str
    boxes: list[Any]
    chosen: int


def sector_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All sectors, under the sector that they belong to."""
    rows = list(Sector.objects.all())
    below: defaultdict[int | None, list[Sector]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    return [
        (
            top.name,
            [(top.slug, f"{top.name}, algemeen" if below[top.pk] else top.name)]
            + [(row.slug, row.name) for row in below[top.pk]],
        )
        for top in below[None]
    ]


def region_choices(also: Iterable[str] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """All regions that exist now, by kind, so that their names need not say it.

    also: slugs of others that were chosen before.
    """
    rows = Region.objects.filter(Q(successor=None) | Q(slug__in=list(also)))
    return [
        (kind.heading, [(row.slug, row.name) for row in rows if row.kind == kind])
        for kind in Region.Kind
        if any(row.kind == kind for row in rows)
    ]


def boxes(label: str, choices: Any, *, help_text: str = "") -> forms.MultipleChoiceField:
    """A field for such a choice."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "‘%(value)s’ staat niet in de lijst."},
    )


def groups(field: BoundField) -> Iterator[Group]:
    """The boxes of such a field, by group."""
    shown = iter(field.subwidgets)
    chosen = set(_chosen(field))
    for label, values in field.field.choices:  # type: ignore[attr-defined]
        ticked = sum(value in chosen for value, _ in values)
        yield Group(label, [next(shown) for _ in values], ticked)


def _chosen(field: BoundField) -> Iterable[str]:
    value = field.value()
    return value if isinstance(value, list | tuple) else ()
