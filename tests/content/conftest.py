"""The real content, loaded once per module and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from practices import content

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[content.Report]:
    """The content of `fixtures/`, in a transaction that is thrown away."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield content.load(FIXTURES)
        transaction.set_rollback(True)
