"""Asking the database which practices hold which terms. The only place that knows which one it is.

SQLite keeps the terms in an FTS5 table, PostgreSQL in a tsvector with a GIN index; both follow
`SearchText.terms` by themselves (migration 0006). What comes back are sets without an order, so
that the two cannot differ in anything but speed.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from pyroaring import BitMap

from ..models.id_sets import packed, unpack
from .coding import PREFIX

Phrase = tuple[str, ...]
"""Coded terms that must stand next to each other; the last may end in a star."""
Expression = tuple[Phrase, ...]
"""Phrases of which one is enough."""

AT_ONCE = 200
"""So many questions go into one query; SQLite takes no more than 500."""


def matching(asked: Sequence[Expression]) -> list[BitMap]:
    """For each expression the ids of the practices that hold it; one query for all."""
    found: list[BitMap] = []
    for start in range(0, len(asked), AT_ONCE):
        found += _matching(asked[start : start + AT_ONCE])
    return found


def _matching(asked: Sequence[Expression]) -> list[BitMap]:
    is_sqlite = connection.vendor == "sqlite"
    one, write = (_SQLITE, _sqlite_query) if is_sqlite else (_POSTGRES, _postgres_query)
    ids = packed("rowid" if is_sqlite else "practice_id")
    sql = " UNION ALL ".join(one.format(number, ids) for number in range(len(asked)))
    found = [BitMap()] * len(asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [write(expression) for expression in asked])
        for number, some in cursor.fetchall():
            found[number] = unpack(some)
    return found


_SQLITE = "SELECT {}, {} FROM practices_searchindex WHERE practices_searchindex MATCH %s"
_POSTGRES = "SELECT {}, {} FROM practices_searchtext WHERE vector @@ %s::tsquery"


def _sqlite_query(expression: Expression) -> str:
    return " OR ".join(_sqlite_phrase(phrase) for phrase in expression)


def _sqlite_phrase(phrase: Phrase) -> str:
    words = " ".join(phrase)
    return f'"{words[:-1]}" *' if words.endswith(PREFIX) else f'"{words}"'


def _postgres_query(expression: Expression) -> str:
    return " | ".join(_postgres_phrase(phrase) for phrase in expression)


def _postgres_phrase(phrase: Phrase) -> str:
    words = [f"'{w[:-1]}':*" if w.endswith(PREFIX) else f"'{w}'" for w in phrase]
    return f"({' <-> '.join(words)})"
