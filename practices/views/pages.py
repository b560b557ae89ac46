"""The pages about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..facets import facet_index
from ..models import Practice, Source
from ..reading import read_only
from .glossary import letters


@read_only
def about(request: HttpRequest) -> HttpResponse:
    """What the knowledge base is, where it comes from, and how it tells source from reading."""
    sent_in = Source.Kind.SUBMISSIONS
    published = Practice.objects.published()
    context = {
        "total": published.count(),
        "documents": Source.objects.exclude(kind=sent_in).count(),
        "has_submissions": published.filter(citations__source__kind=sent_in).exists(),
    }
    return render(request, "pages/about.html", {**_common(), **context})


@read_only
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, and what to do when it is not."""
    return render(request, "pages/accessibility.html", _common())


@read_only
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site keeps of its visitors."""
    return render(request, "pages/privacy.html", _common())


@read_only
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of the site, explained."""
    context = {**_common(), "letters": letters(facet_index())}
    return render(request, "pages/glossary.html", context)


def _common() -> dict[str, str]:
    """contact_email: "" when nobody gave this installation an address."""
    email = settings.CONTACT_EMAIL if settings.HAS_CONTACT else ""
    return {"section": "over", "contact_email": email}
