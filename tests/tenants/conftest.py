"""The two regions between which nothing may leak."""

from __future__ import annotations

import pytest

from .world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """As they are at first."""
    return make_world()
