"""Limits start afresh in every test: the table that counts them is no model, so nothing rolls
it back when a test uses real transactions."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is logged in."""
    return Client()
