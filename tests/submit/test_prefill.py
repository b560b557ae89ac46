"""From an empty cell of the coverage matrix to a draft in which it is filled in."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from practices.models import Submission

from ..factories import make_pillars, make_region, make_sector, make_user
from ..logging_in import log_in
from .starting import code_for, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabularies(db: None) -> None:
    """One sector, one province, all elements."""
    make_pillars()
    make_sector("ggz", name="Ggz")
    make_region("utrecht")


def empty_cell(client: Client, page: str, code: str) -> str:
    """Where the plus of this element leads, as the page itself says."""
    links = re.findall(r'href="(/indienen/\?[^"]*)"', client.get(page).content.decode())
    (found,) = {link for link in links if f"pijler={code}&" in link}
    return unescape(found)


@pytest.mark.parametrize(
    ("page", "field", "words"),
    [
        ("/dekking/", "sectors", "sector Ggz"),
        ("/dekking/?naar=regio", "regions", "regio Utrecht"),
    ],
)
def test_what_a_cell_is_about_ends_in_the_draft_of_who_is_logged_in(
    client: Client, vocabularies: None, page: str, field: str, words: str
) -> None:
    address = empty_cell(client, page, "3c")
    log_in(client, make_user())
    assert (
        f"Vast ingevuld: {words} en element 3c Element 3c." in client.get(address).content.decode()
    )
    client.post(address, started())
    submission = Submission.objects.get()
    assert words.endswith(str(getattr(submission, field).get()))
    assert submission.pillar_tags == [["3", "3c", "inzender", ""]]


def test_it_also_outlives_the_code_that_a_visitor_types(client: Client, vocabularies: None) -> None:
    address = empty_cell(client, "/dekking/", "3c")
    client.post(address, started(email="nieuw@voorbeeld.invalid"))
    client.post("/inloggen/code/", {"code": code_for("nieuw@voorbeeld.invalid")}, follow=True)
    submission = Submission.objects.get()
    assert list(submission.sectors.values_list("slug", flat=True)) == ["ggz"]
    assert submission.pillar_tags == [["3", "3c", "inzender", ""]]


def test_it_outlives_a_form_that_is_wrong(client: Client, vocabularies: None) -> None:
    address = empty_cell(client, "/dekking/", "3c")
    log_in(client, make_user())
    page = client.post(address, started(title="")).content.decode()
    (action,) = re.findall(r'<form method="post" action="([^"]*)" class="form"', page)
    client.post(unescape(action), started())
    assert Submission.objects.get().pillar_tags == [["3", "3c", "inzender", ""]]
