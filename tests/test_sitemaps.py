"""The sitemap holds every public page and nothing else (N-15)."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices import sitemaps, workflow
from practices.models import Practice

from .factories import (
    make_practice,
    make_practices,
    make_region,
    make_sector,
    make_source,
    make_user,
)

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
    changed = timezone.localtime(practice.updated_at)
    assert entries(client)[f"{SITE}/voorbeelden/blink/"] == f"{changed:%Y-%m-%d}"


def test_every_page_of_the_sitemap_is_there(client: Client, site: None) -> None:
    for address in entries(client):
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_free_words_are_all_there_however_many(client: Client, db: None) -> None:
    make_practice(tags=[f"woord {number}" for number in range(60)])
    assert sum("/trefwoorden/" in address for address in entries(client)) == 60


def test_what_xml_reads_otherwise_is_written_out(client: Client, db: None) -> None:
    assert sitemaps._url(("/a&b/<c>/", None)) == f"<url><loc>{SITE}/a&amp;b/&lt;c&gt;/</loc></url>"


def test_long_sitemap_comes_in_pages(
    client: Client, site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = entries(client)
    sitemaps._documents.cache_clear()
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 10)
    pages = [entries(client, f"?p={number}") for number in range(1, (len(whole) + 9) // 10 + 1)]
    sitemaps._documents.cache_clear()
    assert [len(page) for page in pages[:-1]] == [10] * (len(pages) - 1)
    assert {address: day for page in pages for address, day in page.items()} == whole


def test_address_does_not_come_from_the_host_header(client: Client, site: None) -> None:
    answer = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert b"//localhost" not in answer.content


@pytest.mark.parametrize(
    "number", ["", "0", "2", "-1", "x", "%00", "1_0", "%2B1", "%201", "1.0", "9" * 5000, "%D9%A1"]
)
def test_other_pages_do_not_exist(client: Client, site: None, number: str) -> None:
    assert client.get(f"/sitemap.xml?p={number}").status_code == 404


# --- Made once, as long as nothing changes --------------------------------------------------------


def test_second_reader_costs_one_query(client: Client, site: None) -> None:
    first = client.get("/sitemap.xml").content
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/sitemap.xml").content == first
        assert client.head("/sitemap.xml").status_code == 200
    assert len(captured) == 2
    assert all("practices_indexstate" in query["sql"] for query in captured)


def test_what_is_published_or_withdrawn_is_seen_with_the_next_request(
    client: Client, db: None
) -> None:
    first, _ = make_practices("aap", "noot")
    assert {f"{SITE}/voorbeelden/aap/", f"{SITE}/voorbeelden/noot/"} <= entries(client).keys()
    workflow.archive(first, actor=make_user("eindredacteur"), note="Klopt niet meer.")
    assert f"{SITE}/voorbeelden/aap/" not in entries(client)
    make_practice(slug="mies", tags=["vuur"])
    found = entries(client).keys()
    assert {f"{SITE}/voorbeelden/mies/", f"{SITE}/trefwoorden/vuur/"} <= found
    assert f"{SITE}/voorbeelden/noot/" in found


def test_who_has_it_already_gets_nothing_until_it_changes(client: Client, site: None) -> None:
    etag = client.get("/sitemap.xml")["ETag"]
    for known in (etag, f"W/{etag}", f'"anders", {etag}'):
        answer = client.get("/sitemap.xml", headers={"if-none-match": known})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    make_practice()
    answer = client.get("/sitemap.xml", headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert answer["ETag"] != etag


def test_packed_sitemap_is_recognised_too(client: Client, site: None) -> None:
    packed = client.get("/sitemap.xml", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    headers = {"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
    assert client.get("/sitemap.xml", headers=headers).status_code == 304


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405)])
def test_sitemap_is_for_reading(client: Client, site: None, method: str, status: int) -> None:
    answer = client.generic(method, "/sitemap.xml")
    assert (answer.status_code, bool(answer.cookies)) == (status, False)
