"""The history in words, and giving a text back the words of an earlier day."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from practices import workflow
from practices.models import Practice

from ..factories import make_practice, make_sector, make_source, make_user
from .desk import at_desk, change_page, history_page, read


@pytest.fixture
def redacteur(db: None) -> Client:
    return at_desk(make_user("redacteur", first_name="Anna"))


def edited(client: Client, practice: Practice, **changes: object) -> None:
    page = change_page(practice)
    assert client.post(page, read(client, page, **changes)).status_code == 302


def restore(client: Client, practice: Practice, field: str, version: int | str) -> int:
    """Ask to put back what a text was before the last event; the status of the answer."""
    event = practice.history.of_edits().first()
    assert event
    address = reverse("admin:practices_practice_restore", args=[practice.pk, event.pk])
    return client.post(address, {"field": field, "version": version}).status_code


def test_history_tells_who_did_what_with_the_words_that_differ(redacteur: Client) -> None:
    practice = make_practice(summary="Tien teams roosteren samen.")
    sector = make_sector("ggz", name="Geestelijke gezondheidszorg")
    edited(redacteur, practice, summary="Tien teams roosteren zelf.", sectors=[sector.pk],
           phase="pilot", period_start="2021-05")  # fmt: skip
    page = redacteur.get(history_page(practice)).content.decode()
    for words in ("Anna", "Gewijzigd", "samen.</del>", "zelf.</ins>", "Pilot", "mei 2021"):
        assert words in page
    assert "Geestelijke gezondheidszorg" in page


def test_history_names_rows_in_words(redacteur: Client) -> None:
    practice = make_practice(pillars=["2a"], organisations=["Thebe"], sources=[make_source("b")])
    practice.history.create(
        move="edited",
        changes={
            "pillar_tags": [[], [["2", "2a", "redactie", "Daarom."], ["9", None, "?", ""]]],
            "organisations": [[["partner", "Thebe"]], []],
            "sources": [[["b", "Kop", "3", 1, 9, "Woord"]], [["weg", "Kop", "", None, None, ""]]],
            "figures": [[["Teams", "3"]], []],
            "links": [[], [["Site", "https://voorbeeld.invalid"]]],
            "tags": [["rooster"], []],
            "licence": ["", "CC0-1.0"],
        },
    )
    page = redacteur.get(history_page(practice)).content.decode()
    for words in (
        "2a Element 2a (afgeleid door de redactie). Daarom.",
        "Thebe (partner)",
        "Document b, Kop, bladzijde 3, regels 1–9 ‘Woord’",
        "weg, Kop",
        "Teams: 3",
        "Site: https://voorbeeld.invalid",
        "CC0 1.0",
    ):
        assert words in page


def test_text_is_put_back_and_that_is_history_too(redacteur: Client) -> None:
    practice = make_practice(approach="Eerst zo.")
    edited(redacteur, practice, approach="Toen zo.")
    assert "Zet deze tekst terug" in redacteur.get(history_page(practice)).content.decode()
    assert restore(redacteur, practice, "approach", 2) == 302
    assert Practice.objects.get().approach == "Eerst zo."
    event = practice.history.latest("pk")
    assert event.changes == {"approach": ["Toen zo.", "Eerst zo."]}
    assert event.note.startswith("Teruggezet")


@pytest.mark.parametrize("field", ["status", "slug", "contact_email", "results", "", "pk"])
def test_nothing_else_can_be_put_back(redacteur: Client, field: str) -> None:
    practice = make_practice(approach="Eerst zo.")
    edited(redacteur, practice, approach="Toen zo.", slug="anders")
    assert restore(redacteur, practice, field, 2) == 404
    assert Practice.objects.get().slug == "anders"


def test_putting_back_does_not_overwrite_a_later_edit(redacteur: Client) -> None:
    practice = make_practice(approach="Eerst zo.")
    edited(redacteur, practice, approach="Toen zo.")
    edited(redacteur, practice, title="Ander")
    edited(redacteur, practice, approach="Nu zo.")
    assert restore(redacteur, practice, "approach", 2) == 302
    assert Practice.objects.get().approach == "Nu zo."
    assert restore(redacteur, practice, "approach", "x") == 404


def test_putting_back_takes_the_right_to_edit_and_the_right_practice(redacteur: Client) -> None:
    practice, other = make_practice(approach="Eerst zo."), make_practice(approach="Eigen.")
    edited(redacteur, practice, approach="Toen zo.")
    assert restore(at_desk(make_user(is_staff=True)), practice, "approach", 2) == 403
    event = practice.history.of_edits().first()
    assert event
    address = reverse("admin:practices_practice_restore", args=[other.pk, event.pk])
    assert redacteur.post(address, {"field": "approach", "version": 1}).status_code == 404
    assert redacteur.get(address).status_code == 405


def test_checksum_of_a_loaded_file_is_not_shown(redacteur: Client) -> None:
    practice = make_practice()
    practice.history.create(move="loaded", note="sha256:abc", changes={"title": [None, "x"]})
    page = redacteur.get(history_page(practice)).content.decode()
    assert "sha256" not in page
    assert "Geladen uit de bronbestanden" in page


def test_long_history_has_pages(redacteur: Client) -> None:
    practice = make_practice()
    for number in range(30):
        practice.history.create(move="edited", note=f"nummer {number:02}")
    first = redacteur.get(history_page(practice)).content.decode()
    assert "nummer 29" in first
    assert "nummer 04" not in first
    assert "nummer 04" in redacteur.get(f"{history_page(practice)}?p=2").content.decode()


def test_history_of_nothing_is_not_found(redacteur: Client) -> None:
    assert redacteur.get("/beheer/practices/practice/999/history/").status_code == 404


def test_putting_back_leaves_the_status_alone(db: None) -> None:
    """Publishing raises no version, so a copy from before it must not write its old status."""
    editor = make_user("eindredacteur")
    practice = make_practice(status="draft", approach="Eerst zo.", sources=[make_source()])
    edited(at_desk(editor), practice, approach="Toen zo.")
    stale = Practice.objects.get()
    workflow.publish(Practice.objects.get(), actor=editor, version=2)
    event = practice.history.of_edits().first()
    assert event
    workflow.restore_field(stale, event=event, field="approach", actor=editor, version=2)
    fresh = Practice.objects.get()
    assert (fresh.status, fresh.approach, fresh.version) == ("published", "Eerst zo.", 3)
