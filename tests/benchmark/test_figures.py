"""What the benchmark makes of its times, and what it says of its goals."""

from __future__ import annotations

import math

import pytest

from tests.benchmark.figures import (
    GOALS,
    Goal,
    Spread,
    growth_exponent,
    judge,
    lines,
    percentile,
    ratios,
    spread,
)


def test_percentile_is_one_of_the_values() -> None:
    values = list(range(1, 41))
    assert (percentile(values, 0), percentile(values, 0.95), percentile(values, 1)) == (1, 38, 40)


def test_spread_is_over_the_medians_of_the_questions() -> None:
    times = {0: [1.0, 9.0, 2.0], 1: [4.0], 2: [6.0, 6.0]}
    assert spread(times) == Spread(p50=4, p95=6)
    assert spread(times, only=[0]) == Spread(p50=2, p95=2)


def test_ratios_are_in_units_of_the_static_page_and_beside_the_ready_page() -> None:
    ours, ready = {0: [4.0], 1: [6.0]}, {0: [2.0], 1: [2.0]}
    static = {0: [1.0, 1.0], 1: [1.0, 30.0]}
    assert ratios(ours, static, ready) == {
        "static_ms": 1,
        "p50_ms": 5,
        "p95_ms": 6,
        "static_ratio_p50": 5,
        "static_ratio_p95": 6,
        "ready_ratio_p50": 2.5,
        "ready_ratio_p95": 3,
    }


def test_growth_exponent_is_one_when_time_grows_as_the_number() -> None:
    assert growth_exponent(10_000, 50.0, 1000, 5.0) == pytest.approx(1)
    assert growth_exponent(10_000, 5.0, 1000, 5.0) == 0


def test_goal_that_is_missed_is_named_and_one_that_was_not_measured_too() -> None:
    goals = (Goal("p95_ms", 80, 1000), Goal("snel", 1.8, 1000, at_least=True))
    assert judge({"p95_ms": 80, "snel": 1.8}, goals, 1000, "sqlite") == ([], [])
    assert judge({"p95_ms": 81, "snel": 1.7}, goals, 1000, "sqlite") == (
        [
            "doel gemist: p95_ms hoogstens 80, gemeten 81",
            "doel gemist: snel minstens 1.8, gemeten 1.7",
        ],
        [],
    )
    assert judge({"p95_ms": math.nan}, goals, 1000, "sqlite") == (
        [],
        ["doel niet gemeten: p95_ms hoogstens 80", "doel niet gemeten: snel minstens 1.8"],
    )


def test_goal_that_wants_a_quiet_machine_is_not_judged_on_a_busy_one() -> None:
    goals = (Goal("snel", 1.8, 1000, at_least=True, wants_quiet=True),)
    assert judge({"snel": 1.0, "others_share": 0.5}, goals, 1000, "sqlite") == (
        [],
        ["doel niet gemeten: snel minstens 1.8 (ander werk nam 50% van de processors)"],
    )
    assert len(judge({"snel": 1.0, "others_share": 0.05}, goals, 1000, "sqlite")[0]) == 1


def test_goals_hold_for_their_own_size_and_database_only() -> None:
    slow = {goal.figure: 1e9 for goal in GOALS if not goal.at_least} | {"two_workers_speedup": 0.0}
    assert judge(slow, GOALS, 1000, "sqlite") == ([], [])
    assert len(judge(slow, GOALS, 10_000, "sqlite")[0]) == 4
    assert len(judge(slow, GOALS, 10_000, "postgresql")[0]) == 3
    assert len(judge(slow, GOALS, 100_000, "sqlite")[0]) == 4


def test_figures_are_printed_one_a_line_for_programs() -> None:
    figures = {"p50_ms": 3.81234, "peer_ratio_p50 modelsearch": 21.3, "rss_mb": math.nan}
    assert lines(figures) == ["p50_ms 3.812", "peer_ratio_p50 modelsearch 21.3"]
