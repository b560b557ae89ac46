"""What words find in the real content, best first: the same on both databases, to the last place.

`first_ten.txt` is the table. When it fails, the table as it really is stands in the temporary
folder that the message names: compare, and copy it only when every difference is meant.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.http import QueryDict

from practices import content
from practices.filters import PracticeFilterSet

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parents[1] / "search" / "golden.toml"
TABLE = Path(__file__).parent / "first_ten.txt"
EVERY = 4
"""So many queries of the golden set for one here: of every kind a few."""


def first_ten(text: str) -> str:
    """How a query was understood, how many it finds, and the addresses of the first ten."""
    asked = QueryDict(mutable=True)
    asked["q"] = text
    filterset = PracticeFilterSet(asked)
    mode = filterset.found.mode if filterset.found else "geen woorden"
    cards = filterset.results.kept(slice(10), "card")
    slugs = " ".join(card["slug"] for (card,) in cards)
    return f"{text} | {mode} {len(filterset.results)} | {slugs}"


def test_first_ten_are_those_of_the_table(loaded: content.Report, tmp_path: Path) -> None:
    queries = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))["query"][::EVERY]
    real = [first_ten(query["text"]) for query in queries]
    place = tmp_path / TABLE.name
    place.write_text("\n".join(real) + "\n", encoding="utf-8")
    kept = TABLE.read_text(encoding="utf-8").splitlines()
    assert real == kept, f"zie {place}"
