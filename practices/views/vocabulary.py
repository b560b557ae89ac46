"""The pages of the vocabularies: what a word means, and which practices are filed under it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ..facets import FacetIndex, facet_index
from ..models import Citation, Element, Organisation, Pillar, Practice, Region, Sector, Source
from ..reading import read_only
from .nodes import Node, newest, node, nodes, trees
from .origins import by_origin

OFFICIAL_SOURCE = "advies-modern-werkgeverschap-2021"
"""Where the official wording of pillars and elements stands (fixtures/pillars.toml)."""

MOST_PLACES = 200

KINDS = {
    Region.Kind.COUNTRY.label: ("Heel Nederland", ""),
    Region.Kind.PROVINCE.label: ("Provincies", ""),
    Region.Kind.LABOUR_MARKET.label: (
        "Arbeidsmarktregio’s",
        (
            "Een arbeidsmarktregio is een gebied waarin gemeenten, UWV en anderen samenwerken aan "
            "werk."
        ),
    ),
    Region.Kind.REGIOPLUS.label: (
        "RegioPlus-regio’s",
        (
            "Een RegioPlus-regio is het gebied van een regionale werkgeversorganisatie in zorg en "
            "welzijn."
        ),
    ),
}
"""The headings of the list of regions, each with what it means ("" when everybody knows that), by
the group that the facet gives."""


@read_only
def pillar_list(request: HttpRequest) -> HttpResponse:
    """The three pillars and nine elements, with the official wording and both counts."""
    counted = nodes("pijler", facet_index().whole["pijler"])
    origins = by_origin()
    pillars = [
        {
            "pillar": pillar,
            "node": counted[pillar.code],
            "origins": origins.get(pillar.code, []),
            "elements": [
                {"element": e, "node": counted[e.code], "origins": origins.get(e.code, [])}
                for e in pillar.elements.all()
            ],
        }
        for pillar in Pillar.objects.prefetch_related("elements__source_counts__source")
    ]
    context = {"section": "pijlers", "pillars": pillars, "official_source": _official_source()}
    return render(request, "vocabulary/pillar_list.html", context)


@read_only
def pillar(request: HttpRequest, code: str) -> HttpResponse:
    """One pillar ("2") or one element ("2a")."""
    index = facet_index()
    counted = nodes("pijler", index.whole["pijler"])
    subject: Pillar | Element
    family: dict[str, Any]
    if len(code) > 1:
        subject = get_object_or_404(Element, code=code)
        counts = subject.source_counts.select_related("source")
        family = {"above": counted[subject.pillar_id], "source_counts": counts}
    else:
        subject = get_object_or_404(Pillar, code=code)
        below = [node for node in counted.values() if code in node.value.parents]
        family = {"below": below, "elements": subject.elements.all()}
    context = {
        **_listing(index, "pijler", code),
        **family,
        "section": "pijlers",
        "subject": subject,
        "hue": code[0],
        "origins": by_origin().get(code, []),
        "official_source": _official_source(),
    }
    return render(request, "vocabulary/pillar.html", context)


@read_only
def sector_list(request: HttpRequest) -> HttpResponse:
    """All sectors, as a tree."""
    context = {
        "section": "sectoren",
        "trees": trees("sector", facet_index().whole["sector"]),
    }
    return render(request, "vocabulary/sector_list.html", context)


@read_only
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """One sector."""
    subject = get_object_or_404(Sector.objects.select_related("parent"), slug=slug)
    index = facet_index()
    context = {
        **_listing(index, "sector", slug),
        "section": "sectoren",
        "subject": subject,
        "below": _below(index, "sector", slug),
    }
    return render(request, "vocabulary/sector.html", context)


@read_only
def region_list(request: HttpRequest) -> HttpResponse:
    """All regions by kind, with what they lie in."""
    counted = nodes("regio", facet_index().whole["regio"])
    regions = {r.slug: r for r in Region.objects.prefetch_related("parents")}
    kinds = [
        {
            "heading": KINDS[kind][0],
            "gloss": KINDS[kind][1],
            "regions": [(node, regions[node.value.key]) for node in members],
        }
        for kind, members in groupby(counted.values(), key=lambda node: node.value.group)
    ]
    return render(request, "vocabulary/region_list.html", {"section": "regios", "kinds": kinds})


@read_only
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """One region."""
    subject = get_object_or_404(Region.objects.select_related("successor"), slug=slug)
    index = facet_index()
    context = {
        **_listing(index, "regio", slug),
        "section": "regios",
        "subject": subject,
        "parents": subject.parents.all(),
        "below": _below(index, "regio", slug),
    }
    return render(request, "vocabulary/region.html", context)


@read_only
def source_list(request: HttpRequest) -> HttpResponse:
    """All documents, the newest first."""
    counted = nodes("bron", facet_index().whole["bron"])
    sources = [(counted[source.slug], source) for source in Source.objects.all()]
    context = {"section": "bronnen", "sources": sources}
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
    context = {
        "section": "bronnen",
        "subject": subject,
        "node": node(facet_index(), "bron", slug),
        "places": list(places.items()),
        "counts": subject.counts.select_related("element"),
    }
    return render(request, "vocabulary/source.html", context)


@read_only
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The organisations that a published practice names."""
    index = facet_index()
    organisations = [node(index, "organisatie", key) for key in index.values["organisatie"]]
    context = {"section": "voorbeelden", "organisations": organisations}
    return render(request, "vocabulary/organisation_list.html", context)


@read_only
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation; unknown as long as no published practice names it."""
    listing = _listing(facet_index(), "organisatie", slug)
    subject = get_object_or_404(Organisation, slug=slug)
    context = {**listing, "section": "voorbeelden", "subject": subject}
    return render(request, "vocabulary/organisation.html", context)


@read_only
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """One free keyword; unknown as long as no published practice has it."""
    listing = _listing(facet_index(), "trefwoord", slug)
    return render(request, "vocabulary/tag.html", {**listing, "section": "voorbeelden"})


def _listing(index: FacetIndex, facet: str, key: str) -> dict[str, Any]:
    """The node with its newest practices. Raises `Http404` for what the public does not know."""
    found = node(index, facet, key)
    if found is None:
        raise Http404
    return {"node": found, "cards": newest(index, facet, key)}


def _below(index: FacetIndex, facet: str, key: str) -> list[Node]:
    """The nodes within a node, those with most practices first."""
    counted = nodes(facet, index.whole[facet]).values()
    inside = (node for node in counted if key in node.value.parents)
    return sorted(inside, key=lambda node: (-node.count, node.value.label))


def _official_source() -> Source | None:
    return Source.objects.filter(slug=OFFICIAL_SOURCE).first()
