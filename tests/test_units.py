"""Pictures of units: a sign for every practice, filled where the source itself says so."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from practices.pictures.units import MOST, WIDTH, Amount, block, blocks, stacks

from .views.html import Page

amounts = st.integers(0, 30_000).flatmap(
    lambda count: st.builds(
        Amount,
        code=st.sampled_from(["1a", "1b", "2a", "2b", "2c", "2d", "3a", "3b", "3c"]),
        name=st.just("Naam"),
        count=st.just(count),
        sourced=st.integers(0, count),
    )
)


def _signs(outline: str) -> int:
    return outline.count("M")


@given(amounts)
def test_block_has_a_sign_for_each_practice_or_says_for_how_many(amount: Amount) -> None:
    made = block(amount)
    filled, opened = _signs(made.filled), _signs(made.opened)
    assert filled + opened == -(-amount.count // made.per_sign) <= MOST
    assert made.per_sign == 1 or amount.count > MOST
    if made.per_sign == 1:
        assert filled == amount.sourced


@given(amounts)
def test_what_there_is_can_always_be_seen(amount: Amount) -> None:
    made = block(amount)
    assert bool(made.filled) == bool(amount.sourced)
    if _signs(made.filled + made.opened) > 1:
        assert bool(made.opened) == (amount.sourced < amount.count)


def test_a_sign_is_worth_the_same_in_all_blocks() -> None:
    few, many = blocks([Amount("1a", "Weinig", 3, 1), Amount("2a", "Veel", 120, 0)])
    assert few.per_sign == many.per_sign == 2
    assert (_signs(few.filled), _signs(few.opened), _signs(many.opened)) == (1, 1, 60)
    assert blocks([]) == ()


@given(st.lists(amounts, max_size=9, unique_by=lambda amount: amount.code))
def test_stacks_stand_beside_each_other_within_the_picture(given_amounts: list[Amount]) -> None:
    made = stacks(sorted(given_amounts, key=lambda amount: amount.code))
    places = [stack.x for stack in made.stacks]
    assert places == sorted(set(places))
    assert made.width == WIDTH
    assert all(0 <= x <= WIDTH - 36 for x in places)
    assert all(20 <= stack.top < made.base for stack in made.stacks)


@pytest.mark.parametrize(
    ("count", "per_sign"), [(0, 1), (60, 1), (61, 2), (120, 2), (121, 5), (601, 20), (9000, 200)]
)
def test_a_sign_stands_for_more_when_there_are_too_many(count: int, per_sign: int) -> None:
    assert stacks([Amount("2a", "Ruimte", count, 0)]).per_sign == per_sign


def test_pillars_stand_apart_with_a_word_below_each() -> None:
    made = stacks([Amount(code, "Naam", 1, 1) for code in ("1a", "1b", "2a", "3c")])
    assert [stack.x for stack in made.stacks] == [0, 36, 84, 132]
    assert [tuple(caption) for caption in made.captions] == [
        ("Geld", 0, 64),
        ("Werk", 84, 28),
        ("Leven", 132, 28),
    ]


def test_a_high_stack_has_two_signs_beside_each_other() -> None:
    low, high = (stacks([Amount("2a", "Ruimte", count, 0)]) for count in (20, 21))
    assert low.base == 20 + 14 * 20
    assert high.base == 20 + 14 * 11


class TestDrawing:
    def _page(self, *given_amounts: Amount, with_list: bool = False) -> Page:
        context = {"units": stacks(given_amounts), "with_list": with_list}
        return Page(render_to_string("pictures/_units.html", context))

    def test_a_stack_is_a_link_that_says_its_numbers(self) -> None:
        page = self._page(Amount("2a", "Ruimte <i>", 12, 9, "/lijst/?a=1&b=2"))
        assert "2a Ruimte <i>: 12 voorbeelden, 9 zo in de bron" in page.text
        assert page.links() == ["/lijst/?a=1&b=2"]
        assert not page.all("i")
        assert "Elk teken is een voorbeeld." in page.text

    def test_an_empty_stack_invites(self) -> None:
        page = self._page(Amount("3c", "Zorgverlof", 0, 0, "/indienen/", "Stuur er een in"))
        assert "3c Zorgverlof: geen voorbeelden. Stuur er een in" in page.text
        assert "Kies de plus" in page.text

    def test_an_empty_stack_that_leads_nowhere_is_no_link(self) -> None:
        page = self._page(Amount("3c", "Zorgverlof", 0, 0))
        assert page.links() == []
        assert "Kies de plus" not in page.text

    def test_many_practices_to_a_sign_are_said(self) -> None:
        page = self._page(Amount("2a", "Ruimte", 500, 9, "/lijst/"))
        assert "Een teken staat voor 10 voorbeelden, naar boven afgerond." in page.text

    def test_numbers_as_a_list(self) -> None:
        page = self._page(Amount("2a", "Ruimte", 12, 9, "/lijst/"), with_list=True)
        assert "2a Ruimte 9 zo in de bron 12 voorbeelden" in page.text

    def test_a_block_says_its_numbers(self) -> None:
        made = block(Amount("2a", "Ruimte", 12, 9))
        page = Page(render_to_string("pictures/_units.html", {"units": made}))
        assert page.all("svg", role="img")[0]["aria-label"] == "12 voorbeelden, 9 zo in de bron"
