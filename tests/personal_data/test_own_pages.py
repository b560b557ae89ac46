"""People ask for their data, or to be forgotten, on their own account page."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from practices.models import User
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client: Client) -> User:
    user = make_user(email="iemand@voorbeeld.invalid")
    client.force_login(user)
    return user


def test_one_click_gives_everything(client: Client, person: User) -> None:
    make_submission("Van mij", submitter=person)
    response = client.get("/account/gegevens/")
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(response.content)) as bundle:
        assert "Van mij" in bundle.read("alles.json").decode()


@pytest.mark.parametrize("path", ["/account/gegevens/", "/account/wissen/"])
def test_a_visitor_is_sent_to_log_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/inloggen/")


def test_asking_is_not_forgetting(client: Client, person: User) -> None:
    make_submission("Concept", submitter=person)
    page = client.get("/account/wissen/").content.decode()
    assert "Eén concept dat u niet heeft ingestuurd, verdwijnt." in page
    person.refresh_from_db()
    assert person.email == "iemand@voorbeeld.invalid"


def test_who_is_forgotten_is_out_at_once(client: Client, person: User) -> None:
    assert client.post("/account/wissen/").headers["Location"] == "/inloggen/"
    person.refresh_from_db()
    assert person.email == ""
    assert client.get("/account/").status_code == 302
