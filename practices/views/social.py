"""Pictures that stand beside a link to a page elsewhere."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from ..models import Practice
from ..pictures.card import SITE, Card, png
from ..pictures.signature import signature
from ..reading import read_only

KEPT = 3600
"""For how many seconds others may keep a picture: something withdrawn is soon gone there too."""


@read_only
def site_card(request: HttpRequest) -> HttpResponseBase:
    """The picture of the site."""
    return _picture(request, SITE)


@read_only
def practice_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of one practice; an old address, an archived one and a draft as its page does."""
    known = Practice.objects.ever_public()
    practice = known.filter(slug=slug).first()
    if practice is None:
        now = get_object_or_404(known, old_slugs__slug=slug)
        return redirect("practices:practice_card", now.slug, permanent=True)
    if not practice.is_published:
        return HttpResponse(status=HTTPStatus.GONE)
    tags = list(practice.pillar_tags.all())
    return _picture(request, Card(practice.title, practice.get_kind_display(), signature(tags)))


def _picture(request: HttpRequest, card: Card) -> HttpResponseBase:
    """The card, drawn only for who does not have it yet."""
    tag = quote_etag(card.fingerprint)
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = HttpResponse(png(card), content_type="image/png")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = f"public, max-age={KEPT}"
    return answer
