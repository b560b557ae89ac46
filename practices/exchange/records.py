"""A practice, the facets and a list as records: what the API and the JSON download say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from ..facets import Option
from ..models import Citation, Practice
from ..search import Found

Record = dict[str, Any]

STORY = {
    "background": "aanleiding",
    "approach": "aanpak",
    "why_good": "waaromGoed",
    "results": "resultaten",
    "conditions": "voorwaarden",
    "lessons": "lessen",
    "caveat": "kanttekening",
}
"""The public names of the parts of the story (`PracticeContent.STORY`)."""


def site_url(path: str) -> str:
    """The whole address of a path on this site; never taken from the Host header."""
    return f"{settings.SITE_URL}{path}"


def practice_url(slug: str) -> str:
    """The whole address of the page of a practice."""
    return site_url(reverse("practices:practice", args=[slug]))


def moment(value: datetime.datetime | None) -> str | None:
    """A moment in UTC, as `2026-11-22T01:30:00.250000Z`: so precise that the order can be seen."""
    if value is None:
        return None
    return f"{value.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def brief(practice: Practice) -> Record:
    """A practice as it stands in a list. Read it `with_relations()`."""
    return {
        "slug": practice.slug,
        "titel": practice.title,
        "samenvatting": practice.summary,
        "soort": practice.kind,
        "fase": practice.phase or None,
        "onderbouwing": practice.evidence or None,
        "url": practice_url(practice.slug),
        "sectoren": [{"slug": s.slug, "naam": s.name} for s in practice.sectors.all()],
        "regios": [
            {"slug": r.slug, "naam": r.name, "soort": r.kind, "code": r.code or None}
            for r in practice.regions.all()
        ],
        "pijlers": [
            {
                "pijler": tag.pillar_id,
                "element": tag.element_id,
                "toelichting": tag.reason or None,
                "herkomst": tag.origin,
            }
            for tag in practice.pillar_tags.all()
        ],
        "trefwoorden": [{"slug": tag.slug, "naam": tag.name} for tag in tags_in_order(practice)],
        "organisaties": [
            {"slug": part.organisation.slug, "naam": part.organisation.name, "rol": part.role}
            for part in practice.participations.all()
        ],
        "bronnen": [_source(citation) for citation in practice.citations.all()],
        "periode": {"van": practice.period_start or None, "tot": practice.period_end or None},
        "gepubliceerdOp": moment(practice.published_at),
        "gewijzigdOp": moment(practice.updated_at),
        "bevestigdOp": practice.confirmed_on and practice.confirmed_on.isoformat(),
    }


def full(practice: Practice) -> Record:
    """One practice with everything that is public about it."""
    return {
        **brief(practice),
        "bronnen": [_whole_source(citation) for citation in practice.citations.all()],
        "omvang": practice.scope or None,
        **{name: getattr(practice, field) or None for field, name in STORY.items()},
        "cijfers": [{"label": f.label, "waarde": f.value} for f in practice.figures.all()],
        "links": [{"label": link.label, "url": link.url} for link in practice.links.all()],
        "licentie": practice.licence or None,
    }


def tags_in_order(practice: Practice) -> list[Any]:
    """The tags (`Tag`) of a practice, in the order of the alphabet."""
    return sorted(practice.tags.all(), key=lambda tag: (tag.name.casefold(), tag.slug))


def _source(citation: Citation) -> Record:
    source = citation.source
    return {"slug": source.slug, "titel": source.title, "plaats": citation.place}


def _whole_source(citation: Citation) -> Record:
    lines = {"van": citation.first_line, "tot": citation.last_line}
    return {
        **_source(citation),
        "kopje": citation.heading,
        "bladzijde": citation.page or None,
        "regels": lines if citation.first_line else None,
        "citaat": citation.quotation or None,
    }


def facet_records(options: Mapping[str, Iterable[Option]]) -> Record:
    """The facets of a list, by the name of their parameter."""
    return {
        name: [
            {
                "waarde": option.value.key,
                "label": option.value.label,
                "aantal": option.count,
                "gekozen": option.chosen,
                "ouders": list(option.value.parents),
            }
            for option in offered
        ]
        for name, offered in options.items()
    }


def list_record(total: int, *, page: int, found: Found | None) -> Record:
    """What is said of a list beside its practices and facets.

    total: how many practices the whole list holds;  found: what the words found, if any.
    """
    return {
        "aantal": total,
        "pagina": page,
        "zoekwijze": found.mode if found else "alle",
        "gezochtOp": " ".join(found.searched_for) if found else "",
    }
