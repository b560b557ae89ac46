"""When things were: drawn as exactly as they are known, and never a date that nobody gave."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.models import Practice
from practices.pictures.timeline import Span, Timeline, timeline

from .factories import make_practice, make_source

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def made(*sources: str, today: date = TODAY, **fields: Any) -> Timeline | None:
    """The timeline of a practice with sources of these dates."""
    practice = make_practice(
        sources=[make_source(title=f"Bron {day}", published=day) for day in sources],
        **fields,
    )
    return timeline(Practice.objects.with_relations().get(pk=practice.pk), today)


def said(found: Timeline | None) -> list[tuple[str, str]]:
    """Its lines in words."""
    return [(row.name, row.words) for row in found.rows] if found else []


def states(found: Timeline | None, name: str) -> list[str]:
    """What the first line of this name is drawn with, from left to right."""
    assert found
    row = next(row for row in found.rows if row.name == name)
    ordered = sorted(row.pieces, key=lambda piece: float(piece.x.rstrip("%")))
    return [piece.state for piece in ordered]


class TestSpan:
    @pytest.mark.parametrize(
        ("partial", "first", "last"),
        [
            ("2024", date(2024, 1, 1), date(2024, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
            ("2021-09-17", date(2021, 9, 17), date(2021, 9, 17)),
        ],
    )
    def test_days_that_a_date_may_mean(self, partial: str, first: date, last: date) -> None:
        assert Span.of(partial) == Span(first, last)


class TestWhenThereIsOne:
    def test_nothing_is_drawn_for_one_source_alone(self) -> None:
        assert made("2021") is None

    def test_nothing_is_drawn_for_what_has_no_dates(self) -> None:
        assert made() is None
        assert made("", phase="lopend") is None

    def test_a_period_alone_is_no_picture(self) -> None:
        assert made(period_start="2020") is None

    def test_sources_of_one_date_tell_nothing_new_and_of_two_they_do(self) -> None:
        assert made("2021", "2021") is None
        assert said(made("2021", "2020-05")) == [
            ("Bron", "Bron 2020-05, mei 2020"),
            ("Bron", "Bron 2021, 2021"),
        ]

    def test_source_without_a_date_is_not_drawn(self) -> None:
        found = made("", "2021", period_start="2020", period_end="2021")
        assert [name for name, _ in said(found)] == ["Periode", "Bron"]

    def test_days_of_this_site_itself_are_not_drawn(self) -> None:
        found = made("2021", period_start="2020", published_at=datetime(2026, 11, 1, tzinfo=UTC))
        assert said(found) == [("Begonnen", "2020"), ("Bron", "Bron 2021, 2021")]


class TestPeriod:
    def test_running_is_certain_up_to_the_last_source_and_unknown_after_it(self) -> None:
        found = made("2020", "2021-09-17", period_start="2018-03-01", phase="lopend")
        assert said(found)[0] == (
            "Periode",
            "sinds 1 maart 2018, voor het laatst gemeld op 17 september 2021",
        )
        assert states(found, "Periode") == ["sure", "unknown"]

    def test_imprecise_sides_are_open(self) -> None:
        found = made("2021", period_start="2018", phase="pilot")
        assert said(found)[0][1] == "sinds 2018, voor het laatst gemeld in 2021"
        assert states(found, "Periode") == ["maybe", "sure", "maybe", "unknown"]

    def test_confirmation_says_that_it_still_runs(self) -> None:
        found = made("2021", period_start="2018", phase="lopend", confirmed_on=date(2026, 11, 1))
        assert said(found)[0][1] == "sinds 2018, voor het laatst gemeld op 1 november 2026"
        assert said(found)[2] == ("Bevestigd", "1 november 2026")

    def test_source_from_before_the_start_says_nothing_about_running(self) -> None:
        found = made("2020", period_start="2021", phase="lopend")
        assert said(found)[0] == ("Periode", "sinds 2021")
        assert states(found, "Periode") == ["maybe", "unknown"]

    def test_without_a_running_phase_only_the_start_is_known(self) -> None:
        found = made("2021", period_start="2019-10", phase="gestopt")
        assert said(found)[0] == ("Begonnen", "oktober 2019")
        assert states(found, "Begonnen") == ["maybe"]

    def test_end_alone(self) -> None:
        found = made("2021", period_end="2020")
        assert said(found)[0] == ("Geëindigd", "2020")

    def test_one_day(self) -> None:
        found = made("2023", period_start="2023-09-12", period_end="2023-09-12")
        assert said(found)[0] == ("Periode", "12 september 2023")
        assert states(found, "Periode") == ["day"]

    def test_start_and_end_that_may_overlap_are_never_certain(self) -> None:
        found = made("2023", period_start="2021", period_end="2021-05")
        assert states(found, "Periode") == ["maybe"]


class TestDrawing:
    def test_places_are_in_percent_of_whole_years(self) -> None:
        found = made("2021", period_start="2020", period_end="2022-12-31")
        assert found
        assert [(tick.x, tick.label) for tick in found.ticks[:2]] == [
            ("0.00%", "2020"),
            ("14.31%", ""),
        ]
        pieces = {piece.state: piece for piece in found.rows[0].pieces}
        assert (pieces["maybe"].x, pieces["maybe"].width) == ("0.00%", "14.31%")
        assert pieces["sure"].to == "42.82%"

    def test_years_without_end_give_few_lines(self) -> None:
        found = made("2021", period_start="1900", period_end="2099")
        assert found
        assert [tick.label for tick in found.ticks] == [
            "1900",
            "1934",
            "1968",
            "2002",
            "2036",
            "2070",
        ]

    partial = st.one_of(
        st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat),
        st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.isoformat()[:7]),
        st.integers(1900, 2099).map(str),
        st.just(""),
    )

    @given(
        start=partial,
        end=partial,
        sources=st.lists(partial, max_size=3),
        phase=st.sampled_from(["", "lopend", "gestopt"]),
    )
    def test_everything_lies_within_the_drawing(
        self, start: str, end: str, sources: list[str], phase: str
    ) -> None:
        if start and end and start[: len(end)] > end:
            start, end = end, start
        found = made(
            *sources, period_start=start, period_end="" if end < start else end, phase=phase
        )
        for row in found.rows if found else ():
            assert row.words
            assert row.pieces
            for piece in row.pieces:
                x, to, width = (float(n.rstrip("%")) for n in (piece.x, piece.to, piece.width))
                assert 0 <= x <= to <= 100
                assert abs(to - x - width) < 0.02
