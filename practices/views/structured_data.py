"""A practice in the words of schema.org, for search engines and other programs (N-10)."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ..models import PillarTag, Practice, Source

LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/deed.nl",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
}
"""Where the terms of each licence stand."""

Facts = dict[str, Any]


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
            "inLanguage": "nl",
            "url": f"{settings.SITE_URL}{practice.get_absolute_url()}",
            "datePublished": practice.published_at and practice.published_at.isoformat(),
            "dateModified": practice.updated_at.isoformat(),
            "license": LICENCES.get(practice.licence),
            "about": [_term(tag) for tag in practice.pillar_tags.all()],
            "keywords": [tag.name for tag in practice.tags.all()],
            "spatialCoverage": [
                {"@type": "AdministrativeArea", "name": region.name}
                for region in practice.regions.all()
            ],
            "isBasedOn": [_work(source) for source in sources.values()],
            "isPartOf": {
                "@type": "DataCatalog",
                "name": settings.SITE_NAME,
                "url": f"{settings.SITE_URL}/",
            },
        }
    )


def _term(tag: PillarTag) -> Facts:
    subject = tag.element or tag.pillar
    return {
        "@type": "DefinedTerm",
        "termCode": subject.code,
        "name": subject.name,
        "url": f"{settings.SITE_URL}{subject.get_absolute_url()}",
    }


def _work(source: Source) -> Facts:
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "datePublished": source.published,
            "author": source.author and {"@type": "Organization", "name": source.author},
            "url": f"{settings.SITE_URL}{source.get_absolute_url()}",
        }
    )


def _known(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value}
