"""Every change to a practice: rights, history, old addresses, index, and two editors at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices import workflow
from practices.models import OldSlug, Practice, SearchText
from practices.models.moves import WrongState
from practices.workflow import EditConflict, SlugTaken, editing

from .factories import make_practice, make_sector, make_source, make_user

Move = Callable[..., None]
MOVES: dict[str, tuple[Move, str]] = {
    "publish": (workflow.publish, "draft"),
    "retract": (workflow.retract, "published"),
    "archive": (workflow.archive, "published"),
    "restore": (workflow.restore, "archived"),
}


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("group", ["", "redacteur"])
def test_move_is_refused_without_the_right(db: None, name: str, group: str) -> None:
    move, status = MOVES[name]
    practice = make_practice(status=status, sources=[make_source()])
    with pytest.raises(PermissionDenied):
        move(practice, actor=make_user(*filter(None, [group])), note="Daarom.")
    assert Practice.objects.get(pk=practice.pk).status == status


@pytest.mark.parametrize("name", MOVES)
def test_eindredacteur_makes_every_move(db: None, name: str) -> None:
    move, status = MOVES[name]
    practice = make_practice(status=status, sources=[make_source()])
    actor = make_user("eindredacteur")
    move(practice, actor=actor, note="Daarom.")
    event = practice.history.latest("pk")
    assert (event.move, event.actor, event.note) == (name, actor, "Daarom.")


def test_wrong_state_is_another_error_than_a_missing_right(db: None) -> None:
    with pytest.raises(WrongState):
        workflow.restore(make_practice(), actor=make_user("eindredacteur"))


def test_edit_leaves_what_changed_in_the_history(db: None) -> None:
    practice, actor = make_practice("Oud", tags=["rooster"]), make_user("redacteur")
    with editing(practice, actor=actor, version=1):
        practice.title = "Nieuw"
        practice.save()
        practice.tags.add("verzuim")
    event = practice.history.latest("pk")
    assert (event.move, event.actor) == ("edited", actor)
    assert event.changes == {
        "title": ["Oud", "Nieuw"],
        "tags": [["rooster"], ["rooster", "verzuim"]],
    }


def test_edit_does_not_undo_a_publication_that_came_in_between(db: None) -> None:
    practice = make_practice("Oud", status="draft", sources=[make_source()])
    read_before = Practice.objects.get(pk=practice.pk)
    workflow.publish(practice, actor=make_user("eindredacteur"))
    with editing(read_before, actor=None, version=1):
        read_before.title = "Nieuw"
        read_before.save()
    fresh = Practice.objects.get(pk=practice.pk)
    assert (fresh.title, fresh.status) == ("Nieuw", "published")


def test_edit_that_changes_nothing_leaves_no_event(db: None) -> None:
    practice = make_practice()
    before = practice.history.count()
    with editing(practice, actor=None, version=1):
        practice.save()
    assert practice.history.count() == before


def test_edit_is_findable_at_once(db: None) -> None:
    practice = make_practice("Oud")
    with editing(practice, actor=None, version=1):
        practice.title = "Zelfroosteren"
        practice.save()
    assert SearchText.objects.get(practice=practice).title == "zelfroosteren"


def test_second_editor_is_told_and_nothing_is_overwritten(db: None) -> None:
    practice = make_practice("Oud")
    first, second = (Practice.objects.get(pk=practice.pk) for _ in range(2))
    with editing(first, actor=None, version=1):
        first.title = "Van de eerste"
        first.save()
    second.title = "Van de tweede"
    with pytest.raises(EditConflict), editing(second, actor=None, version=1):
        second.save()
    assert Practice.objects.get(pk=practice.pk).title == "Van de eerste"


def test_failed_edit_leaves_nothing_behind(db: None) -> None:
    practice = make_practice("Oud")

    def fail() -> None:
        with editing(practice, actor=None, version=1):
            practice.title = "Nieuw"
            practice.save()
            practice.sectors.add(make_sector())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    fresh = Practice.objects.get(pk=practice.pk)
    assert (fresh.title, fresh.version, fresh.sectors.count()) == ("Oud", 1, 0)


def rename(practice: Practice, slug: str) -> None:
    """Give a practice another address, as an editor does."""
    with editing(practice, actor=None, version=practice.version):
        practice.slug = slug
        practice.save()


def test_old_address_is_kept(db: None) -> None:
    practice = make_practice(slug="oud")
    rename(practice, "nieuw")
    rename(practice, "nieuwer")
    assert set(practice.old_slugs.values_list("slug", flat=True)) == {"oud", "nieuw"}


def test_address_can_be_taken_back(db: None) -> None:
    practice = make_practice(slug="oud")
    rename(practice, "nieuw")
    rename(practice, "oud")
    assert set(practice.old_slugs.values_list("slug", flat=True)) == {"nieuw"}


def test_old_address_of_another_is_refused(db: None) -> None:
    rename(make_practice(slug="oud"), "nieuw")
    other = make_practice(slug="ander")
    with pytest.raises(SlugTaken):
        rename(other, "oud")
    assert Practice.objects.get(pk=other.pk).slug == "ander"
    assert OldSlug.objects.get(slug="oud").practice != other


@pytest.mark.django_db(transaction=True)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.text(min_size=1, max_size=5)), max_size=12))
def test_no_edit_is_silently_lost_in_any_order(edits: list[tuple[int, str]]) -> None:
    """Three editors who each read once in a while: an edit is kept, or its editor is told."""
    practice = make_practice("Oud")
    read = dict.fromkeys(range(3), 1)
    expected, version = "Oud", 1
    for editor, title in edits:
        copy = Practice.objects.get(pk=practice.pk)
        try:
            with editing(copy, actor=None, version=read[editor]):
                copy.title = title.replace("\x00", "0")
                copy.save()
        except EditConflict:
            assert read[editor] != version
            read[editor] = version
        else:
            assert read[editor] == version
            version += 1
            read[editor], expected = version, copy.title
    fresh = Practice.objects.get(pk=practice.pk)
    assert (fresh.title, fresh.version) == (expected, version)


@pytest.mark.django_db(transaction=True)
def test_of_editors_who_save_at_the_same_moment_one_is_kept() -> None:
    practice = make_practice("Oud")
    start, outcomes = threading.Barrier(5), []

    def edit(name: str) -> None:
        copy = Practice.objects.get(pk=practice.pk)
        start.wait(timeout=30)
        try:
            with editing(copy, actor=None, version=1):
                copy.title = name
                copy.save()
            outcomes.append(name)
        except EditConflict:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(f"Redacteur {n}",)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    (kept,) = filter(None, outcomes)
    assert len(outcomes) == 5
    assert Practice.objects.get(pk=practice.pk).title == kept
