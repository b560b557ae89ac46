"""Fills an empty database of the project with made-up practices, through the project's own models.

    python -m tests.benchmark.loading SIZE

prints, as JSON, how long it took and how many practices each question without words must find.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, models, transaction

from .mix import mix
from .records import Maker, Record, Vocabulary, expanded
from .texts import FIXTURES

BATCH = 1000
TOLD_EACH = 10_000
"""How many practices are indexed between two signs of life."""


class Filler:
    """Writes records in batches. Make it when the vocabularies are in the database."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        from django.contrib.contenttypes.models import ContentType
        from taggit.models import Tag

        from practices.models import Organisation, Practice, Region, Sector, Source

        named = {"trefwoord": Tag, "organisatie": Organisation}
        for facet, model in named.items():
            terms = vocabularies[facet].values()
            model.objects.bulk_create(model(slug=term.key, name=term.label) for term in terms)
        known = set(Source.objects.values_list("slug", flat=True))
        Source.objects.bulk_create(
            Source(slug=term.key, title=term.label, kind=Source.Kind.NOTES, published="2020")
            for term in vocabularies["bron"].values()
            if term.key not in known
        )
        tables = {**named, "bron": Source, "sector": Sector, "regio": Region}
        self._ids: dict[str, dict[str, int]] = {
            facet: dict(model._default_manager.values_list("slug", "pk"))
            for facet, model in tables.items()
        }
        self._content_type = ContentType.objects.get_for_model(Practice).pk

    @transaction.atomic
    def write(self, records: Iterable[Record]) -> None:
        """One batch, each table in a few statements."""
        rows: dict[type[models.Model], list[models.Model]] = {}
        for record in records:
            for row in self._rows(record):
                rows.setdefault(type(row), []).append(row)
        for model, batch in rows.items():
            model._default_manager.bulk_create(batch)

    def _rows(self, record: Record) -> Iterator[models.Model]:
        from taggit.models import TaggedItem

        from practices.models import Citation, Participation, PillarTag, Practice

        yield _practice(record)
        number, id_of = record.number, self._ids
        for key in record.keys["sector"]:
            yield Practice.sectors.through(practice_id=number, sector_id=id_of["sector"][key])
        for key in record.keys["regio"]:
            yield Practice.regions.through(practice_id=number, region_id=id_of["regio"][key])
        for code in record.keys["pijler"]:
            yield PillarTag(
                practice_id=number, pillar_id=code[0], element_id=code, origin="bron", reason="Zo."
            )
        for key in record.keys["trefwoord"]:
            yield TaggedItem(
                tag_id=id_of["trefwoord"][key],
                object_id=number,
                content_type_id=self._content_type,
            )
        for key in record.keys["organisatie"]:
            yield Participation(
                practice_id=number, organisation_id=id_of["organisatie"][key], role="partner"
            )
        for key in record.keys["bron"]:
            yield Citation(practice_id=number, source_id=id_of["bron"][key], heading="Bijlage")


def _practice(record: Record) -> models.Model:
    from practices.models import Practice

    fixed: dict[str, Any] = {
        name: record.keys[facet][0]
        for facet, name in (("soort", "kind"), ("fase", "phase"), ("onderbouwing", "evidence"))
    }
    return Practice(
        pk=record.number,
        slug=record.slug,
        title=record.title,
        summary=record.summary,
        status=Practice.Status.PUBLISHED,
        published_at=record.published,
        period_start=str(record.first or ""),
        period_end=str(record.last or ""),
        **fixed,
        **record.story,
    )


def fill(size: int) -> dict[str, int]:
    """Write so many practices and tell how many each question must find; the index comes after.

    A question with words is left out, but for the one that nothing answers.
    """
    from practices.content import Report
    from practices.content.vocabularies import load_vocabularies

    load_vocabularies(FIXTURES, Report())
    maker = Maker()
    filler = Filler(maker.vocabularies)
    asked = [request for request in mix() if not request.words]
    totals = Counter(dict.fromkeys((request.name for request in asked), 0))
    records = maker.records(size)
    while batch := list(islice(records, BATCH)):
        filler.write(batch)
        for record in batch:
            keys = expanded(record, maker.vocabularies)
            totals.update(request.name for request in asked if request.allows(record, keys))
    return dict(totals)


def main(size: int) -> None:
    """Make the tables, fill them, index them; each step is timed."""
    django.setup()
    from practices import indexing

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = time.perf_counter()
    totals = fill(size)
    filled = time.perf_counter()
    indexing.rebuild(_tell)
    indexed = time.perf_counter()
    _tidy()
    took = {"fill_s": filled - began, "index_s": indexed - filled}
    json.dump({"totals": totals, "database_mb": _megabytes(), **took}, sys.stdout)


def _tell(done: int, total: int) -> None:
    """Say how far the index is."""
    if done % TOLD_EACH == 0:
        sys.stderr.write(f"  {done} van {total} geïndexeerd\n")


def _tidy() -> None:
    """Let the database look at what it holds, as a server does by itself in the night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _megabytes() -> float:
    if connection.vendor == "sqlite":
        return Path(str(connection.settings_dict["NAME"])).stat().st_size / 1e6
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]))
