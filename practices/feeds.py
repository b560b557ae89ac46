"""The list as an Atom feed: the first practices of any selection, by default the newest."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page

from .exchange import site_url
from .facets import FACETS
from .filters import PracticeFilterSet, lenient
from .models import Practice
from .reading import read_only

MOST_ENTRIES = 50

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""When a feed without entries last changed: not with each request, so that a reader that has it
gets nothing."""


class PracticeFeed(Atom1Feed):
    """Atom whose categories also tell in which vocabulary they stand, and their name."""

    def latest_post_date(self) -> datetime.datetime:
        """When the newest entry changed; always the same moment when there is none."""
        return super().latest_post_date() if self.items else NEVER

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the elements of an entry, its categories last."""
        super().add_item_elements(handler, item)
        for category in item["vocabulary"]:
            handler.addQuickElement("category", "", category)


@read_only
@conditional_page
def practice_feed(request: HttpRequest) -> HttpResponse:
    """The first practices of a list; parameters as the page, unknown values left out.

    Who asks no order gets the newest first, also with words: a feed is for following.
    """
    data = request.GET.copy()
    data.setdefault("sorteer", "nieuw")
    filterset, _ = lenient(data)
    feed = _feed(filterset)
    for practice in filterset.results[:MOST_ENTRIES]:
        _add(feed, practice)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(filterset: PracticeFilterSet) -> PracticeFeed:
    parameters = filterset.parameters
    if filterset.sort == "nieuw":
        parameters.pop("sorteer", None)
    query = f"?{parameters.urlencode()}" if parameters else ""
    address = site_url(reverse("practices:practice_feed")) + query
    return PracticeFeed(
        title=_clean(_title(filterset)),
        link=site_url(reverse("practices:practice_list")) + query,
        description="",
        language="nl",
        author_name=settings.SITE_NAME,
        author_link=settings.SITE_URL,
        feed_url=address,
        feed_guid=address,
    )


def _title(filterset: PracticeFilterSet) -> str:
    """For example "Voorbeelden met ‘rooster’, sector Ggz of Jeugdzorg, vanaf 2019 – …"."""
    parts = [f"met ‘{filterset.text}’"] if filterset.text else []
    for facet in FACETS:
        values = filterset.index.values[facet.name]
        labels = [values[key].label for key in filterset.selection.chosen[facet.name]]
        if labels:
            parts.append(f"{facet.label.lower()} {' of '.join(labels)}")
    first, last = filterset.selection.years
    parts += [f"vanaf {first}"] if first else []
    parts += [f"tot en met {last}"] if last else []
    return f"{' '.join(['Voorbeelden', ', '.join(parts)]).strip()} – {settings.SITE_NAME}"


def _add(feed: PracticeFeed, practice: Practice) -> None:
    moments = [moment for moment in (practice.updated_at, practice.published_at) if moment]
    feed.add_item(
        title=_clean(practice.title),
        link=site_url(practice.get_absolute_url()),
        description=escape(_clean(practice.summary)),
        unique_id=_entry_id(practice),
        pubdate=practice.published_at,
        updateddate=max(moments),
        vocabulary=list(_categories(practice)),
    )


def _entry_id(practice: Practice) -> str:
    """A name that stays when the title and the address change (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{practice.created_at:%Y-%m-%d}:voorbeeld/{practice.pk}"


def _categories(practice: Practice) -> Iterator[dict[str, str]]:
    pillars, sectors = (
        site_url(reverse(f"practices:{name}")) for name in ("pillar_list", "sector_list")
    )
    for tag in practice.pillar_tags.all():
        code = tag.element_id or tag.pillar_id
        yield {"term": code, "scheme": pillars, "label": _clean(str(tag))}
    for sector in practice.sectors.all():
        yield {"term": sector.slug, "scheme": sectors, "label": _clean(sector.name)}


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold, as pasted texts sometimes have."""
    return _NOT_IN_XML.sub("", text)
