"""What stands beside the form of a practice: its state, and what is still to do."""

from __future__ import annotations

from typing import Any

from .. import completeness
from ..models import Practice
from .moves import offered

TO_DO_ANCHORS = {
    "samenvatting": "id_summary",
    "sector": "id_sectors",
    "regio": "id_regions",
    "pijler met reden": "pillar_tags-heading",
    "element": "pillar_tags-heading",
    "aanpak": "id_approach",
    "resultaten": "id_results",
    "voorwaarden": "id_conditions",
    "lessen": "id_lessons",
    "periode": "id_period_start",
    "organisatie": "participations-heading",
    "bron": "citations-heading",
    "fase": "id_phase",
    "bevestigd": "id_confirmed_on",
}
"""Where on the form each part of `completeness.PARTS` is filled in."""


def beside(practice: Practice, user: Any) -> dict[str, Any]:
    """Status, completeness as a to-do list, the moves that this person can make."""
    missing = completeness.missing(practice)
    return {
        "percent": completeness.score(practice),
        "to_do": [(part.label, TO_DO_ANCHORS[part.label]) for part in missing],
        "steps": offered(practice, user),
        "old_slugs": practice.old_slugs.all(),
        "last_event": practice.history.select_related("actor", "practice").first(),
    }
