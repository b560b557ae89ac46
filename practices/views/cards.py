"""What a list shows of a practice, from what the index keeps of it: one query for a whole page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse

from ..exchange import Record
from ..facets import FacetIndex, Value
from ..filters import Results
from ..models import Kind, Origin
from ..search import Marks
from ..search.marking import Piece


@dataclass(frozen=True, slots=True)
class Sign:
    """A pillar or element of a practice. element: its code, "" for a pillar alone."""

    pillar_id: str
    element: str
    name: str
    origin: str
    origin_name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One practice in a list.

    title, summary: in pieces, of which some are to be marked;
    cutting: the piece of the story in which something was found, when it is not in these two;
    reason: by which name it was found, when nothing of this can be marked, "" otherwise.
    """

    address: str
    title: Sequence[Piece]
    summary: Sequence[Piece]
    cutting: Sequence[Piece]
    reason: str
    sectors: Sequence[str]
    regions: Sequence[str]
    kind: str
    is_stub: bool
    years: Sequence[str]
    signs: Sequence[Sign]


def cards(
    results: Results, wanted: slice, index: FacetIndex, marks: Marks | None = None
) -> list[Card]:
    """The cards of a part of a list. marks: what was looked for, if anything."""
    pillars = index.values["pijler"]
    if marks is None:
        return [_card(record, pillars) for (record,) in results.kept(wanted, "card")]
    found = results.kept(wanted, "card", "story")
    return [_found_card(record, story, pillars, marks) for record, story in found]


def _card(record: Record, pillars: Mapping[str, Value]) -> Card:
    return Card(
        address=_address(record["slug"]),
        title=[(record["titel"], False)],
        summary=[(record["samenvatting"], False)],
        cutting=(),
        reason="",
        sectors=record["sectoren"],
        regions=record["regios"],
        kind=_KINDS[record["soort"]],
        is_stub=record["isStub"],
        years=record["jaren"],
        signs=list(_signs(record, pillars)),
    )


def _found_card(record: Record, story: str, pillars: Mapping[str, Value], marks: Marks) -> Card:
    """The same, with what was found marked, or else the piece or the name in which it was found."""
    title, summary = marks.pieces(record["titel"]), marks.pieces(record["samenvatting"])
    cutting: Sequence[Piece] = ()
    reason = ""
    if not any(is_marked for _, is_marked in (*title, *summary)):
        cutting = marks.cutting(story)
        reason = "" if cutting else _reason(record, pillars, marks)
    card = _card(record, pillars)
    return replace(card, title=title, summary=summary, cutting=cutting, reason=reason)


@lru_cache(maxsize=10_000)
def _address(slug: str) -> str:
    return reverse("practices:practice", args=[slug])


_KINDS = {key: str(label) for key, label in Kind.choices}
_ORIGINS = {key: str(label) for key, label in Origin.choices}


def _signs(record: Record, pillars: Mapping[str, Value]) -> Iterator[Sign]:
    """The elements, and pillars of which the practice has no element."""
    detailed = {pillar for pillar, element, _ in record["tekens"] if element}
    for pillar, element, origin in record["tekens"]:
        if element or pillar not in detailed:
            code = element or pillar
            name = pillars[code].label if code in pillars else code
            yield Sign(pillar, element, name, origin, _ORIGINS[origin])


def _reason(record: Record, pillars: Mapping[str, Value], marks: Marks) -> str:
    """The first name under which it is filed in which something was found, in words."""
    for what, name, other in _names(record, pillars):
        if next(marks.spans(other), None):
            return f"{what}: {name}" if other == name else f"{what}: {name} ({other})"
    return ""


def _names(record: Record, pillars: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    """Kind of name, the name that is shown, and the name that may have been found."""
    for key, what in _FILED_UNDER.items():
        yield from ((what, name, name) for name in record[key])
    for sign in _signs(record, pillars):
        shown = f"{sign.element} {sign.name}".strip()
        yield "Element" if sign.element else "Pijler", shown, shown
    yield from ((what, name, other) for what, name, other in record["ook"])


_FILED_UNDER = {
    "trefwoorden": "Trefwoord",
    "sectoren": "Sector",
    "regios": "Regio",
    "organisaties": "Organisatie",
}
