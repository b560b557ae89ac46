"""What the list says about the words, and what it offers beside its results."""

from __future__ import annotations

import pytest
from django.test import Client

from practices.models import Concept, Element
from practices.workflow import vocabulary_changed

from ..factories import make_pillars, make_practice, make_region, make_sector
from .html import Page, visit
from .lists import listing

pytestmark = pytest.mark.django_db


def page(client: Client, query: str) -> Page:
    """The page of the list."""
    return visit(client, f"/voorbeelden/?{query}")


def make_concept(name: str, **terms: str) -> None:
    """A concept with one term of each relation given."""
    concept = Concept.objects.create(name=name)
    for relation, text in terms.items():
        concept.terms.create(relation=relation, text=text)
    vocabulary_changed()


class TestOtherWords:
    def test_only_terms_that_lead_to_something_are_offered(self, client: Client) -> None:
        make_practice("Verzuim")
        make_practice("Vitaal aan het werk")
        make_concept("verzuim", related="vitaal", broader="arbeidsongeschiktheid")
        assert listing(client, "?q=verzuim")["other_words"] == ["vitaal"]
        assert "Zoek ook op: vitaal" in page(client, "q=verzuim").text

    def test_line_is_left_out_when_no_term_leads_anywhere(self, client: Client) -> None:
        make_practice("Verzuim")
        make_concept("verzuim", related="re-integratie")
        assert "Zoek ook op" not in page(client, "q=verzuim").text

    def test_term_must_lead_somewhere_within_the_filters(self, client: Client) -> None:
        sector = make_sector("ggz")
        make_practice("Verzuim", sectors=[sector])
        make_practice("Vitaal aan het werk")
        make_concept("verzuim", related="vitaal")
        assert listing(client, "?q=verzuim&sector=ggz")["other_words"] == []

    def test_words_of_a_term_must_stand_together(self, client: Client) -> None:
        make_practice("Meer vrije tijd, en later uren", summary="-")
        make_concept("deeltijd", related="meer uren")
        assert listing(client, "?q=deeltijd")["other_words"] == []
        make_practice("Meer uren")
        assert listing(client, "?q=deeltijd")["other_words"] == ["meer uren"]

    @pytest.mark.parametrize("known", [True, False])
    def test_region_is_offered_only_where_it_leaves_something(
        self, client: Client, known: bool
    ) -> None:
        region = make_region("limburg", name="Limburg")
        make_practice("Rooster", regions=[region] if known else [])
        offers = [offer.label for offer in listing(client, "?q=rooster+limburg")["offers"]]
        assert offers == (["regio Limburg"] if known else [])


class TestGap:
    @pytest.fixture(autouse=True)
    def model(self) -> None:
        make_pillars()
        Element.objects.filter(code="3c").update(name="Kinderopvang en zorgverlof")
        vocabulary_changed()

    def test_region_without_practices_is_told_with_the_region_around_it(
        self, client: Client
    ) -> None:
        country = make_region("nederland", kind="land", name="Nederland")
        province = make_region("noord-holland", name="Noord-Holland", parents=[country])
        make_region("amsterdam", kind="arbeidsmarktregio", name="Amsterdam", parents=[province])
        make_practice("Rooster", regions=[province])
        vocabulary_changed()
        shown = page(client, "q=amsterdam")
        assert (
            "Over de regio Amsterdam kennen wij nog geen voorbeeld. "
            "Bekijk die van Noord-Holland of stuur er een in"
        ) in shown.text
        assert {"?regio=noord-holland#resultaten", "/indienen/?regio=amsterdam"} <= {*shown.links()}
        assert "tikfout" not in shown.text

    def test_country_is_no_region_around_a_province(self, client: Client) -> None:
        country = make_region("nederland", kind="land", name="Nederland")
        make_region("flevoland", name="Flevoland", parents=[country])
        make_practice("Rooster", regions=[country])
        vocabulary_changed()
        said = "Over de regio Flevoland kennen wij nog geen voorbeeld. Stuur er een in"
        assert said in page(client, "q=rooster flevoland").text

    @pytest.mark.parametrize("asked", ["3c", "zorgverlof", "verlof"])
    def test_known_gap_is_told_and_not_taken_for_a_mistake(
        self, client: Client, asked: str
    ) -> None:
        make_practice("Rooster")
        shown = page(client, f"q={asked}")
        said = "Over 3c Kinderopvang en zorgverlof kennen wij nog geen voorbeeld. Stuur er een in"
        assert said in shown.text
        assert "tikfout" not in shown.text
        assert len(shown.all("a", href="/pijlers/3c/")) == 1
        assert len(shown.all("a", href="/indienen/?pijler=3c")) == 1

    def test_element_with_a_practice_is_no_gap(self, client: Client) -> None:
        make_practice("Rooster", pillars=["3c"])
        assert listing(client, "?q=zorgverlof")["gaps"] == []

    def test_filters_make_no_gap(self, client: Client) -> None:
        make_sector("ggz")
        make_practice("Rooster", pillars=["3c"])
        assert listing(client, "?q=zorgverlof&sector=ggz")["gaps"] == []


class TestHowFound:
    def test_heading_has_the_word_that_was_looked_for(self, client: Client) -> None:
        make_practice("Verzuim")
        shown = page(client, "q=verzuum")
        assert "1 voorbeeld voor ‘verzuim’ Niets gevonden voor ‘verzuum’" in " ".join(
            shown.text.split()
        )

    @pytest.mark.parametrize(
        ("titles", "said"),
        [
            (
                ["Rooster"],
                (
                    "Geen voorbeeld heeft al uw woorden. "
                    "Over ‘vakantie’ hebben wij niets gevonden. "
                    "U ziet voorbeelden met een deel ervan."
                ),
            ),
            (
                ["Rooster", "Vakantie"],
                "Geen voorbeeld heeft al uw woorden. U ziet voorbeelden met een deel ervan.",
            ),
            (
                ["Rooster", "Vakantie", "Rooster met vakantie"],
                "1 voorbeeld heeft al uw woorden. Daarna volgen voorbeelden met een deel.",
            ),
            (
                ["Rooster", "Vakantie", "Rooster met vakantie", "Vakantie en rooster"],
                "2 voorbeelden hebben al uw woorden. Daarna volgen voorbeelden met een deel.",
            ),
        ],
    )
    def test_says_how_many_have_all_words(
        self, client: Client, titles: list[str], said: str
    ) -> None:
        for title in titles:
            make_practice(title)
        assert said in page(client, "q=rooster+vakantie").text

    def test_in_another_order_they_do_not_come_first(self, client: Client) -> None:
        for title in ("Rooster", "Vakantie", "Rooster met vakantie"):
            make_practice(title)
        shown = page(client, "q=rooster+vakantie&sorteer=titel").text
        assert (
            "1 voorbeeld heeft al uw woorden. U ziet ook voorbeelden met een deel ervan." in shown
        )

    def test_nothing_is_said_when_all_that_is_left_have_all_words(self, client: Client) -> None:
        for title in ("Rooster", "Vakantie"):
            make_practice(title)
        make_practice("Rooster met vakantie", sectors=[make_sector("ggz")])
        assert "al uw woorden" not in page(client, "q=rooster+vakantie&sector=ggz").text
