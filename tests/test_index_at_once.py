"""Readers and writers of the index at the same moment, each with a connection of their own."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from practices import indexing, workflow
from practices.facets import Selection, facet_index
from practices.models import Practice, Sector, User
from practices.search import search

from .factories import make_practice, make_sector, make_source, make_user

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 12
"""So many practices each writer has for itself."""


def side_by_side(*acts: Callable[[], None]) -> list[str]:
    """Do all of this at the same time; what went wrong."""
    start, wrong = threading.Barrier(len(acts)), []

    def do(act: Callable[[], None]) -> None:
        try:
            start.wait(timeout=30)
            act()
        except Exception as error:  # noqa: BLE001  the test judges it
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    return wrong


def writer(practices: list[Practice], editor: User, seed: int) -> Callable[[], None]:
    """Take back and publish these at random, and look after each whether everybody sees it."""

    def act() -> None:
        dice = random.Random(seed)
        for _ in range(20):
            practice = dice.choice(practices)
            practice.refresh_from_db()
            if practice.is_published:
                workflow.retract(practice, actor=editor, note="Nog niet.")
            else:
                workflow.publish(practice, actor=editor)
            is_public = Practice.objects.get(pk=practice.pk).is_published
            found = search("rooster")
            assert found is not None
            assert (practice.pk in facet_index().published) == is_public
            assert (practice.pk in found.practices) == is_public

    return act


def reader(stop: threading.Event) -> Callable[[], None]:
    """Read on and on: a count is always that of the list that goes with it."""

    def act() -> None:
        while not stop.is_set():
            index = facet_index()
            (option,) = index.options(Selection())["sector"]
            assert option.count == len(index.select(Selection({"sector": ("ggz",)})))

    return act


def test_every_reader_sees_a_change_as_soon_as_it_is_made() -> None:
    sector, source = make_sector("ggz"), make_source()
    editors = [make_user("eindredacteur") for _ in range(2)]
    mine = [
        [make_practice("Rooster", sectors=[sector], sources=[source]) for _ in range(EACH)]
        for _ in editors
    ]
    stop = threading.Event()
    writers = [
        writer(own, editor, n) for n, (own, editor) in enumerate(zip(mine, editors, strict=True))
    ]

    def write_both() -> None:
        try:
            assert side_by_side(*writers) == []
        finally:
            stop.set()

    assert side_by_side(write_both, reader(stop), reader(stop)) == []
    assert indexing.check() == []
    published = Practice.objects.published().values_list("pk", flat=True)
    assert set(facet_index().published) == set(published)


def test_a_new_name_and_a_decision_do_not_wait_for_each_other() -> None:
    sector, source, editor = make_sector("ggz"), make_source(), make_user("eindredacteur")
    practices = [make_practice("Rooster", sectors=[sector], sources=[source]) for _ in range(4)]

    def rename() -> None:
        for number in range(10):
            Sector.objects.filter(pk=sector.pk).update(name=f"Naam {number}")
            workflow.names_changed(sector)

    def decide() -> None:
        for _ in range(10):
            for practice in practices:
                practice.refresh_from_db()
                if practice.is_published:
                    workflow.retract(practice, actor=editor, note="Nog niet.")
                else:
                    workflow.publish(practice, actor=editor)

    assert side_by_side(rename, decide) == []
    assert facet_index().values["sector"]["ggz"].label == "Naam 9"
