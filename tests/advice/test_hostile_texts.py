"""No text may cost more than its length is worth (S-18): by structure and by counting steps.

Time is not measured, since it depends on the machine. Python's own steps are counted; what the
patterns do is bounded by how they are built.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.advice import coach, links_in, personal_data, suggest_elements
from practices.advice.phrases import MOST_CHARACTERS, tokens

_parser = import_module("re._parser")
MODULES = ("language", "links", "personal_data", "phrases", "sentences", "likeness", "duplicates")
CHECKS: tuple[Callable[[dict[str, str]], object], ...] = (
    coach,
    personal_data,
    links_in,
    suggest_elements,
)
HOSTILE = (
    *("a", "A", "0", " ", "\n", ".", "-", "'", "@", "[", "](", "(", "\u0301", "é"),
    *("a ", "a@", "a.b@", "Aa. ", ". ", "- \n", "06 ", "1 ", "1234 AB 1 ", "NL91 ", "NL91A"),
    *("0612345678 ", "111222333 ", "a@b.nl ", " (at) ", "www.", "https://", "http://a ", "[a](b) "),
    *(
        "in het ",
        "met betrekking ",
        "worden gedaan ",
        "meer uren ",
        "zelf ",
        "1.",
        "a/",
        "#",
        "1) ",
    ),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in MODULES:
        for variable, value in vars(import_module(f"practices.advice.{name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{name}.{variable}", value


def repeats(parsed: Any, depth: int = 1) -> Iterator[tuple[int, int]]:
    """How deep each repetition is nested, and how often it may repeat, those around it included."""
    for operation, argument in parsed:
        inner = depth
        if str(operation) in {"MAX_REPEAT", "MIN_REPEAT"}:
            inner = min(depth * int(argument[1]), sys.maxsize)
            yield depth, inner
        for part in argument if isinstance(argument, (tuple, list)) else ():
            if isinstance(part, _parser.SubPattern):
                yield from repeats(part, inner)
            elif isinstance(part, list):
                for one in part:
                    if isinstance(one, _parser.SubPattern):
                        yield from repeats(one, inner)


@pytest.mark.parametrize(("name", "pattern"), list(patterns()))
def test_each_pattern_is_bounded_or_one_repeated_set_of_characters(
    name: str, pattern: re.Pattern[str]
) -> None:
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    single = len(parsed) == 1 and len(parsed[0][1]) == 3 and len(parsed[0][1][2]) == 1
    if not single:
        assert parsed.getwidth()[1] <= 2100
        assert max((times for _, times in repeats(parsed)), default=0) <= 2000


def test_the_guard_sees_a_pattern_that_could_be_made_slow() -> None:
    assert _parser.parse(r"(?:a+)+b").getwidth()[1] > 2100
    assert max(times for _, times in repeats(_parser.parse(r"(?:a{1,60}b?){1,60}"))) == 3600


def steps(check: Callable[[dict[str, str]], object], text: str) -> int:
    """How many lines of Python run while a text is checked."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    gc.disable()  # its callbacks, of which Hypothesis has one, are lines that would count
    sys.settrace(trace)
    try:
        check({"approach": text})
    finally:
        sys.settrace(before)
        gc.enable()
    return count


@pytest.mark.parametrize("check", CHECKS)
def test_four_times_the_text_is_at_most_four_times_the_work(
    check: Callable[[dict[str, str]], object],
) -> None:
    check({"approach": "Eerst worden de lijsten gelezen."})
    for unit in HOSTILE:
        short, long = (steps(check, (unit * size)[:size]) for size in (600, 2400))
        assert long <= 4.5 * short + 1500, repr(unit)


@pytest.mark.parametrize("check", CHECKS)
def test_what_lies_beyond_the_limit_costs_nothing(
    check: Callable[[dict[str, str]], object],
) -> None:
    check({"approach": "Eerst worden de lijsten gelezen."})
    full = "woord " * (MOST_CHARACTERS // 6)
    assert steps(check, full + "woord " * 20_000) <= steps(check, full) + 500


@pytest.mark.parametrize("check", CHECKS)
@given(text=st.text(max_size=300))
def test_no_text_breaks_a_check(check: Callable[[dict[str, str]], object], text: str) -> None:
    check({"approach": text, "results": text[::-1]})


@given(st.text(max_size=200))
def test_the_places_of_words_are_where_they_stand(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(st.text("aA. !?\n-'’é1 worden", max_size=300))
def test_advice_points_into_the_text(text: str) -> None:
    for finding in coach({"results": text}):
        if finding.start is not None and finding.end is not None:
            assert 0 <= finding.start < finding.end <= len(text)
