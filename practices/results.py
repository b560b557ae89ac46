"""The practices of a list in order: of the filtered list, and of every other that pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from django.db.models import QuerySet
from pyroaring import BitMap

from .models import Practice, SearchText
from .ordering import Order
from .search import Found


class Results(Sequence[Practice]):
    """The practices of a list in order; only the slice that is shown is read from the database.

    order: their order, among equals when `found` says which match best.
    """

    def __init__(self, practices: BitMap, order: Order, found: Found | None = None) -> None:
        self.practices = practices
        self._order = order
        self._found = found

    def __len__(self) -> int:
        return len(self.practices)

    @overload
    def __getitem__(self, wanted: int) -> Practice: ...

    @overload
    def __getitem__(self, wanted: slice) -> list[Practice]: ...

    def __getitem__(self, wanted: int | slice) -> Practice | list[Practice]:
        """One practice, or the practices of a slice with all that a list shows of them.

        Fewer when some are withdrawn meanwhile; `IndexError` when the one is.
        """
        if isinstance(wanted, int):
            return self[wanted : wanted + 1 or None][0]
        return _read(self.ids(wanted))

    def __iter__(self) -> Iterator[Practice]:
        """All of them, read in blocks; not what is withdrawn before its block is read."""
        ids = self.ids(slice(None))
        for start in range(0, len(ids), AT_ONCE):
            yield from _read(ids[start : start + AT_ONCE])

    def ids(self, wanted: slice) -> list[int]:
        """The ids of a slice, in order."""
        start, stop, _ = wanted.indices(len(self))
        if self._found:
            return self._found.part(self.practices, self._order, start, stop)
        return self._order.part(self.practices, start, stop)

    def kept(self, wanted: slice, *columns: str) -> list[tuple[Any, ...]]:
        """What the index keeps of the practices of a slice: these columns of `SearchText`."""
        return _kept(self.ids(wanted), columns)

    def all_kept(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """What the index keeps of all of them, read in blocks of `AT_ONCE`, a query each.

        A practice that is withdrawn leaves the index in the same transaction, so that it is not in
        a block that is read later.
        """
        ids = self.ids(slice(None))
        for start in range(0, len(ids), AT_ONCE):
            yield from _kept(ids[start : start + AT_ONCE], columns)


AT_ONCE = 200
"""How many practices are read together when a whole list is gone through."""


def _read(ids: list[int]) -> list[Practice]:
    # the index that named them may be a moment old: what was withdrawn since is not to be seen
    rows: QuerySet[Practice] = Practice.objects.published().with_relations().filter(pk__in=ids)
    by_id = {practice.pk: practice for practice in rows}
    return [by_id[pk] for pk in ids if pk in by_id]


def _kept(ids: list[int], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    rows = SearchText.objects.filter(pk__in=ids).values_list("pk", *columns)
    kept = {pk: tuple(values) for pk, *values in rows}
    return [kept[pk] for pk in ids if pk in kept]
