"""A list in pages, on the list and in a frame."""

from __future__ import annotations

from django.core.paginator import InvalidPage, Page, Paginator

from ..reading import quotable


def page_of(total: int, size: int, asked: str) -> tuple[Page[int], list[str]]:
    """The page that was asked of `total` places, else the first, with a notice that says so.

    Of places only, as cards are read from the index.  asked: a number as it was typed, "" for the
    first.
    """
    paginator = Paginator(range(total), size)
    try:
        return paginator.page(asked or 1), []
    except InvalidPage:
        notice = f"Bladzijde ‘{quotable(asked, 20)}’ bestaat niet. U ziet de eerste bladzijde."
        return paginator.page(1), [notice]


def places(page: Page[int]) -> slice:
    """Which places of the list a page holds."""
    start = (page.number - 1) * page.paginator.per_page
    return slice(start, start + page.paginator.per_page)
