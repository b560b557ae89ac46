"""A date that may be known only to the month or the year, as sources mostly print it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

PARTIAL_DATE = re.compile(r"(?P<year>(19|20)\d\d)(-(?P<month>\d\d)(-(?P<day>\d\d))?)?")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def validate_partial_date(value: str) -> None:
    """Accept `yyyy`, `yyyy-mm` and `yyyy-mm-dd` when that day exists, from 1900 to 2099.

    Raises `ValidationError` in Dutch.
    """
    match = PARTIAL_DATE.fullmatch(value)
    if match:
        try:
            datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            match = None
    if not match:
        raise ValidationError(
            "Schrijf een jaar (2021), een maand (2021-05) of een dag (2021-05-31)."
        )


def in_words(value: str) -> str:
    """`2021-05-31` as "31 mei 2021", `2021-05` as "mei 2021", `2021` as it is."""
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    parts = [str(int(day))] if day else []
    if month:
        parts.append(MONTHS[int(month) - 1])
    return " ".join([*parts, year])


if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:  # Django's own classes take no type parameters at run time
    TextField = models.CharField


class PartialDateField(TextField):
    """Text of the form yyyy, yyyy-mm or yyyy-mm-dd, or empty when nobody knows.

    Sorts and compares as text: "2021" <= "2021-05" <= "2021-05-31" < "2022".
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
