"""An editor at the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from practices.models import Practice, Submission, User

from ..factories import make_practice, make_source, make_submission, make_user
from ..logging_in import log_in


@pytest.fixture
def chief(db: None) -> User:
    """An eindredacteur."""
    return make_user("eindredacteur", name="anna", first_name="Anna", last_name="Voorbeeld")


@pytest.fixture
def colleague(db: None) -> User:
    """A redacteur: reviews, but does not decide what is public."""
    return make_user("redacteur", name="bram", first_name="Bram", last_name="Voorbeeld")


@pytest.fixture
def desk(chief: User) -> Client:
    """The desk of the eindredacteur."""
    return log_in(Client(), chief)


@pytest.fixture
def second_desk(colleague: User) -> Client:
    """The desk of the redacteur."""
    return log_in(Client(), colleague)


@pytest.fixture
def sent(chief: User) -> Submission:
    """A new case in the hands of the eindredacteur."""
    return make_submission("Zelf roosteren", status=Submission.Status.IN_REVIEW, assignee=chief)


@pytest.fixture
def practice(db: None) -> Practice:
    """A published practice."""
    return make_practice(
        "Meer uren",
        licence="CC-BY-4.0",
        approach="Zij praten met iedereen.",
        results="Meer rust.",
        sources=[make_source()],
    )
