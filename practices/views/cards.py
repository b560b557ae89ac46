"""What a list shows of a practice, from what the index keeps of it: at most two queries a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse

from ..exchange import Record
from ..facets import FacetIndex, Value
from ..models import Kind, Origin, SearchText
from ..results import Results
from ..search import Marks
from ..search.marking import PIECE, Piece


@dataclass(frozen=True, slots=True)
class Sign:
    """A pillar or element of a practice. element: its code, "" for a pillar alone."""

    pillar_id: str
    element: str
    name: str
    origin: str
    origin_name: str


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One practice in a list. Compared by identity: pieces of HTML are remembered by card.

    title, summary: in pieces, of which some are to be marked;
    cutting: pieces of the story, for each word that was found and is not in these two;
    reason: the names by which it was found, for words that cannot be marked in any of this, or "";
    names: all under which it is filed: the kind of name, the name, and how else it is called.
    """

    slug: str
    address: str
    title: tuple[Piece, ...]
    summary: tuple[Piece, ...]
    cutting: tuple[Piece, ...]
    reason: str
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    kind: str
    is_stub: bool
    years: tuple[str, ...]
    signs: tuple[Sign, ...]
    names: tuple[tuple[str, str, str], ...]


def cards(
    results: Results, wanted: slice, index: FacetIndex, marks: Marks | None = None
) -> list[Card]:
    """The cards of a part of a list. marks: what was looked for, if anything."""
    ids = results.ids(wanted)
    known = _known(index)
    found = {pk: known.get((pk, marks)) for pk in ids}  # another thread may empty it any moment
    unknown = [pk for pk, card in found.items() if card is None]
    if unknown:
        made = dict(_made(unknown, index, marks))
        if len(known) + len(made) > MOST_KNOWN:
            known.clear()
        known.update({(pk, marks): card for pk, card in made.items()})
        found |= made
    return [card for card in found.values() if card]


MOST_KNOWN = 3000
"""So many cards a process remembers: the newest and best stand on many pages."""


@lru_cache(maxsize=2)
def _known(index: FacetIndex) -> dict[tuple[int, Marks | None], Card]:
    """The cards of this version of the index that were shown before, by practice and marks."""
    return {}


def _made(ids: list[int], index: FacetIndex, marks: Marks | None) -> Iterator[tuple[int, Card]]:
    """Cards that were not made before."""
    pillars = index.values["pijler"]
    columns = ("pk", "card", "story") if marks else ("pk", "card")
    for pk, record, *story in SearchText.objects.filter(pk__in=ids).values_list(*columns):
        card = _card(record, pillars)
        yield pk, _marked(card, story[0], marks) if marks else card


def _card(record: Record, pillars: Mapping[str, Value]) -> Card:
    return Card(
        slug=record["slug"],
        address=reverse("practices:practice", args=[record["slug"]]),
        title=((record["titel"], False),),
        summary=((record["samenvatting"], False),),
        cutting=(),
        reason="",
        sectors=tuple(record["sectoren"]),
        regions=tuple(record["regios"]),
        kind=_KINDS[record["soort"]],
        is_stub=record["isStub"],
        years=tuple(record["jaren"]),
        signs=tuple(_signs(record, pillars)),
        names=tuple(_names(record, pillars)),
    )


def _marked(card: Card, story: str, marks: Marks) -> Card:
    """The same with what was found marked, or else the piece or the name in which it was found."""
    title, summary = card.title[0][0], card.summary[0][0]
    names = [name for _, _, name in card.names]
    unseen = [
        one
        for one in marks.apart((title, summary, story, *names))
        if not one.is_in(title) and not one.is_in(summary)
    ]
    told = [one for one in unseen if one.is_in(story)]
    return replace(
        card,
        title=tuple(marks.pieces(title)),
        summary=tuple(marks.pieces(summary)),
        cutting=tuple(_cuttings(story, marks, told)),
        reason=_reasons(card, (one for one in unseen if one not in told)),
    )


FEWEST_LETTERS = 60
"""Around each of many words is shown no less than this."""


def _cuttings(story: str, marks: Marks, told: list[Marks]) -> Iterator[Piece]:
    """The pieces of the story in which these are found, each but once."""
    length = max(PIECE // max(len(told), 1), FEWEST_LETTERS)
    shown = ""
    for one in told:
        if not one.is_in(shown):
            cutting = marks.cutting(story, one, length)
            yield from ((" ", False), *cutting) if shown else cutting
            shown += "\n" + "".join(piece for piece, _ in cutting)


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


def _reasons(card: Card, found: Iterable[Marks]) -> str:
    """The names under which it is filed in which these were found, in words: as few as will do."""
    left = list(found)
    reasons: list[str] = []
    while left:
        held = [[one for one in left if one.is_in(other)] for _, _, other in card.names]
        most = max(held, key=len, default=[])
        if not most:
            break
        what, name, other = card.names[held.index(most)]
        what = what.lower() if reasons else what
        reasons.append(f"{what}: {name}" if other == name else f"{what}: {name} ({other})")
        left = [one for one in left if one not in most]
    return "; ".join(reasons)


def _names(record: Record, pillars: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    """Kind of name, the name that is shown, and the name that may have been found."""
    for key, what in _FILED_UNDER.items():
        yield from ((what, name, name) for name in record[key])
    for sign in _signs(record, pillars):
        shown = f"{sign.element} {sign.name}".strip()
        yield "Element" if sign.element else "Pijler", shown, shown
    for code in dict.fromkeys(pillar for pillar, element, _ in record["tekens"] if element):
        name = pillars[code].label if code in pillars else code
        yield "Pijler", name, name
    yield "Soort", _KINDS[record["soort"]], _KINDS[record["soort"]]
    yield from ((what, name, other) for what, name, other in record["ook"])


_FILED_UNDER = {
    "trefwoorden": "Trefwoord",
    "sectoren": "Sector",
    "regios": "Regio",
    "organisaties": "Organisatie",
}
