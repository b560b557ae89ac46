"""What every public page, feed and download has in common: it is only read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def read_only(view: View) -> View:
    """Answer GET and HEAD; anything else gets 405, before anybody asks for a form token."""
    return csrf_exempt(require_safe(view))
