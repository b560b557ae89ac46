"""The pictures beside links elsewhere: who gets which, and how they are kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from practices import workflow
from practices.models import OldSlug, Practice

from ..factories import make_pillar_tag, make_practice, make_user
from ..logging_in import log_in

pytestmark = pytest.mark.django_db


def picture_of(answer: Any) -> Image.Image:
    """The PNG in an answer."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    return Image.open(BytesIO(answer.content))


def card(practice: Practice) -> str:
    """The address of its picture."""
    return f"{practice.get_absolute_url()}kaart.png"


def test_both_cards_have_the_size_that_others_expect(client: Client) -> None:
    for address in ("/kaart.png", card(make_practice(pillars=["2a"]))):
        picture = picture_of(client.get(address))
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_card_of_the_site_may_be_kept_for_an_hour_and_that_of_a_practice_is_asked_again(
    client: Client,
) -> None:
    practice = make_practice()
    for address, kept in (("/kaart.png", "public, max-age=3600"), (card(practice), "no-cache")):
        answer = client.get(address)
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (answer.status_code, again.status_code) == (200, 304)
        assert answer.headers["Cache-Control"] == again.headers["Cache-Control"] == kept
        assert not answer.cookies


def test_card_that_somebody_keeps_is_refused_once_its_practice_is_withdrawn(
    client: Client,
) -> None:
    practice = make_practice()
    tag = client.get(card(practice)).headers["ETag"]
    Practice.objects.update(status=Practice.Status.DRAFT)
    assert client.get(card(practice), headers={"If-None-Match": tag}).status_code == 404
    Practice.objects.update(status=Practice.Status.ARCHIVED)
    assert client.get(card(practice), headers={"If-None-Match": tag}).status_code == 410


def test_card_of_who_is_logged_in_is_kept_by_nobody_else(client: Client) -> None:
    log_in(client, make_user())
    answer = client.get(card(make_practice()))
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_card_that_somebody_has_is_not_sent_again(client: Client) -> None:
    practice = make_practice("Eerst")
    tag = client.get(card(practice)).headers["ETag"]
    again = client.get(card(practice), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    Practice.objects.update(title="Daarna")
    assert client.get(card(practice), headers={"If-None-Match": tag}).status_code == 200


def test_other_elements_make_another_card(client: Client) -> None:
    practice = make_practice()
    before = client.get(card(practice))
    make_pillar_tag(practice, "1a")
    after = client.get(card(practice))
    assert before.headers["ETag"] != after.headers["ETag"]
    assert before.content != after.content


def test_head_has_the_same_headers(client: Client) -> None:
    get, head = client.get("/kaart.png"), client.head("/kaart.png")
    assert head.content == b""
    assert get.headers["ETag"] == head.headers["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_cards_can_only_be_read(client: Client, method: str) -> None:
    for address in ("/kaart.png", card(make_practice())):
        assert getattr(client, method)(address).status_code == 405


def test_card_takes_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = card(make_practice(pillars=["1", "2a", "3c"]))
    with django_assert_num_queries(2):
        client.get(address)


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "\u202eתשובה", "A\x07\x1b[31m", "W" * 100, "﷽" * 100]
)
def test_hostile_title_gives_a_picture(client: Client, title: str) -> None:
    assert picture_of(client.get(card(make_practice(title)))).size == (1200, 630)


@pytest.mark.parametrize("groups", [(), ("eindredacteur",)])
def test_draft_has_no_card_not_even_for_editors(client: Client, groups: tuple[str, ...]) -> None:
    draft = make_practice(status="draft")
    OldSlug.objects.create(slug="oud", practice=draft)
    if groups:
        log_in(client, make_user(*groups))
    for address in (card(draft), "/voorbeelden/oud/kaart.png", "/voorbeelden/niets/kaart.png"):
        assert client.get(address).status_code == 404


def test_archived_card_is_gone_without_its_title(client: Client) -> None:
    practice = make_practice("Oud geheim")
    workflow.archive(practice, actor=make_user("eindredacteur"), note="Ingetrokken.")
    answer = client.get(card(practice))
    assert (answer.status_code, answer.content) == (410, b"")


def test_archived_that_never_was_public_has_no_card(client: Client) -> None:
    practice = make_practice(status="draft")
    workflow.archive(practice, actor=make_user("eindredacteur"), note="Dubbel.")
    assert client.get(card(practice)).status_code == 404


def test_old_address_leads_to_the_present_card(client: Client) -> None:
    OldSlug.objects.create(slug="oud", practice=make_practice(slug="nieuw"))
    answer: Any = client.get("/voorbeelden/oud/kaart.png")
    assert (answer.status_code, answer.url) == (301, "/voorbeelden/nieuw/kaart.png")
