"""The errors of a form with its rows, as a list of links (A-11, A-18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One error: where it is, what the field is called, and what is wrong."""

    anchor: str
    label: str
    message: str


def problems(form: Any, formsets: Iterable[Any]) -> list[Problem]:
    """All errors that belong to a place on the page, in its order."""
    found = list(_of_fields(form))
    for formset in formsets:
        if not formset.is_bound:
            continue
        heading = f"{formset.prefix}-heading"
        name = str(formset.model._meta.verbose_name_plural).capitalize()
        found += [Problem(heading, name, str(error)) for error in formset.non_form_errors()]
        for row in formset.forms:
            found += [Problem(heading, name, str(error)) for error in row.non_field_errors()]
            found += _of_fields(row, str(formset.model._meta.verbose_name).capitalize())
    return found


def _of_fields(form: Any, prefix: str = "") -> Iterator[Problem]:
    for name in form.errors if form.is_bound else ():
        if name in form.fields:
            field = form[name]
            label = f"{prefix}: {str(field.label).lower()}" if prefix else str(field.label)
            for error in field.errors:
                yield Problem(field.id_for_label or field.auto_id, label, str(error))
