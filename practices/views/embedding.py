"""Lists that others show on their own site, in a frame. No other page may stand in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from kennisbank.middleware import policy

from ..filters import PracticeFilterSet, lenient
from ..reading import quotable, read_only
from .cards import cards
from .choices import YEARS, invitation
from .paging import page_of, places

DEFAULT, MOST = 5, 20
"""How many practices a page of an embedded list has: when nobody says, and at most."""

SWITCHES = {"kop": "nee", "kleur": "donker"}
"""What else may be asked: a parameter, and its one value that changes something."""

MOST_NAMES = 3
"""How many choices the heading names; the list itself is what counts."""


@xframe_options_exempt
@read_only
def embedded_list(request: HttpRequest) -> HttpResponse:
    """The list, to stand in a frame on another site (docs/embedding.md).

    Takes the parameters of the list, and its own: `aantal`, how many a page; `kop=nee`, no visible
    heading, for where the page around it has one; `kleur=donker`, for a dark page. It is light
    otherwise, whatever the visitor's system prefers: the page around it mostly is.
    """
    filterset, notices = lenient(request.GET)
    number, wrong = _number(request.GET.get("aantal", ""))
    looks = {name: word for name, word in SWITCHES.items() if request.GET.get(name) == word}
    wrong += _odd_switches(request.GET)
    own = filterset.parameters
    own.update({**looks, **({"aantal": str(number)} if number != DEFAULT else {})})
    page, missed = page_of(len(filterset.results), number, request.GET.get("pagina", ""))
    context = {
        **_list(filterset, page),
        "notices": notices + wrong + missed,
        "has_head": "kop" not in looks,
        "scheme": "dark" if "kleur" in looks else "light",
        "own": f"?{own.urlencode()}" if own else "",
    }
    response = render(request, "embed/list.html", context)
    # the policy of the site, but for who may put the page in a frame
    own_policy = {**settings.SECURE_CSP, "frame-ancestors": settings.EMBED_PARENTS}
    response.headers["Content-Security-Policy"] = policy(own_policy)
    return response


def _list(filterset: PracticeFilterSet, page: Page[int]) -> dict[str, Any]:
    """What is shown of the list itself."""
    query, found = filterset.parameters, filterset.found
    names = list(_names(filterset))
    return {
        "asked": f"?{query.urlencode()}" if query else "",
        "text": filterset.text if found else "",
        "names": names[:MOST_NAMES],
        "invitation": invitation(filterset.selection),
        "unnamed": len(names[MOST_NAMES:]),
        "page": page,
        "cards": cards(
            filterset.results, places(page), filterset.index, found.marks if found else None
        ),
    }


def _names(filterset: PracticeFilterSet) -> Iterator[str]:
    """What the list was narrowed to, in words: "Noord-Brabant", "2a Leren", "vanaf 2018"."""
    for facet, keys in filterset.selection.chosen.items():
        for key in keys:
            value = filterset.index.values[facet][key]
            is_element = facet == "pijler" and bool(value.parents)
            yield f"{key} {value.label}" if is_element else value.label
    for words, year in zip(YEARS.values(), filterset.selection.years, strict=True):
        if year:
            yield f"{words} {year}"


def _odd_switches(given: QueryDict) -> list[str]:
    """What to say of switches that are set to what they do not know."""
    return [
        f"{name.capitalize()}: ‘{quotable(asked, 20)}’ kan niet. Kies ‘{word}’ of laat dit weg."
        for name, word in SWITCHES.items()
        if (asked := given.get(name)) not in (None, "", word)
    ]


def _number(asked: str) -> tuple[int, list[str]]:
    """How many practices a page has, and what to say when that cannot be done."""
    numbers = {str(number): number for number in range(1, MOST + 1)}
    if not asked or asked in numbers:
        return numbers.get(asked, DEFAULT), []
    return DEFAULT, [f"Aantal: ‘{quotable(asked, 20)}’ kan niet. Kies 1 tot en met {MOST}."]
