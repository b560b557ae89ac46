"""All roles and all acts in any order: quick each time, and long (script/test --long)."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import Workflow

STORIES = int(os.environ.get("TEST_STORIES", "60"))
"""How many long stories: a minute or two. `TEST_STORIES=500` tries for as long as a lunch."""

ANY_PACE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_nothing_breaks_whatever_people_do_in_any_order(db: None) -> None:
    run_state_machine_as_test(
        Workflow,
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=ANY_PACE,
        ),
    )


@pytest.mark.long
def test_nothing_breaks_in_many_long_stories(db: None) -> None:
    run_state_machine_as_test(
        Workflow,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=50,
            database=None,
            deadline=None,
            suppress_health_check=ANY_PACE,
        ),
    )
