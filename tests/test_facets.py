"""Counts are exact: the index is held against a slow and obvious count of the same rows."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from practices import indexing
from practices.facets import FACETS, MOST_OPEN_VALUES, FacetIndex, Selection, facet_index, forget
from practices.facets.index import MOST_COUNTS
from practices.models import Evidence, Kind, Organisation, Phase, Practice

from .brute_force import Oracle
from .factories import make_pillars, make_practice, make_region, make_sector, make_source

NAMES = [facet.name for facet in FACETS]


@pytest.fixture
def some_practices(db: None) -> None:
    """Sixty practices filed at random (the same each time) in small trees."""
    dice = random.Random(20261122)
    make_pillars()
    care = make_sector("zorg")
    sectors = [care, make_sector("ggz", parent=care), make_sector("vvt", parent=care)]
    sectors.append(make_sector("onderwijs"))
    country = make_region("nederland", kind="land")
    north, east = (make_region(name, parents=[country]) for name in ("noord", "oost"))
    border = make_region("grens", parents=[north, east], kind="arbeidsmarktregio")
    regions = [country, north, east, border]
    sources = [make_source("a"), make_source("b")]
    codes = ["1", "2", "3", "1a", "2a", "2c", "3b"]
    for number in range(60):
        start = dice.choice(["", "2018", "2019-03", "2021-01-05"])
        make_practice(
            f"Voorbeeld {number:02}",
            status=dice.choice(["published"] * 5 + ["draft", "archived"]),
            pillars=dice.sample(codes, dice.randrange(4)),
            sectors=dice.sample(sectors, dice.randrange(3)),
            regions=dice.sample(regions, dice.randrange(3)),
            tags=dice.sample(["rooster", "verzuim", "zzp"], dice.randrange(3)),
            organisations=dice.sample(["Thebe", "Vogellanden"], dice.randrange(2)),
            sources=dice.sample(sources, dice.randrange(1, 3)),
            kind=dice.choice(Kind.values),
            phase=dice.choice([*Phase.values, ""]),
            evidence=dice.choice([*Evidence.values, ""]),
            period_start=start,
            period_end=dice.choice(["", "2021-12"]) if start else "",
        )


@pytest.fixture
def index(some_practices: None) -> tuple[FacetIndex, Oracle]:
    """The index and what it is held against, over the same rows."""
    return facet_index(), Oracle()


def selections(index: FacetIndex) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Any choice of up to three values in any facets."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(
                st.sampled_from(sorted(index.values[name])), max_size=3, unique=True
            ).map(tuple)
            for name in NAMES
            if index.values[name]
        },
    )


YEARS = st.one_of(st.none(), st.integers(2016, 2023))


def test_list_and_counts_equal_a_brute_force_count(index: tuple[FacetIndex, Oracle]) -> None:
    facets, oracle = index

    @given(chosen=selections(facets), first=YEARS, last=YEARS)
    def check(chosen: dict[str, tuple[str, ...]], first: int | None, last: int | None) -> None:
        selection = Selection(chosen, (first, last))
        assert set(facets.select(selection)) == oracle.select(chosen, (first, last))
        for name, options in facets.options(selection).items():
            for option in options:
                expected = oracle.count(name, option.value.key, chosen, (first, last))
                assert (name, option.value.key, option.count) == (
                    name,
                    option.value.key,
                    expected,
                )

    check()


def test_words_narrow_list_and_counts_alike(index: tuple[FacetIndex, Oracle]) -> None:
    facets, oracle = index
    some = BitMap(list(oracle.keys)[::3])
    selection = Selection({"sector": ("zorg",)}, matches=some)
    expected = oracle.select({"sector": ("zorg",)}) & set(some)
    assert set(facets.select(selection)) == expected
    pillar = {option.value.key: option.count for option in facets.options(selection)["pijler"]}
    assert pillar["2"] == sum("2" in oracle.keys[pk]["pijler"] for pk in expected)


def test_list_is_newest_first(some_practices: None) -> None:
    newest = Practice.objects.published().order_by("-published_at", "slug")
    assert facet_index().newest.ids == [practice.pk for practice in newest]


def test_value_without_practices_stays_in_a_closed_facet(db: None) -> None:
    make_sector("ggz")
    (option,) = facet_index().options(Selection())["sector"]
    assert (option.value.key, option.count, option.chosen) == ("ggz", 0, False)


def test_chosen_value_stays_when_nothing_is_left(db: None) -> None:
    ggz, vvt = make_sector("ggz"), make_sector("vvt")
    make_practice(sectors=[ggz], tags=["rooster"])
    make_practice(sectors=[vvt], tags=["verzuim"])
    options = facet_index().options(Selection({"sector": ("vvt",), "trefwoord": ("rooster",)}))
    assert [(o.value.key, o.count, o.chosen) for o in options["sector"]] == [
        ("ggz", 1, False),
        ("vvt", 0, True),
    ]
    assert [(o.value.key, o.count, o.chosen) for o in options["trefwoord"]] == [
        ("verzuim", 1, False),
        ("rooster", 0, True),
    ]


def test_open_facet_offers_the_fifty_largest_and_the_chosen(db: None) -> None:
    practice = make_practice()
    for number in range(MOST_OPEN_VALUES + 5):
        name = f"Organisatie {number:02}"
        organisation = Organisation.objects.create(name=name, slug=f"o{number:02}")
        practice.participations.create(organisation=organisation, role="partner")
    indexing.refresh(practice)
    options = facet_index().options(Selection({"organisatie": ("o54",)}))["organisatie"]
    assert len(options) == MOST_OPEN_VALUES + 1
    assert options[-1].value.key == "o54"


def test_same_selection_is_counted_once(some_practices: None) -> None:
    index, chosen = facet_index(), {"sector": ("ggz",)}
    assert index.options(Selection(chosen)) is index.options(Selection(dict(chosen)))
    matches = BitMap(index.newest.ids[:9])
    found = index.options(Selection(chosen, matches=matches))
    assert index.options(Selection(chosen, matches=matches)) is found
    assert index.options(Selection(chosen, years=(2018, None))) != index.options(Selection(chosen))


def test_words_that_find_something_else_are_counted_anew(some_practices: None) -> None:
    """What an earlier search found may be gone, and its place in memory taken by another."""
    index = facet_index()
    for some in range(0, len(index.newest.ids), 3):
        part = index.newest.ids[some : some + 3]
        counted = index.options(Selection(matches=BitMap(part)))["soort"]
        assert sum(option.count for option in counted) == len(part)


def test_counts_that_are_kept_have_a_bound(some_practices: None) -> None:
    index = facet_index()
    first = index.options(Selection())
    for year in range(1900, 1900 + MOST_COUNTS):
        index.options(Selection(years=(year, None)))
    again = index.options(Selection())
    assert again == first
    assert again is not first


def test_values_of_drafts_do_not_show(db: None) -> None:
    make_practice(status="draft", tags=["geheim"], organisations=["Geheim"])
    index = facet_index()
    assert index.values["trefwoord"] == {}
    assert index.values["organisatie"] == {}


def test_parents_of_a_value_are_all_that_it_lies_in(db: None) -> None:
    country = make_region("nederland", kind="land")
    province = make_region("noord", parents=[country])
    make_region("grens", parents=[province], kind="arbeidsmarktregio")
    assert facet_index().values["regio"]["grens"].parents == ("nederland", "noord")


def test_number_of_queries_does_not_depend_on_the_number_of_practices(db: None) -> None:
    counts = []
    for _ in range(2):
        make_practice(pillars=["1a"], sectors=[make_sector()], tags=["rooster"])
        forget()
        with CaptureQueriesContext(connection) as queries:
            facet_index().options(Selection())
        counts.append(len(queries))
    assert counts[0] == counts[1]
