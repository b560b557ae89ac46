"""The Atom feed of any list."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from practices.models import Practice

from .factories import make_pillar_tag, make_practice, make_sector

ADDRESS = "/voorbeelden.atom"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
SITE = "http://127.0.0.1:8000"


def feed(client: Client, query: str = "") -> ET.Element:
    """The feed, read."""
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not answer.cookies
    return ET.fromstring(answer.content)


def text(element: ET.Element, path: str) -> str:
    """The text of an element that must be there."""
    found = element.findtext(path, namespaces=NAMES)
    assert found is not None, path
    return found


def titles(client: Client, query: str = "") -> list[str]:
    """The titles of the entries, in order."""
    return [text(entry, "a:title") for entry in feed(client, query).findall("a:entry", NAMES)]


def links(element: ET.Element) -> dict[str, str]:
    """The links of a feed or entry by their kind."""
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall("a:link", NAMES)}


def test_entry_says_what_the_practice_is(client: Client, db: None) -> None:
    moment = datetime.datetime(2026, 7, 1, 8, 30, tzinfo=datetime.UTC)
    practice = make_practice(
        "Zorg & <b>werk</b>",
        slug="zorg-en-werk",
        summary="Minder dan 3 < 4 & meer.",
        published_at=moment,
        sectors=[make_sector("ggz", name="Ggz")],
    )
    make_pillar_tag(practice, "2")
    make_pillar_tag(practice, "1b")
    entry = feed(client).find("a:entry", NAMES)
    assert entry is not None
    assert text(entry, "a:title") == "Zorg & <b>werk</b>"
    assert text(entry, "a:summary") == "Minder dan 3 &lt; 4 &amp; meer."
    assert links(entry) == {"alternate": f"{SITE}/voorbeelden/zorg-en-werk/"}
    assert text(entry, "a:published") == "2026-07-01T08:30:00+00:00"
    assert text(entry, "a:updated") == practice.updated_at.isoformat()
    assert [category.attrib for category in entry.findall("a:category", NAMES)] == [
        {"term": "1b", "scheme": f"{SITE}/pijlers/", "label": "1b Element 1b"},
        {"term": "2", "scheme": f"{SITE}/pijlers/", "label": "2 Grip op het werk"},
        {"term": "ggz", "scheme": f"{SITE}/sectoren/", "label": "Ggz"},
    ]


def test_feed_has_all_that_atom_demands(client: Client, db: None) -> None:
    make_practice()
    for root in (feed(client), feed(client, "?q=bestaatniet")):
        assert text(root, "a:title")
        assert text(root, "a:id").startswith(SITE)
        assert datetime.datetime.fromisoformat(text(root, "a:updated")).tzinfo
        assert text(root, "a:author/a:name") == "Kennisbank modern werkgeverschap"
        for entry in root.findall("a:entry", NAMES):
            assert all(text(entry, f"a:{name}") for name in ("title", "id", "updated"))


def test_title_names_the_filters_in_words(client: Client, db: None) -> None:
    make_practice(sectors=[make_sector("ggz", name="Ggz"), make_sector("vvt", name="Vvt")])
    query = "?q=rooster&sector=vvt&sector=ggz&soort=programma&jaarVan=2019&jaarTot=2021"
    assert text(feed(client, query), "a:title") == (
        "Voorbeelden met ‘rooster’, sector Vvt of Ggz, soort Programma, "
        "vanaf 2019, tot en met 2021 – Kennisbank modern werkgeverschap"
    )
    assert text(feed(client), "a:title") == "Voorbeelden – Kennisbank modern werkgeverschap"


def test_one_selection_has_one_identity(client: Client, db: None) -> None:
    make_practice(sectors=[make_sector("ggz"), make_sector("vvt")])
    one = feed(client, "?sector=vvt&sector=ggz&soort=programma&pagina=3&sorteer=nieuw")
    other = feed(client, "?soort=programma&sector=ggz&sector=vvt&sector=mars&onzin=1")
    address = f"{SITE}/voorbeelden.atom?sector=ggz&sector=vvt&soort=programma"
    assert text(one, "a:id") == text(other, "a:id") == address
    assert links(one) == {
        "self": address,
        "alternate": f"{SITE}/voorbeelden/?sector=ggz&sector=vvt&soort=programma",
    }


def test_entry_keeps_its_identity_when_title_and_address_change(client: Client, db: None) -> None:
    practice = make_practice("Oud", slug="oud")
    before = text(feed(client), "a:entry/a:id")
    Practice.objects.filter(pk=practice.pk).update(title="Nieuw", slug="nieuw")
    assert text(feed(client), "a:entry/a:id") == before
    assert before.startswith("tag:127.0.0.1,")


def test_newest_come_first_unless_another_order_is_asked(client: Client, db: None) -> None:
    now = timezone.now()
    for days, title in enumerate(["C rooster", "A rooster rooster", "B rooster"]):
        make_practice(title, published_at=now - datetime.timedelta(days=days))
    newest_first = ["C rooster", "A rooster rooster", "B rooster"]
    assert titles(client) == newest_first
    assert titles(client, "?q=rooster") == newest_first
    assert titles(client, "?q=rooster&sorteer=titel") == sorted(newest_first)


def test_feed_holds_fifty_and_no_drafts(client: Client, db: None) -> None:
    make_practice("Concept", status="draft")
    make_practice("Weg", status="archived")
    for number in range(51):
        make_practice(f"Nummer {number}")
    shown = titles(client)
    assert len(shown) == 50
    assert not {"Concept", "Weg"} & set(shown)


def test_what_was_withdrawn_a_moment_ago_is_no_longer_in_it(client: Client, db: None) -> None:
    make_practice("Blijft")
    gone = make_practice("Weg")
    assert titles(client) == ["Weg", "Blijft"]
    # the index still names it, as when it is withdrawn between counting and reading
    Practice.objects.filter(pk=gone.pk).update(status=Practice.Status.DRAFT)
    assert titles(client) == ["Blijft"]


def test_unknown_values_are_left_out(client: Client, db: None) -> None:
    make_practice("Ggz", sectors=[make_sector("ggz")])
    make_practice("Anders")
    assert titles(client, "?sector=ggz&sector=mars&jaarVan=ooit&sorteer=x&q=%00") == ["Ggz"]


def test_characters_that_xml_cannot_hold_are_left_out(client: Client, db: None) -> None:
    make_practice("Goed\x0b gedaan", summary="\x01Kort\x1f.")
    root = feed(client, "?q=%0b%01")
    assert text(root, "a:entry/a:title") == "Goed gedaan"
    assert text(root, "a:entry/a:summary") == "Kort."


def test_reader_that_has_it_already_gets_nothing(client: Client, db: None) -> None:
    make_practice()
    etag = client.get(ADDRESS)["ETag"]
    answer = client.get(ADDRESS, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_empty_feed_is_the_same_each_time(client: Client, db: None) -> None:
    address = f"{ADDRESS}?q=bestaatniet"
    first = client.get(address)
    assert client.get(address)["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert text(feed(client, "?q=bestaatniet"), "a:updated") == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405), ("PUT", 405)])
def test_feed_is_for_reading(client: Client, db: None, method: str, status: int) -> None:
    assert client.generic(method, ADDRESS).status_code == status
