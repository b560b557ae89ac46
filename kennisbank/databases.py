"""How each kind of database is opened, for a site with several processes that write."""

from __future__ import annotations

from typing import Any


def opened(database: dict[str, Any], *, for_tests: bool) -> dict[str, Any]:
    """Django's description of a database (`env.parse_database_url`), with how it is opened."""
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    how = _sqlite(database, for_tests=for_tests) if is_sqlite else _postgresql(database)
    # Tests drop their database at the end, which connections that are kept open would prevent.
    return {**database, **how, "CONN_MAX_AGE": 0 if for_tests else 60}


def _sqlite(database: dict[str, Any], *, for_tests: bool) -> dict[str, Any]:
    # WAL: readers do not wait for a writer. IMMEDIATE: two read-then-write transactions queue up
    # instead of failing with "database is locked" (measured with eight writers at once).
    durability = "OFF" if for_tests else "NORMAL"
    options = {
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={durability}",
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
    }
    # In a file, not in memory: threads of a test then have connections of their own, as in life.
    return {"OPTIONS": options, "TEST": {"NAME": f"{database['NAME']}.test"}}


def _postgresql(database: dict[str, Any]) -> dict[str, Any]:
    # Compiling a query pays for reports of minutes; ours take milliseconds, and compiling one that
    # the planner thinks dear took most of a second.
    ours = {"connect_timeout": "10", "options": "-c jit=off"}
    return {"OPTIONS": ours | database["OPTIONS"], "CONN_HEALTH_CHECKS": True}
