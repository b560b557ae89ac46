"""From times to figures, and whether they meet the goals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Figures = dict[str, float]
"""Figures by their name; a name may have a second part, as in "peer_ratio_p50 admin"."""


@dataclass(frozen=True)
class Spread:
    """How long questions take: over the medians of each question."""

    p50: float
    p95: float


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which this share of the values lies, to the nearest value."""
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def spread(times: Mapping[int, Sequence[float]], only: Iterable[int] | None = None) -> Spread:
    """p50 and p95 over the questions. only: these questions, all when left out."""
    medians = [median(times[question]) for question in (times if only is None else only)]
    return Spread(median(medians), percentile(medians, 0.95))


def ratios(
    ours: Mapping[int, Sequence[float]],
    static: Mapping[int, Sequence[float]],
    ready: Mapping[int, Sequence[float]],
) -> Figures:
    """Our times in milliseconds, in units of the static page, and beside the ready page."""
    mine, whole = spread(ours), spread(ready)
    unit = median(took for times in static.values() for took in times)
    return {
        "static_ms": unit,
        "p50_ms": mine.p50,
        "p95_ms": mine.p95,
        "static_ratio_p50": mine.p50 / unit,
        "static_ratio_p95": mine.p95 / unit,
        "ready_ratio_p50": mine.p50 / whole.p50,
        "ready_ratio_p95": mine.p95 / whole.p95,
    }


def growth_exponent(size: int, value: float, other_size: int, other_value: float) -> float:
    """How p95 grows with the number of records: 1 when twice as many take twice as long."""
    return math.log(value / other_value) / math.log(size / other_size)


@dataclass(frozen=True)
class Goal:
    """What a figure must be. size: number of records; databases: where it holds."""

    figure: str
    limit: float
    size: int
    databases: tuple[str, ...] = ("sqlite", "postgresql")
    at_least: bool = False
    wants_quiet: bool = False
    """Says nothing on a machine on which others work too."""

    def is_met(self, value: float) -> bool:
        """Whether this value will do; what is no number will not."""
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def in_words(self) -> str:
        """The goal, in Dutch."""
        return f"{self.figure} {'minstens' if self.at_least else 'hoogstens'} {self.limit:g}"


QUIET = 0.1
"""The largest share of the processors that others may take."""
SQLITE, POSTGRESQL = ("sqlite",), ("postgresql",)
GOALS = (
    Goal("static_ratio_p50", 4, 10_000, SQLITE),
    Goal("static_ratio_p50", 7, 10_000, POSTGRESQL),
    Goal("static_ratio_p95", 12, 10_000, SQLITE),
    Goal("static_ratio_p95", 20, 10_000, POSTGRESQL),
    Goal("rss_mb", 150, 10_000),
    Goal("two_workers_speedup", 1.8, 10_000, SQLITE, at_least=True, wants_quiet=True),
    Goal("static_ratio_p50", 7, 100_000, SQLITE),
    Goal("static_ratio_p50", 10, 100_000, POSTGRESQL),
    Goal("p95_ms", 80, 100_000, SQLITE),
    Goal("p95_ms", 110, 100_000, POSTGRESQL),
    Goal("rss_mb", 250, 100_000),
    Goal("first_answer_s", 2, 100_000),
)
PEER_GOALS = (
    Goal("peer_ratio_p50 modelsearch", 20, 10_000, at_least=True),
    Goal("peer_ratio_p50 naive", 20, 10_000, at_least=True),
    Goal("peer_ratio_p50 admin", 100, 10_000, at_least=True),
    Goal("peer_ratio_p50 datasette", 250, 10_000, at_least=True),
)


def judge(
    figures: Figures, goals: Sequence[Goal], size: int, database: str
) -> tuple[list[str], list[str]]:
    """The goals of this size and database that are missed, and those that were not measured."""
    missed, unknown = [], []
    for goal in goals:
        if goal.size != size or database not in goal.databases:
            continue
        value = figures.get(goal.figure, math.nan)
        others = figures.get("others_share", 0.0)
        if math.isnan(value):
            unknown.append(f"doel niet gemeten: {goal.in_words}")
        elif goal.wants_quiet and others > QUIET:
            because = f"ander werk nam {others:.0%} van de processors"
            unknown.append(f"doel niet gemeten: {goal.in_words} ({because})")
        elif not goal.is_met(value):
            missed.append(f"doel gemist: {goal.in_words}, gemeten {value:.3g}")
    return missed, unknown


def lines(figures: Figures) -> list[str]:
    """One figure a line, for programs."""
    return [f"{name} {value:.4g}" for name, value in figures.items() if not math.isnan(value)]
