"""The points of comparison on the page on which practices lie side by side."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from practices.models import Origin, Practice
from practices.side_by_side import DIFFERS, LONG, SAME, UNCLEAR, Verdict

from ..factories import (
    make_participation,
    make_pillar_tag,
    make_practice,
    make_practices,
    make_region,
    make_sector,
    make_source,
)
from .comparing import address
from .html import visit

pytestmark = pytest.mark.django_db


def verdicts(client: Client, where: str) -> dict[str, Verdict | None]:
    """Of each point on the page what is said of it."""
    context = client.get(where).context
    groups = [context["first_group"], *context["other_groups"]]
    return {row.criterion.label: row.verdict for one in groups for row in one.rows}


class TestRows:
    def test_say_whether_they_differ(self, client: Client) -> None:
        care, school = make_sector("zorg"), make_sector("school")
        make_practice(slug="a", summary="Een.", sectors=[care, school], phase="lopend")
        make_practice(slug="b", summary="Twee.", sectors=[school, care], phase="pilot")
        differ = verdicts(client, address("a", "b"))
        assert differ["Fase"] == DIFFERS
        assert differ["Sector"] == SAME
        assert differ["Regio"] == UNCLEAR
        assert differ["Samenvatting"] is None

    def test_say_it_in_words_and_of_how_many_it_is_known(self, client: Client) -> None:
        make_practices("a", "b", summary="Zo.", kind="programma", phase="lopend")
        make_practices("c", summary="Zo.", kind="programma", scope="team")
        text = visit(client, address("a", "b", "c")).text
        assert "Soort = gelijk Alle 3 Programma" in text
        assert (
            "Fase ? niet te vergelijken bekend van 2 van de 3 "
            "1 A Lopend 2 B Lopend 3 C niet genoemd in de bron" in text
        )
        assert "Van geen van deze bekend: periode, sector, regio en organisaties." in text

    def test_hold_all_that_is_known(self, client: Client) -> None:
        make_practices("a")
        full = make_practice(
            slug="b",
            kind="programma",
            phase="pilot",
            period_start="2021-05",
            scope="regio",
            evidence="eigen-cijfers",
            sectors=[make_sector("ggz", name="Ggz")],
            regions=[make_region("zeeland")],
            sources=[make_source("advies", title="Het advies", published="2021")],
            approach="De *aanpak*.",
            results="Het resultaat.",
            conditions="De voorwaarde.",
            lessons="De les.",
            background="De aanleiding.",
            caveat="De kanttekening.",
            confirmed_on=date(2026, 11, 1),
        )
        make_participation(full, "Thebe", "financier")
        full.figures.create(label="Deelnemers", value="12")
        page = visit(client, address("a", "b"))
        for words in (
            *("Programma", "Pilot", "mei 2021", "Een regio", "Ggz", "Zeeland"),
            *("Thebe (financier)", "De aanpak .", "Het resultaat.", "De voorwaarde.", "De les."),
            *("De aanleiding.", "De kanttekening.", "12 deelnemers", "Met eigen cijfers"),
            *("Staat in: Bijlage, regels 1 tot en met 9.", "Bevestigd op 1 november 2026"),
        ):
            assert words in page.text, words
        places = {"/sectoren/ggz/", "/regios/zeeland/", "/organisaties/thebe/", "/bronnen/advies/"}
        assert places <= set(page.links())

    def test_say_what_nobody_knows(self, client: Client) -> None:
        make_practices("a", "b")
        text = visit(client, address("a", "b")).text
        assert "Van allebei niet bekend: aanpak, resultaten, voorwaarden en lessen." in text
        assert (
            "Van allebei niet bekend: cijfers, onderbouwing, bronnen en of dit nog klopt." in text
        )
        Practice.objects.filter(slug="a").update(
            evidence="beschreven", confirmed_on=date(2026, 11, 1)
        )
        text = visit(client, address("a", "b")).text
        assert "2 B nog niet beoordeeld" in text
        assert "2 B nog niet bevestigd door de organisatie" in text
        assert "Van allebei niet bekend: cijfers en bronnen." in text

    def test_line_of_what_nobody_knows_is_absent_where_something_is_known_of_all(
        self, client: Client
    ) -> None:
        make_practices("a", approach="Zo.", results="Dit.", conditions="Geld.", lessons="Veel.")
        make_practices("b")
        text = visit(client, address("a", "b")).text
        told = text.partition("Wat zij doen")[2].partition("Hoe weten wij dit?")[0]
        assert "Lessen bekend van 1 van de 2" in told
        assert "bekend:" not in told

    def test_background_and_caveat_are_left_out_when_none_has_one(self, client: Client) -> None:
        make_practices("a", "b")
        assert not {"Aanleiding", "Kanttekening"} & verdicts(client, address("a", "b")).keys()

    def test_long_text_can_be_folded_but_is_there_whole(self, client: Client) -> None:
        make_practices("a", approach="woord " * LONG + "einde")
        make_practices("b", approach="Kort.")
        page = visit(client, address("a", "b"))
        assert len(page.all("input", type="checkbox")) == 1
        assert "woord einde" in page.text

    def test_only_differences_can_be_shown(self, client: Client) -> None:
        make_practices("a", "b", summary="Zo.", kind="programma", phase="lopend")
        Practice.objects.filter(slug="b").update(phase="pilot", approach="Zo.")
        where = address("a", "b", toon="verschillen")
        assert set(verdicts(client, where)) == {"Fase"}
        page = visit(client, where)
        assert (
            "Ze verschillen op 1 punt. Teksten en bronnen tellen daarbij niet mee. "
            "Op 13 punten weten wij niet alles. U ziet alleen de verschillen." in page.text
        )
        assert address("a", "b") in page.links()
        assert [link["href"] for link in page.all("a", **{"aria-current": "true"})][-1] == where

    def test_every_point_with_a_gap_is_counted(self, client: Client) -> None:
        make_practices("a", "b", summary="Zo.", kind="programma")
        where = address("a", "b")
        context = client.get(where).context
        groups = [context["first_group"], *context["other_groups"]]
        complete = {row.criterion.label for one in groups for row in one.rows if not row.has_gap}
        assert complete == {"Samenvatting", "Soort"}
        assert context["gaps"] == sum(len(one.rows) for one in groups) - 2 == 14
        Practice.objects.filter(slug="a").update(phase="pilot")
        assert client.get(where).context["gaps"] == 14, "van één bekend is niet genoeg"
        Practice.objects.update(phase="pilot")
        make_pillar_tag(Practice.objects.get(slug="a"), "2a")
        assert client.get(where).context["gaps"] == 14, "fase eraf, 2a erbij"

    def test_unknown_way_to_show_is_ignored_with_a_notice(self, client: Client) -> None:
        make_practices("a", "b")
        where = address("a", "b", toon="alles")
        assert client.get(where).context["notices"] == ["Toon: ‘alles’ kennen wij niet."]
        assert "Soort" in verdicts(client, where)


class TestElements:
    def test_signs_are_said_in_words(self, client: Client) -> None:
        first, second = make_practices("a", "b")
        make_pillar_tag(first, "2a", origin=Origin.SOURCE)
        make_pillar_tag(first, "3b", origin=Origin.SUBMITTER)
        make_pillar_tag(second, "2a", origin=Origin.EDITORS)
        text = visit(client, address("a", "b")).text
        assert "= gelijk: 2a Element 2a staat zo in de bron afgeleid door de redactie" in text
        assert "≠ verschilt: 3b Element 3b volgens de inzender niet genoemd" in text
        assert " 1a Element 1a niet genoemd niet genoemd 1b" in text

    def test_only_those_that_differ_with_the_pillar_above(self, client: Client) -> None:
        first, second = make_practices("a", "b")
        for practice in (first, second):
            make_pillar_tag(practice, "1a")
        make_pillar_tag(second, "3c")
        context = client.get(address("a", "b", toon="verschillen")).context
        assert [row.code for row in context["elements"]] == ["3", "3c"]


class TestQuestions:
    def test_stand_on_the_page_with_who_can_be_asked(self, client: Client) -> None:
        make_practices("a", contact_name="Jo", contact_email="jo@voorbeeld.invalid")
        make_practices(
            "b",
            contact_name="Sam",
            contact_email="sam@voorbeeld.invalid",
            contact_consent_on=date(2026, 11, 1),
        )
        page = visit(client, address("a", "b"))
        assert "Wat heeft het opgeleverd?" in page.text
        assert "sam@voorbeeld.invalid" in page.text
        assert "jo@voorbeeld.invalid" not in page.text
        assert {"/voorbeelden/a/vraag-stellen/", "/voorbeelden/b/vraag-stellen/"} <= set(
            page.links()
        )
