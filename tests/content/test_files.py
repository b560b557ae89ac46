"""The files of the whole list, on the real content, say what the practices themselves say.

They are made of what the index keeps; here each row is made once more, of all that it is about.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

import pytest
from django.test import Client

from practices import content
from practices.exchange import brief, escape
from practices.models import Practice

pytestmark = pytest.mark.django_db


def _joined(values: Iterable[object]) -> str:
    return " | ".join(map(str, values))


def row(practice: Practice) -> dict[str, str]:
    """The cells of a practice by column, in order."""
    record = brief(practice)
    cells = {
        **{name: record[name] for name in ("slug", "titel", "samenvatting", "soort")},
        **{name: record[name] or "" for name in ("fase", "onderbouwing", "url")},
        "sectoren": _joined(practice.sectors.all()),
        "regios": _joined(practice.regions.all()),
        "pijlers": _joined(practice.pillar_tags.all()),
        "trefwoorden": _joined(tag["naam"] for tag in record["trefwoorden"]),
        "organisaties": _joined(practice.participations.all()),
        "bronnen": _joined(practice.citations.all()),
        "periodeVan": practice.period_start,
        "periodeTot": practice.period_end,
        "gepubliceerdOp": record["gepubliceerdOp"],
        "gewijzigdOp": record["gewijzigdOp"],
        "bevestigdOp": str(practice.confirmed_on or ""),
        "licentie": practice.licence,
    }
    return {name: escape(text) for name, text in cells.items()}


@pytest.fixture
def published(loaded: content.Report) -> list[Practice]:
    """All that is published, in the order of a list."""
    return list(Practice.objects.published().newest_first().with_relations())


def test_rows_are_those_of_the_practices(client: Client, published: list[Practice]) -> None:
    text = b"".join(client.get("/voorbeelden.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == len(published) > 100
    assert [list(found.items()) for found in rows] == [list(row(p).items()) for p in published]


def test_records_are_those_of_the_practices(client: Client, published: list[Practice]) -> None:
    lines = b"".join(client.get("/voorbeelden.json")).decode().splitlines()[1:-1]
    records = [line.removesuffix(",") for line in lines]
    assert records == [json.dumps(brief(p), ensure_ascii=False) for p in published]
