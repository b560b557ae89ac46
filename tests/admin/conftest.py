"""Who is at the desk, each in a browser of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from ..factories import make_user
from .desk import at_desk


@pytest.fixture
def redacteur(db: None) -> Client:
    """Writes and improves."""
    return at_desk(make_user("redacteur"))


@pytest.fixture
def eindredacteur(db: None) -> Client:
    """Publishes too, and keeps the lists."""
    return at_desk(make_user("eindredacteur"))


@pytest.fixture
def chef(db: None) -> Client:
    """A superuser, who may do everything."""
    return at_desk(make_user(is_staff=True, is_superuser=True))
