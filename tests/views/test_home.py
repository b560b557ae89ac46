"""The home page: problems, words, and pillar, sector and region; what is new and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.models import Kind
from practices.views import problems
from practices.views.home import MANY

from ..factories import (
    make_pillar_tag,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
)
from .html import Page, visit
from .lists import titles_of

pytestmark = pytest.mark.django_db


def list_of(client: Client, query: str) -> int:
    """How many practices the list has for a query."""
    count: int = client.get(f"/voorbeelden/?{query}").context["total"]
    return count


def options(page: Page) -> list[str]:
    """What can be chosen from the lists of sectors and regions."""
    return [str(given["value"]) for given in page.all("option") if given.get("value")]


class TestProblems:
    def test_problem_without_practices_is_not_offered(self, client: Client) -> None:
        make_practice(tags=["loopbaan"])
        page = visit(client, "/")
        assert "Mensen groeien niet door" in page.text
        assert "Mensen vertrekken" not in page.text

    def test_problem_leads_to_its_list(self, client: Client) -> None:
        make_practice("Over de loopbaan", tags=["loopbaan"])
        kinds = "soort=praktijkvoorbeeld&soort=programma&soort=instrument"
        address = f"/voorbeelden/?q=loopbaan&trefwoord=loopbaan&{kinds}"
        assert address in visit(client, "/").links()

    def test_list_says_which_problem_was_chosen(self, client: Client) -> None:
        make_practice("Over de loopbaan", tags=["loopbaan"])
        kinds = "soort=praktijkvoorbeeld&soort=programma&soort=instrument"
        page = visit(client, f"/voorbeelden/?{kinds}&trefwoord=loopbaan&q=loopbaan")
        assert "1 voorbeeld bij ‘Mensen groeien niet door’" in page.text
        assert "Hiervoor hebben wij 4 filters en het woord ‘loopbaan’ gekozen" in page.text
        narrowed = visit(client, f"/voorbeelden/?{kinds}&trefwoord=loopbaan&q=loopbaan&fase=lopend")
        assert "voor ‘loopbaan’ met 5 filters" in narrowed.text
        assert "Mensen groeien niet door" not in narrowed.text

    def test_problem_counts_what_its_list_holds(self, client: Client) -> None:
        for tags in (["werkdruk"], ["administratieve lasten"], ["werkdruk", "zzp"]):
            make_practice("Werkdruk en flex", tags=tags)
        make_practice("Een studie", tags=["werkdruk"], kind="onderzoek")
        offered = client.get("/").context["problems"]
        assert {problem.label: problem.count for problem in offered} == {
            "De werkdruk is te hoog": 3,
            "Wij leunen op zzp en flex": 1,
        }
        for problem in offered:
            assert list_of(client, problem.query) == problem.count

    def test_words_that_find_nothing_are_left_out(self, client: Client) -> None:
        make_practice("Titel", tags=["administratieve lasten"])
        (problem,) = client.get("/").context["problems"]
        assert problem.query.startswith("trefwoord=administratieve-lasten&")
        assert problem.count == 1

    def test_draft_is_not_counted(self, client: Client) -> None:
        make_practice(tags=["loopbaan"])
        make_practice(tags=["loopbaan"], status="draft")
        (problem,) = client.get("/").context["problems"]
        assert problem.count == 1

    def test_every_problem_asks_something_of_the_list(self) -> None:
        labels = [problem.label for problem in problems.PROBLEMS]
        assert len(labels) == len(set(labels)) == 10
        assert all(problem.chosen for problem in problems.PROBLEMS)


class TestBrowsing:
    def test_sectors_are_trees(self, client: Client) -> None:
        make_sector("ggz", parent=make_sector("zorg"))
        (tree,) = client.get("/").context["sectors"]
        assert [node.value.key for node in (tree.top, *tree.below)] == ["zorg", "ggz"]
        assert {"/sectoren/zorg/", "/sectoren/ggz/"} <= set(visit(client, "/").links())

    def test_sector_and_region_can_be_chosen_together(self, client: Client) -> None:
        sector, region = make_sector("ggz"), make_region("zeeland")
        make_practice(sectors=[sector], regions=[region])
        make_practice(sectors=[sector])
        page = visit(client, "/")
        assert page.all("form", action="/voorbeelden/", **{"class": "pick"})
        assert options(page) == ["ggz", "zeeland"]
        assert "Ggz (2)" in page.text
        assert list_of(client, "sector=ggz&regio=zeeland") == 1
        assert list_of(client, "sector=&regio=") == 2

    def test_small_regions_are_offered_when_something_is_there(self, client: Client) -> None:
        land = make_region("nederland", kind="land")
        province = make_region("zeeland", parents=[land])
        full = make_region("walcheren", kind="arbeidsmarktregio", parents=[province])
        make_region("leeg", kind="arbeidsmarktregio", parents=[province])
        make_region("lege-provincie", parents=[land])
        make_practice(regions=[full])
        assert set(options(visit(client, "/"))) == {"zeeland", "lege-provincie", "walcheren"}

    def test_practices_without_a_region_are_told(self, client: Client) -> None:
        make_practice()
        make_practice(regions=[make_region("zeeland")])
        assert "1 voorbeeld staat niet op de kaart: de bron noemt geen regio." in (
            visit(client, "/").text
        )

    def test_each_element_stands_there_once_with_its_name_and_leads_on(
        self, client: Client
    ) -> None:
        make_pillar_tag(make_practice(), "2a")
        page = visit(client, "/")
        assert page.text.count("Element 2a 1 voorbeeld, 1 zo in de bron") == 1
        assert page.links().count("/pijlers/2/") == page.links().count("/pijlers/2a/") == 1
        assert page.links().count("/indienen/?pijler=3c") == 1
        assert "/indienen/?pijler=2a" not in page.links()

    def test_filled_and_open_are_explained_once_with_what_a_sign_is(self, client: Client) -> None:
        make_pillar_tag(make_practice(), "2a")
        text = visit(client, "/").text
        assert text.count("Elk teken is een voorbeeld. Gevuld teken: staat zo in de bron.") == 1
        assert text.count("Gevuld") == 1

    def test_element_that_nobody_has_is_named(self, client: Client) -> None:
        practice = make_practice(sectors=[make_sector("ggz")])
        for code in ("1a", "1b", "2a", "2b", "2c", "2d", "3a", "3b"):
            make_pillar_tag(practice, code)
        text = visit(client, "/").text
        assert "In geen enkele sector vonden wij een voorbeeld over element 3c (3c)." in text


class TestWhatThereIs:
    def test_empty_site_says_so_without_errors(self, client: Client) -> None:
        assert "geen voorbeelden" in visit(client, "/").text

    def test_site_with_vocabularies_but_no_practices_invites(self, client: Client) -> None:
        make_pillars()
        make_sector("ggz")
        page = visit(client, "/")
        assert "/indienen/" in page.links()
        assert not page.all("ul", **{"class": "results plain"})

    def test_lead_does_not_call_everything_an_example_from_practice(self, client: Client) -> None:
        make_practice()
        make_practice(kind="programma")
        make_practice(kind="onderzoek")
        text = visit(client, "/").text
        assert "Zoek in 3 voorbeelden van goed werkgeverschap in zorg en welzijn" in text
        assert "uit de praktijk" not in text

    @pytest.mark.parametrize(
        ("kinds", "words"),
        [
            ("praktijkvoorbeeld", "1 is een praktijkvoorbeeld."),
            ("praktijkvoorbeeld " * 2, "2 zijn praktijkvoorbeelden."),
            (
                "praktijkvoorbeeld programma onderzoek onderzoek",
                "1 is een praktijkvoorbeeld, de rest vooral onderzoek.",
            ),
            (
                "praktijkvoorbeeld programma onderzoek",
                "1 is een praktijkvoorbeeld, de rest programma’s en onderzoek.",
            ),
            (
                "regeling campagne praktijkvoorbeeld bijeenkomst campagne regeling instrument",
                "1 is een praktijkvoorbeeld, de rest vooral campagnes en regelingen.",
            ),
        ],
    )
    def test_lead_names_the_kinds_that_most_of_the_others_are(
        self, client: Client, kinds: str, words: str
    ) -> None:
        for kind in kinds.split():
            make_practice(kind=kind)
        assert f"en onderwijs. {words}" in visit(client, "/").text.replace("\xa0", " ")

    def test_lead_says_nothing_of_kinds_without_an_example_from_practice(
        self, client: Client
    ) -> None:
        make_practice(kind="programma")
        assert "praktijkvoorbeeld" not in visit(client, "/").text

    def test_every_kind_has_a_word_for_more(self) -> None:
        assert set(MANY) == set(Kind)

    def test_fullest_is_what_an_employer_did(self, client: Client) -> None:
        make_practice("Bijeenkomst", approach="Zo.", results="Dit.", kind="bijeenkomst")
        make_practice("Gedaan", approach="Zo.")
        assert titles_of(client.get("/").context["fullest"]) == ["Gedaan"]

    def test_newest_three_come_first(self, client: Client) -> None:
        now = timezone.now()
        for day in range(5):
            make_practice(f"Dag {day}", published_at=now - timedelta(days=day))
        assert titles_of(client.get("/").context["newest"]) == ["Dag 0", "Dag 1", "Dag 2"]

    def test_newest_differ_as_far_as_they_can(self, client: Client) -> None:
        now, care = timezone.now(), make_sector("zorg")
        zeeland, drenthe = make_region("zeeland"), make_region("drenthe")
        for day, regions in enumerate(([zeeland], [zeeland], [drenthe], [])):
            make_practice(
                f"Dag {day}",
                published_at=now - timedelta(days=day),
                sectors=[care],
                regions=regions,
            )
        assert titles_of(client.get("/").context["newest"]) == ["Dag 0", "Dag 2", "Dag 3"]

    def test_fullest_come_first_and_a_bare_one_never(self, client: Client) -> None:
        parts: dict[str, Any] = {
            "approach": "Zo.",
            "results": "Dit.",
            "conditions": "Dat.",
            "lessons": "Les.",
        }
        make_practice("Vol", **parts, phase="lopend", sectors=[make_sector()])
        make_practice("Verteld", **parts)
        make_practice("Half", approach="Zo.")
        make_practice("Kaal", sources=[make_source()], phase="lopend", sectors=[make_sector()])
        make_practice("Concept", **parts, phase="lopend", status="draft")
        assert titles_of(client.get("/").context["fullest"]) == ["Vol", "Verteld", "Half"]

    def test_of_equally_full_the_newest_comes_first(self, client: Client) -> None:
        now = timezone.now()
        for day in (2, 0, 1):
            make_practice(f"Dag {day}", approach="Zo.", published_at=now - timedelta(days=day))
        assert titles_of(client.get("/").context["fullest"]) == ["Dag 0", "Dag 1", "Dag 2"]

    def test_change_shows_at_once(self, client: Client) -> None:
        make_practice("Eerst")
        assert titles_of(client.get("/").context["newest"]) == ["Eerst"]
        make_practice("Daarna")
        assert titles_of(client.get("/").context["newest"]) == ["Daarna", "Eerst"]

    def test_title_is_shown_as_text(self, client: Client) -> None:
        make_practice("<b>Vet</b> & zo")
        html = client.get("/").content.decode()
        assert "&lt;b&gt;Vet&lt;/b&gt; &amp; zo" in html
        assert "<b>Vet</b>" not in html


class TestWork:
    def test_queries_do_not_grow_with_the_practices(self, client: Client) -> None:
        counts = []
        for amount in (3, 30):
            for _ in range(amount):
                make_practice(approach="Zo.", pillars=["2a"], tags=["loopbaan"])
            with CaptureQueriesContext(connection) as first:
                client.get("/")
            with CaptureQueriesContext(connection) as again:
                client.get("/")
            counts.append((len(first), len(again)))
        assert counts[1][0] <= counts[0][0]
        assert counts[0][1] == counts[1][1] == 1  # which version of the index there is

    @pytest.mark.parametrize("query", ["?sector=mars", "?q=%00", "?" + "v=a&" * 400])
    def test_parameters_are_of_no_use_and_do_no_harm(self, client: Client, query: str) -> None:
        make_practice()
        assert client.get(f"/{query}").status_code == 200

    def test_nothing_is_written(self, client: Client) -> None:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)("/").status_code == 405
