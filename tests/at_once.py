"""Several hands that do the same at the same moment, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_once(act: Callable[[], T], hands: int) -> list[T]:
    """What each of so many threads got, when all began together; raises what any of them raised."""
    start = threading.Barrier(hands)

    def once(_: int) -> T:
        try:
            start.wait(timeout=30)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(once, range(hands)))
