"""All that the page of one practice shows. The admin renders its preview from it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import completeness
from ..models import Origin, PillarTag, Practice
from ..related import related
from .structured_data import LICENCES, structured_data

HEADINGS = {
    "background": "Aanleiding",
    "approach": "Aanpak",
    "why_good": "Waarom is dit een goed voorbeeld?",
    "results": "Resultaten",
    "conditions": "Voorwaarden",
    "lessons": "Lessen",
    "caveat": "Kanttekening",
}
"""The parts of the story in the order of the page (`PracticeContent.STORY`)."""

BEFORE_FIGURES = ("background", "approach", "why_good", "results")

COLUMNS = {
    "1": (8, ("1a", "1b")),
    "2": (24, ("2a", "2b", "2c", "2d")),
    "3": (40, ("3a", "3b", "3c")),
}
"""Where the signature has each pillar and, from the top down, its elements."""


@dataclass(frozen=True)
class Mark:
    """One sign of the signature. state: "full", "open" or "none"."""

    pillar: str
    x: int
    y: int
    state: str


@dataclass(frozen=True)
class Signature:
    """The nine elements for one practice: filled in the source, open when read into it.

    lines: x and code of the pillars that the source names as such;  text: the same in words.
    """

    marks: list[Mark]
    lines: list[tuple[int, str]]
    text: str


def detail_context(practice: Practice) -> dict[str, Any]:
    """What the template `practices/practice_detail.html` needs; no request, no visitor."""
    tags = list(practice.pillar_tags.all())
    told = [part for part in HEADINGS.items() if getattr(practice, part[0]).strip()]
    return {
        "section": "voorbeelden",
        "practice": practice,
        "story_before": [part for part in told if part[0] in BEFORE_FIGURES],
        "story_after": [part for part in told if part[0] not in BEFORE_FIGURES],
        "figures": practice.figures.all(),
        "links": practice.links.all(),
        "attachments": practice.attachments.all(),
        "citations": practice.citations.all(),
        "unknowns": completeness.unknowns(practice),
        "pillar_tags": tags,
        "signature": signature(tags) if tags else None,
        "related": related(practice),
        "licence_address": LICENCES.get(practice.licence, ""),
        "structured_data": structured_data(practice),
    }


def signature(tags: list[PillarTag]) -> Signature:
    """The picture of these tags."""
    origins = {tag.element_id or tag.pillar_id: tag.origin for tag in tags}
    marks = []
    for pillar, (x, elements) in COLUMNS.items():
        for row, code in enumerate(reversed(elements)):
            marks.append(Mark(pillar, x, 56 - 16 * row, _state(origins.get(code))))
    lines = [
        (x, pillar) for pillar, (x, _) in COLUMNS.items() if origins.get(pillar) == Origin.SOURCE
    ]
    return Signature(marks, lines, _in_words(tags))


def _state(origin: str | None) -> str:
    if origin is None:
        return "none"
    return "full" if origin == Origin.SOURCE else "open"


def _in_words(tags: list[PillarTag]) -> str:
    """For example "In de bron: 2a, pijler 3. Geduid: 1b.", by pillar."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for tag in tags:
        said[tag.origin == Origin.SOURCE].append(tag.element_id or f"pijler {tag.pillar_id}")
    sentences = [("In de bron", said[True]), ("Geduid", said[False])]
    return " ".join(f"{start}: {', '.join(codes)}." for start, codes in sentences if codes)
