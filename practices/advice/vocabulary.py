"""The words of the model at hand in a form: each pillar and element, in short and officially."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Element, Pillar


@dataclass(frozen=True)
class Term:
    """A pillar or an element.

    line: one short line in plain Dutch;  definition: the official wording, to the letter;
    points: its numbered parts;  place: where it stands in the source;  address: its own page.
    """

    code: str
    name: str
    line: str
    definition: str
    place: str
    address: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class PillarTerm(Term):
    """A pillar with its elements."""

    elements: tuple[Term, ...] = ()


def vocabulary() -> list[PillarTerm]:
    """The three pillars with their elements, in the order of the model; two queries."""
    return [_pillar(pillar) for pillar in Pillar.objects.prefetch_related("elements")]


def _pillar(pillar: Pillar) -> PillarTerm:
    return PillarTerm(
        code=pillar.code,
        name=pillar.name,
        line=_first_sentence(pillar.explanation),
        definition=pillar.quotation,
        place=pillar.place,
        address=pillar.get_absolute_url(),
        elements=tuple(map(_element, pillar.elements.all())),
    )


def _element(element: Element) -> Term:
    return Term(
        code=element.code,
        name=element.name,
        line=_first_sentence(element.explanation),
        definition=element.quotation,
        place=element.place,
        address=element.get_absolute_url(),
        points=tuple(element.points.splitlines()),
    )


def _first_sentence(text: str) -> str:
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else first
