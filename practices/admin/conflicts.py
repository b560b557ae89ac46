"""When two editors had the same practice before them (R-01).

The first to save is kept. The second gets everything back: the own text stays in the form, rows
that the other added stand in it too, and the page shows side by side what differs. What the
form shows is what saving again will write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ..comparison import Difference, compare
from ..models import (
    Citation,
    Event,
    Figure,
    Link,
    Participation,
    PillarTag,
    Practice,
    PracticeContent,
)
from ..models.snapshot import snapshot

Row = dict[str, list[str]]
MOST_ROWS = 1000

PARTS: dict[type[Any], tuple[str, tuple[str, ...]]] = {
    PillarTag: ("pillar_tags", ("pillar_id", "element_id", "origin", "reason")),
    Participation: ("organisations", ("role", "organisation__name")),
    Citation: (
        "sources",
        ("source__slug", "heading", "page", "first_line", "last_line", "quotation"),
    ),
    Figure: ("figures", ("label", "value")),
    Link: ("links", ("label", "url")),
}
"""How the rows of the form are told in a snapshot (`models.snapshot`)."""


@dataclass(frozen=True)
class Conflict:
    """What the second editor is shown: what the first did last, and each field that differs."""

    event: Event | None
    differences: list[Difference]


def find(form: Any, formsets: Iterable[Any]) -> Conflict:
    """What stands in the knowledge base now beside what this form says."""
    now = Practice.objects.get(pk=form.instance.pk)
    return Conflict(
        now.history.select_related("actor", "practice").of_edits().first(),
        compare(snapshot(now), proposed(form, formsets)),
    )


def proposed(form: Any, formsets: Iterable[Any]) -> dict[str, Any]:
    """The snapshot that saving this form would give, rows in the order of the form."""
    practice, said = form.instance, form.cleaned_data
    fields = PracticeContent._meta.local_fields
    relations = {
        "sectors": sorted(sector.slug for sector in said.get("sectors", ())),
        "regions": sorted(region.slug for region in said.get("regions", ())),
        "tags": sorted(said.get("tags", ())),
    }
    rows = {
        PARTS[formset.model][0]: [_told(row.instance) for row in formset.kept_forms]
        for formset in formsets
    }
    return {
        **{field.name: field.value_to_string(practice) for field in fields},
        "slug": practice.slug,
        "confirmed_on": str(practice.confirmed_on or ""),
        **relations,
        **rows,
    }


def _told(row: Any) -> list[Any]:
    return [_follow(row, path.split("__")) for path in PARTS[type(row)][1]]


def _follow(row: Any, names: list[str]) -> Any:
    for name in names:
        row = getattr(row, name)
    return row


def with_rows_of_the_other(
    data: QueryDict, formsets: Iterable[tuple[str, type[Any]]], practice: Practice
) -> QueryDict:
    """The data of the second editor, fitted to the rows that are in the database by now.

    formsets: prefix and class of each. A row that the other removed becomes a new row, a row
    that the other added is put in.
    """
    merged = data.copy()
    for prefix, formset in formsets:
        _merge(merged, prefix, formset, practice)
    return merged


def _merge(data: QueryDict, prefix: str, formset: type[Any], practice: Practice) -> None:
    names = ["id", "DELETE", formset.fk.name, *formset.form.base_fields]
    posted = _take_out(data, prefix, names)
    stored = {str(row.pk): row for row in formset.model.objects.filter(practice=practice)}
    ids = [row.get("id", [""])[0] for row in posted]
    kept = [row for row, pk in zip(posted, ids, strict=True) if pk in stored]
    added = [_as_data(formset, row) for pk, row in stored.items() if pk not in ids]
    own = [
        {**row, "id": [""]}
        for row, pk in zip(posted, ids, strict=True)
        if pk not in stored and not row.get("DELETE")
    ]
    own = [row for row in own if not any(_same(row, other) for other in added)]
    rows = kept + added + own
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept) + len(added))
    for index, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{prefix}-{index}-{name}", values)


def _take_out(data: QueryDict, prefix: str, names: list[str]) -> list[Row]:
    """The posted rows of one formset, removed from the data."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    rows = []
    for index in range(min(int(total), MOST_ROWS) if total.isdecimal() else 0):
        keys = {name: f"{prefix}-{index}-{name}" for name in names}
        rows.append({name: data.pop(key) for name, key in keys.items() if key in data})
    return rows


def _as_data(formset: type[Any], row: Any) -> Row:
    """A row of the database as its own form would send it."""
    form = formset.form(instance=row, **_form_kwargs(formset))
    values = {name: form[name].value() for name in formset.form.base_fields}
    sent = {name: ["" if value is None else str(value)] for name, value in values.items()}
    return {**sent, "id": [str(row.pk)]}


def _form_kwargs(formset: type[Any]) -> dict[str, Any]:
    return {"choices": {}} if formset.model is PillarTag else {}


def _same(row: Row, other: Row) -> bool:
    return all(row.get(name, [""]) == values for name, values in other.items() if name != "id")
