"""When things were, for one practice: its period, its sources, its confirmation.

Dates are drawn as exactly as they are known, on a scale that runs up to now, so that it shows how
old they are. Filled: certain. Open: somewhere in that time. Dashed: nothing known from there on.
What has no date is not drawn.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from django.utils.formats import date_format

from ..models import Practice, Source
from ..models.partial_date import in_words
from ..models.practice import RUNNING

MOST_LABELS = 6
"""So many years fit below each other's lines on a phone."""


class Lane(NamedTuple):
    """The heights in one line of the drawing, in pixels.

    bar_edge: above a bar;  bar: its own height;  day_edge, day: where a day starts and ends.
    """

    height: int = 18
    middle: int = 9
    bar_edge: int = 4
    bar: int = 10
    day_edge: int = 2
    day: int = 16


class Axis(NamedTuple):
    """The heights in the scale below the lines, in pixels. year: the foot of its letters."""

    height: int = 24
    tick: int = 8
    year: int = 21


LANE, AXIS = Lane(), Axis()


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date may mean: one when it is exact."""

    first: date
    last: date

    @classmethod
    def of(cls, partial: str) -> Span:
        """The days of `yyyy`, `yyyy-mm` or `yyyy-mm-dd`."""
        year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
        if day:
            return cls(date(year, month, day), date(year, month, day))
        last_month = month or 12
        last_day = calendar.monthrange(year, last_month)[1]
        return cls(date(year, month or 1, 1), date(year, last_month, last_day))

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line. state: "sure", "maybe", "unknown", or "day" for a single day.

    x, to: where it starts and ends;  width: the difference: all in percent of the drawing, as text
    with a point, whatever the language of the site.
    """

    state: str
    x: str
    to: str
    width: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timeline. name: of what;  words: what the pieces show."""

    name: str
    words: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a year begins, in percent. label: the year, "" when there is no room for it."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing. states: of all its pieces, so that these can be explained."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    states: frozenset[str]
    lane: Lane = LANE
    axis: Axis = AXIS


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one moment or period, before there is a scale.

    parts: state and days;  since: the last day of which anything is known, None when it is over.
    """

    name: str
    words: str
    parts: tuple[tuple[str, Span], ...]
    since: date | None = None


def timeline(practice: Practice, today: date) -> Timeline | None:
    """The picture of a practice read `with_relations()`; None when it would show nothing.

    It shows something with a period, a confirmation, or sources of different dates.
    """
    cited = {citation.source_id: citation.source for citation in practice.citations.all()}
    sources = sorted((s for s in cited.values() if s.published), key=lambda s: s.published)
    known = [
        *_period(practice, sources),
        *(_source(source) for source in sources),
        *_confirmed(practice.confirmed_on),
    ]
    dates = {source.published for source in sources}
    is_telling = practice.period_in_words or practice.confirmed_on or len(dates) > 1
    return _drawn(known, today) if is_telling and len(known) > 1 else None


# --- What is known -------------------------------------------------------------------------------


def _source(source: Source) -> Known:
    words = f"{source.title}, {in_words(source.published)}"
    return Known("Bron", words, (_part(Span.of(source.published)),))


def _confirmed(day: date | None) -> Iterator[Known]:
    if day:
        yield Known("Bevestigd", date_format(day, "j F Y"), (_part(Span(day, day)),))


def _part(span: Span) -> tuple[str, Span]:
    return "day" if span.is_exact else "maybe", span


def _period(practice: Practice, sources: Sequence[Source]) -> Iterator[Known]:
    """From the start to the end, or as far as anybody told."""
    start, end = practice.period_start, practice.period_end
    if start and end:
        parts = _between(Span.of(start), Span.of(end))
        yield Known("Periode", practice.period_in_words, parts)
    elif start and practice.phase in RUNNING:
        yield _running(practice, sources)
    elif start:
        yield Known("Begonnen", in_words(start), (_part(Span.of(start)),))
    elif end:
        yield Known("Geëindigd", in_words(end), (_part(Span.of(end)),))


def _between(start: Span, end: Span) -> tuple[tuple[str, Span], ...]:
    """Certain from the last day on which it may have begun to the first on which it may have
    ended; when these overlap nothing is certain."""
    if start == end:
        return (_part(start),)
    if start.last >= end.first:
        return (("maybe", Span(start.first, end.last)),)
    sides = [("maybe", span) for span in (start, end) if not span.is_exact]
    return (("sure", Span(start.last, end.first)), *sides)


def _running(practice: Practice, sources: Sequence[Source]) -> Known:
    """Since its start, up to the last time that somebody said so; nothing is known after that."""
    start, words = Span.of(practice.period_start), practice.period_in_words
    told = [source.published for source in sources]
    if practice.confirmed_on:
        told.append(practice.confirmed_on.isoformat())
    latest = max(told, key=lambda day: Span.of(day).last, default="")
    if not latest or Span.of(latest).last < start.last:
        return Known("Periode", words, (_part(start),), since=start.last)
    until = Span.of(latest)
    words += f", voor het laatst gemeld {'op' if until.is_exact else 'in'} {in_words(latest)}"
    return Known("Periode", words, _between(start, until), since=until.last)


# --- On a scale ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole years, from the first day to the day after the last."""

    start: date
    end: date

    def percent(self, day: date) -> float:
        """How far along a day begins."""
        return 100 * (day - self.start).days / (self.end - self.start).days


def _drawn(known: Sequence[Known], today: date) -> Timeline:
    spans = [span for one in known for _, span in one.parts]
    first = min(today, *(span.first for span in spans))
    last = max(today, *(span.last for span in spans))
    scale = Scale(date(first.year, 1, 1), date(last.year + 1, 1, 1))
    rows = tuple(Row(one.name, one.words, tuple(_pieces(one, last, scale))) for one in known)
    states = frozenset(piece.state for row in rows for piece in row.pieces)
    return Timeline(rows, tuple(_ticks(first.year, last.year, scale)), states)


def _pieces(one: Known, last: date, scale: Scale) -> Iterator[Piece]:
    """The parts of a line; after the last day known it is dashed up to now."""
    for state, span in one.parts:
        yield _piece(state, span, scale)
    if one.since and one.since < last:
        yield _piece("unknown", Span(one.since, last), scale)


def _piece(state: str, span: Span, scale: Scale) -> Piece:
    x = scale.percent(span.first)
    to = scale.percent(span.last + timedelta(days=state == "maybe"))
    return Piece(state, f"{x:.2f}%", f"{to:.2f}%", f"{to - x:.2f}%")


def _ticks(first: int, last: int, scale: Scale) -> Iterator[Tick]:
    """A line for each year, or for each that has a label when there are many."""
    step = ceil((last - first + 1) / MOST_LABELS)
    for number, year in enumerate(range(first, last + 1)):
        has_label = number % step == 0
        if has_label or last - first < 2 * MOST_LABELS:
            x = f"{scale.percent(date(year, 1, 1)):.2f}%"
            yield Tick(x, str(year) if has_label else "")
