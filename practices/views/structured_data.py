"""A practice in the words of schema.org, for search engines and other programs (N-10)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from ..exchange import site_url
from ..models import PillarTag, Practice, Region, Role, Sector, Source
from ..models.practice import RUNNING

LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/deed.nl",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
}
"""Where the terms of each licence stand."""

Facts = dict[str, Any]


def page_address(practice: Practice) -> str:
    """The full address of its page."""
    return site_url(practice.get_absolute_url())


def card_address(practice: Practice) -> str:
    """The full address of its picture; another one for each version, for who keeps pictures."""
    path = reverse("practices:practice_card", args=[practice.slug])
    return site_url(f"{path}?versie={practice.version}")


def structured_data(practice: Practice) -> Facts:
    """The facts as JSON-LD. What nobody knows is absent."""
    sources = {cited.source_id: cited.source for cited in practice.citations.all()}
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "name": practice.title,
            "headline": practice.title,
            "abstract": practice.summary,
            "genre": practice.get_kind_display(),
            "inLanguage": "nl",
            "isAccessibleForFree": True,
            "url": page_address(practice),
            "mainEntityOfPage": page_address(practice),
            "image": practice.is_published and card_address(practice),
            "datePublished": practice.published_at and practice.published_at.isoformat(),
            "dateModified": practice.updated_at.isoformat(),
            "temporalCoverage": _period(practice),
            "license": LICENCES.get(practice.licence, "").removesuffix("deed.nl"),
            "author": _site("Organization"),
            "publisher": _site("Organization"),
            "about": [_term(tag) for tag in practice.pillar_tags.all()],
            "audience": [_audience(sector) for sector in practice.sectors.all()],
            "keywords": [tag.name for tag in practice.tags.all()],
            "spatialCoverage": [_area(region) for region in practice.regions.all()],
            **_organisations(practice),
            "isBasedOn": [_work(source) for source in sources.values()],
            "isPartOf": _site("DataCatalog"),
        }
    )


def _site(kind: str) -> Facts:
    """The knowledge base itself, which tells the story; who runs it is not ours to say here."""
    return {"@type": kind, "name": settings.SITE_NAME, "url": site_url(reverse("practices:home"))}


def _period(practice: Practice) -> str:
    """An interval of ISO 8601, open at the end while it runs."""
    start, end = practice.period_start, practice.period_end
    if start and (end or practice.phase in RUNNING):
        return start if start == end else f"{start}/{end or '..'}"
    return start or (f"../{end}" if end else "")


def _term(tag: PillarTag) -> Facts:
    subject = tag.element or tag.pillar
    return {
        "@type": "DefinedTerm",
        "termCode": subject.code,
        "name": subject.name,
        "url": site_url(subject.get_absolute_url()),
        "inDefinedTermSet": site_url(reverse("practices:pillar_list")),
    }


def _audience(sector: Sector) -> Facts:
    return {
        "@type": "Audience",
        "audienceType": f"Werkgevers in {sector.name}",
        "url": site_url(sector.get_absolute_url()),
    }


def _area(region: Region) -> Facts:
    return _known(
        {
            "@type": "AdministrativeArea",
            "name": region.name,
            "identifier": region.code,
            "url": site_url(region.get_absolute_url()),
        }
    )


def _organisations(practice: Practice) -> Facts:
    """Who pays under a name of its own; the others are what it is about."""
    found: Facts = {"funder": [], "mentions": []}
    for part in practice.participations.all():
        organisation = {
            "@type": "Organization",
            "name": part.organisation.name,
            "url": site_url(part.organisation.get_absolute_url()),
        }
        found["funder" if part.role == Role.FUNDER else "mentions"].append(organisation)
    return found


def _work(source: Source) -> Facts:
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "datePublished": source.published,
            "author": source.author and {"@type": "Organization", "name": source.author},
            "url": site_url(source.get_absolute_url()),
        }
    )


def _known(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value}
