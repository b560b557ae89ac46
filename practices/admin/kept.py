"""Rows that the site makes itself: the desk shows them, and nobody writes them by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import ReaderMessage, Submission
from ..permissions import can_review, visible_reader_messages, visible_submissions
from .desk import Desk
from .people import SuperusersOnly, editor


class Kept:
    """For an admin class with a list and pages to look at only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class SubmissionAdmin(Kept, Desk):
    """Submissions that this person may know of; the work is done at /redactie/."""

    list_display = ("__str__", "status", "turn_in_words", "region", "assignee", "turn_since")
    list_filter = ("status", "region", "is_change")
    list_select_related = ("region", "assignee")
    ordering = ("-turn_since", "-pk")
    search_fields = ("title", "reference")
    search_help_text = "Zoekt in titel en kenmerk."
    fields = (
        *("title", "reference", "status", "turn_in_words", "extent", "is_change"),
        *("region", "practice", "assignee", "created_at", "submitted_at", "turn_since", "page"),
    )
    readonly_fields = ("reference", "turn_in_words", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        """Also here nobody sees the drafts of others."""
        known = visible_submissions(editor(request))
        return known if can_review(request.user) else known.none()

    @admin.display(description="aan de beurt")
    def turn_in_words(self, submission: Submission) -> str:
        """Who has to do something now."""
        return submission.turn

    @admin.display(description="beoordelen")
    def page(self, submission: Submission) -> SafeString:
        """Where the work is done."""
        address = submission.get_review_url()
        return format_html('<a href="{}">Open deze inzending bij de redactie</a>', address)


class ReaderMessageAdmin(Kept, Desk):
    """What readers wrote, without their addresses; the work is done at /berichten/."""

    list_display = ("__str__", "status", "wants_answer", "created_at", "handled_at")
    list_filter = ("status", "kind")
    list_select_related = ("practice",)
    ordering = ("-created_at", "-pk")
    search_fields = ("practice__title", "text")
    search_help_text = "Zoekt in het bericht en de titel van het voorbeeld."
    fields = (
        *("kind", "status", "practice", "text", "wants_answer", "created_at", "handled_at"),
        "page",
    )
    readonly_fields = ("wants_answer", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReaderMessage]:
        """What this person may read at /berichten/."""
        return visible_reader_messages(editor(request))

    @admin.display(description="wil antwoord", boolean=True)
    def wants_answer(self, message: ReaderMessage) -> bool:
        """Whether there is an address, which nobody gets to see."""
        return bool(message.email)

    @admin.display(description="behandelen")
    def page(self, message: ReaderMessage) -> SafeString:
        """Where the work is done."""
        address = reverse("readers:message", args=[message.reference])
        return format_html('<a href="{}">Open dit bericht</a>', address)


class JobRunAdmin(Kept, SuperusersOnly, Desk):
    """When the periodic jobs ran last."""

    list_display = ("name", "started_at", "finished_at", "report")


class InvitationAdmin(Kept, SuperusersOnly, Desk):
    """Who was invited for what; the secret of an invitation is only in its mail."""

    list_display = ("email", "role", "region", "invited_by", "created_at", "accepted_at")
    list_filter = ("role", "region")
    list_select_related = ("region", "invited_by")
    search_fields = ("email",)
    search_help_text = "Zoekt in het e-mailadres."
    fields = (
        *("email", "role", "region", "invited_by", "created_at", "expires_at", "accepted_at"),
        "accepted_by",
    )
