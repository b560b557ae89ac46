"""Fills the peers with the records of the benchmark.

python -m tests.benchmark.peers.load django SIZE       prints the session of somebody logged in
python -m tests.benchmark.peers.load datasette SIZE FILE
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..records import FIXED, Maker, expanded

BATCH = 1000
STILL_RUNNING = 9999
"""The last year of what has begun and not ended."""
RELATIONS = ("pijler", "sector", "regio", "trefwoord", "organisatie", "bron")


def rows(maker: Maker, size: int) -> Iterator[tuple[dict[str, Any], dict[str, set[str]]]]:
    """The columns of each practice, and the keys under which it is found by facet."""
    for record in maker.records(size):
        keys = expanded(record, maker.vocabularies)
        columns = {
            "id": record.number,
            "title": record.title,
            "summary": record.summary,
            "body": "\n".join(record.story.values()),
            "published": record.published,
            "first": record.first,
            "last": record.last or (STILL_RUNNING if record.first else None),
            **{facet: record.keys[facet][0] for facet in FIXED},
        }
        yield columns, keys


def load_django(size: int) -> None:
    """Tables, rows, the index of modelsearch, and somebody who is logged in to the admin."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    _load_practices(Maker(), size)
    call_command("rebuild_modelsearch_index", verbosity=0, stdout=sys.stderr)
    _analyse()
    sys.stdout.write(_session())


def _load_practices(maker: Maker, size: int) -> None:
    from django.db import transaction

    from .models import Practice

    relations: dict[str, Any] = {name: Practice._meta.get_field(name) for name in RELATIONS}
    ids = {}
    for name, relation in relations.items():
        terms = {key: pk for pk, key in enumerate(maker.vocabularies[name], 1)}
        model = relation.related_model
        model.objects.bulk_create(model(pk=pk, slug=key) for key, pk in terms.items())
        ids[name] = terms
    practices = rows(maker, size)
    while batch := list(islice(practices, BATCH)):
        with transaction.atomic():
            Practice.objects.bulk_create(Practice(**columns) for columns, _ in batch)
            for name, relation in relations.items():
                through = relation.remote_field.through
                target = f"{relation.m2m_reverse_field_name()}_id"
                through.objects.bulk_create(
                    through(practice_id=columns["id"], **{target: ids[name][key]})
                    for columns, keys in batch
                    for key in sorted(keys[name])
                )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _session() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    user = User.objects.create_superuser("beheer")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def load_datasette(size: int, file: str) -> None:
    """One table with the facets as arrays, and a full-text index over its texts."""
    fixed = ("title", "summary", "body", "published", "first", "last", *FIXED)
    columns = (*fixed, *RELATIONS)
    with sqlite3.connect(file) as database:
        database.execute(f"CREATE TABLE practice (id INTEGER PRIMARY KEY, {', '.join(columns)})")
        marks = ", ".join("?" * (len(columns) + 1))
        database.executemany(
            f"INSERT INTO practice VALUES ({marks})",
            (
                (
                    row["id"],
                    *({**row, "published": row["published"].isoformat()}[name] for name in fixed),
                    *(json.dumps(sorted(keys[name])) for name in RELATIONS),
                )
                for row, keys in rows(Maker(), size)
            ),
        )
        for name in ("published", "first", "last", *FIXED):
            database.execute(f"CREATE INDEX practice_{name} ON practice ({name})")
        database.execute(
            "CREATE VIRTUAL TABLE practice_fts"
            " USING fts5(title, summary, body, content=practice, content_rowid=id)"
        )
        database.execute("INSERT INTO practice_fts(practice_fts) VALUES ('rebuild')")
        database.execute("ANALYZE")


if __name__ == "__main__":
    if sys.argv[1] == "django":
        load_django(int(sys.argv[2]))
    else:
        load_datasette(int(sys.argv[2]), sys.argv[3])
