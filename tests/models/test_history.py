"""The history only grows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from practices.models import Event, Practice
from practices.models.history import AppendOnly

from ..factories import make_practice


@pytest.fixture
def event(db: None) -> Event:
    """An event of some practice."""
    return Event.objects.get(practice=make_practice())


def test_event_cannot_be_saved_again(event: Event) -> None:
    event.note = "anders"
    with pytest.raises(AppendOnly):
        event.save()


def test_event_cannot_be_deleted(event: Event) -> None:
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        Event.objects.all().delete()


def test_events_cannot_be_updated(event: Event) -> None:
    with pytest.raises(AppendOnly):
        Event.objects.update(note="anders")


def test_practice_with_history_cannot_be_deleted(event: Event) -> None:
    with pytest.raises(ProtectedError):
        Practice.objects.get().delete()


def test_event_is_about_one_thing(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(move=Event.Kind.EDITED)


def test_label_is_that_of_the_move_or_of_the_kind(event: Event) -> None:
    assert event.label == "aangemaakt"
    moved = Event.objects.create(practice=event.practice, move="archive")
    assert moved.label == "gearchiveerd"
