"""The page of one practice."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices import workflow
from practices.models import OldSlug, Origin, Practice

from ..factories import (
    make_participation,
    make_pillar_tag,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from ..logging_in import log_in
from .html import visit

pytestmark = pytest.mark.django_db


class TestDetail:
    def test_story_in_order_with_headings(self, client: Client) -> None:
        practice = make_practice(
            background="Eerst.", approach="Dan.", results="Toen.", caveat="Let op.", lessons="Les."
        )
        practice.figures.create(label="Deelnemers", value="12")
        text = visit(client, practice.get_absolute_url()).text
        order = ["Aanleiding", "Aanpak", "Resultaten", "Cijfers uit de bron", "Lessen", "Kantteken"]
        places = [text.index(heading) for heading in order]
        assert places == sorted(places)
        assert "Voorwaarden" not in text

    def test_tags_tell_reason_and_origin(self, client: Client) -> None:
        practice = make_practice(pillars=["2"])
        make_pillar_tag(practice, "2c", origin=Origin.EDITORS, reason="Want zo staat het er.")
        page = visit(client, practice.get_absolute_url())
        assert "Staat zo in de bron" in page.text
        assert "Want zo staat het er." in page.text
        assert "Afgeleid door de redactie" in page.text
        (signature,) = page.all("svg", role="img")
        assert signature["aria-label"] == (
            "In de bron: pijler Grip op het werk. Afgeleid: 2c Element 2c."
        )

    def test_places_are_grouped_by_source(self, client: Client) -> None:
        source = make_source(title="Het advies", author="De commissie", published="2021-09-17")
        practice = make_practice(sources=[source, source])
        page = visit(client, practice.get_absolute_url())
        assert page.text.count("De commissie, Het advies , 17 september 2021.") == 1
        place = "Bijlage, regels 1 tot en met 9"
        assert f"Plaatsen in dit document: {place} {place} Wij tellen de regels" in page.text
        assert source.get_absolute_url() in page.links()

    def test_quotation_stands_with_its_place(self, client: Client) -> None:
        source = make_source()
        practice = make_practice(sources=[source])
        practice.citations.update(quotation="Letterlijk zo.")
        page = visit(client, practice.get_absolute_url())
        assert len(page.all("blockquote")) == 1
        assert f"Woorden van de bron Letterlijk zo. {source} , Bijlage" in page.text

    def test_stub_says_that_it_is_only_named(self, client: Client) -> None:
        named = make_practice(evidence="genoemd")
        assert "De bron noemt alleen de naam" in visit(client, named.get_absolute_url()).text
        told = make_practice(evidence="beschreven")
        assert "De bron noemt alleen de naam" not in visit(client, told.get_absolute_url()).text

    def test_what_nobody_knows_is_said(self, client: Client) -> None:
        text = visit(client, make_practice().get_absolute_url()).text
        assert "Wat weten wij niet?" in text
        assert "wat het heeft opgeleverd" in text
        assert "Klopt dit nog? nog niet bevestigd door de organisatie" in text

    def test_bar_is_explained_only_where_one_is_drawn(self, client: Client) -> None:
        barred, bare = make_practice(pillars=["2", "1a"]), make_practice(pillars=["1a"])
        assert "Streep:" in visit(client, barred.get_absolute_url()).text
        assert "Streep:" not in visit(client, bare.get_absolute_url()).text

    def test_confirmation_has_its_date(self, client: Client) -> None:
        practice = make_practice(confirmed_on=date(2026, 11, 1))
        text = visit(client, practice.get_absolute_url()).text
        assert "Klopt dit nog? Bevestigd op 1 november 2026" in text

    def test_contact_is_shown_only_with_consent(self, client: Client) -> None:
        practice = make_practice(contact_name="Jo", contact_email="jo@voorbeeld.invalid")
        address = practice.get_absolute_url()
        assert "jo@voorbeeld.invalid" not in visit(client, address).text
        Practice.objects.update(contact_consent_on=timezone.now())
        assert "jo@voorbeeld.invalid" in visit(client, address).text

    def test_organisations_have_their_role(self, client: Client) -> None:
        practice = make_practice()
        make_participation(practice, "Thebe", "financier")
        assert "Thebe (financier)" in visit(client, practice.get_absolute_url()).text

    def test_related_practice_is_named_with_the_reason(self, client: Client) -> None:
        practice = make_practice("Vroeg", summary="Eerst.", tags=["rooster"])
        other = make_practice("Laat", summary="Later.", tags=["rooster"])
        page = visit(client, practice.get_absolute_url())
        assert other.get_absolute_url() in page.links()
        assert "Ook ‘rooster’." in page.text

    def test_facts_for_machines_hold_what_is_known(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://kennisbank.voorbeeld.nl"
        practice = make_practice(
            "</script>", pillars=["2a"], sources=[make_source(published="")], licence="CC0-1.0"
        )
        html = client.get(practice.get_absolute_url()).content.decode()
        block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        facts = json.loads(block)
        assert facts["name"] == "</script>"
        assert facts["url"] == f"https://kennisbank.voorbeeld.nl{practice.get_absolute_url()}"
        assert facts["about"][0]["termCode"] == "2a"
        assert facts["license"].startswith("https://creativecommons.org/publicdomain/zero/")
        assert "datePublished" not in facts["isBasedOn"][0]
        assert "spatialCoverage" not in facts

    def test_hostile_text_is_shown_not_run(self, client: Client) -> None:
        evil = "<script>alert(1)</script>"
        practice = make_practice(evil, summary=evil, approach=f"- {evil}", tags=[evil])
        content = client.get(practice.get_absolute_url()).content
        assert b"<script>alert" not in content

    def test_number_of_queries_is_fixed(self, client: Client) -> None:
        def queries(practice: Practice) -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(practice.get_absolute_url())
            return len(captured)

        sources = [make_source() for _ in range(3)]
        sector, region = make_sector(), make_region()
        few = make_practice(
            pillars=["2a"], tags=["cao"], sectors=[sector], regions=[region], sources=sources[:1]
        )
        many = make_practice(
            pillars=["1", "2a", "2b"],
            tags=["cao", "zzp", "rooster"],
            sectors=[sector, make_sector()],
            regions=[region, make_region()],
            sources=sources,
        )
        queries(few), queries(many)
        assert queries(few) == queries(many)


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("groups", [(), ("eindredacteur",)])
    def test_draft_is_nowhere_not_even_for_editors(
        self, client: Client, groups: tuple[str, ...]
    ) -> None:
        draft = make_practice(status="draft")
        if groups:
            log_in(client, make_user(*groups))
        visit(client, draft.get_absolute_url(), status=404)

    def test_archived_is_gone_with_the_reason(self, client: Client) -> None:
        practice = make_practice("Oud voorbeeld", approach="Het geheim.")
        workflow.archive(practice, actor=make_user("eindredacteur"), note="De bron is ingetrokken.")
        page = visit(client, practice.get_absolute_url(), status=410)
        assert "De bron is ingetrokken." in page.text
        assert "Oud voorbeeld" in page.text
        assert "Het geheim." not in page.text

    def test_archived_that_never_was_public_is_nowhere(self, client: Client) -> None:
        practice = make_practice(status="draft")
        workflow.archive(practice, actor=make_user("eindredacteur"), note="Dubbel.")
        visit(client, practice.get_absolute_url(), status=404)

    def test_old_address_leads_to_the_present_one(self, client: Client) -> None:
        practice = make_practice(slug="nieuw")
        OldSlug.objects.create(slug="oud", practice=practice)
        answer = client.get("/voorbeelden/oud/")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/voorbeelden/nieuw/"

    def test_old_address_keeps_what_was_chosen(self, client: Client) -> None:
        OldSlug.objects.create(slug="oud", practice=make_practice(slug="nieuw"))
        answer = client.get("/voorbeelden/oud/?v=a&v=b&q=%C3%A9%0A%26")
        assert answer.headers["Location"] == "/voorbeelden/nieuw/?v=a&v=b&q=%C3%A9%0A%26"

    def test_old_address_of_a_draft_tells_nothing(self, client: Client) -> None:
        OldSlug.objects.create(slug="oud", practice=make_practice(status="draft"))
        visit(client, "/voorbeelden/oud/", status=404)

    def test_unknown_address(self, client: Client) -> None:
        visit(client, "/voorbeelden/bestaat-niet/", status=404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_can_only_be_read(client: Client, method: str) -> None:
    practice = make_practice()
    for address in ("/", "/voorbeelden/", practice.get_absolute_url()):
        assert getattr(client, method)(address).status_code == 405
