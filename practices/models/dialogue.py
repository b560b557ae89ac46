"""What people say to each other about a submission, and what readers say about a practice."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models

from .moves import Movable, Move, table
from .people import name_for_editors
from .practice import Practice
from .submission import Submission


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Sets of remarks, in the words of the trade."""

    def public(self) -> Self:
        """What the submitter may read: everything that editors do not keep to themselves."""
        return self.exclude(kind=Remark.Kind.NOTE).filter(is_ready=True)

    def asked(self) -> Self:
        """What editors asked the submitter about a field."""
        return self.filter(kind=Remark.Kind.QUESTION)

    def open(self) -> Self:
        """Questions that the submitter did not tick as done yet."""
        return self.asked().filter(done_at=None)


class Remark(models.Model):
    """One thing that somebody said about a submission.

    A QUESTION is about one field and can be ticked as done; editors prepare questions while they
    read (`is_ready` False) and send them together when they ask for changes. A MESSAGE belongs to
    the conversation. A NOTE stays among editors. An ENDORSEMENT is the word of a coordinator.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "Vraag bij een veld"
        MESSAGE = "message", "Bericht"
        NOTE = "note", "Interne notitie"
        ENDORSEMENT = "endorsement", "Oordeel van de regio"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="remarks", verbose_name="inzending"
    )
    key = models.UUIDField("sleutel van het formulier", default=uuid4, unique=True, editable=False)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    field = models.CharField("veld", max_length=30, blank=True)
    text = models.TextField("tekst", max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="van",
    )
    by_editor = models.BooleanField("van de redactie", default=False)
    is_positive = models.BooleanField("beveelt aan", null=True, blank=True)
    is_ready = models.BooleanField("verstuurd", default=True)
    created_at = models.DateTimeField("op", auto_now_add=True)
    done_at = models.DateTimeField("gedaan op", null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind="question") & ~models.Q(field=""))
                | (~models.Q(kind="question") & models.Q(field="", done_at=None)),
                name="remark_question_has_field",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="endorsement") ^ models.Q(is_positive=None),
                name="remark_endorsement_has_verdict",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="remark_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.submission}"

    @property
    def author_name(self) -> str:
        """Who said it, for editors."""
        return name_for_editors(self.author, self.submission)

    @property
    def field_label(self) -> str:
        """The field that it is about, as people call it."""
        if self.field == "attachments":
            return "bijlagen"
        return str(getattr(Submission._meta.get_field(self.field), "verbose_name", self.field))


class ReaderMessageQuerySet(models.QuerySet["ReaderMessage"]):
    """Sets of messages from readers, in the words of the trade."""

    def open(self) -> Self:
        """What nobody answered or closed yet."""
        return self.filter(status=ReaderMessage.Status.OPEN)

    def about_regions(self, regions: set[int]) -> Self:
        """About practices in any of these regions (ids)."""
        return self.filter(practice__regions__in=regions).distinct()


class ReaderMessage(Movable):
    """A mistake that a reader reports, or a question: relayed without showing an address.

    email: where the answer goes; only the mail itself ever holds it, no page does.
    """

    class Kind(models.TextChoices):
        MISTAKE = "fout", "Fout gemeld"
        QUESTION = "vraag", "Vraag"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Beantwoord"
        CLOSED = "closed", "Afgehandeld"

    MOVES: ClassVar[dict[str, Move]] = table(
        Move(
            "answer",
            "beantwoord",
            frozenset({Status.OPEN}),
            Status.ANSWERED,
            needs_reason=True,
            stamps=("handled_at",),
        ),
        Move(
            "close",
            "afgehandeld",
            frozenset({Status.OPEN}),
            Status.CLOSED,
            stamps=("handled_at",),
        ),
        Move("reopen", "heropend", frozenset({Status.ANSWERED, Status.CLOSED}), Status.OPEN),
    )

    reference = models.UUIDField("kenmerk", default=uuid4, unique=True, editable=False)
    key = models.UUIDField("sleutel van het formulier", default=uuid4, unique=True, editable=False)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    status = models.CharField(
        "status", max_length=10, choices=Status.choices, default=Status.OPEN, editable=False
    )
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="reader_messages", verbose_name="voorbeeld"
    )
    text = models.TextField("bericht", max_length=3000)
    email = models.EmailField("e-mailadres", blank=True)
    created_at = models.DateTimeField("op", auto_now_add=True)
    handled_at = models.DateTimeField("afgehandeld op", null=True, blank=True, editable=False)

    objects = ReaderMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht van een lezer"
        verbose_name_plural = "berichten van lezers"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                # only while it waits for an answer: an address may be forgotten after that
                condition=models.Q(kind="fout") | ~models.Q(email="") | ~models.Q(status="open"),
                name="readermessage_question_has_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.practice}"

    def move(self, name: str, *, actor: object, note: str = "") -> None:
        """Make the move `name`. Raises `WrongState`, `ReasonRequired`."""
        self._move(name, actor=actor, note=note)  # type: ignore[arg-type]
