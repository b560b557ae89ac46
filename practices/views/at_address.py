"""Who answers at the address of one practice, whatever it answers with: a page, a form, a picture.

An old address leads on to the present one; a practice that is archived is gone (410); a draft is as
unknown as what never was (404).
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from ..models import Practice
from ..models.practice import PracticeQuerySet

Answer = Callable[[Practice], HttpResponseBase]


def answer_at(
    request: HttpRequest,
    slug: str,
    route: str,
    *,
    published: Answer,
    archived: Answer,
    read: PracticeQuerySet | None = None,
) -> HttpResponseBase:
    """What this slug gives.

    route: the name of the address, which takes the slug, to lead on to, with what was chosen in
    the old one;  published, archived: what
    answers for a practice in that state;  read: what is read with it, only itself when absent.
    Raises `Http404`.
    """
    practice = (Practice.objects.all() if read is None else read).at([slug]).get(slug)
    if practice is None:
        raise Http404
    if practice.slug != slug:
        now = reverse(route, args=[practice.slug], query=request.GET)
        return redirect(now, permanent=True)
    return published(practice) if practice.is_published else archived(practice)


def gone(request: HttpRequest) -> Answer:
    """The page that says of an archived practice when and why it went."""

    def page(practice: Practice) -> HttpResponse:
        context = {"section": "voorbeelden", "practice": practice, "event": practice.archiving}
        return render(request, "410.html", context, status=HTTPStatus.GONE)

    return page
