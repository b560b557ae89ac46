"""Measure how good the search is on a file of queries with judged answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from practices.filters import PracticeFilterSet
from practices.models import Practice
from practices.search import quality
from practices.search.quality import Answer, Query, Score, Summary

Measured = Sequence[tuple[Query, Answer, Score]]


def ask(text: str) -> Answer:
    """What a visitor gets who types this in the search box of the list."""
    query = QueryDict(mutable=True)
    query["q"] = text
    asked = PracticeFilterSet(query)
    slugs = [practice.slug for practice in asked.results[: quality.DEEP]]
    return Answer(slugs, asked.found.mode if asked.found else "")


def measure(queries: Sequence[Query]) -> Measured:
    """Ask every query and score the answer."""
    answers = [(query, ask(query.text)) for query in queries]
    return [(query, answer, quality.score(query, answer)) for query, answer in answers]


def by_kind(measured: Measured) -> dict[str, Summary]:
    """The summary of each kind that occurs, in the order of the goals."""
    scores = {
        kind: [score for query, _, score in measured if query.kind == kind]
        for kind in quality.GOALS
    }
    return {kind: quality.summarise(found) for kind, found in scores.items() if found}


def failures(measured: Measured) -> Iterator[str]:
    """For every query without success@3: what came first, and what was expected, in Dutch."""
    for query, answer, score in measured:
        if score.success:
            continue
        best = sorted(query.grades, key=lambda slug: -query.grades[slug])[: quality.FIRST]
        yield f"{query.kind}: {query.text!r} ({answer.mode or 'niets gezocht'})"
        yield f"    eerst:    {', '.join(answer.slugs[: quality.FIRST]) or 'niets'}"
        yield f"    verwacht: {', '.join(best) or 'niets, of alleen ‘enkele’'}"


def table(kinds: Mapping[str, Summary], overall: Summary) -> Iterator[str]:
    """The summaries as lines of text, in Dutch."""
    yield f"{'soort':<14}{'aantal':>7}{'success@3':>11}{'nDCG@10':>9}{'recall@20':>11}  zoekwijze"
    for name, summary in [*kinds.items(), ("alles", overall)]:
        modes = ", ".join(f"{mode or 'geen'} {n}" for mode, n in summary.modes.items())
        yield (
            f"{name:<14}{summary.number:>7}{summary.success:>11.3f}"
            f"{_figure(summary.ndcg):>9}{_figure(summary.recall):>11}  {modes}"
        )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


class Command(BaseCommand):
    """`manage.py search_quality FILE [--kind K] [--verbose] [--json]`; 1 when a goal is missed."""

    help = "Meet hoe goed het zoeken is, met een bestand van zoekvragen en beoordeelde antwoorden."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what to show of it."""
        parser.add_argument("file", type=Path, metavar="FILE", help="bijvoorbeeld golden.toml")
        parser.add_argument("--kind", choices=list(quality.GOALS), help="alleen deze soort")
        parser.add_argument("--verbose", action="store_true", help="toon wat niet is gelukt")
        parser.add_argument("--json", action="store_true", help="toon de cijfers als JSON")

    def handle(
        self, *args: Any, file: Path, kind: str | None, verbose: bool, json: bool, **options: Any
    ) -> None:
        """Measure and report. Raises `CommandError` for a bad file and for a missed goal."""
        measured = measure([query for query in self._read(file) if kind in (None, query.kind)])
        if not measured:
            raise CommandError(f"{file}: er zijn geen zoekvragen van de soort {kind}.")
        kinds = by_kind(measured)
        overall = quality.summarise([score for *_, score in measured])
        missed = quality.missed(kinds, None if kind else overall)
        if json:
            self.stdout.write(_as_json(kinds, overall, missed))
        else:
            lines = failures(measured) if verbose else ()
            self.stdout.write("\n".join([*lines, *table(kinds, overall)]))
        if missed:
            raise CommandError("Doel niet gehaald: " + "; ".join(missed) + ".")

    def _read(self, file: Path) -> list[Query]:
        known = Practice.objects.published().values_list("slug", flat=True)
        try:
            return quality.read(file.read_text(encoding="utf-8"), known)
        except OSError as error:
            raise CommandError(f"{file} bestaat niet of is niet te lezen.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is geen tekst in UTF-8.") from error
        except quality.BadQueries as error:
            raise CommandError(f"{file}: {error}") from error


def _as_json(kinds: Mapping[str, Summary], overall: Summary, missed: Sequence[str]) -> str:
    figures = {name: asdict(summary) for name, summary in kinds.items()}
    return json.dumps(
        {"kinds": figures, "overall": asdict(overall), "missed": missed},
        ensure_ascii=False,
        indent=2,
    )
