"""What happened: an append-only history of practices and submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from .people import name_for_editors

if TYPE_CHECKING:
    from .submission import Submission


class AppendOnly(Exception):
    """Somebody tried to change or remove a row of the history."""


class EventQuerySet(models.QuerySet["Event"]):
    """Reading only: the history can be added to, never rewritten."""

    def update(self, **kwargs: Any) -> int:
        """Refuse, except to forget who it was when an account is removed."""
        if kwargs != {"actor": None}:
            raise AppendOnly
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnly

    def forget_submission(self, submission: Submission) -> None:
        """Drop the history of a draft that nobody but its writer saw, when that person goes."""
        models.QuerySet(self.model).filter(submission=submission).delete()

    def of_edits(self) -> EventQuerySet:
        """Only events in which the text changed."""
        return self.exclude(changes={})


class Event(models.Model):
    """One thing that happened to one practice or submission.

    move: name of a move in the status table, or one of `Event.Kind` for what is no move.
    changes: for each changed field its value before and after, `{"title": ["Oud", "Nieuw"]}`;
    relations are lists of readable values. Differences in words and restoring come from it.
    """

    class Kind(models.TextChoices):
        LOADED = "loaded", "geladen uit de bronbestanden"
        CREATED = "created", "aangemaakt"
        EDITED = "edited", "gewijzigd"
        ASSIGNED = "assigned", "overgedragen"
        MERGED = "merged", "samengevoegd met een voorbeeld"
        SEPARATED = "separated", "weer losgemaakt als nieuw voorbeeld"
        ENDORSED = "endorsed", "aanbevolen door de regio"
        TAKEN_OVER = "taken_over", "gewijzigd na een inzending"
        CONSENT_GIVEN = "consent_given", "toestemming gegeven om het contact te tonen"
        CONSENT_TAKEN_BACK = "consent_taken_back", "toestemming voor het contact ingetrokken"
        FORWARDED = "forwarded", "doorgestuurd naar de contactpersoon"

    practice = models.ForeignKey(
        "practices.Practice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="history",
        verbose_name="voorbeeld",
    )
    submission = models.ForeignKey(
        "practices.Submission",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="history",
        verbose_name="inzending",
    )
    reader_message = models.ForeignKey(
        "practices.ReaderMessage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="history",
        verbose_name="bericht van een lezer",
    )
    at = models.DateTimeField("wanneer", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie",
    )
    move = models.CharField("wat", max_length=30)
    from_status = models.CharField("van", max_length=20, blank=True)
    to_status = models.CharField("naar", max_length=20, blank=True)
    note = models.TextField("toelichting", blank=True)
    changes = models.JSONField("wijzigingen", default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "geschiedenis"
        ordering = ["-at", "-pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practice__isnull=False, submission=None, reader_message=None)
                | models.Q(practice=None, submission__isnull=False, reader_message=None)
                | models.Q(practice=None, submission=None, reader_message__isnull=False),
                name="event_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} op {self.at:%d-%m-%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row once; a second save is refused."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnly

    @property
    def actor_name(self) -> str:
        """Who did it, for editors."""
        if self.submission:
            return name_for_editors(self.actor, self.submission)
        return self.actor.display_name if self.actor else "iemand zonder account"

    @property
    def label(self) -> str:
        """What happened, in Dutch: the label of the move, or of the kind of event."""
        subject = self.practice or self.submission or self.reader_message
        if self.move in self.Kind.values:
            return str(self.Kind(self.move).label)
        moves = type(subject).MOVES if subject is not None else {}
        return moves[self.move].label if self.move in moves else self.move
