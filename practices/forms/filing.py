"""Saying to which pillars and elements a case belongs, each with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from ..advice import PillarTerm, Term, vocabulary
from ..models import Origin
from .steps import StepForm, long_text

Row = list[Any]


@dataclass(frozen=True)
class Place:
    """A pillar or element to tick, with the field for the reason."""

    term: Term
    box: BoundField
    reason: BoundField


@dataclass(frozen=True)
class PillarPlaces:
    """A pillar with its elements."""

    pillar: PillarTerm
    places: list[Place]


class FilingForm(StepForm):
    """A step with the pillars and elements among its fields.

    A row that came from a source or from editors keeps its origin as long as nobody changes its
    reason.
    """

    def make_fields(self) -> dict[str, forms.Field]:
        """A box and a reason for each pillar and element."""
        self.vocabulary = vocabulary()
        fields: dict[str, forms.Field] = {}
        for term in self._terms():
            label = f"{term.code} {term.name}"
            fields[f"pillar_tags-{term.code}"] = forms.BooleanField(label=label, required=False)
            fields[f"pillar_tags-{term.code}-reason"] = long_text(
                f"Waaruit blijkt {term.code}?", most=2000, rows=2
            )
        self.initial.update(self._ticked())
        return {**fields, **super().make_fields()}

    def _terms(self) -> Iterator[Term]:
        for pillar in self.vocabulary:
            yield pillar
            yield from pillar.elements

    def _ticked(self) -> dict[str, Any]:
        ticked: dict[str, Any] = {}
        for pillar, element, _, reason in self.stored["pillar_tags"]:
            ticked[f"pillar_tags-{element or pillar}"] = True
            ticked[f"pillar_tags-{element or pillar}-reason"] = reason
        return ticked

    def value(self, name: str) -> Any:
        """Ticked places as rows."""
        if name != "pillar_tags":
            return super().value(name)
        before = {row[1] or row[0]: row for row in self.stored["pillar_tags"]}
        return [
            self._row(term, before.get(term.code))
            for term in self._terms()
            if self.cleaned_data[f"pillar_tags-{term.code}"]
        ]

    def _row(self, term: Term, before: Row | None) -> Row:
        reason = self.cleaned_data[f"pillar_tags-{term.code}-reason"]
        if before is not None and before[3].strip() == reason:
            return before
        element = term.code if len(term.code) > 1 else None
        return [term.code[0], element, Origin.SUBMITTER.value, reason]

    @property
    def filing(self) -> list[PillarPlaces]:
        """The pillars as the page shows them."""
        return [
            PillarPlaces(pillar, [self._place(term) for term in (pillar, *pillar.elements)])
            for pillar in self.vocabulary
        ]

    def _place(self, term: Term) -> Place:
        key = f"pillar_tags-{term.code}"
        return Place(term, self[key], self[f"{key}-reason"])
