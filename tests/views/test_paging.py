"""Which page of a list an address asks for."""

from __future__ import annotations

import pytest

from practices.views.paging import page_of, places


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("1", 1), ("2", 2), ("002", 2), ("5", 5)])
def test_page_that_is_there_is_shown(asked: str, number: int) -> None:
    page, notices = page_of(100, 20, asked)
    assert (page.number, places(page), notices) == (
        number,
        slice(number * 20 - 20, number * 20),
        [],
    )


@pytest.mark.parametrize(
    "asked",
    [
        *("1_0", " 2", "2 ", "+2", "٢", "２", "²", "1e1", "-1", "-0", "0", "1.0", "0x1", "een"),
        *("21", "999999999999999999999", "9" * 1000, "9" * 5000, "\x00"),
    ],
)
def test_what_is_no_page_gives_the_first_and_a_notice(asked: str) -> None:
    page, (notice,) = page_of(400, 20, asked)
    assert page.number == 1
    assert notice.endswith("’ bestaat niet. U ziet de eerste bladzijde.")
    assert len(notice) < 80
