"""Files that belong to a submission, and to the practice that was made of it."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.urls import reverse

from .practice import Practice
from .submission import Submission


def private_storage() -> Storage:
    """Where attachments lie: outside the web root, so that only a view with rights serves them."""
    return storages["attachments"]


def random_place(attachment: Attachment, _name: str) -> str:
    """A place that tells nothing and that nobody can guess."""
    return f"{uuid4().hex}.{attachment.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Sets of attachments, in the words of the trade."""

    def public(self) -> Self:
        """What every reader may have: what belongs to a published practice."""
        return self.filter(practice__status=Practice.Status.PUBLISHED)


class Attachment(models.Model):
    """A file that was checked on arrival (practices/attachments); images were made anew.

    size: bytes;  sha256: of the content as stored, so that the same file is kept once.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", "pdf"
        DOCX = "docx", "Word-document (docx)"
        ODT = "odt", "tekstdocument (odt)"
        PNG = "png", "afbeelding (png)"
        JPG = "jpg", "afbeelding (jpg)"
        WEBP = "webp", "afbeelding (webp)"

    reference = models.UUIDField("kenmerk", default=uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="attachments", verbose_name="inzending"
    )
    practice = models.ForeignKey(
        Practice,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="voorbeeld",
        help_text="Gevuld zodra de inzending is aanvaard; dan is het bestand openbaar.",
    )
    name = models.CharField("bestandsnaam", max_length=120)
    description = models.CharField("omschrijving", max_length=200, blank=True)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    size = models.PositiveIntegerField("grootte")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    file = models.FileField("bestand", storage=private_storage, upload_to=random_place)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="van"
    )
    created_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"],
                name="attachment_once",
                violation_error_message="Dit bestand staat er al bij.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["pdf", "docx", "odt", "png", "jpg", "webp"]),
                name="attachment_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """`AttachmentQuerySet.public` for this row."""
        return self.practice is not None and self.practice.is_published

    def get_absolute_url(self) -> str:
        """Where it can be had by who has the right."""
        return reverse("submit:attachment", args=[self.reference])
