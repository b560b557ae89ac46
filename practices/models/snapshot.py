"""A practice in readable values: what the history compares and restores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .content import PracticeContent
from .practice import Practice


def snapshot(practice: Practice) -> dict[str, Any]:
    """All that editors can change, in readable values, relations as sorted lists."""
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
        "pillar_tags": in_order(
            _rows(practice.pillar_tags, "pillar_id", "element_id", "origin", "reason")
        ),
        "organisations": in_order(_rows(practice.participations, "role", "organisation__name")),
        "sources": _rows(
            practice.citations,
            *("source__slug", "heading", "page", "first_line", "last_line", "quotation"),
        ),
        "figures": _rows(practice.figures, "label", "value"),
        "links": _rows(practice.links, "label", "url"),
    }


def _rows(manager: Any, *names: str) -> list[list[Any]]:
    return [list(row) for row in manager.values_list(*names)]


def in_order(rows: Iterable[Any]) -> list[Any]:
    """The rows of a list whose order says nothing, in an order that is no database's own."""
    return sorted(rows, key=lambda row: [str(part or "") for part in row])


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields of two snapshots that differ, each with its value before and after."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }
