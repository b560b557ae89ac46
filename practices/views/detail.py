"""All that the page of one practice shows. The admin renders its preview from it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from .. import completeness
from ..models import Practice
from ..pictures.signature import signature
from ..pictures.timeline import timeline
from ..related import Related, related
from ..side_by_side import UNKNOWN, cited, confirmed, query_of
from .citing import reference
from .picking import picks_of
from .structured_data import LICENCES, card_address, page_address, structured_data

BEFORE_FIGURES = ("background", "approach", "why_good", "results")

FACTS = ("sector", "regio", "organisatie", "periode", "fase")
"""What may be known without a story; names of `completeness.PARTS`."""

LONG_FIGURE = 9
"""A number of more letters is too wide to be set large."""


def detail_context(practice: Practice, given: QueryDict | None = None) -> dict[str, Any]:
    """What the template `practices/practice_detail.html` needs; no request, no visitor.

    given: the parameters of its address, which may name what was laid ready to be compared.
    """
    tags = list(practice.pillar_tags.all())
    told = [part for part in Practice.HEADINGS.items() if getattr(practice, part[0]).strip()]
    figures = list(practice.figures.all())
    alike = related(practice)
    return {
        "section": "voorbeelden",
        "practice": practice,
        "address": page_address(practice),
        "card_address": card_address(practice),
        "story_before": [part for part in told if part[0] in BEFORE_FIGURES],
        "story_after": [part for part in told if part[0] not in BEFORE_FIGURES],
        "figures": figures,
        "has_long_figures": any(len(figure.value) > LONG_FIGURE for figure in figures),
        "links": practice.links.all(),
        "attachments": practice.attachments.all(),
        **_sources(practice),
        **_certainty(practice),
        "knowns": _knowns(practice),
        "unknowns": completeness.unknowns(practice),
        "pillar_tags": tags,
        "signature": signature(tags) if tags else None,
        "timeline": timeline(practice, timezone.localdate()),
        "related": alike,
        "beside": _beside(practice, alike),
        "reference": reference(practice),
        "licence_address": LICENCES.get(practice.licence, ""),
        "structured_data": structured_data(practice),
        **_laid(practice, given or QueryDict()),
    }


def _sources(practice: Practice) -> dict[str, Any]:
    """Where it stands: its words, the citations by document, and whether one tells lines."""
    citations = list(practice.citations.all())
    return {
        "quotations": [citation for citation in citations if citation.quotation],
        "documents": cited(practice),
        "has_lines": any(citation.first_line for citation in citations),
    }


def _certainty(practice: Practice) -> dict[str, Any]:
    """When somebody said that it still is so, and what is said of facts that nobody knows."""
    facts = {
        "wie": practice.participations.all(),
        "regio": practice.regions.all(),
        "sector": practice.sectors.all(),
        "periode": practice.period_in_words,
        "fase": practice.phase,
        "omvang": practice.scope,
    }
    return {
        "confirmed": confirmed(practice),
        "unknown": UNKNOWN,
        "unnamed": [fact for fact, known in facts.items() if not known],
    }


def _laid(practice: Practice, given: QueryDict) -> dict[str, Any]:
    """What was laid ready on the way here, the way back to it, and the way to compare this too."""
    picks, _ = picks_of(given)
    slugs = [pick.slug for pick in picks]
    query = f"?{query_of(slugs)}" if slugs else ""
    return {
        "laid": [pick.title for pick in picks],
        "laid_query": query,
        "list_address": f"{reverse('practices:practice_list')}{query}",
        "compare_query": query_of(dict.fromkeys([*slugs, practice.slug])),
    }


def _knowns(practice: Practice) -> list[str]:
    """Which facts are known of a practice that has no story yet."""
    missing = {part.label for part in completeness.missing(practice)}
    return [f"de {fact}" for fact in FACTS if fact not in missing]


def _beside(practice: Practice, alike: Sequence[Related]) -> str:
    """The address where it stands side by side with those that it resembles."""
    slugs = [practice.slug, *(other.practice.slug for other in alike)]
    return f"{reverse('practices:side_by_side')}?{query_of(slugs)}"
