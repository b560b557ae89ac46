"""Who is there in the tests of following."""

from __future__ import annotations

import pytest

from practices.models import User

from ..factories import make_user
from .pages import NAME


@pytest.fixture
def editor(db: None) -> User:
    return make_user("eindredacteur", name=NAME, first_name=NAME, last_name=NAME)
