"""All that the list page shows: results in pages, facets, choices, and what to say about them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..filters import EARLIEST, LATEST, SORTS, PracticeFilterSet
from ..side_by_side import query_of
from .cards import cards
from .choices import FILTERS, chips, invitation, without
from .offers import complete, gaps, offered_places, offered_words
from .paging import page_of, places, steps
from .panels import panels
from .picking import LOOKS, Pick, look_of, picks_of
from .problems import problem_of
from .region_maps import maps
from .ways_out import ways_out

PER_PAGE = 20

PAGE_ONLY = frozenset({"pagina", "toon", "v", "weg"})
"""Parameters of the page, that do not change what is asked."""


def list_context(
    filterset: PracticeFilterSet, notices: list[str], given: QueryDict
) -> dict[str, Any]:
    """What the template needs. given: all parameters, also those of the page alone."""
    query, found = filterset.parameters, filterset.found
    look, odd_look = look_of(given)
    picks, odd_picks = picks_of(given)
    here = _with_page_state(query, look, picks)
    shown, missed = page_of(len(filterset.results), PER_PAGE, given.get("pagina", ""))
    chosen = chips(filterset, here)
    first_year, last_year = filterset.selection.years
    return {
        "section": "voorbeelden",
        "notices": [
            *notices,
            *odd_look,
            *odd_picks,
            *_wordless(filterset),
            *_backwards(filterset, here),
            *missed,
        ],
        "asked": _as_query(query),
        "embed_address": f"{settings.SITE_URL}{reverse('practices:embed')}{_as_query(query)}",
        "asked_here": _as_query(here),
        "total": shown.paginator.count,
        "page": shown,
        "cards": cards(
            filterset.results, places(shown), filterset.index, found.marks if found else None
        ),
        "steps": steps(shown, _as_query(here)),
        "panels": panels(filterset),
        "years": {"first": first_year, "last": last_year, "least": EARLIEST, "most": LATEST},
        "years_are_asked": bool(first_year or last_year),
        "problem": problem_of(filterset.index, query),
        "chips": chosen,
        "without_filters": without(here, *FILTERS).urlencode(),
        "without_words": without(here, "q", "sorteer"),
        "offers": offered_places(filterset, here),
        "other_words": offered_words(filterset),
        "gaps": gaps(filterset),
        "invitation": invitation(filterset.selection),
        "ways_out": [] if shown.paginator.count else ways_out(filterset, here),
        # searches without end, and the insides of narrowed lists, are of no use in a search engine
        "is_for_search_engines": here is query
        and not filterset.text
        and (shown.number == 1 or not chosen),
        **_words_and_order(filterset),
        **_looks(filterset, here, look),
        **_laid(here, picks),
    }


def _with_page_state(query: QueryDict, look: str, picks: list[Pick]) -> QueryDict:
    """What was asked with the state of the page; the same object when there is none."""
    if not look and not picks:
        return query
    here = without(query)
    if look:
        here["toon"] = look
    if picks:
        here.setlist("v", [pick.slug for pick in picks])
    return here


def _as_query(query: QueryDict) -> str:
    return f"?{query.urlencode()}" if query else ""


def _looks(filterset: PracticeFilterSet, here: QueryDict, look: str) -> dict[str, Any]:
    """How the list is shown, the other ways, and the maps when it is shown on maps."""
    rest = without(here, "toon").urlencode()
    ways = [
        {
            "label": label,
            "query": "&".join(filter(None, (rest, key and f"toon={key}"))),
            "is_now": key == look,
        }
        for key, label in LOOKS.items()
    ]
    return {"look": look, "looks": ways, "maps": maps(filterset, here) if look == "kaart" else None}


def _laid(here: QueryDict, picks: list[Pick]) -> dict[str, Any]:
    """What lies ready to be compared, each to take back, and the page that compares."""
    laid = []
    for pick in picks:
        rest = without(here, "v")
        rest.setlist("v", [other.slug for other in picks if other != pick])
        laid.append({"title": pick.title, "slug": pick.slug, "query": rest.urlencode()})
    return {
        "here": here,
        "laid": laid,
        "laid_slugs": {pick.slug for pick in picks},
        "laid_query": query_of(pick.slug for pick in picks),
    }


def _words_and_order(filterset: PracticeFilterSet) -> dict[str, Any]:
    found = filterset.found
    return {
        "text": filterset.text if found else "",
        "said_text": (found.corrected or filterset.text) if found else "",
        "found": found,
        "complete": complete(filterset),
        "sorts": [(key, label) for key, label in SORTS.items() if found or key != "relevantie"],
        "sort": filterset.sort,
    }


def _wordless(filterset: PracticeFilterSet) -> list[str]:
    """A notice about a text in which there is nothing to look for."""
    if not filterset.text or filterset.found:
        return []
    return [f"In ‘{filterset.text}’ staat geen woord om op te zoeken. Wij zoeken zonder."]


def _backwards(filterset: PracticeFilterSet, here: QueryDict) -> list[SafeString]:
    """A notice about years in which nothing can lie, with the list of the years turned round."""
    first, last = filterset.selection.years
    if not (first and last and first > last):
        return []
    turned = without(here)
    turned["jaarVan"], turned["jaarTot"] = str(last), str(first)
    return [
        format_html(
            "‘Van’ ({0}) ligt na ‘tot en met’ ({1}). Bedoelt u "
            '<a href="?{2}#resultaten">{1} tot en met {0}</a>?',
            *(first, last, turned.urlencode()),
        )
    ]
