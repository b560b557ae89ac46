"""Nothing of a draft is public: not its text, not its count, not its existence (S-05)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from practices.models import Practice

from .factories import make_practice, make_region, make_sector, make_source

CANARY = "kanarievogel"
PAGES = [
    "/",
    "/voorbeelden/",
    f"/voorbeelden/?q={CANARY}",
    f"/suggesties.json?q={CANARY}",
    "/voorbeelden/?sector=ggz",
    "/voorbeelden/?toon=tabel",
    "/voorbeelden/?toon=kaart",
    "/embed/",
    f"/embed/?q={CANARY}",
    "/dekking/",
    "/dekking/?naar=regio",
    "/dekking.csv",
    "/scan/?2a=0&2b=1&sector=ggz",
    "/begrippen/",
    "/pijlers/",
    "/pijlers/2a/",
    "/sectoren/",
    "/sectoren/ggz/",
    "/regios/",
    "/regios/noord/",
    "/bronnen/",
    "/bronnen/rapport/",
    "/organisaties/",
    "/voorbeelden.atom",
    "/voorbeelden.csv",
    "/voorbeelden.json",
    "/sitemap.xml",
    "/api/v1/voorbeelden",
    f"/api/v1/voorbeelden?q={CANARY}",
    "/api/v1/facetten",
    "/api/v1/trefwoorden",
    "/api/v1/sectoren",
    "/api/v1/bronnen",
]


@pytest.fixture
def shown(db: None) -> Practice:
    """A published practice, and the vocabularies that a hidden one will use too."""
    return make_practice(
        "Openbaar",
        pillars=["2a"],
        sectors=[make_sector("ggz")],
        regions=[make_region("noord")],
        sources=[make_source("rapport")],
        tags=["rooster"],
    )


def hide(shown: Practice, status: str) -> Practice:
    """A practice that nobody may see, filed exactly as the published one."""
    return make_practice(
        f"{CANARY} titel",
        slug=f"{CANARY}-adres",
        status=status,
        summary=f"{CANARY} samenvatting",
        approach=f"{CANARY} aanpak",
        pillars=["2a"],
        sectors=shown.sectors.all(),
        regions=shown.regions.all(),
        sources=[citation.source for citation in shown.citations.all()],
        tags=["rooster", f"{CANARY} trefwoord"],
        organisations=[f"{CANARY} organisatie"],
        contact_name=f"{CANARY} persoon",
        contact_email=f"{CANARY}@voorbeeld.invalid",
    )


def steady(body: bytes) -> str:
    """A page without what differs between two moments: times, and the words that were asked."""
    text = body.decode()
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+Z-]+", "", text)
    return text.replace(f"q={CANARY}", "").replace(f"‘{CANARY}’", "").replace(f'"{CANARY}"', "")


@pytest.mark.parametrize("status", ["draft", "archived"])
@pytest.mark.parametrize("address", PAGES)
def test_page_does_not_change_when_something_hidden_is_added(
    client: Client, shown: Practice, status: str, address: str
) -> None:
    before = client.get(address)
    assert before.status_code == 200
    body = b"".join(before) if before.streaming else before.content
    hide(shown, status)
    after = client.get(address)
    again = b"".join(after) if after.streaming else after.content
    assert steady(again) == steady(body)
    assert CANARY not in steady(again)


@pytest.mark.parametrize(
    "address",
    [
        f"/voorbeelden/{CANARY}-adres/",
        f"/api/v1/voorbeelden/{CANARY}-adres",
        f"/trefwoorden/{CANARY}-trefwoord/",
        f"/organisaties/{CANARY}-organisatie/",
    ],
)
def test_draft_answers_exactly_as_what_does_not_exist(
    client: Client, shown: Practice, address: str
) -> None:
    before = client.get(address)
    hide(shown, "draft")
    after = client.get(address)
    assert (after.status_code, steady(after.content)) == (404, steady(before.content))


@pytest.mark.parametrize("address", ["/voorbeelden/", "/vergelijk/"])
def test_draft_cannot_be_laid_beside_another(client: Client, shown: Practice, address: str) -> None:
    asked = f"{address}?v={shown.slug}&v={CANARY}-adres"
    before = client.get(asked)
    hide(shown, "draft")
    after = client.get(asked)
    assert (after.status_code, after.content) == (200, before.content)
    assert b"Openbaar" in after.content


def test_related_practices_are_never_hidden_ones(client: Client, shown: Practice) -> None:
    before = client.get(shown.get_absolute_url()).content
    hide(shown, "draft")
    assert steady(client.get(shown.get_absolute_url()).content) == steady(before)


def test_archived_practice_says_why_and_no_more(client: Client, shown: Practice) -> None:
    hidden = hide(shown, "published")
    hidden.archive(actor=None, note="Het project is gestopt.")
    answer = client.get(hidden.get_absolute_url())
    text = answer.content.decode()
    assert answer.status_code == 410
    assert "Het project is gestopt." in text
    assert f"{CANARY} aanpak" not in text
    assert f"{CANARY} persoon" not in text


def test_contact_without_consent_is_nowhere(client: Client, shown: Practice) -> None:
    practice = hide(shown, "published")
    for address in (*PAGES, practice.get_absolute_url(), f"/api/v1/voorbeelden/{practice.slug}"):
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert f"{CANARY} persoon" not in body.decode()
        assert f"{CANARY}@voorbeeld" not in body.decode()
