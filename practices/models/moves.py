"""Moving a row from one status to another: one table of legal moves, one way to make a move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from .people import User


class WrongState(Exception):
    """The row is not in a state from which this move may start.

    Not the same as a missing right (`django.core.exceptions.PermissionDenied`): the visitor may
    do this, but not now, usually because a colleague was first.
    """


class ReasonRequired(Exception):
    """This move needs a reason in words."""


@dataclass(frozen=True)
class Move:
    """One legal move.

    name: stored in the history, and the name of the function in `practices.workflow`.
    label: what it is called on screen, as a verb.
    sources: the states it may start from;  target: the state it ends in.
    stamps: fields that get the moment of the move.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    needs_reason: bool = False
    stamps: tuple[str, ...] = field(default=())


def table(*moves: Move) -> dict[str, Move]:
    """The moves of a model by name."""
    return {move.name: move for move in moves}


class Movable(models.Model):
    """A row with a `status` that changes only through `_move` (docs/concepts.md)."""

    MOVES: ClassVar[dict[str, Move]] = {}
    status: Any
    history: Any

    class Meta:
        abstract = True

    @property
    def possible_moves(self) -> list[Move]:
        """The moves that may start from the present state, in the order of the table."""
        return [move for move in self.MOVES.values() if self.status in move.sources]

    def _move(self, name: str, *, actor: User | None, note: str = "", **facts: Any) -> None:
        """Make one legal move: check, save the named fields, write the history, all or nothing.

        facts: fields beside the status that this move sets; `changes` goes to the history.
        The check is a compare-and-set in the database, so of two people who decide at the same
        time exactly one succeeds, on SQLite as well as on PostgreSQL (R-04).

        Raises `WrongState`, `ReasonRequired`.
        """
        move = self.MOVES[name]
        if move.needs_reason and not note.strip():
            raise ReasonRequired(move.label)
        changes = facts.pop("changes", {})
        values = {**dict.fromkeys(move.stamps, timezone.now()), **facts}
        with transaction.atomic():
            before = self._take(move.sources, status=move.target, **values)
            self.status = move.target
            for field, value in values.items():
                setattr(self, field, value)
            self.history.create(
                actor=actor,
                move=name,
                from_status=before,
                to_status=move.target,
                note=note.strip(),
                changes=changes,
            )

    def _take(self, sources: Iterable[str], **values: Any) -> str:
        """Set `values` if the row is in one of `sources`; the state it was in."""
        rows: models.QuerySet[Any] = type(self)._default_manager.filter(pk=self.pk)
        for source in sorted(sources):
            if rows.filter(status=source).update(**values):
                return source
        raise WrongState(self.status)
