"""The pages of the vocabularies: what a word means, and which practices are filed under it."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ..coverage import AXES, axis_of, gaps, gaps_of, unfiled
from ..exchange import site_url
from ..facets import FacetIndex, facet_index
from ..models import Citation, Element, Organisation, Pillar, Practice, Region, Sector, Source
from ..reading import read_only
from .nodes import Node, by_initial, newest, node, nodes, trees
from .official import official_source
from .origins import by_origin
from .region_pages import every_region, inside, place_of, placing
from .units import block_of, rows_of, units_of

MOST_PLACES = 200


@read_only
def pillar_list(request: HttpRequest) -> HttpResponse:
    """The three pillars and nine elements, with the official wording and both counts."""
    index = facet_index()
    counted = nodes("pijler", index.whole["pijler"])
    pillars = [
        {
            "pillar": pillar,
            "node": counted[pillar.code],
            "origins": by_origin(index, pillar.code),
            "elements": [
                {"element": e, "node": counted[e.code], "origins": by_origin(index, e.code)}
                for e in pillar.elements.all()
            ],
        }
        for pillar in Pillar.objects.prefetch_related("elements__source_counts__source")
    ]
    context = {
        "section": "pijlers",
        "pillars": pillars,
        "units": units_of(index),
        "empty": [node for node in counted.values() if not node.count],
        "official_source": official_source(),
    }
    return render(request, "vocabulary/pillar_list.html", context)


@read_only
def pillar(request: HttpRequest, code: str) -> HttpResponse:
    """One pillar ("2") or one element ("2a")."""
    index = facet_index()
    counted = nodes("pijler", index.whole["pijler"])
    subject: Pillar | Element
    family: dict[str, Any]
    if len(code) > 1:
        subject = get_object_or_404(Element.objects.select_related("pillar"), code=code)
        counts = subject.source_counts.select_related("source")
        family = {
            "pillar": subject.pillar,
            "elements": [subject],
            "above": counted[subject.pillar_id],
            "source_counts": counts,
            "units": block_of(index, code),
        }
    else:
        subject = get_object_or_404(Pillar, code=code)
        family = {
            "pillar": subject,
            "elements": subject.elements.all(),
            "rows": rows_of(index).get(code, []),
        }
    context = {
        **_listing(index, "pijler", code),
        **family,
        "section": "pijlers",
        "subject": subject,
        "hue": code[0],
        "origins": by_origin(index, code),
        "gaps": gaps_of(index, code),
        "official_source": official_source(),
    }
    return render(request, "vocabulary/pillar.html", context)


@read_only
def sector_list(request: HttpRequest) -> HttpResponse:
    """All sectors, as a tree."""
    index = facet_index()
    options = index.whole["sector"]
    context = {
        "trees": trees("sector", options),
        "empty": [node for node in nodes("sector", options).values() if not node.count],
        "total": len(index.published),
        "unfiled": unfiled(index, "sector"),
    }
    return render(request, "vocabulary/sector_list.html", context)


@read_only
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """One sector."""
    subject = get_object_or_404(Sector.objects.select_related("parent"), slug=slug)
    index = facet_index()
    context = {
        **_listing(index, "sector", slug),
        "subject": subject,
        "units": units_of(index, "sector", slug),
        "gaps": gaps(index, "sector", slug),
        "below": _below(index, "sector", slug),
    }
    return render(request, "vocabulary/sector.html", context)


@read_only
def region_list(request: HttpRequest) -> HttpResponse:
    """All regions by kind, on maps and as lists, with what they lie in."""
    index = facet_index()
    context = {
        "section": "regios",
        "kinds": every_region(index),
        "country": node(index, "regio", "nederland"),
        "placing": placing(index, index.published),
        "coverage_query": AXES["regio"].query,
    }
    return render(request, "vocabulary/region_list.html", context)


@read_only
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """One region, and where it lies."""
    subject = get_object_or_404(Region.objects.select_related("successor"), slug=slug)
    index = facet_index()
    context = {
        **_listing(index, "regio", slug),
        "section": "regios",
        "subject": subject,
        "parents": subject.parents.all(),
        "map": place_of(index, subject),
        "coverage_query": axis_of(subject).query,
        "units": units_of(index, "regio", slug),
        "gaps": gaps(index, "regio", slug),
        "below": inside(index, subject, _below(index, "regio", slug)),
    }
    return render(request, "vocabulary/region.html", context)


@read_only
def source_list(request: HttpRequest) -> HttpResponse:
    """All documents, the newest first."""
    counted = nodes("bron", facet_index().whole["bron"])
    # one that came since they were counted stands there the next time
    sources = [(counted[s.slug], s) for s in Source.objects.all() if s.slug in counted]
    context = {"sources": sources}
    return render(request, "vocabulary/source_list.html", context)


@read_only
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One document, with the places of every practice in it, in the order of the document."""
    subject = get_object_or_404(Source, slug=slug)
    citations = (
        Citation.objects.filter(source=subject, practice__status=Practice.Status.PUBLISHED)
        .select_related("practice")
        .order_by(F("first_line").asc(nulls_last=True), "practice__slug", "pk")
    )
    places: dict[Practice, list[Citation]] = {}
    for citation in citations[:MOST_PLACES]:
        places.setdefault(citation.practice, []).append(citation)
    index = facet_index()
    context = {
        "subject": subject,
        "node": node(index, "bron", slug),
        "units": units_of(index, "bron", slug),
        "places": list(places.items()),
        "counts": subject.counts.select_related("element"),
    }
    return render(request, "vocabulary/source.html", context)


@read_only
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The organisations that a published practice names."""
    index = facet_index()
    context = {"section": "voorbeelden", "letters": by_initial(index, "organisatie")}
    return render(request, "vocabulary/organisation_list.html", context)


@read_only
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation; unknown as long as no published practice names it."""
    index = facet_index()
    context = {
        **_listing(index, "organisatie", slug),
        "section": "voorbeelden",
        "subject": get_object_or_404(Organisation, slug=slug),
        "units": units_of(index, "organisatie", slug),
    }
    return render(request, "vocabulary/organisation.html", context)


@read_only
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """One free keyword; unknown as long as no published practice has it."""
    index = facet_index()
    context = {
        **_listing(index, "trefwoord", slug),
        "section": "voorbeelden",
        "units": units_of(index, "trefwoord", slug),
    }
    return render(request, "vocabulary/tag.html", context)


def _listing(index: FacetIndex, facet: str, key: str) -> dict[str, Any]:
    """The node with its newest practices. Raises `Http404` for what the public does not know."""
    found = node(index, facet, key)
    if found is None:
        raise Http404
    return {
        "node": found,
        "cards": newest(index, facet, key),
        "embed_address": site_url(f"{reverse('practices:embed')}?{found.query}"),
    }


def _below(index: FacetIndex, facet: str, key: str) -> list[Node]:
    """The nodes within a node, those with most practices first."""
    counted = nodes(facet, index.whole[facet]).values()
    inside = (node for node in counted if key in node.value.parents)
    return sorted(inside, key=lambda node: (-node.count, node.value.label))
