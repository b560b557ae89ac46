"""What the steps of sending in a case have in common (the steps stand in `.case`).

Nothing is required here: saving keeps what there is, sending names the gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from ..models import Attachment
from .bases import OurForm
from .rows import Rows, count_rows
from .seen import seal

LONGEST_TEXT = 20_000
TOO_LONG = "Dit is te lang: %(show_value)d tekens. Er passen er %(limit_value)d in."


@dataclass(frozen=True)
class RowGroup:
    """A list of rows as the page shows it. anchor: the first empty one."""

    is_needed: bool
    name: str
    rows: Rows
    lines: list[list[BoundField]]
    anchor: str

    @property
    def errors(self) -> list[str]:
        """What is wrong in any of its cells."""
        return [str(error) for line in self.lines for field in line for error in field.errors]


class StepForm(OurForm):
    """One step. Takes readable values (`proposals.proposal` and the submission's own fields).

    names: the fields of a submission that it holds;  lists: those that are rows;
    together: fields that are only right with each other;  needed: what sending asks for.
    """

    slug: ClassVar[str]
    heading: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    lists: ClassVar[dict[str, Rows]] = {}
    together: ClassVar[tuple[frozenset[str], ...]] = ()

    def __init__(
        self,
        stored: Mapping[str, Any],
        data: Any = None,
        *,
        needed: Iterable[str] = (),
        attachments: Iterable[Attachment] = (),
    ) -> None:
        self.attachments = list(attachments)
        self.stored = {name: stored[name] for name in self.names}
        self.counts = {name: count_rows(name, data, len(stored[name])) for name in self.lists}
        super().__init__(data, initial=self.initial_values())
        self.fields |= self.make_fields()
        for field in self.fields.values():
            # a browser would cut a pasted text at this length without a word
            field.widget.attrs.pop("maxlength", None)
        self.needed = frozenset(needed)
        for name in self.needed:
            if name in self.fields:
                self.fields[name].needed = True  # type: ignore[attr-defined]

    def make_fields(self) -> dict[str, forms.Field]:
        """The fields that depend on what is stored: the rows."""
        return {
            key: field
            for name, rows in self.lists.items()
            for key, field in rows.fields(name, self.counts[name])
        }

    def initial_values(self) -> dict[str, Any]:
        """What the inputs show, from what is stored."""
        values = {key: value for key, value in self.stored.items() if key not in self.lists}
        for name, rows in self.lists.items():
            values |= rows.initial(name, self.stored[name])
        return values

    def clean(self) -> dict[str, Any]:
        """Point at rows that were begun and not finished."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, rows in self.lists.items():
            for key, error in list(rows.gaps(name, cleaned, self.counts[name])):
                self.add_error(key, error)
        return cleaned

    def value(self, name: str) -> Any:
        """What was posted for a field of the submission, in readable form."""
        if name in self.lists:
            return self.lists[name].read(name, self.cleaned_data, self.counts[name])
        return self.cleaned_data[name]

    def description(self, attachment: Attachment) -> str:
        """The name of the input that describes this file."""
        return f"description-{attachment.reference}"

    def inputs(self, name: str) -> list[str]:
        """The inputs that together make one field of the submission."""
        return [key for key in self.fields if key == name or key.startswith(f"{name}-")]

    def bad(self) -> set[str]:
        """The fields of the submission that cannot be kept as they were typed."""
        wrong = {
            name for name in self.names if any(key in self.errors for key in self.inputs(name))
        }
        for group in self.together:
            if group & wrong:
                wrong |= group
        return wrong

    def good(self) -> dict[str, Any]:
        """The readable values of all fields that can be kept."""
        wrong = self.bad()
        return {name: self.value(name) for name in self.names if name not in wrong}

    @property
    def seal(self) -> str:
        """What this form shows, sealed."""
        return seal(self.stored)

    @property
    def row_groups(self) -> dict[str, RowGroup]:
        """The lists as the page shows them."""
        groups = {}
        for name, rows in self.lists.items():
            keys = [
                [f"{name}-{n}-{one.name}" for one in rows.columns] for n in range(self.counts[name])
            ]
            filled = min(len(self.stored[name]), self.counts[name] - 1)
            lines = [[self[key] for key in line] for line in keys]
            anchor = lines[filled][0].id_for_label if lines else ""
            groups[name] = RowGroup(name in self.needed, name, rows, lines, anchor)
        return groups


def text(label: str, *, most: int, help_text: str = "", **attrs: Any) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        help_text=help_text,
        widget=forms.TextInput({"class": "input", **attrs}),
        error_messages={"max_length": TOO_LONG},
    )


class LongText(forms.CharField):
    """Text of more lines. Browsers send two signs for the end of a line; we keep one."""

    def to_python(self, value: Any) -> str:
        """The text with ends of lines of one sort."""
        typed = super().to_python(value) or ""
        return typed.replace("\r\n", "\n").replace("\r", "\n")


def long_text(
    label: str, *, most: int = LONGEST_TEXT, help_text: str = "", rows: int = 6
) -> LongText:
    """Text of more lines."""
    return LongText(
        label=label,
        required=False,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea({"class": "input", "rows": rows}),
        error_messages={"max_length": TOO_LONG},
    )


def choice(
    label: str, choices: Any, *, empty: str = "Nog niet gekozen", help_text: str = ""
) -> forms.ChoiceField:
    """One of a closed list, or nothing yet."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", empty), *choices],
        widget=forms.Select({"class": "input"}),
        help_text=help_text,
        error_messages={"invalid_choice": "Kies iets uit de lijst."},
    )
