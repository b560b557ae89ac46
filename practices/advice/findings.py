"""What a check says about a text: which field, where, what to do, how serious."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a finding is. Neither blocks anything: people decide."""

    ADVICE = "advies"
    NOTICE = "let-op"


@dataclass(frozen=True)
class Finding:
    """One remark about one field.

    start, end: the place in the text, so that a screen can mark it; None when the remark is about
    the field as a whole.
    message: Dutch, level B1, says what to do.
    """

    field: str
    message: str
    severity: Severity = Severity.ADVICE
    start: int | None = None
    end: int | None = None
