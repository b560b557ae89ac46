"""The outbox at the desk: what was sent, what waits, and what was given up on."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ..models import Mail
from ..notifications.outbox import retry
from ..permissions import visible_submissions
from .desk import Desk
from .kept import Kept
from .people import editor


class MailAdmin(Kept, Desk):
    """Mails, without their text and without the addresses of people who have no account.

    The text may hold a code or a link that lets its reader in, so nobody reads it here. The
    address of a reader is not shown anywhere; of each only its domain, to see whose server refuses.
    """

    actions = ("try_again",)
    list_display = ("subject", "to", "status", "attempts", "last_error", "created_at", "sent_at")
    list_filter = ("status",)
    list_select_related = ("recipient",)
    search_fields = ("subject", "key")
    search_help_text = "Zoekt in onderwerp en kenmerk."
    fields = (
        *("subject", "to", "submission", "key", "status", "attempts", "last_error"),
        *("created_at", "next_attempt_at", "sent_at"),
    )
    readonly_fields = ("to", "key")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Nothing about a submission that this person may not know of."""
        known = visible_submissions(editor(request))
        return super().get_queryset(request).filter(Q(submission=None) | Q(submission__in=known))

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever sees that a mail did not go out may try it again."""
        return self.has_view_permission(request)

    @admin.display(description="aan")
    def to(self, mail: Mail) -> str:
        """The account, or else only the domain."""
        domain = mail.address.rpartition("@")[2]
        return mail.recipient.display_name if mail.recipient else f"…@{domain}"

    @admin.action(description="Probeer opnieuw te versturen", permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Send the dead among the chosen mails; what waits or was sent is left alone."""
        number = retry(queryset)
        if number:
            name = "mail gaat" if number == 1 else "mails gaan"
            self.message_user(request, f"{number} {name} opnieuw op weg.")
        else:
            chosen_wrong = "Kies mails met de status ‘Niet gelukt’."
            self.message_user(request, chosen_wrong, messages.WARNING)
