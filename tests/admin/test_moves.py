"""Publish, retract, archive, restore: who may, when, and what is said."""

from __future__ import annotations

import pytest
from django.test import Client

from practices.models import Practice

from ..factories import make_practice, make_source, make_user
from .desk import at_desk, change_page, move_page, read

ADDRESSES = {
    "publiceren": ("draft", "published"),
    "terughalen": ("published", "draft"),
    "archiveren": ("published", "archived"),
    "terugzetten": ("archived", "draft"),
}


def status(practice: Practice) -> str:
    return Practice.objects.values_list("status", flat=True).get(pk=practice.pk)


@pytest.mark.parametrize("address", ADDRESSES)
def test_move_is_made_with_its_reason(eindredacteur: Client, address: str) -> None:
    before, after = ADDRESSES[address]
    practice = make_practice(status=before, sources=[make_source()])
    page = move_page(practice, address)
    assert page in eindredacteur.get(change_page(practice)).content.decode()
    assert eindredacteur.get(page).status_code == 200
    assert status(practice) == before
    response = eindredacteur.post(page, {"reason": "Daarom.", "read_version": 1}, follow=True)
    assert response.redirect_chain[-1][0] == change_page(practice)
    assert status(practice) == after
    assert practice.history.latest("pk").note == "Daarom."


@pytest.mark.parametrize("address", ADDRESSES)
def test_redacteur_sees_no_button_and_is_refused(db: None, address: str) -> None:
    before, _ = ADDRESSES[address]
    practice = make_practice(status=before, sources=[make_source()])
    client = at_desk(make_user("redacteur"))
    page = move_page(practice, address)
    assert page not in client.get(change_page(practice)).content.decode()
    assert client.get(page).status_code == 403
    assert client.post(page, {"reason": "x", "read_version": 1}).status_code == 403
    assert status(practice) == before


@pytest.mark.parametrize("address", ["terughalen", "archiveren"])
def test_reason_is_asked_for(eindredacteur: Client, address: str) -> None:
    practice = make_practice()
    page = move_page(practice, address)
    response = eindredacteur.post(page, {"reason": "  ", "read_version": 1})
    assert response.status_code == 200
    assert response.context["form"].errors["reason"]
    assert status(practice) == "published"


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_comes_too_late_is_told_what_happened(eindredacteur: Client, address: str) -> None:
    _, after = ADDRESSES[address]
    practice = make_practice(status=after)
    page = move_page(practice, address)
    response = eindredacteur.post(page, {"reason": "x", "read_version": 1}, follow=True)
    assert "Intussen gewijzigd" in response.content.decode()
    assert status(practice) == after


def test_publishing_leads_to_the_public_page(eindredacteur: Client) -> None:
    practice = make_practice(status="draft", sources=[make_source()])
    page = move_page(practice, "publiceren")
    response = eindredacteur.post(page, {"read_version": 1}, follow=True)
    assert f'<a href="{practice.get_absolute_url()}">Bekijk op de site</a>' in (
        response.content.decode()
    )


def test_only_the_text_that_was_read_is_published(eindredacteur: Client) -> None:
    """R-02: somebody corrects the text between reading and publishing."""
    practice = make_practice(status="draft", sources=[make_source()])
    page = move_page(practice, "publiceren")
    form = eindredacteur.get(f"{page}?versie=1").context["form"]
    eindredacteur.post(
        change_page(practice), read(eindredacteur, change_page(practice), title="Anders")
    )
    response = eindredacteur.post(page, {"read_version": form["read_version"].value()})
    assert response.status_code == 409
    assert "Intussen is de tekst gewijzigd" in response.content.decode()
    assert status(practice) == "draft"
    assert (
        "Intussen is de tekst gewijzigd" in eindredacteur.get(f"{page}?versie=1").content.decode()
    )


def test_without_a_source_nothing_is_published(eindredacteur: Client) -> None:
    practice = make_practice(status="draft")
    page = move_page(practice, "publiceren")
    response = eindredacteur.get(page)
    assert "minstens één bron" in response.content.decode()
    assert eindredacteur.post(page, {"read_version": 1}).status_code == 409
    assert status(practice) == "draft"


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_strange_versions_are_no_error(eindredacteur: Client, version: str) -> None:
    practice = make_practice(status="draft", sources=[make_source()])
    page = move_page(practice, "publiceren")
    assert eindredacteur.get(page, {"versie": version}).status_code == 200
    assert eindredacteur.post(page, {"read_version": version}).status_code in {200, 409}
    assert status(practice) == "draft"


def test_unknown_move_and_practice_are_not_found(eindredacteur: Client) -> None:
    practice = make_practice()
    assert eindredacteur.get(move_page(practice, "verwijderen")).status_code == 404
    assert eindredacteur.get("/beheer/practices/practice/999/status/publiceren/").status_code == 404
