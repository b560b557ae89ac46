"""Working at the editors' desk from a test: read a form, change it, send it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from practices.models import Practice, User

from ..logging_in import log_in

Data = dict[str, Any]


def at_desk(user: User) -> Client:
    """A browser in which this person is logged in."""
    return log_in(Client(), user)


def change_page(practice: Practice) -> str:
    """The address of the form of a practice."""
    return reverse("admin:practices_practice_change", args=[practice.pk])


def move_page(practice: Practice, address: str) -> str:
    """The address of the page of one move."""
    return reverse("admin:practices_practice_move", args=[practice.pk, address])


def history_page(practice: Practice) -> str:
    """The address of the history of a practice."""
    return reverse("admin:practices_practice_history", args=[practice.pk])


def read(client: Client, address: str, **changes: Any) -> Data:
    """What the form at this address would send, with some fields changed."""
    return {**fields(client.get(address)), **changes}


def fields(response: Any) -> Data:
    """What the form in this answer would send."""
    data = {bound.html_name: _sent(bound) for bound in response.context["adminform"].form}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for form in (formset.management_form, *formset.forms):
            data |= {bound.html_name: _sent(bound) for bound in form}
    return {name: value for name, value in data.items() if value is not None and value is not False}


def _sent(bound: Any) -> Any:
    value = bound.value()
    return [str(item) for item in value] if isinstance(value, list) else value


def add_row(data: Data, prefix: str, **row: Any) -> Data:
    """The same with one more row."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    return {
        **data,
        f"{prefix}-TOTAL_FORMS": number + 1,
        **{f"{prefix}-{number}-{name}": value for name, value in row.items()},
    }


def fill_row(data: Data, prefix: str, number: int, **row: Any) -> Data:
    """The same with one row filled in."""
    return {**data, **{f"{prefix}-{number}-{name}": value for name, value in row.items()}}
