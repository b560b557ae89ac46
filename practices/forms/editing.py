"""Changing the text of a submission at the desk: the steps of the submitter, for an editor."""

from __future__ import annotations

from typing import Any

from django import forms

from ..models import Origin
from .case import STEPS, ProofForm, step_of
from .filing import Row
from .steps import StepForm


class EditorsProofForm(ProofForm):
    """What an editor files is the reading of the editors, and that takes a reason."""

    may_only_name = True

    def make_fields(self) -> dict[str, forms.Field]:
        """Do not call a reason optional."""
        fields = super().make_fields()
        for name, field in fields.items():
            field.needed = name.endswith("-reason")  # type: ignore[attr-defined]  # for the template
        return fields

    def _row(self, term: Any, before: Row | None) -> Row:
        row = super()._row(term, before)
        return row if row is before else [*row[:2], Origin.EDITORS.value, row[3]]

    def clean(self) -> dict[str, Any]:
        """Ask the reason of each place that was ticked or changed."""
        cleaned = super().clean()
        before = [row[1] or row[0] for row in self.stored["pillar_tags"] if not row[3]]
        for term in self._terms():
            key = f"pillar_tags-{term.code}"
            is_bare = cleaned.get(key) and not cleaned.get(f"{key}-reason")
            if is_bare and term.code not in before:
                self.add_error(f"{key}-reason", f"Schrijf waaruit {term.code} blijkt.")
        return cleaned


EDITORS_STEPS: dict[str, type[StepForm]] = {**STEPS, EditorsProofForm.slug: EditorsProofForm}


def step_with(field: str) -> str:
    """The step in which a field is changed; the first for what stands in none of them."""
    slug = step_of(field)
    return slug if slug in EDITORS_STEPS else next(iter(EDITORS_STEPS))
