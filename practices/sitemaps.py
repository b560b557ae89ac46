"""The pages that search engines may find: practices, vocabularies, and the site's own pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2s
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.html import escape

from .exchange import site_url
from .facets import FACETS, ROUTES, FacetIndex, facet_index
from .models import Practice
from .reading import read_only, whole_number

PAGES = (
    "home",
    "practice_list",
    "pillar_list",
    "sector_list",
    "region_list",
    "source_list",
    "organisation_list",
    "coverage",
    "scan",
    "glossary",
    "about",
    "accessibility",
    "privacy",
)
"""The routes of pages that are always there."""

Entry = tuple[str, datetime.datetime | None]
"""A path, and when its text last changed where that is known."""

MOST_ENTRIES = 50_000
"""As many as one document may have (sitemaps.org)."""

FIRST_LINES = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""


class Document(NamedTuple):
    """One page of the sitemap, and what tells it from others."""

    body: bytes
    etag: str


@lru_cache(maxsize=2)
def _documents(index: FacetIndex) -> tuple[Document, ...]:
    """The whole sitemap: the site's own pages, the vocabularies, the practices from the newest.

    Made once for an index, which every change of a practice or a vocabulary replaces.
    """
    entries = [*_pages(), *_values(index), *_practices()]
    parts = range(0, len(entries), MOST_ENTRIES)
    return tuple(_document(entries[start : start + MOST_ENTRIES]) for start in parts)


def _document(entries: Iterable[Entry]) -> Document:
    body = f"{FIRST_LINES}{''.join(map(_url, entries))}\n</urlset>\n".encode()
    return Document(body, f'"{blake2s(body, digest_size=16).hexdigest()}"')


def _url(entry: Entry) -> str:
    """A page under the site's own name, and the day of its last change where that is known."""
    path, changed = entry
    day = f"<lastmod>{timezone.localtime(changed):%Y-%m-%d}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site_url(path))}</loc>{day}</url>"


def _pages() -> Iterator[Entry]:
    for name in PAGES:
        yield reverse(f"practices:{name}"), None


def _values(index: FacetIndex) -> Iterator[Entry]:
    """Values that at least one published practice has; an empty page is no find."""
    options = index.whole
    for facet in FACETS:
        used = [option.value.key for option in options[facet.name] if option.count]
        # the options of an open vocabulary are only its largest; its values are all in use
        keys = index.values[facet.name] if facet.is_open else used
        if route := ROUTES.get(facet.name):
            yield from ((reverse(f"practices:{route}", args=[key]), None) for key in keys)


def _practices() -> Iterator[Entry]:
    rows = Practice.objects.published().newest_first().values_list("slug", "updated_at")
    for slug, updated_at in rows:
        yield reverse("practices:practice", args=[slug]), updated_at


@read_only
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """At most 50,000 pages; `?p=2` has the next. Who has it already gets 304."""
    number = whole_number(request.GET.get("p", "1"))
    documents = _documents(facet_index())
    if not number or number > len(documents):
        raise Http404
    found = documents[number - 1]
    headers = {"ETag": found.etag, "X-Robots-Tag": "noindex, noodp, noarchive"}
    response = HttpResponse(found.body, content_type="application/xml", headers=headers)
    return get_conditional_response(request, etag=found.etag, response=response) or response
