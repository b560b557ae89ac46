"""Which version of the index there is, what changed with each, and what a process keeps of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import uuid4

from django.db import connection, models

CHANGES_KEPT = 1000
"""A process that is further behind than so many changes reads everything anew."""


class Stamp(NamedTuple):
    """Which version of the index something belongs to.

    The token tells apart two versions with one number, of which the first was rolled back.
    """

    version: int
    token: str


NEVER = Stamp(0, "")
"""The stamp of an index to which nothing was ever written."""


class IndexState(models.Model):
    """The one row that every write to the index raises, in the transaction of the write.

    made_with: which analysis the whole index was made with, as a fingerprint.
    """

    version = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)
    made_with = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "stand van de index"
        verbose_name_plural = "stand van de index"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="indexstate_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def stamp(cls) -> Stamp:
        """The present version; one query by primary key, asked with every request.

        Not through the ORM: putting it together takes ten times as long as answering it.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT version, token FROM practices_indexstate WHERE id = 1")
            row = cursor.fetchone()
        return Stamp(*row) if row else NEVER


class IndexChange(models.Model):
    """Which practice changed with which version; no practice means that anything may have."""

    version = models.PositiveBigIntegerField(primary_key=True)
    token = models.CharField(max_length=32)
    practice_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "wijziging van de index"
        verbose_name_plural = "wijzigingen van de index"

    def __str__(self) -> str:
        return f"{self.version}: {self.practice_id or 'alles'}"

    @classmethod
    def record(cls, practice_id: int | None) -> None:
        """Raise the version. Call it first in the transaction that changes the index.

        The row stays locked until that transaction ends, so that writers of the index go one
        after the other and a higher version always holds all that lower ones hold.
        """
        token = uuid4().hex
        raised = IndexState.objects.filter(pk=1)
        if not raised.update(version=models.F("version") + 1, token=token):
            IndexState.objects.create(pk=1, version=1, token=token)
        version = IndexState.stamp().version
        cls.objects.create(version=version, token=token, practice_id=practice_id)
        cls.objects.filter(version__lte=version - CHANGES_KEPT).delete()

    @classmethod
    def since(cls, stamp: Stamp) -> list[int] | None:
        """The practices that changed after a stamp; None when nobody can say, so read all."""
        rows = list(
            cls.objects.filter(version__gte=stamp.version)
            .order_by("version")
            .values_list("version", "token", "practice_id")
        )
        is_known = bool(rows) and Stamp(*rows[0][:2]) == stamp
        changed = [practice_id for _, _, practice_id in rows[1:]]
        if not is_known or None in changed:
            return None
        return list(dict.fromkeys(changed))


class Stamped(Protocol):
    """Something that was read at one version of the index."""

    @property
    def stamp(self) -> Stamp:
        """That version."""


Read = TypeVar("Read", bound=Stamped)


class KeptByVersion(Generic[Read]):
    """What one process keeps of the index, brought in step with the database when asked for.

    follow: makes it for a version, from the one that was kept before (None for none).
    It is replaced whole, so that threads can go on with the one that they have.
    """

    def __init__(self, follow: Callable[[Read | None, Stamp], Read]) -> None:
        self._follow = follow
        self._kept: Read | None = None

    def now(self) -> Read:
        """It as the database is at this moment; one query when nothing changed.

        The version is read before the rows: a change in between is read twice, never missed.
        """
        stamp, kept = IndexState.stamp(), self._kept
        if kept is None or kept.stamp != stamp:
            kept = self._kept = self._follow(kept, stamp)
        return kept

    def forget(self) -> None:
        """Drop it. Only tests need this, which take back what they wrote."""
        self._kept = None
