"""The whole database as plain values, to see exactly what a request changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

Key = tuple[str, Any]
Ledger = dict[Key, dict[str, Any]]

LEFT_OUT = {"sessions.session", "django_tasks_database.dbtaskresult"}
"""What every visit may touch: the session itself, and the worker's own list."""


def ledger() -> Ledger:
    """Every row of every table, by table and key, with the value of each column."""
    rows: Ledger = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in LEFT_OUT or model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.values():
            rows[label, row[model._meta.pk.attname]] = row
    return rows


def changed(before: Ledger, after: Ledger) -> dict[str, set[str]]:
    """By table, the columns that differ in rows that were there; "+" and "-" for whole rows."""
    found: dict[str, set[str]] = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            found.setdefault(key[0], set()).add("-" if new is None else "+")
        elif old != new:
            names = {name for name in old if old[name] != new[name]}
            found.setdefault(key[0], set()).update(names)
    return found


def added(before: Ledger, after: Ledger, table: str) -> list[dict[str, Any]]:
    """The new rows of a table."""
    return [row for key, row in after.items() if key[0] == table and key not in before]


def queries(act: Any) -> tuple[Any, int]:
    """What an act gives, and how many times it asked the database."""
    with CaptureQueriesContext(connection) as seen:
        result = act()
    return result, len(seen)
