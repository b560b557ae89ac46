"""All that the list page shows: results in pages, facets, choices, and what to say about them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator

from ..filters import EARLIEST, LATEST, SORTS, PracticeFilterSet
from .cards import cards
from .choices import FILTERS, chips, offered_places, ways_out, without
from .panels import panels

PER_PAGE = 20


def list_context(filterset: PracticeFilterSet, notices: list[str], page: str) -> dict[str, Any]:
    """What the template needs. page: the number as it was asked, "" for the first."""
    query, found = filterset.parameters, filterset.found
    # numbers only: the cards are read from the index
    shown, missed = _page(Paginator(range(len(filterset.results)), PER_PAGE), page)
    part = slice((shown.number - 1) * PER_PAGE, shown.number * PER_PAGE)
    chosen = chips(filterset, query)
    first_year, last_year = filterset.selection.years
    return {
        "section": "voorbeelden",
        "notices": [*notices, *_wordless(filterset), *missed],
        "asked": f"?{query.urlencode()}" if query else "",
        "page": shown,
        "cards": cards(filterset.results, part, filterset.index, found.marks if found else None),
        "page_numbers": shown.paginator.get_elided_page_range(shown.number, on_each_side=1),
        "panels": panels(filterset),
        "years": {"first": first_year, "last": last_year, "least": EARLIEST, "most": LATEST},
        "years_are_asked": bool(first_year or last_year),
        "chips": chosen,
        "without_filters": without(query, *FILTERS).urlencode(),
        "without_words": without(query, "q", "sorteer"),
        "offers": offered_places(filterset, query),
        "ways_out": [] if shown.paginator.count else ways_out(filterset, query),
        # searches without end, and the insides of narrowed lists, are of no use in a search engine
        "is_for_search_engines": not filterset.text and (shown.number == 1 or not chosen),
        **_words_and_order(filterset),
    }


def _words_and_order(filterset: PracticeFilterSet) -> dict[str, Any]:
    found = filterset.found
    return {
        "text": filterset.text if found else "",
        "found": found,
        "sorts": [(key, label) for key, label in SORTS.items() if found or key != "relevantie"],
        "sort": filterset.sort,
    }


def _wordless(filterset: PracticeFilterSet) -> list[str]:
    """A notice about a text in which there is nothing to look for."""
    if not filterset.text or filterset.found:
        return []
    return [f"In ‘{filterset.text}’ staat geen woord om op te zoeken. Wij zoeken zonder."]


def _page(paginator: Paginator[int], asked: str) -> tuple[Page[int], list[str]]:
    """The page that was asked, else the first, with a notice that says so."""
    try:
        return paginator.page(asked or 1), []
    except InvalidPage:
        notice = f"Bladzijde ‘{asked[:20]}’ bestaat niet. U ziet de eerste bladzijde."
        return paginator.page(1), [notice]
