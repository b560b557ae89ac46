"""All that the list page shows: results in pages, facets, choices, and what to say about them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator

from ..filters import EARLIEST, LATEST, SORTS, PracticeFilterSet
from ..models import Practice
from .choices import FILTERS, chips, ways_out, without
from .panels import panels

PER_PAGE = 20


def list_context(filterset: PracticeFilterSet, notices: list[str], page: str) -> dict[str, Any]:
    """What the template needs. page: the number as it was asked, "" for the first."""
    query = filterset.parameters
    shown, missed = _page(Paginator(filterset.results, PER_PAGE), page)
    chosen = chips(filterset, query)
    first_year, last_year = filterset.selection.years
    return {
        "section": "voorbeelden",
        "notices": [*notices, *_wordless(filterset), *missed],
        "query": query,
        "page": shown,
        "page_numbers": shown.paginator.get_elided_page_range(shown.number, on_each_side=1),
        "panels": panels(filterset),
        "years": {"first": first_year, "last": last_year, "least": EARLIEST, "most": LATEST},
        "years_are_asked": bool(first_year or last_year),
        "chips": chosen,
        "without_filters": without(query, *FILTERS).urlencode(),
        "without_words": without(query, "q", "sorteer"),
        "ways_out": [] if shown.paginator.count else ways_out(filterset, query),
        # searches without end, and the insides of narrowed lists, are of no use in a search engine
        "is_for_search_engines": not filterset.text and (shown.number == 1 or not chosen),
        **_words_and_order(filterset),
    }


def _words_and_order(filterset: PracticeFilterSet) -> dict[str, Any]:
    found = filterset.found
    return {
        "text": filterset.text if found else "",
        "words": found.searched_for if found else (),
        "has_some_words_only": found is not None and found.mode == "enkele",
        "sorts": [(key, label) for key, label in SORTS.items() if found or key != "relevantie"],
        "sort": filterset.sort,
    }


def _wordless(filterset: PracticeFilterSet) -> list[str]:
    """A notice about a text in which there is nothing to look for."""
    if not filterset.text or filterset.found:
        return []
    return [f"In ‘{filterset.text}’ staat geen woord om op te zoeken. Wij zoeken zonder."]


def _page(paginator: Paginator[Practice], asked: str) -> tuple[Page[Practice], list[str]]:
    """The page that was asked, else the first, with a notice that says so."""
    try:
        return paginator.page(asked or 1), []
    except InvalidPage:
        notice = f"Bladzijde ‘{asked[:20]}’ bestaat niet. U ziet de eerste bladzijde."
        return paginator.page(1), [notice]
