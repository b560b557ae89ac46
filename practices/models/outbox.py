"""Mail that waits to be sent, kept with the change that it tells of; and invitations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from .submission import Submission
from .taxonomy import Region, region_ancestors


class MailQuerySet(models.QuerySet["Mail"]):
    """Sets of mails, in the words of the trade."""

    def due(self) -> Self:
        """What may be tried now: waiting, its moment has come, and nobody is at it."""
        now = timezone.now()
        free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
        return self.filter(free, status=Mail.Status.QUEUED, next_attempt_at__lte=now)

    def dead(self) -> Self:
        """What was given up on and waits for a person."""
        return self.filter(status=Mail.Status.DEAD)

    def overdue(self, age: timedelta) -> Self:
        """What should have been tried this long ago, and was not: nobody is sending (R-12)."""
        return self.filter(status=Mail.Status.QUEUED, next_attempt_at__lt=timezone.now() - age)

    def revive(self) -> int:
        """Try the dead among these again, from the first attempt; how many there were."""
        return self.dead().update(
            status=Mail.Status.QUEUED, attempts=0, next_attempt_at=timezone.now(), last_error=""
        )


class Mail(models.Model):
    """One mail to one address. Written in the transaction of what it tells (R-06).

    key: becomes the Message-ID, so that a mail that was sent twice can be recognised;
    leased_until: until then one worker has it; another may try after that.
    """

    PASSES = frozenset({"account", "uitnodiging"})
    """Topics whose text lets its reader in: it is forgotten as soon as it was sent."""

    class Status(models.TextChoices):
        QUEUED = "queued", "Wacht op verzending"
        SENT = "sent", "Verstuurd"
        DEAD = "dead", "Niet gelukt"

    key = models.UUIDField("kenmerk", default=uuid4, unique=True, editable=False)
    address = models.EmailField("aan")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name="persoon",
    )
    topic = models.CharField("onderwerp van de gebeurtenis", max_length=40)
    submission = models.ForeignKey(
        Submission,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name="inzending",
    )
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    status = models.CharField(
        "status", max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    next_attempt_at = models.DateTimeField("volgende poging", default=timezone.now)
    leased_until = models.DateTimeField("in behandeling tot", null=True, blank=True)
    last_error = models.CharField("laatste fout", max_length=300, blank=True)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "next_attempt_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False),
                name="mail_sent_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def lease(self, time: timedelta) -> bool:
        """Take it for this long; False when it is not due (any more) or somebody else has it."""
        until = timezone.now() + time
        if not Mail.objects.due().filter(pk=self.pk).update(leased_until=until):
            return False
        self.refresh_from_db()
        return True

    def note_sent(self) -> None:
        """The mail server took it."""
        body = "" if self.topic in self.PASSES else self.body
        Mail.objects.filter(pk=self.pk).update(
            status=self.Status.SENT,
            sent_at=timezone.now(),
            leased_until=None,
            attempts=self.attempts + 1,
            last_error="",
            body=body,
        )

    def note_failed(self, reason: str, *, again_at: datetime | None) -> None:
        """It did not work; `again_at` is None when it is given up on.

        Says nothing when the lease ran out meanwhile: another process has the last word then.
        """
        mine = Mail.objects.filter(
            pk=self.pk, status=self.Status.QUEUED, leased_until=self.leased_until
        )
        mine.update(
            status=self.Status.QUEUED if again_at else self.Status.DEAD,
            attempts=self.attempts + 1,
            next_attempt_at=again_at or self.next_attempt_at,
            leased_until=None,
            last_error=reason[:300],
        )


class Invitation(models.Model):
    """An invitation by mail to send in cases, or to coordinate a region. Good once, for 7 days.

    token_hash: SHA-256 of the secret in the mail; the secret itself is kept nowhere.
    """

    class Role(models.TextChoices):
        SUBMITTER = "inzender", "Inzender"
        COORDINATOR = "regiocoordinator", "Regiocoördinator"

    email = models.EmailField("e-mailadres")
    role = models.CharField("rol", max_length=20, choices=Role.choices)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="invitations", verbose_name="regio"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="uitgenodigd door",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("uitgenodigd op", auto_now_add=True)
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aangenomen door",
    )

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.region}"

    @property
    def inviter(self) -> str:
        """Who invites, by role and region: the name or address of a person is not for a mail."""
        around = {self.region_id, *region_ancestors().get(self.region_id, ())}
        regions = self.invited_by.coordinates.filter(pk__in=around) if self.invited_by else ()
        names = [region.name for region in regions][:1]
        return f"de regiocoördinator van {names[0]}" if names else "de redactie van de kennisbank"
