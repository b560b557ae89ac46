"""Status moves: every state with every move, made from the table itself."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from practices.models import Event, Practice, Submission, User, WrongState
from practices.models.moves import Move, ReasonRequired

from ..factories import make_practice, make_user


def make_submission(**fields: Any) -> Submission:
    """A submission in any state."""
    moment = (
        None if fields.get("status", "draft") in ("draft", "withdrawn") else "2026-01-01T12:00Z"
    )
    return Submission.objects.create(title="Inzending", submitted_at=moment, **fields)


CASES = [
    (maker, move, status)
    for maker, model in ((make_practice, Practice), (make_submission, Submission))
    for move in model.MOVES.values()
    for status in model.Status.values
]


@pytest.mark.parametrize(("maker", "move", "status"), CASES)
def test_move_is_made_from_its_sources_and_refused_from_all_other_states(
    db: None, maker: Any, move: Move, status: str
) -> None:
    row, actor = maker(status=status), make_user()
    before = row.history.count()
    if status in move.sources:
        row._move(move.name, actor=actor, note="Daarom.")
        event = row.history.latest("pk")
        assert (event.move, event.from_status, event.to_status, event.note, event.actor) == (
            move.name,
            status,
            move.target,
            "Daarom.",
            actor,
        )
        assert type(row).objects.get(pk=row.pk).status == row.status == move.target
    else:
        with pytest.raises(WrongState):
            row._move(move.name, actor=actor, note="Daarom.")
        assert type(row).objects.get(pk=row.pk).status == status
        assert row.history.count() == before


@pytest.mark.parametrize("name", ["retract", "archive"])
def test_move_that_the_public_feels_needs_a_reason(db: None, name: str) -> None:
    practice = make_practice()
    with pytest.raises(ReasonRequired):
        practice._move(name, actor=None, note="  ")
    assert Practice.objects.get(pk=practice.pk).status == "published"


def test_publishing_stamps_the_moment(db: None) -> None:
    practice = make_practice(status="draft")
    practice.publish(actor=None)
    assert practice.published_at is not None
    assert Practice.objects.get(pk=practice.pk).published_at == practice.published_at


def test_possible_moves_follow_the_state(db: None) -> None:
    names = [move.name for move in make_practice(status="draft").possible_moves]
    assert names == ["publish", "archive"]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_exactly_one_succeeds() -> None:
    practice = make_practice(status="draft")
    start, outcomes = threading.Barrier(6), []

    def decide() -> None:
        try:
            start.wait(timeout=10)
            Practice.objects.get(pk=practice.pk).publish(actor=None)
            outcomes.append("made")
        except WrongState:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["made"] + ["refused"] * 5
    assert Event.objects.filter(practice=practice, move="publish").count() == 1


def test_account_that_goes_leaves_its_history_without_a_name(db: None) -> None:
    practice, actor = make_practice(status="draft"), make_user()
    practice.publish(actor=actor)
    User.objects.get(pk=actor.pk).delete()
    assert practice.history.get(move="publish").actor is None
