"""How others refer to a practice: author, date, title and address, as APA does it in Dutch."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Practice
from .structured_data import page_address


def reference(practice: Practice) -> str:
    """One line that says which text was read, and when; the text may change after that.

    The site tells the story, so it is the author; the date is that of the last change. For
    example "Kennisbank modern werkgeverschap. (2026, 1 november). Blink! Geraadpleegd op
    3 december 2026, van https://…/voorbeelden/blink/".
    """
    changed = timezone.localtime(practice.updated_at)
    return " ".join(
        [
            f"{settings.SITE_NAME}.",
            f"({date_format(changed, 'Y, j F')}).",
            practice.title if practice.title.endswith((".", "!", "?")) else f"{practice.title}.",
            f"Geraadpleegd op {date_format(timezone.localdate(), 'j F Y')}, van",
            page_address(practice),
        ]
    )
