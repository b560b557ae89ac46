"""Status moves: every state with every move, made from the table itself."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from practices.models import Event, Practice, ReaderMessage, Submission, User, WrongState
from practices.models.moves import Move, ReasonRequired

from ..factories import make_practice, make_user


def make_submission(**fields: Any) -> Submission:
    """A submission in any state."""
    is_sent = fields.get("status", "draft") not in ("draft", "withdrawn")
    moment = {"submitted_at": "2026-01-01T12:00Z" if is_sent else None}
    return Submission.objects.create(title="Inzending", **{**moment, **fields})


def make_message(**fields: Any) -> ReaderMessage:
    """A reader's message in any state."""
    return ReaderMessage.objects.create(practice=make_practice(), kind="fout", text="?", **fields)


MAKERS = ((make_practice, Practice), (make_submission, Submission), (make_message, ReaderMessage))
CASES = [
    (maker, move, status)
    for maker, model in MAKERS
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


@pytest.mark.parametrize(("model", "move"), [(m, v) for _, m in MAKERS for v in m.MOVES.values()])
def test_table_speaks_of_states_that_exist_and_leaves_each_of_them(model: Any, move: Move) -> None:
    states = set(model.Status.values)
    assert move.name == {name for name, other in model.MOVES.items() if other is move}.pop()
    assert move.sources < states
    assert move.target in states - move.sources
    assert states == {source for other in model.MOVES.values() for source in other.sources}
    fields = {field.name for field in model._meta.get_fields()}
    assert {*move.stamps} <= fields


@pytest.mark.parametrize("model", [model for _, model in MAKERS])
def test_every_state_can_be_reached_from_the_first(model: Any) -> None:
    reached = {model._meta.get_field("status").default}
    for _ in model.MOVES:
        reached |= {m.target for m in model.MOVES.values() if m.sources & reached}
    assert reached == set(model.Status.values)


def test_move_keeps_other_facts_with_it_and_changes_in_the_history(db: None) -> None:
    submission, editor = make_submission(status="submitted"), make_user("redacteur")
    changes = {"title": ["Oud", "Nieuw"]}
    submission.move("take", actor=editor, assignee=editor, changes=changes)
    assert Submission.objects.get(pk=submission.pk).assignee == submission.assignee == editor
    assert submission.history.get().changes == changes


@pytest.mark.parametrize("move", Submission.MOVES.values())
def test_turn_that_changes_begins_a_new_wait(db: None, move: Move) -> None:
    submission = make_submission(status=min(move.sources), submitted_at="2026-01-01T12:00Z")
    turn, since = submission.turn, submission.turn_since
    submission.move(move.name, actor=None, note="Daarom.")
    assert (submission.turn_since > since) == (submission.turn != turn or "submit" in move.name)


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
            start.wait(timeout=30)
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
