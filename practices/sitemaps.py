"""The pages that search engines may find: practices, vocabularies, and the site's own pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as answer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .facets import FACETS, ROUTES, facet_index
from .models import Practice
from .reading import read_only

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


if TYPE_CHECKING:
    Entries = Sitemap[Entry]
else:  # Django's own class takes no type parameters at run time
    Entries = Sitemap


class SiteSitemap(Entries):
    """Every public page, under the site's own name and not that of the Host header."""

    def items(self) -> list[Entry]:
        """All pages: the site's own, the vocabularies, the practices from the newest."""
        return [*_pages(), *_values(), *_practices()]

    def location(self, item: Entry) -> str:
        """The path."""
        return item[0]

    def lastmod(self, item: Entry) -> datetime.datetime | None:
        """The last change."""
        return item[1]

    def get_protocol(self, protocol: str | None = None) -> str:
        """The protocol of the site's own address."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """The host and port of the site's own address."""
        return urlsplit(settings.SITE_URL).netloc


def _pages() -> Iterator[Entry]:
    for name in PAGES:
        yield reverse(f"practices:{name}"), None


def _values() -> Iterator[Entry]:
    """Values that at least one published practice has; an empty page is no find."""
    index = facet_index()
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
def sitemap(request: HttpRequest) -> HttpResponse:
    """At most 50,000 pages; `?p=2` has the next."""
    return answer(request, {"site": SiteSitemap()})
