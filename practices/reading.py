"""What every public page, feed and download has in common: it is only read, and says what of a
question it did not understand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def read_only(view: View) -> View:
    """Answer GET and HEAD; anything else gets 405, before anybody asks for a form token."""
    return csrf_exempt(require_safe(view))


def quotable(text: str, most: int = 60) -> str:
    """What a visitor sent, fit to be repeated to them: no more than `most` characters, with "…"
    behind what was longer, and nothing that cannot be printed."""
    shown = "".join(letter for letter in text[:most] if letter.isprintable())
    return f"{shown}…" if len(text) > most else shown


_WHOLE = re.compile(r"[0-9]{1,1000}")


def whole_number(text: str) -> int | None:
    """The number that stands there in plain digits, None for anything else.

    Not `int`, which also reads "1_0", " 2", "+2" and the digits of every script: an address says
    one thing in one way.
    """
    return int(text) if _WHOLE.fullmatch(text) else None
