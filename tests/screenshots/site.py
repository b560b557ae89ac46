"""The site as gunicorn serves it for the pictures: its clock stands still on a day that is known.

So a date on a page is the same in every picture, whenever it is made. Each look at the clock is a
millisecond after the one before, so that what is made one after the other keeps its order.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

_looks = count()


def now() -> datetime:
    """The moment that the site believes it is."""
    return datetime(2026, 11, 2, 10, 0, tzinfo=UTC) + timedelta(milliseconds=next(_looks))


timezone.now = now

from kennisbank.wsgi import application  # noqa: E402  # after the clock: models keep `timezone.now`

__all__ = ["application"]
