"""The sitemap holds every public page and nothing else (N-15)."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from practices.models import Practice

from .factories import make_practice, make_region, make_sector, make_source

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def site(db: None) -> None:
    """A published practice, a draft and an archived one, each filed under its own values."""
    care = make_sector("zorg")
    make_sector("leeg")
    make_practice(
        slug="blink",
        sectors=[make_sector("ggz", parent=care)],
        regions=[make_region("noord")],
        pillars=["2a"],
        tags=["financiële zorgen"],
        organisations=["Zorgbelang"],
        sources=[make_source("rapport")],
    )
    for status in ("draft", "archived"):
        make_practice(
            slug=status,
            status=status,
            sectors=[make_sector(f"{status}-sector")],
            tags=[f"{status}-woord"],
            organisations=[f"{status}-organisatie"],
            sources=[make_source(f"{status}-bron")],
        )


def entries(client: Client, query: str = "") -> dict[str, str | None]:
    """When each page last changed, by its address."""
    answer = client.get(f"/sitemap.xml{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", None, NAMES)
        for url in ET.fromstring(answer.content)
    }


def test_sitemap_has_what_is_public_and_not_empty(client: Client, site: None) -> None:
    assert {address.removeprefix(SITE) for address in entries(client)} == {
        *("/", "/voorbeelden/", "/over/", "/toegankelijkheid/", "/privacy/"),
        *("/dekking/", "/scan/", "/begrippen/"),
        *("/pijlers/", "/sectoren/", "/regios/", "/bronnen/", "/organisaties/"),
        *("/pijlers/2/", "/pijlers/2a/", "/sectoren/zorg/", "/sectoren/ggz/", "/regios/noord/"),
        *("/bronnen/rapport/", "/organisaties/zorgbelang/", "/trefwoorden/financiele-zorgen/"),
        "/voorbeelden/blink/",
    }


def test_practice_says_when_it_last_changed(client: Client, site: None) -> None:
    practice = Practice.objects.get(slug="blink")
    assert entries(client)[f"{SITE}/voorbeelden/blink/"] == f"{practice.updated_at:%Y-%m-%d}"


def test_every_page_of_the_sitemap_is_there(client: Client, site: None) -> None:
    for address in entries(client):
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_free_words_are_all_there_however_many(client: Client, db: None) -> None:
    make_practice(tags=[f"woord {number}" for number in range(60)])
    assert sum("/trefwoorden/" in address for address in entries(client)) == 60


def test_address_does_not_come_from_the_host_header(client: Client, site: None) -> None:
    answer = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert b"//localhost" not in answer.content


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "%00"])
def test_other_pages_do_not_exist(client: Client, site: None, number: str) -> None:
    assert client.get(f"/sitemap.xml?p={number}").status_code == 404
