"""The page on which practices lie side by side."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices import workflow
from practices.models import OldSlug

from ..factories import (
    make_pillars,
    make_practice,
    make_practices,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from .comparing import address
from .html import Page, visit

pytestmark = pytest.mark.django_db
HOSTILE = "<i>\"&'</i>"


def shown(client: Client, where: str) -> list[str]:
    """The slugs of the columns."""
    return [column.practice.slug for column in client.get(where).context["columns"]]


def notices(client: Client, where: str) -> list[str]:
    """What the page says was left out."""
    said: list[str] = client.get(where).context["notices"]
    return said


class TestWhichPractices:
    def test_stand_in_the_order_of_the_address(self, client: Client) -> None:
        make_practices("a", "b", "c")
        assert shown(client, address("c", "a", "b")) == ["c", "a", "b"]

    def test_stand_there_once(self, client: Client) -> None:
        make_practices("a", "b")
        assert shown(client, address("b", "a", "b", "a")) == ["b", "a"]
        assert notices(client, address("b", "a", "b")) == []

    def test_above_six_are_left_out_with_a_notice(self, client: Client) -> None:
        slugs = list("abcdefgh")
        make_practices(*slugs)
        where = address(*slugs)
        assert shown(client, where) == list("abcdef")
        assert notices(client, where) == [
            "Er passen hoogstens zes voorbeelden naast elkaar. U ziet de eerste zes."
        ]
        assert notices(client, address(*slugs[:6])) == []

    def test_what_is_left_out_takes_no_place_of_the_six(self, client: Client) -> None:
        make_practices(*"abcdef")
        where = address("niets", *"abcdef")
        assert shown(client, where) == list("abcdef")
        assert notices(client, where) == ["Dit kennen wij niet: ‘niets’."]

    def test_draft_is_as_unknown_as_what_never_was(self, client: Client) -> None:
        make_practices("a", "b")
        with_nothing = client.get(address("a", "b", "geheim")).content
        draft = make_practice("Titel", slug="geheim", status="draft", summary="Kanarie")
        assert client.get(address("a", "b", "geheim")).content == with_nothing
        OldSlug.objects.create(slug="oud", practice=draft)
        assert notices(client, address("a", "b", "oud")) == ["Dit kennen wij niet: ‘oud’."]

    def test_archived_is_left_out_with_the_reason(self, client: Client) -> None:
        make_practices("a", "b")
        (gone,) = make_practices("weg", approach="Het geheim.", sources=[make_source()])
        chief = make_user("eindredacteur")
        workflow.archive(gone, actor=chief, note="De eerste reden.")
        workflow.restore(gone, actor=chief)
        workflow.publish(gone, actor=chief)
        workflow.archive(gone, actor=chief, note="Het project is gestopt.")
        page = visit(client, address("a", "weg", "b"))
        assert "‘Weg’ staat niet meer op de site. Reden: Het project is gestopt." in page.text
        assert "Het geheim." not in page.text
        assert shown(client, address("a", "weg", "b")) == ["a", "b"]

    def test_archived_that_never_was_public_is_unknown(self, client: Client) -> None:
        draft = make_practice("Titel", slug="weg", status="draft")
        workflow.archive(draft, actor=make_user("eindredacteur"), note="Dubbel.")
        assert notices(client, address("weg")) == ["Dit kennen wij niet: ‘weg’."]

    def test_old_slug_is_understood_and_the_new_one_is_used(
        self, client: Client, settings: Any
    ) -> None:
        settings.SITE_URL = "https://kennisbank.voorbeeld.nl"
        (_, moved) = make_practices("a", "nieuw")
        OldSlug.objects.create(slug="oud", practice=moved)
        page = visit(client, address("oud", "a", "nieuw"))
        assert shown(client, address("oud", "a", "nieuw")) == ["nieuw", "a"]
        canonical = "https://kennisbank.voorbeeld.nl/vergelijk/?v=nieuw&v=a"
        assert [link["href"] for link in page.all("link", rel="canonical")] == [canonical]
        assert not any("v=oud" in link for link in page.links())

    def test_old_slug_of_an_archived_one_gives_the_reason(self, client: Client) -> None:
        (gone,) = make_practices("nieuw")
        OldSlug.objects.create(slug="oud", practice=gone)
        workflow.archive(gone, actor=make_user("eindredacteur"), note="Klaar.")
        said = "‘Nieuw’ staat niet meer op de site. Reden: Klaar."
        assert notices(client, address("oud", "nieuw")) == [said]

    @pytest.mark.parametrize(
        "given",
        ["", "&v=", "&v=%00", "&v=%ff", "&v=" + "a" * 5000, "&v=<script>", "&v=a%0ab", "&w=1"],
    )
    def test_nonsense_beside_good_slugs_changes_nothing_else(
        self, client: Client, given: str
    ) -> None:
        make_practices("a", "b")
        where = f"{address('a', 'b')}{given}"
        assert shown(client, where) == ["a", "b"]
        assert "<script>" not in client.get(where).content.decode().partition("<main")[2]

    def test_five_hundred_unknown_ones_are_one_short_notice(self, client: Client) -> None:
        make_practices("a", "b")
        (said,) = notices(client, address("a", "b", *(f"x{n}" for n in range(500))))
        assert said.endswith("‘x5’ en nog 494 andere.")


class TestFewerThanTwo:
    def test_none_explains_how(self, client: Client) -> None:
        page = visit(client, "/vergelijk/")
        assert "Kies twee tot zes voorbeelden." in page.text
        assert "/voorbeelden/" in page.links()

    def test_one_is_shown_and_kept_for_the_list(self, client: Client) -> None:
        make_practices("a")
        page = visit(client, address("a"))
        assert "U heeft er één gekozen" in page.text
        assert {"/voorbeelden/a/", "/voorbeelden/?v=a"} <= set(page.links())

    def test_related_ones_are_one_click_away(self, client: Client) -> None:
        make_practices("a", "b", tags=["rooster"])
        page = visit(client, address("a"))
        assert "/vergelijk/?v=a&v=b" in page.links()
        assert "Leg ‘B’ ernaast Ook ‘rooster’." in page.text

    def test_more_that_resemble_the_first_can_be_added(self, client: Client) -> None:
        make_practices("a", "b", "c", tags=["rooster"])
        make_practices("d")
        page = visit(client, address("a", "d", "b"))
        assert "Deze lijken op ‘A’ Leg ‘C’ ernaast" in page.text
        assert "/vergelijk/?v=a&v=d&v=b&v=c" in page.links()

    def test_one_beside_what_is_unknown_is_one(self, client: Client) -> None:
        make_practices("a")
        page = visit(client, address("a", "niets"))
        assert "Dit kennen wij niet: ‘niets’." in page.text
        assert "U heeft er één gekozen" in page.text


class TestChoice:
    def links(self, client: Client, where: str) -> dict[str, tuple[str, str, str]]:
        """By slug the addresses without it, with it earlier, and with it later."""
        columns = client.get(where).context["columns"]
        return {c.practice.slug: (c.without, c.earlier, c.later) for c in columns}

    def test_each_can_be_moved_and_taken_away(self, client: Client) -> None:
        make_practices("a", "b", "c")
        links = self.links(client, address("a", "b", "c"))
        assert links["a"] == ("/vergelijk/?v=b&v=c", "", "/vergelijk/?v=b&v=a&v=c#keuze")
        assert links["b"] == (
            "/vergelijk/?v=a&v=c",
            "/vergelijk/?v=b&v=a&v=c#keuze",
            "/vergelijk/?v=a&v=c&v=b#keuze",
        )
        assert links["c"][2] == ""

    def test_links_say_in_words_what_they_do(self, client: Client) -> None:
        make_practices("a", "b")
        text = visit(client, address("a", "b")).text
        for words in ("Zet ‘A’ een plaats later", "Zet ‘B’ een plaats eerder", "Haal ‘A’ weg"):
            assert words in text

    def test_links_keep_that_only_differences_are_shown(self, client: Client) -> None:
        make_practices("a", "b", "c")
        links = self.links(client, address("a", "b", "c", toon="verschillen"))
        assert links["b"][0] == "/vergelijk/?v=a&v=c&toon=verschillen"

    def test_one_is_added_in_the_list_until_there_are_six(self, client: Client) -> None:
        make_practices(*"abcdef")
        assert "/voorbeelden/?v=a&v=b" in visit(client, address("a", "b")).links()
        full = visit(client, address(*"abcdef"))
        assert not any(link.startswith("/voorbeelden/?v=") for link in full.links())
        assert "Meer dan zes past niet." in full.text


class TestPage:
    def page(self, client: Client, count: int = 2) -> Page:
        """A comparison of so many."""
        slugs = list("abcdef"[:count])
        make_practices(*slugs)
        return visit(client, address(*slugs))

    def test_is_not_for_search_engines(self, client: Client) -> None:
        for page in (self.page(client), visit(client, "/vergelijk/"), visit(client, address("a"))):
            assert page.all("meta", name="robots", content="noindex")

    @pytest.mark.parametrize(
        ("count", "title"),
        [
            (2, "A en B naast elkaar"),
            (3, "A, B en nog 1 voorbeeld naast elkaar"),
            (6, "A, B en nog 4 voorbeelden naast elkaar"),
        ],
    )
    def test_title_names_what_is_compared(self, client: Client, count: int, title: str) -> None:
        slugs = list("abcdef"[:count])
        make_practices(*slugs)
        html = client.get(address(*slugs)).content.decode()
        assert f"<title>{title} | Kennisbank modern werkgeverschap</title>" in html

    def test_names_each_practice_at_each_point_that_differs(self, client: Client) -> None:
        make_practices("a", summary="Een.")
        make_practices("b", summary="Twee.")
        assert "Samenvatting 1 A Een. 2 B Twee." in visit(client, address("a", "b")).text

    def test_long_names_are_cut_short_below_the_head_for_the_eye_alone(
        self, client: Client
    ) -> None:
        title = "Bijeenkomst over modern werkgeverschap in de kinderopvang"
        make_practice(title, slug="a", summary="Een.")
        make_practice("B", slug="b", summary="Twee.")
        text = visit(client, address("a", "b")).text
        assert f"1 Bijeenkomst over modern werkgever… {title} Een. 2 B Twee." in text
        assert f"1 {title}" in text
        html = client.get(address("a", "b")).content.decode()
        assert '<b aria-hidden="true">Bijeenkomst over modern werkgever…</b>' in html

    def test_can_be_copied_and_printed(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://kennisbank.voorbeeld.nl"
        make_practices("a", "b")
        page = visit(client, address("a", "b", toon="verschillen"))
        (field,) = page.all("input", id="deel")
        assert field["value"] == (
            "https://kennisbank.voorbeeld.nl/vergelijk/?v=a&v=b&toon=verschillen"
        )
        assert "readonly" in field
        assert all("hidden" in button for button in page.all("button", **{"data-copy": "deel"}))
        assert [b for _, b in page.elements if "data-print" in b and "hidden" in b]
        assert "Druk af met het menu van uw browser." in page.text
        assert page.text.index("Kopieer de link") < page.text.index("Wij zien geen verschil.")
        assert page.text.count("Kopieer de link") == 1

    def test_on_paper_is_a_note_to_decide_by(self, client: Client) -> None:
        make_practices("a", "b", summary="Waar het om gaat.")
        text = visit(client, address("a", "b")).text
        assert re.search(r"2 voorbeelden naast elkaar, \d{1,2} [a-z]+ 20\d\d", text)
        assert "Beslisnotitie Onze vraag:" in text
        assert "1. A. Waar het om gaat. Praktijkvoorbeeld." in text
        assert text.index("Onze vraag") < text.index("Ons besluit") < text.index("In het kort")

    def test_points_are_headings_below_the_heading_of_their_group(self, client: Client) -> None:
        make_pillars()
        for slug in ("a", "b"):
            make_practice(slug=slug, approach="Zo.", evidence="genoemd")
        page = visit(client, address("a", "b"))
        tags = [tag for tag, _ in page.elements if tag in {"h1", "h2", "h3"}]
        assert tags.count("h1") == 1
        assert re.match(r"h1 (h2 ){2}h2( h3)+ h2 (h2( h3)+ )+", f"{' '.join(tags)} ")

    def test_hostile_text_is_shown_not_run(self, client: Client) -> None:
        region, sector = make_region(name=f"Regio {HOSTILE}"), make_sector(name=f"Sector {HOSTILE}")
        for slug in ("a", "b"):
            practice = make_practice(
                HOSTILE,
                slug=slug,
                summary=HOSTILE + slug,
                approach=HOSTILE + slug,
                regions=[region],
                sectors=[sector],
            )
            practice.figures.create(label=HOSTILE, value=f"{HOSTILE}{slug}")
        gone = make_practice(HOSTILE, slug="weg")
        workflow.archive(gone, actor=make_user("eindredacteur"), note=HOSTILE)
        for where in (address("a", "b", "weg", HOSTILE), address("a", "weg"), address("weg")):
            assert b"<i>" not in client.get(where).content

    def test_number_of_queries_is_fixed(self, client: Client) -> None:
        def queries(where: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(where).status_code == 200
            return len(captured)

        for number, slug in enumerate("abcdef", 1):
            practice = make_practice(
                slug=slug,
                pillars=["1", "2a", "3b"][:number],
                tags=["cao", "zzp"][:number],
                sectors=[make_sector() for _ in range(number)],
                regions=[make_region() for _ in range(number)],
                sources=[make_source() for _ in range(number)],
                organisations=[f"{slug} {n}" for n in range(number)],
            )
            practice.figures.create(label="Wat", value="1")
        queries(address("f", "e"))
        few = queries(address("f", "e"))  # what resembles the first is read too
        assert few <= 20
        assert queries(address(*"fedcb")) == few
        assert queries(address(*"fabcd", toon="verschillen")) == few
        assert queries(address(*"abcdef")) < few  # nothing can be added

    def test_asks_for_no_session_and_sets_no_cookie(self, client: Client) -> None:
        make_practices("a", "b")
        answer = client.get(address("a", "b"))
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_can_only_be_read(self, client: Client, method: str) -> None:
        assert getattr(client, method)("/vergelijk/").status_code == 405
