"""Mails for tests."""

from __future__ import annotations

from typing import Any

from practices.models import Mail


def make_mail(name: str = "lezer", **fields: Any) -> Mail:
    """A mail that may go out now."""
    given = {
        "address": f"{name}@voorbeeld.invalid",
        "subject": "Onderwerp",
        "body": "Tekst.",
        "topic": "test",
        **fields,
    }
    return Mail.objects.create(**given)


def fresh(row: Mail) -> Mail:
    """The same mail as the database has it."""
    return Mail.objects.get(pk=row.pk)
