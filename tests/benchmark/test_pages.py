"""The pages that the list is held against in the benchmark."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.benchmark.urls import STATIC_BYTES
from tests.factories import make_practice, make_sector

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.benchmark.urls")]

QUESTION = "q=rooster&sector=ggz&pagina=2"


@pytest.fixture
def practices() -> None:
    sector = make_sector("ggz")
    for number in range(25):
        make_practice(f"Rooster {number}", sectors=[sector], tags=["werkplezier"])


def without_token(page: bytes) -> str:
    return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+', "", page.decode())


def test_ready_page_is_the_list_itself_each_time_and_asks_no_database(
    practices: None, client: Client, django_assert_num_queries: object
) -> None:
    page = client.get(f"/voorbeelden/?{QUESTION}").content
    first = client.get(f"/meting/klaar/?{QUESTION}").content
    with django_assert_num_queries(0):  # type: ignore[operator]
        again = client.get(f"/meting/klaar/?{QUESTION}").content
    assert first == again
    assert without_token(first) == without_token(page)


def test_static_page_is_always_the_same(practices: None, client: Client) -> None:
    first = client.get("/meting/vast/").content
    make_practice("Nog een")
    assert client.get("/meting/vast/").content == first
    assert len(first) == STATIC_BYTES
