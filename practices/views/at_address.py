"""Who answers at the address of one practice, whatever it answers with: a page, a form, a picture.

An old address leads on to the present one; a practice that is archived is gone (410); a draft is as
unknown as what never was (404).
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from ..models import Practice
from ..models.practice import PracticeQuerySet

Answer = Callable[[Practice], HttpResponseBase]


def answer_at(
    slug: str,
    route: str,
    *,
    published: Answer,
    archived: Answer,
    read: PracticeQuerySet | None = None,
) -> HttpResponseBase:
    """What this slug gives.

    route: the name of the address, which takes the slug, to lead on to;  published, archived: what
    answers for a practice in that state;  read: what is read with it, only itself when absent.
    Raises `Http404`.
    """
    known = (Practice.objects.all() if read is None else read).ever_public()
    practice = known.filter(slug=slug).first()
    if practice is None:
        now = get_object_or_404(known, old_slugs__slug=slug)
        return redirect(route, now.slug, permanent=True)
    return published(practice) if practice.is_published else archived(practice)


def gone(request: HttpRequest) -> Answer:
    """The page that says of an archived practice when and why it went."""

    def page(practice: Practice) -> HttpResponse:
        context = {"section": "voorbeelden", "practice": practice, "event": practice.archiving}
        return render(request, "410.html", context, status=HTTPStatus.GONE)

    return page
