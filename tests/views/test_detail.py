"""The page of one practice: what a reader can do with it, and how others refer to it.

What it tells stands in test_catalogue.py.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from practices.models import Practice
from practices.views.detail import detail_context

from ..factories import (
    make_participation,
    make_pillar_tag,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit

pytestmark = pytest.mark.django_db

SITE = "https://kennisbank.voorbeeld.nl"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    """An address to recognise."""
    settings.SITE_URL = SITE


def page(client: Client, practice: Practice) -> Page:
    """Its page."""
    return visit(client, practice.get_absolute_url())


def preview(practice: Practice) -> Page:
    """Its page as the previews show it."""
    found = Practice.objects.with_relations().get(pk=practice.pk)
    return Page(render_to_string("practices/practice_detail.html", detail_context(found)))


def facts(client: Client, practice: Practice) -> dict[str, Any]:
    """What its page tells machines."""
    html = client.get(practice.get_absolute_url()).content.decode()
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    found: dict[str, Any] = json.loads(block)
    return found


class TestActs:
    def test_everything_that_works_without_script_is_a_link(self, client: Client) -> None:
        links = page(client, make_practice(slug="rooster")).links()
        wanted = {
            "/vergelijk/?v=rooster",
            "/voorbeelden/rooster/fout-melden/",
            "/voorbeelden/rooster/vraag-stellen/",
            "/voorbeelden/rooster/vraag-stellen/?over=klopt-nog",
            "/indienen/wijziging/rooster/",
            "#citeren",
        }
        assert wanted <= set(links)
        assert all(links.count(link) == 1 for link in wanted)

    def test_what_needs_script_is_hidden_without_it(self, client: Client) -> None:
        found = page(client, make_practice())
        helped = [b for b in found.all("button") if "data-print" in b or "data-copy" in b]
        assert len(helped) == 3
        assert all("hidden" in button for button in helped)
        ids = {given.get("id") for _, given in found.elements}
        assert {b["data-copy"] for b in helped if "data-copy" in b} <= ids

    def test_what_is_not_public_can_be_read_only(self) -> None:
        found = preview(make_practice(status="draft", evidence="genoemd"))
        assert not [link for link in found.links() if "/vergelijk/" in link or "fout" in link]
        assert "Citeer" not in found.text
        assert "Vul dit voorbeeld aan" not in found.text
        assert "kaart.png?versie" not in str(found.elements)

    def test_alike_practices_are_laid_beside_it_in_one_click(self, client: Client) -> None:
        practice = make_practice(slug="een", tags=["rooster"])
        make_practice(slug="twee", tags=["rooster"])
        assert "/vergelijk/?v=een&v=twee" in page(client, practice).links()


class TestLaidReady:
    def test_kept_ways_on_and_back(self, client: Client) -> None:
        for slug in ("een", "twee", "drie"):
            make_practice(slug.title(), slug=slug, tags=["rooster"])
        found = visit(client, "/voorbeelden/een/?v=twee")
        assert "U heeft al klaargelegd: Twee. Terug naar de lijst" in found.text
        assert found.links().count("/voorbeelden/?v=twee") == 2  # the crumbs, and beside the acts
        assert "/vergelijk/?v=twee&v=een" in found.links()
        assert "/voorbeelden/drie/?v=twee" in found.links()
        assert [link["href"] for link in found.all("link", rel="canonical")] == [
            f"{SITE}/voorbeelden/een/"
        ]

    def test_itself_is_laid_once(self, client: Client) -> None:
        make_practice(slug="een")
        make_practice(slug="twee")
        found = visit(client, "/voorbeelden/een/?v=twee&v=een")
        assert "/vergelijk/?v=twee&v=een" in found.links()

    @pytest.mark.parametrize("query", ["v=", "v=niets", "v=geheim", "v=%00<script>", "w=een"])
    def test_what_is_not_public_is_left_out(self, client: Client, query: str) -> None:
        practice = make_practice(slug="een")
        make_practice(slug="geheim", status="draft")
        found = visit(client, f"/voorbeelden/een/?{query}")
        assert "U heeft al klaargelegd" not in found.text
        assert "/vergelijk/?v=een" in found.links()
        assert found.text == page(client, practice).text


class TestReference:
    def test_names_author_date_title_and_address(self, client: Client) -> None:
        practice = make_practice("De Werkgeverij", slug="de-werkgeverij")
        changed = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # in Amsterdam it is November
        Practice.objects.update(updated_at=changed)
        today = date_format(timezone.localdate(), "j F Y")
        assert (
            "Kennisbank modern werkgeverschap. (2026, 1 november). De Werkgeverij. "
            f"Geraadpleegd op {today}, van {SITE}/voorbeelden/de-werkgeverij/"
        ) in page(client, practice).text

    @pytest.mark.parametrize("title", ["Blink!", "Wat nu?", "Punt."])
    def test_title_with_its_own_mark_gets_no_second(self, client: Client, title: str) -> None:
        assert f"). {title} Geraadpleegd" in page(client, make_practice(title)).text

    def test_stands_folded_in_a_field_that_can_only_be_read(self, client: Client) -> None:
        found = page(client, make_practice(slug="rooster"))
        (field,) = found.all("textarea", id="verwijzing")
        assert "readonly" in field
        assert found.all("span", id="adres")
        assert f"Adres: {SITE}/voorbeelden/rooster/ " in found.text
        order = [given.get("id") or tag for tag, given in found.elements]
        assert order.index("citeren") == order.index("verwijzing") - 3
        assert order[order.index("citeren") - 2 : order.index("citeren")] == ["details", "summary"]

    def test_hostile_title_stays_within_the_field(self, client: Client) -> None:
        practice = make_practice("</textarea><script>alert(1)</script>")
        assert b"<script>alert" not in client.get(practice.get_absolute_url()).content


class TestSharing:
    def test_link_elsewhere_shows_title_summary_and_picture(self, client: Client) -> None:
        practice = make_practice('Zeg "ja"', slug="ja", summary="Kort & goed.", version=3)
        shown = {
            meta["property"]: meta["content"]
            for meta in page(client, practice).all("meta")
            if "property" in meta
        }
        assert shown["og:title"] == 'Zeg "ja"'
        assert shown["og:description"] == "Kort & goed."
        assert shown["og:type"] == "article"
        assert shown["og:url"] == f"{SITE}/voorbeelden/ja/"
        assert shown["og:image"] == f"{SITE}/voorbeelden/ja/kaart.png?versie=3"
        assert client.get("/voorbeelden/ja/kaart.png?versie=3").status_code == 200

    def test_draft_borrows_the_picture_of_the_site(self) -> None:
        images = preview(make_practice(status="draft")).all("meta", property="og:image")
        assert [image["content"] for image in images] == [f"{SITE}/kaart.png"]


class TestFactsInShort:
    def test_what_the_source_leaves_out_is_one_row(self, client: Client) -> None:
        practice = make_practice(sectors=[make_sector(name="Ggz")], phase="lopend")
        text = page(client, practice).text
        assert "In het kort Sector Ggz Fase Lopend" in text
        assert "Niet genoemd in de bron wie, regio, periode en omvang" in text

    def test_there_is_no_such_row_when_the_source_leaves_nothing_out(self, client: Client) -> None:
        practice = make_practice(
            organisations=["Thebe"],
            regions=[make_region("utrecht")],
            sectors=[make_sector()],
            period_start="2021",
            phase="lopend",
            scope="team",
        )
        assert "genoemd in de bron" not in page(client, practice).text

    def test_what_nobody_judged_or_confirmed_is_said_in_words_of_its_own(
        self, client: Client
    ) -> None:
        text = page(client, make_practice(sources=[make_source(published="")])).text
        assert "Bron uit de bron heeft geen datum" in text
        assert "Onderbouwing nog niet beoordeeld" in text
        assert "Klopt dit nog? nog niet bevestigd door de organisatie" in text


class TestStillTrue:
    def test_year_of_the_source_is_said_while_nobody_confirmed(self, client: Client) -> None:
        sources = [make_source(published="2020-05"), make_source(published="2021")]
        text = page(client, make_practice(sources=sources)).text
        assert (
            "Dit staat in bronnen uit 2020 en 2021. Niemand heeft ons nog laten weten of dit klopt"
            in text
        )

    def test_source_without_date_is_said(self, client: Client) -> None:
        text = page(client, make_practice(sources=[make_source(published="")])).text
        assert "De bron heeft geen datum. Niemand heeft ons nog laten weten of dit klopt" in text

    @pytest.mark.parametrize(("days", "is_old"), [(700, False), (760, True)])
    def test_old_confirmation_is_called_old(
        self, client: Client, days: int, *, is_old: bool
    ) -> None:
        day = timezone.localdate() - timedelta(days=days)
        text = page(client, make_practice(confirmed_on=day)).text
        assert f"heeft dit bevestigd op {date_format(day, 'j F Y')}" in text
        assert ("meer dan twee jaar geleden" in text) is is_old


class TestStub:
    def test_says_what_is_known_and_invites_to_tell_more(self, client: Client) -> None:
        practice = make_practice(
            slug="stil", evidence="genoemd", sectors=[make_sector()], phase="lopend"
        )
        found = page(client, practice)
        assert "Wel bekend: de sector en de fase." in found.text
        assert found.links().count("/indienen/wijziging/stil/") == 2

    def test_of_which_nothing_is_known(self, client: Client) -> None:
        text = page(client, make_practice(evidence="genoemd")).text
        assert "Meer dan hier staat, lezen wij er niet over." in text


class TestFigures:
    def test_one_long_number_makes_all_smaller(self, client: Client) -> None:
        practice = make_practice()
        practice.figures.create(label="Deelnemers", value="12")
        assert page(client, practice).all("dl", **{"class": "figures"})
        practice.figures.create(label="Budget", value="420 miljoen euro")
        assert page(client, practice).all("dl", **{"class": "figures long"})


class TestTimeline:
    def test_lines_stand_there_in_words_beside_the_drawing(self, client: Client) -> None:
        source = make_source(title="Het advies", published="2021")
        practice = make_practice(period_start="2018", phase="lopend", sources=[source])
        found = page(client, practice)
        assert "Periode sinds 2018, voor het laatst gemeld in 2021" in found.text
        assert "Bron Het advies, 2021" in found.text
        assert "Streepjes: hiervan weten wij niets." in found.text
        drawn = [svg for svg in found.all("svg") if svg.get("width") == "100%"]
        assert len(drawn) == 3
        assert found.all("dd", **{"class": "lane", "aria-hidden": "true"})

    def test_numbers_in_the_drawing_have_a_point(self, client: Client) -> None:
        practice = make_practice(
            period_start="2018-05", period_end="2020-07", sources=[make_source(published="2021")]
        )
        found = page(client, practice)
        assert found.all("rect")
        assert all("," not in f"{rect['x']}{rect['width']}" for rect in found.all("rect"))

    def test_without_anything_to_show_there_is_none(self, client: Client) -> None:
        assert "Wanneer was dit?" not in page(client, make_practice()).text


class TestFactsForMachines:
    def test_all_that_is_known_has_its_own_name(self, client: Client) -> None:
        practice = make_practice(
            "Rooster",
            slug="rooster",
            licence="CC-BY-4.0",
            sectors=[make_sector("ggz", name="Ggz")],
            regions=[make_region("utrecht", code="PV26")],
            pillars=["2a"],
            tags=["cao"],
            organisations=["Thebe"],
            period_start="2018-03",
            phase="lopend",
        )
        make_participation(practice, "Ministerie", "financier")
        make_pillar_tag(practice, "1")
        found = facts(client, practice)
        assert found["@type"] == "Article"
        assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert found["temporalCoverage"] == "2018-03/.."
        assert found["audience"][0]["audienceType"] == "Werkgevers in Ggz"
        assert found["spatialCoverage"][0]["identifier"] == "PV26"
        assert [term["termCode"] for term in found["about"]] == ["1", "2a"]
        assert found["about"][0]["inDefinedTermSet"] == f"{SITE}/pijlers/"
        assert [one["name"] for one in found["mentions"]] == ["Thebe"]
        assert [one["name"] for one in found["funder"]] == ["Ministerie"]
        assert found["image"].startswith(f"{SITE}/voorbeelden/rooster/kaart.png")
        assert found["publisher"] == found["author"]
        assert found["publisher"]["name"] == "Kennisbank modern werkgeverschap"
        assert found["isPartOf"]["@type"] == "DataCatalog"

    @pytest.mark.parametrize(
        ("start", "end", "phase", "said"),
        [
            ("2018", "2021-05", "", "2018/2021-05"),
            ("2023-09-12", "2023-09-12", "", "2023-09-12"),
            ("2018", "", "gestopt", "2018"),
            ("", "2021", "", "../2021"),
            ("", "", "lopend", None),
        ],
    )
    def test_period_says_no_more_than_is_known(
        self, client: Client, start: str, end: str, phase: str, said: str | None
    ) -> None:
        practice = make_practice(period_start=start, period_end=end, phase=phase)
        assert facts(client, practice).get("temporalCoverage") == said

    def test_what_nobody_knows_is_absent(self, client: Client) -> None:
        found = facts(client, make_practice())
        absent = {"about", "audience", "spatialCoverage", "license", "funder", "mentions"}
        assert not absent & found.keys()

    def test_contact_is_never_in_it(self, client: Client) -> None:
        practice = make_practice(
            contact_name="Jo",
            contact_email="jo@voorbeeld.invalid",
            contact_consent_on=date(2026, 1, 1),
        )
        assert "jo@voorbeeld.invalid" not in json.dumps(facts(client, practice))


def test_source_with_an_address_can_be_read_there(client: Client) -> None:
    source = make_source(url="https://voorbeeld.invalid/advies.pdf")
    assert (
        "https://voorbeeld.invalid/advies.pdf"
        in page(client, make_practice(sources=[source])).links()
    )


def test_page_has_no_id_twice_and_no_style_of_its_own(client: Client) -> None:
    practice = make_practice(
        pillars=["1", "2a"], period_start="2018", phase="lopend", sources=[make_source()]
    )
    practice.figures.create(label="Deelnemers", value="12")
    found = page(client, practice)
    assert found.repeated_ids == []
    assert not [given for _, given in found.elements if "style" in given]
