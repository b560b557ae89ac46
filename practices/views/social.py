"""Pictures that stand beside a link to a page elsewhere."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from ..models import Practice
from ..pictures.signature import signature
from ..pictures.social_card import SITE, SocialCard, png
from ..reading import read_only
from .at_address import answer_at

KEPT = "public, max-age=3600"
"""The picture of the site may be kept elsewhere for an hour."""

ASKED_AGAIN = "no-cache"
"""That of a practice shows its title: who keeps it asks each time whether it is still public."""


@read_only
def site_card(request: HttpRequest) -> HttpResponseBase:
    """The picture of the site."""
    return _picture(request, SITE, KEPT)


@read_only
def practice_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of one practice."""

    def picture(practice: Practice) -> HttpResponseBase:
        signs = signature(list(practice.pillar_tags.select_related("pillar", "element")))
        drawn = SocialCard(practice.title, practice.get_kind_display(), signs)
        return _picture(request, drawn, ASKED_AGAIN)

    return answer_at(request, slug, "practices:practice_card", published=picture, archived=_nothing)


def _nothing(practice: Practice) -> HttpResponse:
    """For an archived one; its title goes with it."""
    return HttpResponse(status=HTTPStatus.GONE)


def _picture(request: HttpRequest, card: SocialCard, kept: str) -> HttpResponseBase:
    """The card, drawn only for who does not have it yet. kept: what others may do with it."""
    tag = quote_etag(card.fingerprint)
    answer = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = HttpResponse(png(card), content_type="image/png")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = kept
    return answer
