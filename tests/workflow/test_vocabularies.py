"""A row of a list that practices are filed under is added, changed or removed: what follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from practices import facets, indexing, search, workflow
from practices.facets import facet_index
from practices.models import (
    Element,
    IndexState,
    Organisation,
    Pillar,
    Practice,
    Region,
    Sector,
    Source,
)
from practices.workflow import vocabularies
from practices.workflow.language import remake_index
from practices.workflow.vocabularies import INDEXED, row_saved

from ..factories import make_practice, make_region, make_sector, make_source

OTHER: dict[str, Any] = {
    "kind": "regioplus",
    "position": 9,
    "published": "2001",
    "valid_from": "2020-01-01",
    "valid_to": "2030-01-01",
    **dict.fromkeys(("url", "website"), "https://voorbeeld.invalid/"),
}
"""Another value of a field; of all others a word will do."""


def fields() -> list[Any]:
    """Every field of every list, but what says which pillar or element it is."""
    return [
        pytest.param(model, field.name, id=f"{model.__name__}-{field.name}")
        for model in INDEXED
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not field.primary_key and field.name != "pillar"
    ]


@pytest.fixture
def rows(db: None) -> dict[type[Any], Any]:
    """A row of each list, with a practice under it; in the tree something else to lie in."""
    ggz, source = make_sector("ggz", position=1), make_source()
    north = make_region("noord")
    make_sector("elders"), make_region("elders")
    make_practice(
        pillars=["2a"],
        sectors=[ggz, make_sector("vvt", position=2)],
        regions=[north],
        tags=["rooster"],
        organisations=["Thebe"],
        sources=[source],
    )
    pillar, element = Pillar.objects.get(code="2"), Element.objects.get(code="2a")
    thebe, tag = Organisation.objects.get(), Tag.objects.get()
    made = (pillar, element, ggz, north, source, thebe, tag)
    return {type(row): row for row in made}


def write(row: Any, field: str) -> None:
    """Another value in a field, with nobody told."""
    if field == "parents":
        row.parents.set(Region.objects.filter(slug="elders"))
        return
    if field in {"parent", "successor"}:
        value = type(row).objects.get(slug="elders")
    else:
        value = "brief" if (type(row), field) == (Source, "kind") else OTHER.get(field, "anders")
    setattr(row, field, value)
    row.save()


def offered() -> list[Any]:
    """The values of all facets in their order, read anew."""
    facets.forget()
    return [list(values.items()) for values in facet_index().values.values()]


@pytest.mark.parametrize(("model", "field"), fields())
def test_change_is_followed_when_the_index_holds_it_and_otherwise_costs_nothing(
    rows: dict[type[Any], Any], model: type[Any], field: str
) -> None:
    before, stamp = offered(), IndexState.stamp()
    write(rows[model], field)
    is_held = bool(indexing.check()) or offered() != before
    assert is_held == (field in INDEXED[model])
    assert row_saved(rows[model], {field})
    assert (IndexState.stamp() != stamp) == is_held
    assert indexing.check() == []


@pytest.mark.parametrize("kind", ["sector", "region"])
def test_practice_is_found_under_the_new_name_of_what_lies_above(db: None, kind: str) -> None:
    if kind == "sector":
        top: Any = make_sector("zorg")
        practice = make_practice(sectors=[make_sector("ggz", parent=top)])
    else:
        top = make_region("noord")
        practice = make_practice(regions=[make_region("stad", parents=[top])])
    top.name = "Zonnebloem"
    top.save()
    assert workflow.names_changed(top)
    found = search.search("zonnebloem")
    assert found is not None
    assert list(found.practices) == [practice.pk]
    assert indexing.check() == []


def test_region_in_other_regions_takes_along_all_that_lies_in_it(db: None) -> None:
    north, south = make_region("noord"), make_region("zuid")
    area = make_region("streek", parents=[north])
    practice = make_practice(regions=[make_region("stad", parents=[area])])
    facet_index()
    area.parents.set([south])
    assert row_saved(area, {"parents"})
    sets = facet_index().sets["regio"]
    assert list(sets["zuid"]) == [practice.pk]
    assert "noord" not in sets
    assert indexing.check() == []


def test_new_row_is_offered_at_once(db: None) -> None:
    facet_index()
    assert row_saved(make_sector("ggz"), None)
    assert "ggz" in facet_index().values["sector"]


def test_row_that_is_removed_is_no_longer_offered_nor_found(db: None) -> None:
    north = make_region("noord")
    make_practice(regions=[make_region("stad", parents=[north])])
    facet_index()
    assert workflow.remove_row(north)
    assert list(facet_index().values["regio"]) == ["stad"]
    found = search.search("noord")
    assert found is None or not found.practices
    assert indexing.check() == []


def test_what_is_too_much_at_once_is_left_to_the_periodic_job(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabularies, "MOST_AT_ONCE", 1)
    north = make_region("noord")
    for _ in range(2):
        make_practice(regions=[make_region(parents=[north])])
    make_practice(regions=[north], status="draft")
    north.name = "Zonnebloem"
    north.save()
    assert not row_saved(north, {"name"})
    assert facet_index().values["regio"]["noord"].label == "Zonnebloem"
    assert remake_index() == 2
    assert indexing.check() == []


def test_what_practices_share_is_read_once(db: None) -> None:
    def count(practices: list[Practice]) -> int:
        indexing.refresh_all([practice.pk for practice in practices])
        with CaptureQueriesContext(connection) as queries:
            indexing.refresh_all([practice.pk for practice in practices])
        return len(queries)

    top: Sector = make_sector()
    practices = [make_practice(sectors=[top], regions=[make_region()]) for _ in range(5)]
    one, five = count(practices[:1]), count(practices)
    assert (five - one) / 4 < one / 3
