"""What to ask about a practice before deciding anything."""

from __future__ import annotations

from .. import completeness
from ..models import Evidence, Practice

QUESTIONS = {
    "sector": "Voor welke sector is dit bedoeld?",
    "regio": "In welke regio gebeurt dit?",
    "aanpak": "Hoe werkt het precies, stap voor stap?",
    "resultaten": "Wat heeft het opgeleverd?",
    "voorwaarden": "Wat is ervoor nodig, bijvoorbeeld aan tijd, geld en mensen?",
    "lessen": "Wat was lastig, en wat zou u nu anders doen?",
    "periode": "Wanneer is het begonnen?",
    "organisatie": "Welke organisatie voert dit uit?",
    "fase": "Loopt het nog?",
}
"""What to ask when a part is missing, by the label of the part (`completeness.PARTS`)."""

ABOUT_EVIDENCE: dict[str, str] = {
    "": "Hoe weet u of het werkt?",
    Evidence.NAMED: "De bron noemt alleen de naam. Wat houdt het in?",
    Evidence.DESCRIBED: "Zijn er cijfers over, of is het onderzocht?",
    Evidence.OWN_FIGURES: "Heeft iemand van buiten uw organisatie dit ook onderzocht?",
}


def questions(practice: Practice) -> list[str]:
    """What nobody knows yet, as questions to whoever runs it.

    From what is missing, from what the description rests on, and from whether it was confirmed.
    """
    gaps = [part.label for part in completeness.missing(practice) if part.unknown]
    if practice.is_stub:  # what it is comes before how it works
        gaps = [gap for gap in gaps if gap != "aanpak"]
    asked = [QUESTIONS[gap] for gap in gaps]
    if practice.evidence in ABOUT_EVIDENCE:
        asked.insert(0 if practice.is_stub else len(asked), ABOUT_EVIDENCE[practice.evidence])
    if not practice.confirmed_on:
        asked.append(_still_true(practice))
    return asked


def _still_true(practice: Practice) -> str:
    years = {citation.source.published[:4] for citation in practice.citations.all()} - {""}
    return f"De bron is uit {max(years)}. Klopt dit nog?" if years else "Klopt dit nog?"
