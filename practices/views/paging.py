"""A list in pages, on the list and in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator

from ..filters import with_page
from ..reading import quotable, whole_number


@dataclass(frozen=True)
class Step:
    """A numbered page to go to, or the pages between two that are left out ("…").

    query: what leads there.
    """

    label: str
    query: str
    is_now: bool
    is_gap: bool


def page_of(total: int, size: int, asked: str) -> tuple[Page[int], list[str]]:
    """The page that was asked of `total` places, else the first, with a notice that says so.

    Of places only, as cards are read from the index.  asked: a number as it was typed, "" for the
    first; there is no page 0, so that stands for what is no number.
    """
    paginator = Paginator(range(total), size)
    try:
        return paginator.page(whole_number(asked or "1") or 0), []
    except InvalidPage:
        notice = f"Bladzijde ‘{quotable(asked, 20)}’ bestaat niet. U ziet de eerste bladzijde."
        return paginator.page(1), [notice]


def places(page: Page[int]) -> slice:
    """Which places of the list a page holds."""
    start = (page.number - 1) * page.paginator.per_page
    return slice(start, start + page.paginator.per_page)


def steps(page: Page[int], asked: str) -> Iterator[Step]:
    """The first, the last and the nearest pages. asked: the query of the list."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1):
        is_gap = not isinstance(number, int)
        query = with_page(asked, number) if isinstance(number, int) else ""
        yield Step(str(number), query, number == page.number, is_gap)
