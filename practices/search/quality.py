"""How good the search is: a file of queries with judged answers, and what a search scores on it.

Everything here is pure: `read` makes queries of a text, `score` holds one answer against the
judgements, `summarise` adds up and `missed` names the goals that are not reached.

A grade says what an expert finds of a practice for this query: 3 is the answer, 2 very relevant,
1 somewhat relevant; not graded is not relevant.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

FIRST, PAGE, DEEP = 3, 10, 20
"""How far success@3, nDCG@10 and recall@20 look."""
RELEVANT = 2
"""From this grade on a practice is what was asked for."""

LITERAL, MEANING, OFFTOPIC = 0.95, 0.80, "offtopic"
GOALS: Mapping[str, float | None] = {
    **dict.fromkeys(("name", "inflection", "compound", "spelling", "abbreviation"), LITERAL),
    **dict.fromkeys(("pair", "region", "sector", "prefix"), LITERAL),
    **dict.fromkeys(("synonym", "problem", "question"), MEANING),
    OFFTOPIC: None,
}
"""Every kind of query, with the success@3 that it must reach; None is reported only."""
NDCG_GOAL = 0.85
"""The nDCG@10 that all queries together must reach."""

_HEADER = re.compile(r"\s*\[\[\s*query\s*\]\]")
_GRADE = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")


class BadQueries(ValueError):
    """The file of queries cannot be used; the message says where and why, in Dutch."""


@dataclass(frozen=True)
class Query:
    """What somebody types, of which kind it is, and the grade of each relevant practice."""

    text: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """What a search gave: slugs, best first, and `Found.mode`; "" when it looked for nothing."""

    slugs: Sequence[str]
    mode: str


@dataclass(frozen=True)
class Score:
    """What one answer is worth. None: cannot be said, because nothing relevant exists."""

    success: bool
    ndcg: float | None
    recall: float | None
    mode: str


@dataclass(frozen=True)
class Summary:
    """The averages of a number of scores, and how often each mode occurred."""

    number: int
    success: float
    ndcg: float | None
    recall: float | None
    modes: Mapping[str, int]


def read(text: str, known: Iterable[str]) -> list[Query]:
    """The queries of a TOML text; `known` are the slugs that exist. Raises `BadQueries`."""
    try:
        rows = tomllib.loads(text).get("query")
    except tomllib.TOMLDecodeError as error:
        raise BadQueries(f"Het bestand is geen geldige TOML: {error}.") from error
    if not isinstance(rows, list) or not rows:
        raise BadQueries("Er staat geen enkele [[query]] in het bestand.")
    queries = [_query(row, line) for row, line in zip(rows, _lines(text, rows), strict=True)]
    _check_slugs(text, queries, set(known))
    counts = Counter(query.text for query in queries)
    if twice := [words for words, number in counts.items() if number > 1]:
        raise BadQueries(f"Deze zoekvragen staan er meer dan één keer: {', '.join(twice)}.")
    return queries


def _lines(text: str, rows: Sequence[Any]) -> list[int]:
    """Where each query begins."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    if len(lines) != len(rows):
        raise BadQueries("Zet elke zoekvraag onder een eigen regel [[query]].")
    return lines


def _query(row: Mapping[str, Any], line: int) -> Query:
    """One query of the file, checked, except that its slugs exist."""
    text, kind, grades = row.get("text"), row.get("kind"), row.get("grades")
    if not isinstance(text, str) or not text.strip():
        raise BadQueries(f"Regel {line}: de zoekvraag heeft geen `text`.")
    if not isinstance(kind, str) or kind not in GOALS:
        raise BadQueries(f"Regel {line}: `kind` is {kind!r}; kies uit {', '.join(GOALS)}.")
    if not isinstance(grades, dict) or not all(map(_is_grade, grades.values())):
        raise BadQueries(f"Regel {line}: in `grades` hoort bij elk voorbeeld 1, 2 of 3.")
    if bool(grades) == (kind == OFFTOPIC):
        raise BadQueries(f"Regel {line}: alleen bij {OFFTOPIC!r} is `grades` leeg.")
    return Query(text, kind, grades)


def _is_grade(value: object) -> bool:
    # true and 1.0 are equal to 1, but are not grades
    return type(value) is int and value in (1, 2, 3)


def _check_slugs(text: str, queries: Iterable[Query], known: set[str]) -> None:
    """Every graded slug exists."""
    if unknown := {slug for query in queries for slug in query.grades} - known:
        places = [
            f"regel {number}: {found[1]}"
            for number, line in enumerate(text.splitlines(), 1)
            if (found := _GRADE.match(line)) and found[1] in unknown
        ]
        raise BadQueries(f"Onbekende voorbeelden: {'; '.join(places or sorted(unknown))}.")


def success(grades: Mapping[str, int], slugs: Sequence[str]) -> bool:
    """One of the first three is very relevant, or as relevant as anything is."""
    enough = min(RELEVANT, max(grades.values()))
    return any(grades.get(slug, 0) >= enough for slug in slugs[:FIRST])


def ndcg(grades: Mapping[str, int], slugs: Sequence[str]) -> float:
    """The worth of the first ten, of the best that was possible: 1 is perfect, 0 nothing."""
    best = _worth(sorted(grades.values(), reverse=True))
    return _worth([grades.get(slug, 0) for slug in slugs]) / best


def _worth(grades: Sequence[int]) -> float:
    """The gains of the first ten, each divided by the logarithm of its place."""
    gains = enumerate(((1 << grade) - 1 for grade in grades[:PAGE]), 1)
    return sum(gain / log2(place + 1) for place, gain in gains)


def recall(grades: Mapping[str, int], slugs: Sequence[str]) -> float | None:
    """Which part of what is very relevant stands in the first twenty; of twenty at most."""
    wanted = {slug for slug, grade in grades.items() if grade >= RELEVANT}
    if not wanted:
        return None
    return len(wanted.intersection(slugs[:DEEP])) / min(len(wanted), DEEP)


def score(query: Query, answer: Answer) -> Score:
    """Hold an answer against the judgements.

    An off-topic query succeeds when nothing is found, or when the answer says that it is not
    what was asked.
    """
    if not query.grades:
        labelled = answer.mode not in ("", "alle")
        return Score(labelled or not answer.slugs, None, None, answer.mode)
    judged = (query.grades, answer.slugs)
    return Score(success(*judged), ndcg(*judged), recall(*judged), answer.mode)


def summarise(scores: Sequence[Score]) -> Summary:
    """The averages of at least one score."""
    return Summary(
        number=len(scores),
        success=sum(score.success for score in scores) / len(scores),
        ndcg=_mean([score.ndcg for score in scores]),
        recall=_mean([score.recall for score in scores]),
        modes=dict(sorted(Counter(score.mode for score in scores).items())),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    """The average of the values that can be said."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def missed(kinds: Mapping[str, Summary], overall: Summary | None) -> list[str]:
    """The goals that are not reached, in Dutch. `overall` is None when a part was measured."""
    short = [
        f"success@3 van {kind} is {summary.success:.3f}, het doel is {goal:.2f}"
        for kind, summary in kinds.items()
        if (goal := GOALS[kind]) is not None and summary.success < goal
    ]
    if overall and overall.ndcg is not None and overall.ndcg < NDCG_GOAL:
        short.append(f"nDCG@10 van alles is {overall.ndcg:.3f}, het doel is {NDCG_GOAL:.2f}")
    return short
