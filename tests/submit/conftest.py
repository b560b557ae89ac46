"""Somebody who is writing a case."""

from __future__ import annotations

import pytest
from django.test import Client

from practices.models import Submission, User

from ..factories import make_pillars, make_region, make_sector, make_submission, make_user
from ..logging_in import log_in


@pytest.fixture
def writer() -> User:
    """Who sent it in."""
    make_pillars()
    make_sector("ggz")
    make_region("utrecht")
    return make_user()


@pytest.fixture
def submission(writer: User) -> Submission:
    """A full case that is being written."""
    return make_submission(
        "Rooster", submitter=writer, sectors=["ggz"], regions=["utrecht"], phase="pilot"
    )


@pytest.fixture
def own(client: Client, writer: User) -> Client:
    """The browser of the submitter."""
    return log_in(client, writer)
