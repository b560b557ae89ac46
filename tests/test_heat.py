"""How dark a count is shown, on maps and in the matrix alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.facets.heat import heat_of, shades_for

COUNTS = st.integers(0, 20_000)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (0, ["1", "2 of 3", "4 tot en met 7", "8 of meer"]),
        (26, ["1", "2 of 3", "4 tot en met 7", "8 of meer"]),
        (27, ["1 of 2", "3 tot en met 8", "9 tot en met 26", "27 of meer"]),
        (1000, ["1 tot en met 9", "10 tot en met 99", "100 tot en met 999", "1000 of meer"]),
    ],
)
def test_classes_follow_the_largest_count_and_are_said_in_words(most: int, said: list[str]) -> None:
    assert [str(shade) for shade in shades_for(most)] == said


@given(COUNTS)
def test_classes_follow_each_other_without_a_gap_or_an_end(most: int) -> None:
    shades = shades_for(most)
    assert [shade.heat for shade in shades] == [1, 2, 3, 4]
    assert (shades[0].least, shades[-1].most) == (1, None)
    for one, next_one in pairwise(shades):
        assert one.most is not None
        assert one.least <= one.most == next_one.least - 1


@given(COUNTS)
def test_darkest_is_only_for_what_there_is(most: int) -> None:
    assert shades_for(most)[-1].least <= max(most, 8)


@given(COUNTS, COUNTS, COUNTS)
def test_more_is_never_lighter_and_only_nothing_has_no_heat(
    one: int, other: int, most: int
) -> None:
    shades = shades_for(most)
    low, high = sorted((one, other))
    assert heat_of(low, shades) <= heat_of(high, shades)
    assert (heat_of(high, shades) == 0) == (high == 0)


@given(COUNTS)
def test_count_is_in_the_class_that_holds_it(count: int) -> None:
    shades = shades_for(count)
    holding = [s.heat for s in shades if s.least <= count and (s.most is None or count <= s.most)]
    assert holding == ([heat_of(count, shades)] if count else [])
