"""Writing to the editors from a test, as a reader would."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from django.core import signing
from django.test import Client
from django.urls import reverse

from practices.forms.bases import SALT
from practices.models import Practice, ReaderMessage

from ..factories import make_practice

READER = "lezer@voorbeeld.invalid"


def letter(**fields: Any) -> dict[str, Any]:
    """What a form holds that was filled in by a person."""
    stamp = signing.dumps(int(time.time()) - 10, salt=SALT)
    return {"text": "Het cijfer klopt niet.", "stamp": stamp, "key": str(uuid4()), **fields}


def send(client: Client, practice: Practice, what: str = "report", **fields: Any) -> Any:
    """Send a form ("report" or "ask")."""
    return client.post(reverse(f"readers:{what}", args=[practice.slug]), letter(**fields))


def make_message(practice: Practice | None = None, **fields: Any) -> ReaderMessage:
    """A question that waits."""
    given = {"kind": "vraag", "text": "Geldt dit ook voor flexwerkers?", "email": READER, **fields}
    return ReaderMessage.objects.create(practice=practice or make_practice(), **given)


def page(message: ReaderMessage) -> str:
    """Where it is handled."""
    return reverse("readers:message", args=[message.reference])
