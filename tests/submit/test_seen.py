"""Which changes of a form count, and which clash with those of somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.forms.seen import changes, renewed, seal

texts = st.dictionaries(st.sampled_from(["title", "summary", "lessons"]), st.text(max_size=3))
ALL = {"title": "", "summary": "", "lessons": ""}


@pytest.mark.parametrize(
    ("stored", "posted", "mine", "clashing"),
    [
        ("a", "a", {}, {}),  # nobody
        ("a", "b", {"title": "b"}, {}),  # this person only
        ("c", "a", {}, {}),  # somebody else only
        ("c", "c", {}, {}),  # both, to the same words
        ("c", "b", {}, {"title": "b"}),  # both
    ],
)
def test_who_changed_what(stored: str, posted: str, mine: Any, clashing: Any) -> None:
    found = changes({"title": stored}, {"title": posted}, seal({"title": "a"}))
    assert (found.mine, found.clashing) == (mine, clashing)


def test_the_order_of_a_list_that_has_none_is_no_change() -> None:
    found = changes({"tags": ["b", "a"]}, {"tags": ["a", "b"]}, seal({"tags": ["b", "a"]}))
    assert not found.mine
    swapped = changes({"links": [["a", "b"], ["c", "d"]]}, {"links": [["c", "d"], ["a", "b"]]}, "")
    assert swapped.mine


def test_without_a_seal_everything_that_differs_is_written() -> None:
    assert changes({"title": "a"}, {"title": "b"}, "onzin").mine == {"title": "b"}


def test_fields_that_belong_together_are_written_or_clash_together() -> None:
    pair = [frozenset({"title", "summary"})]
    sealed = seal({"title": "a", "summary": "x"})
    posted = {"title": "b", "summary": "x"}
    assert changes({"title": "a", "summary": "x"}, posted, sealed, together=pair).mine == {
        "title": "b"
    }
    found = changes({"title": "a", "summary": "y"}, posted, sealed, together=pair)
    assert (found.mine, found.clashing) == ({}, posted)


def test_a_renewed_seal_leaves_alone_what_was_not_written() -> None:
    sealed = renewed(
        seal({"title": "a", "summary": "x"}), {"title": "b", "summary": "y"}, keep=["summary"]
    )
    assert sealed == seal({"title": "b", "summary": "x"})


@given(texts, texts, texts)
def test_nothing_of_somebody_else_is_ever_overwritten(shown: Any, stored: Any, posted: Any) -> None:
    shown, stored, posted = ({**ALL, **one} for one in (shown, stored, posted))
    found = changes(stored, posted, seal(shown))
    assert not found.mine.keys() & found.clashing.keys()
    for name in found.mine:
        assert stored[name] == shown[name]
        assert posted[name] != stored[name]
    for name in ALL.keys() - found.mine.keys() - found.clashing.keys():
        assert posted[name] in (shown[name], stored[name])
