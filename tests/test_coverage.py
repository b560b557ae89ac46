"""The coverage matrix: every cell is the count of its list, and empty is empty."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from practices import coverage
from practices.coverage import AXES, Cell, matrix, said_by, small, source_tables
from practices.facets import FacetIndex, facet_index
from practices.filters import lenient
from practices.models import Origin, PillarTag, Practice, Region, Sector, SourceCount
from practices.pictures.matrix import MOST_SIGNS, PITCH, breakable, signs

from .brute_force import forget, keys_of
from .factories import (
    ELEMENTS,
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db


def vocabularies() -> tuple[list[Sector], list[Region]]:
    """A tree of sectors and one that stands alone, and regions of every kind."""
    make_pillars()
    care = make_sector("zorg")
    sectors = [care, make_sector("ggz", parent=care), make_sector("vvt", parent=care)]
    country = make_region("nederland", kind="land")
    north, east = (make_region(name, parents=[country]) for name in ("noord", "oost"))
    border = make_region("grens", parents=[north, east], kind="arbeidsmarktregio")
    plus = make_region("plus", parents=[country], kind="regioplus")
    return [*sectors, make_sector("onderwijs")], [country, north, east, border, plus]


def cell(index: FacetIndex, axis: str, code: str, place: str) -> Cell:
    """The cell of an element in a sector or region."""
    (found,) = [
        cell
        for cell in matrix(index, AXES[axis]).cells
        if (cell.element and cell.element.key, cell.place and cell.place.key) == (code, place)
    ]
    return found


filed = st.lists(
    st.tuples(
        st.sampled_from(["published", "published", "draft", "archived"]),
        st.lists(
            st.tuples(st.sampled_from([*ELEMENTS, "1", "2", "3"]), st.sampled_from(Origin.values)),
            max_size=4,
            unique_by=lambda tag: tag[0],
        ),
        st.sets(st.integers(0, 3), max_size=2),
        st.sets(st.integers(0, 4), max_size=2),
    ),
    max_size=6,
)


def test_every_cell_is_the_count_of_its_list_and_holds_no_draft() -> None:
    sectors, regions = vocabularies()
    forget()

    @given(filed)
    def check(practices: list[Any]) -> None:
        with transaction.atomic():
            for status, tags, some_sectors, some_regions in practices:
                practice = make_practice(
                    status=status,
                    sectors=[sectors[place] for place in some_sectors],
                    regions=[regions[place] for place in some_regions],
                    pillars=[code for code, _ in tags],
                )
                for tag, (_, origin) in zip(practice.pillar_tags.order_by("pk"), tags, strict=True):
                    practice.pillar_tags.filter(pk=tag.pk).update(origin=origin)
            index = facet_index()
            for axis in AXES.values():
                hold_against_the_rows(index, axis.name)
            for one in small(index).cells:
                assert one.count == len(lenient(QueryDict(one.query))[0].results)
            transaction.set_rollback(True)

    check()


def hold_against_the_rows(index: FacetIndex, name: str) -> None:
    """Compare a matrix with the list and with the rows of the database."""
    shown, public = matrix(index, AXES[name]), Practice.objects.filter(status="published")
    keys = {practice.pk: keys_of(practice) for practice in public}
    printed = set(PillarTag.objects.filter(origin="bron").values_list("practice_id", "element_id"))
    for row in [*shown.rows, shown.whole]:
        for one in [row.total, *row.cells]:
            if one.count:  # the list is slow to ask, and most cells are empty
                assert one.count == len(lenient(QueryDict(one.query))[0].results)
            wanted = [
                pk
                for pk, has in keys.items()
                if (not one.element or one.element.key in has["pijler"])
                and (not one.place or one.place.key in has[shown.axis.facet])
            ]
            assert one.count == len(wanted)
            if one.element:
                assert one.sourced == sum((pk, one.element.key) in printed for pk in wanted)
    facet = shown.axis.facet
    placed = {row.place.key for row in shown.rows if row.place}
    assert shown.placeless == sum(not has[facet] & placed for has in keys.values())
    assert shown.elementless == sum(not has["pijler"] & set(ELEMENTS) for has in keys.values())
    assert shown.filled + shown.empty == len(shown.cells) == 9 * len(shown.rows)
    assert shown.empty == sum(not one.count for one in shown.cells)


class TestMatrix:
    def test_sectors_stand_in_trees_and_regions_by_kind(self) -> None:
        vocabularies()
        index = facet_index()
        rows = {
            name: [[row.place.key for row in group if row.place] for group in shown.groups]
            for name, axis in AXES.items()
            for shown in [matrix(index, axis)]
        }
        assert rows == {
            "sector": [["onderwijs"], ["zorg", "ggz", "vvt"]],
            "regio": [["nederland"], ["noord", "oost"]],
            "arbeidsmarktregio": [["grens"]],
        }

    def test_columns_are_the_elements_by_pillar(self) -> None:
        vocabularies()
        pillars = matrix(facet_index(), AXES["sector"]).pillars
        assert [(p.pillar.key, [e.key for e in p.elements]) for p in pillars] == [
            ("1", ["1a", "1b"]),
            ("2", ["2a", "2b", "2c", "2d"]),
            ("3", ["3a", "3b", "3c"]),
        ]

    def test_cell_is_open_until_a_source_prints_the_element(self) -> None:
        sectors, _ = vocabularies()
        make_pillar_tag(make_practice(sectors=sectors[1:2]), "2a", origin=Origin.EDITORS)
        make_pillar_tag(make_practice(sectors=sectors[1:2]), "2a", origin=Origin.SUBMITTER)
        one = cell(facet_index(), "sector", "2a", "ggz")
        assert (one.count, one.sourced, one.is_open) == (2, 0, True)
        make_practice(sectors=sectors[1:2], pillars=["2a"])
        one = cell(facet_index(), "sector", "2a", "zorg")
        assert (one.count, one.sourced, one.is_open) == (3, 1, False)
        empty = cell(facet_index(), "sector", "2b", "ggz")
        assert (empty.count, empty.is_open, empty.heat) == (0, False, 0)

    def test_a_draft_changes_nothing_even_when_its_source_prints_the_element(self) -> None:
        sectors, regions = vocabularies()
        make_pillar_tag(
            make_practice(sectors=sectors[1:2], regions=regions[1:2]), "2a", origin=Origin.EDITORS
        )
        before = [matrix(facet_index(), axis) for axis in AXES.values()]
        make_practice(status="draft", sectors=sectors, regions=regions, pillars=ELEMENTS)
        assert [matrix(facet_index(), axis) for axis in AXES.values()] == before

    def test_heat_is_the_class_of_the_count(self) -> None:
        sectors, _ = vocabularies()
        for code, times in (("1a", 1), ("1b", 3), ("2a", 4), ("2b", 8)):
            for _ in range(times):
                make_practice(sectors=sectors[3:], pillars=[code])
        row, *_ = matrix(facet_index(), AXES["sector"]).rows
        assert [one.heat for one in row.cells] == [1, 2, 3, 4, 0, 0, 0, 0, 0]

    def test_rows_that_hold_others_do_not_pale_these(self) -> None:
        sectors, _ = vocabularies()
        for _ in range(27):
            make_practice(sectors=sectors[:1], pillars=["1a"])
        make_practice(sectors=sectors[1:2], pillars=["1a"])
        shown = matrix(facet_index(), AXES["sector"])
        assert [str(shade) for shade in shown.shades][:2] == ["1", "2 of 3"]
        assert cell(facet_index(), "sector", "1a", "zorg").heat == 4

    def test_weakest_are_the_elements_with_the_fewest(self) -> None:
        vocabularies()
        assert matrix(facet_index(), AXES["sector"]).weakest == []
        make_practice(pillars=ELEMENTS[:7])
        weakest = matrix(facet_index(), AXES["sector"]).weakest
        assert [(one.element.key, one.count) for one in weakest if one.element] == [
            ("3b", 0),
            ("3c", 0),
        ]
        make_practice(pillars=ELEMENTS[7:])
        assert matrix(facet_index(), AXES["sector"]).weakest == []

    def test_nothing_at_all_is_an_empty_matrix(self) -> None:
        for axis in AXES.values():
            shown = matrix(facet_index(), axis)
            assert (shown.cells, shown.weakest, shown.whole.total.count) == ([], [], 0)
        assert small(facet_index()).cells == []
        assert source_tables(facet_index()) == []

    def test_matrix_is_made_once_for_a_version(self) -> None:
        vocabularies()
        index = facet_index()
        matrix(index, AXES["sector"])
        with CaptureQueriesContext(connection) as captured:
            again = matrix(index, AXES["sector"])
        assert again is matrix(index, AXES["sector"])
        assert len(captured) == 0


class TestSmall:
    def test_eight_largest_of_the_lowest_sectors_in_their_own_order(self) -> None:
        make_pillars()
        top = make_sector("top")
        sectors = [make_sector(f"s{number}", parent=top, position=number) for number in range(10)]
        for sector in sectors[2:]:
            make_practice(sectors=[sector])
        places = [row.place.key for row in small(facet_index()).rows if row.place]
        assert places == [f"s{number}" for number in range(2, 10)]


class TestGaps:
    def test_a_place_has_the_elements_it_lacks(self) -> None:
        sectors, regions = vocabularies()
        make_practice(sectors=sectors[1:2], regions=regions[3:4], pillars=ELEMENTS[1:])
        index = facet_index()
        for facet, key in (("sector", "zorg"), ("sector", "ggz"), ("regio", "oost")):
            assert [gap.query for gap in coverage.gaps(index, facet, key)] == [
                f"pijler=1a&{facet}={key}"
            ]
        assert len(coverage.gaps(index, "sector", "vvt")) == 9
        with pytest.raises(KeyError):
            coverage.gaps(index, "sector", "mars")

    def test_an_element_has_the_lowest_sectors_it_lacks(self) -> None:
        sectors, _ = vocabularies()
        make_practice(sectors=sectors[1:2], pillars=["2a"])
        make_practice(sectors=sectors[3:], pillars=["2a"], status="draft")
        queries = [gap.query for gap in coverage.gaps_of(facet_index(), "2a")]
        assert queries == ["pijler=2a&sector=onderwijs", "pijler=2a&sector=vvt"]
        with pytest.raises(KeyError):
            coverage.gaps_of(facet_index(), "9z")


def test_said_by_counts_the_elements_of_a_pillar_and_only_what_is_public() -> None:
    one, hidden = make_practice(pillars=["2a"]), make_practice(pillars=["2"], status="draft")
    other = make_practice()
    make_pillar_tag(other, "2", origin=Origin.EDITORS)
    said = said_by(facet_index())
    assert {key: list(ids) for key, ids in said.items() if ids} == {
        ("2", Origin.SOURCE): [one.pk],
        ("2a", Origin.SOURCE): [one.pk],
        ("2", Origin.EDITORS): [other.pk],
    }
    assert hidden.pk not in facet_index().published


class TestSourceTable:
    def test_own_count_of_a_source_stands_beside_ours(self) -> None:
        make_pillars()
        advice, report = make_source("advies"), make_source("rapport")
        for code, number in (("2a", 11), ("3b", 4)):
            SourceCount.objects.create(source=advice, element_id=code, practices=number)
        make_practice(sources=[advice], pillars=["2a"])
        make_practice(sources=[advice], pillars=["2", "3"])
        make_practice(sources=[advice], pillars=["2"], kind="onderzoek")
        make_practice(sources=[advice], pillars=["2a"], status="draft")
        make_practice(sources=[report], pillars=["2a"])
        make_pillar_tag(make_practice(sources=[report]), "2a", origin=Origin.EDITORS)
        (table,) = source_tables(facet_index())
        assert [row.element.key for row in table.rows] == list(ELEMENTS)
        row = table.rows[2]
        assert (row.told, row.printed, row.sourced, row.count) == (11, 1, 2, 3)
        total = table.total
        assert (total.told, total.printed, total.sourced, total.count) == (15, 1, 2, 3)
        assert (table.source, table.pillar_only, table.difference) == (advice, 1, 14)

    def test_each_source_that_counts_has_a_table(self) -> None:
        make_pillars()
        for slug, year in (("oud", "2001"), ("nieuw", "2023")):
            source = make_source(slug, published=year)
            SourceCount.objects.create(source=source, element_id="1a", practices=1)
        assert [table.source.slug for table in source_tables(facet_index())] == ["nieuw", "oud"]


class TestPicture:
    @pytest.mark.parametrize(
        ("name", "broken"),
        [
            ("Goede arbeidsvoorwaarden", "Goede arbeids\u00advoorwaarden"),
            ("Kinderopvang en zorgverlof", "Kinder\u00adopvang en zorg\u00adverlof"),
            ("Leren en ontwikkelen", "Leren en ontwikkelen"),
            ("<b>Werkzekerheid</b>", "<b>Werk\u00adzekerheid</b>"),
            ("", ""),
        ],
    )
    def test_long_compounds_may_be_broken_between_their_parts(self, name: str, broken: str) -> None:
        assert breakable(name) == broken

    def test_a_sign_for_each_practice_filled_where_the_source_prints_it(self) -> None:
        row = signs("2", count=5, sourced=2, told=3, most=8)
        assert (row.filled.count("M"), row.open.count("M")) == (2, 3)
        assert (row.tick, row.width) == (3 * PITCH, 8 * PITCH + 2)

    @pytest.mark.parametrize(("most", "each"), [(0, 1), (40, 1), (41, 2), (1000, 50)])
    def test_a_sign_stands_for_more_when_there_are_many(self, most: int, each: int) -> None:
        row = signs("1", count=most, sourced=0, told=most, most=most)
        assert row.per_sign == each
        assert row.open.count("M") <= MOST_SIGNS
        assert row.tick <= row.width

    def test_one_that_is_open_is_seen_among_many(self) -> None:
        row = signs("2", count=42, sourced=41, told=0, most=42)
        assert (row.filled.count("M"), row.open.count("M")) == (20, 1)
