"""What people do to come in, for tests about that."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client

from practices.models import Mail, User

from ..factories import PASSWORD
from ..logging_in import code_now

INSIDE = "_auth_user_id"
"""What a session holds when somebody is logged in."""


def ask_code(client: Client, email: str, **fields: str) -> Any:
    """Ask for a code by mail."""
    return client.post("/inloggen/", {"email": email, **fields})


def mailed_code() -> str:
    """The code in the last mail: as it waits in the outbox, or as it went out."""
    text = mail.outbox[-1].body if mail.outbox else Mail.objects.latest("pk").body
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(text), re.MULTILINE)
    assert found, "er staat geen code in de laatste mail"
    return found[0]


def type_code(client: Client, code: str) -> Any:
    """Send a code."""
    return client.post("/inloggen/code/", {"code": code})


def by_mail(email: str, client: Client | None = None) -> Client:
    """A browser in which the owner of this address came in by mail."""
    client = client or Client()
    ask_code(client, email)
    type_code(client, mailed_code())
    return client


def by_password(user: User, client: Client | None = None, password: str = PASSWORD) -> Client:
    """A browser in which a staff member gave name and password, no more."""
    client = client or Client()
    client.post("/beheer/login/", {"login": user.username, "password": password})
    return client


def second_step(client: Client, code: str | None = None) -> Any:
    """Send the code of the app."""
    return client.post("/inloggen/tweede-stap/", {"code": code or code_now()})
