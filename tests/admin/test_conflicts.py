"""Two editors with the same practice before them (R-01)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.admin.conflicts import proposed
from practices.admin.forms import PracticeForm
from practices.comparison import compare, pieces
from practices.models import Figure, PillarTag, Practice
from practices.models.snapshot import snapshot

from ..factories import make_pillar_tag, make_practice, make_source, make_user
from .desk import Data, add_row, at_desk, change_page, fields, fill_row, read


@pytest.fixture
def two(db: None) -> tuple[Client, Client]:
    return (
        at_desk(make_user("redacteur", first_name="Anna")),
        at_desk(make_user("eindredacteur", first_name="Bo")),
    )


def save(client: Client, practice: Practice, data: Data) -> Any:
    return client.post(change_page(practice), data)


def codes(practice: Practice) -> set[str]:
    return {tag.element_id or tag.pillar_id for tag in practice.pillar_tags.all()}


def test_second_editor_sees_both_texts_and_loses_nothing(two: tuple[Client, Client]) -> None:
    anna, bo = two
    practice = make_practice("Titel", summary="Tien teams roosteren samen.")
    hers, his = (read(client, change_page(practice)) for client in two)
    assert (
        save(anna, practice, {**hers, "summary": "Tien teams roosteren zelf."}).status_code == 302
    )
    response = save(bo, practice, {**his, "summary": "Twaalf teams roosteren samen."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Anna" in page
    (difference,) = response.context["conflict"].differences
    assert difference.label == "samenvatting"
    assert [p.text for p in difference.before if p.differs] == ["Tien ", "zelf."]
    assert [p.text for p in difference.after if p.differs] == ["Twaalf ", "samen."]
    assert fields(response)["summary"] == "Twaalf teams roosteren samen."
    assert Practice.objects.get().summary == "Tien teams roosteren zelf."


def test_saving_again_after_having_seen_it_is_a_choice(two: tuple[Client, Client]) -> None:
    anna, bo = two
    practice = make_practice(summary="Eerst.")
    hers, his = (read(client, change_page(practice)) for client in two)
    save(anna, practice, {**hers, "summary": "Van Anna."})
    response = save(bo, practice, {**his, "summary": "Van Bo."})
    assert save(bo, practice, fields(response)).status_code == 302
    assert Practice.objects.get().summary == "Van Bo."
    changes = [e.changes["summary"] for e in practice.history.of_edits() if "summary" in e.changes]
    assert changes == [["Van Anna.", "Van Bo."], ["Eerst.", "Van Anna."]]


def test_third_save_in_between_is_seen_too(two: tuple[Client, Client]) -> None:
    anna, bo = two
    practice = make_practice(summary="Eerst.")
    hers, his = (read(client, change_page(practice)) for client in two)
    save(anna, practice, {**hers, "summary": "Een."})
    response = save(bo, practice, {**his, "summary": "Van Bo."})
    save(anna, practice, read(anna, change_page(practice), summary="Twee."))
    assert save(bo, practice, fields(response)).status_code == 409
    assert Practice.objects.get().summary == "Twee."


@pytest.mark.parametrize("version", ["", "0", "99", "x", "9" * 30])
def test_missing_or_strange_version_never_saves(two: tuple[Client, Client], version: str) -> None:
    anna, _ = two
    practice = make_practice("Oud")
    data = read(anna, change_page(practice), title="Nieuw")
    response = save(anna, practice, {**data, "read_version": version})
    assert response.status_code in {200, 409}
    assert Practice.objects.get().title == "Oud"


def test_rows_of_both_come_through(two: tuple[Client, Client]) -> None:
    """Anna removes 1a and adds 2a; Bo, who still has 1a, adds 3a and saves twice."""
    anna, bo = two
    practice = make_practice(pillars=["1a", "1b"])
    hers, his = (read(client, change_page(practice)) for client in two)
    hers = fill_row(hers, "pillar_tags", 0, DELETE="on")
    hers = add_row(hers, "pillar_tags", element="2a", origin="bron")
    assert save(anna, practice, hers).status_code == 302
    assert codes(practice) == {"1b", "2a"}
    response = save(bo, practice, add_row(his, "pillar_tags", element="3a", origin="bron"))
    assert response.status_code == 409
    assert [d.field for d in response.context["conflict"].differences] == ["pillar_tags"]
    assert codes(practice) == {"1b", "2a"}
    assert save(bo, practice, fields(response)).status_code == 302
    assert codes(practice) == {"1a", "1b", "2a", "3a"}


def test_same_row_added_by_both_stands_there_once(two: tuple[Client, Client]) -> None:
    anna, bo = two
    practice = make_practice(pillars=["1a"])
    row = {"element": "2a", "origin": "bron", "reason": "Zegt de bron."}
    hers, his = (add_row(read(c, change_page(practice)), "pillar_tags", **row) for c in two)
    save(anna, practice, hers)
    response = save(bo, practice, his)
    assert response.status_code == 409
    assert response.context["conflict"].differences == []
    assert save(bo, practice, fields(response)).status_code == 302
    assert codes(practice) == {"1a", "2a"}


def test_row_that_both_removed_stays_away(two: tuple[Client, Client]) -> None:
    anna, bo = two
    practice = make_practice(pillars=["1a", "1b"])
    hers, his = (
        fill_row(read(c, change_page(practice)), "pillar_tags", 0, DELETE="on") for c in two
    )
    save(anna, practice, hers)
    assert save(bo, practice, fields(save(bo, practice, his))).status_code == 302
    assert codes(practice) == {"1b"}


def test_new_practice_meets_no_conflict_and_forged_rows_cannot_steal(
    two: tuple[Client, Client],
) -> None:
    """A row of another practice, named by its id, is not moved (CVE-2026-87975 and kin)."""
    anna, _ = two
    practice, other = make_practice(pillars=["1a"]), make_practice(pillars=["2a"])
    theirs = other.pillar_tags.get()
    data = read(anna, change_page(practice))
    data = fill_row(data, "pillar_tags", 0, id=theirs.pk, element="3a")
    save(anna, practice, {**data, "read_version": "77"})
    save(anna, practice, data)
    fresh = PillarTag.objects.get(pk=theirs.pk)
    assert (fresh.practice, fresh.element_id) == (other, "2a")


def test_form_tells_the_same_as_the_snapshot(db: None) -> None:
    practice = make_practice(
        pillars=["2a", "1"], tags=["b", "a"], organisations=["Thebe"], sources=[make_source()]
    )
    make_pillar_tag(practice, "3a", origin="redactie")
    Figure.objects.create(practice=practice, label="Teams", value="3")
    client = at_desk(make_user("redacteur"))
    response = save(client, practice, {**read(client, change_page(practice)), "read_version": 9})
    assert response.status_code == 409
    form = response.context["adminform"].form
    assert isinstance(form, PracticeForm)
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    assert proposed(form, formsets).keys() == snapshot(practice).keys()
    assert compare(snapshot(practice), proposed(form, formsets)) == []


@pytest.mark.django_db(transaction=True)
def test_of_editors_who_save_at_the_same_moment_one_is_kept() -> None:
    practice = make_practice("Oud")
    clients = [at_desk(make_user("redacteur")) for _ in range(4)]
    forms = [read(c, change_page(practice), title=f"Van {n}") for n, c in enumerate(clients)]
    start, answers = threading.Barrier(4), {}

    def send(number: int) -> None:
        try:
            start.wait(timeout=30)
            answers[number] = save(clients[number], practice, forms[number]).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers.values()) == [302, 409, 409, 409]
    (winner,) = (number for number, status in answers.items() if status == 302)
    assert Practice.objects.get().title == f"Van {winner}"


@given(st.text(max_size=60), st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_pieces_hold_every_word_of_both_sides(before: str, after: str) -> None:
    left, right = pieces(before, after)
    assert "".join(p.text for p in left).split() == before.split()
    assert "".join(p.text for p in right).split() == after.split()
    shared = ["".join(p.text for p in side if not p.differs).split() for side in (left, right)]
    assert shared[0] == shared[1]
