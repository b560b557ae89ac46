"""Adding up over sets and reading best first, held against adding up one by one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from practices.ordering import Order
from practices.search.ranking import Scores, best_part

IDS = st.integers(1, 60)
ADDED = st.lists(st.tuples(st.frozensets(IDS, max_size=40), st.integers(0, 5000)), max_size=12)


@given(added=ADDED, asked=st.frozensets(IDS), start=st.integers(0, 30), many=st.integers(0, 30))
def test_part_is_what_sorting_all_of_them_gives(
    added: list[tuple[frozenset[int], int]], asked: frozenset[int], start: int, many: int
) -> None:
    scores, slow = Scores(), Counter[int]()
    for ids, weight in added:
        scores.add(BitMap(ids), weight)
        slow.update(dict.fromkeys(ids, weight))
    newest = Order(range(60, 0, -1))
    expected = sorted(asked, key=lambda pk: (-slow[pk], -pk))[start : start + many]
    assert best_part(scores, BitMap(asked), newest, start, start + many) == expected


@given(added=ADDED, asked=st.frozensets(IDS))
def test_classes_hold_everything_once_highest_first(
    added: list[tuple[frozenset[int], int]], asked: frozenset[int]
) -> None:
    scores, slow = Scores(), Counter[int]()
    for ids, weight in added:
        scores.add(BitMap(ids), weight)
        slow.update(dict.fromkeys(ids, weight))
    found = list(scores.classes(BitMap(asked)))
    assert [score for score, _ in found] == sorted({slow[pk] for pk in asked}, reverse=True)
    assert {pk: score for score, alike in found for pk in alike} == {pk: slow[pk] for pk in asked}


@given(asked=st.frozensets(IDS), start=st.integers(0, 70), stop=st.integers(0, 70))
def test_part_of_an_order_is_a_slice_of_it(asked: frozenset[int], start: int, stop: int) -> None:
    order = Order((pk * 7) % 61 for pk in range(1, 61))
    expected = [pk for pk in order.ids if pk in asked][start:stop]
    assert order.part(BitMap(asked), start, stop) == expected
