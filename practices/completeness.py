"""How complete a practice is: what is there, and what an editor could still find out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import Practice


@dataclass(frozen=True)
class Part:
    """Something that a complete practice has.

    label: what it is called in the editors' to-do list;
    unknown: what the public page says when it is missing, "" when it need not be said.
    """

    label: str
    unknown: str
    is_there: Callable[[Practice], bool]


PARTS = (
    Part("samenvatting", "", lambda p: bool(p.summary)),
    Part("sector", "voor welke sector het is", lambda p: bool(p.sectors.all())),
    Part("regio", "in welke regio het is", lambda p: bool(p.regions.all())),
    Part("pijler met reden", "", lambda p: any(t.reason for t in p.pillar_tags.all())),
    Part("element", "", lambda p: any(t.element_id for t in p.pillar_tags.all())),
    Part("aanpak", "hoe het precies werkt", lambda p: bool(p.approach)),
    Part("resultaten", "wat het heeft opgeleverd", lambda p: bool(p.results)),
    Part("voorwaarden", "wat ervoor nodig is", lambda p: bool(p.conditions)),
    Part("lessen", "wat er lastig was", lambda p: bool(p.lessons)),
    Part("periode", "wanneer het begon", lambda p: bool(p.period_start)),
    Part("organisatie", "welke organisatie het doet", lambda p: bool(p.participations.all())),
    Part("bron", "", lambda p: bool(p.citations.all())),
    Part("fase", "of het nog loopt", lambda p: bool(p.phase)),
    Part("bevestigd", "", lambda p: bool(p.confirmed_on)),
)


def missing(practice: Practice) -> list[Part]:
    """The parts that this practice does not have yet, in the order of `PARTS`."""
    return [part for part in PARTS if not part.is_there(practice)]


def score(practice: Practice) -> int:
    """How many percent of the parts are there, 0 to 100."""
    return round(100 * (len(PARTS) - len(missing(practice))) / len(PARTS))


def unknowns(practice: Practice) -> list[str]:
    """What the public page says that nobody knows yet."""
    return [part.unknown for part in missing(practice) if part.unknown]
