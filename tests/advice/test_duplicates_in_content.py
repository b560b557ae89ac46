""" "Bestaat dit al?" tried on the real titles: what is found, and what is left alone."""

from __future__ import annotations

import pytest

from practices import content
from practices.advice import similar
from practices.models import Practice
from tests.content.conftest import loaded  # noqa: F401 - a fixture, asked for by name

pytestmark = pytest.mark.django_db

KNOWN = {
    "gezamenlijk roost": "gezamenlijk-roosteren-noord-brabant",
    "Samen diensten roosteren in Brabant": "gezamenlijk-roosteren-noord-brabant",
    "Meer uren werken": "meer-uren-werken-bij-thebe",
    "Thebe: meer uren": "meer-uren-werken-bij-thebe",
    "Loopbaanportaal Transvorm": "transvorm-loopbaan-portal",
    "Werkdruksp": "werkdrukspel",
    "Invalpool primair onderw": "invalpools-primair-onderwijs",
    "Robots in het Maxima": "robots-prinses-maxima-centrum",
    "Escaperoom zorgtechnologie": "harms-escape-room",
    "buddys antonius": "buddys-in-de-zorg-st-antoniusziekenhuis",
    "Hallo VIP": "hallo-vip-ggz-delfland",
    "wijkleercentrum Achter": "wijkleercentra-achterhoek",
    "werkgeluk St Anna": "st-anna-zorggroep-werkgeluk",
    "EVC voor sociaal werkers": "evc-sociaal-werkers",
    "agressie in jeugdzorg en sociaal werk": "aanpak-agressie-jeugdzorg-sociaal-werk",
    "leerlingenpoule": "leerlingpoule",
    "2xfit": "2x-fit-vogellanden",
    "Diploma check kinderopvang": "diplomacheck-kinderopvang",
    "Teamreflexie": "teamreflectie",
    "deeltijd berekenen": "deeltijdberekenaar",
    "Nationale zorgkl": "nationale-zorgklas",
    "Ontregel de zorg": "ontregel-de-zorg",
    "sterke teams kenner": "sterke-teams-sterke-medewerkers-kennemerland",
    "Covid capaciteits": "covid-capaciteitscentrum",
    "Operatie bezettng OK": "operatie-bezetting-ok",
    "De Werkgeverij in Twente": "de-werkgeverij",
    "Samen zijn we onbe": "samen-zijn-we-onbeperkt",
    "flexpool Pool West": "pool-west",
    "Cao app": "cao-app-kinderopvang",
    "MEERURENBONUS": "meerurenbonus",
    "brief aan oud zorgmedewerkers": "pilot-pfzw-oud-zorgmedewerkers",
    "duale leerlijn ic": "duale-leerlijn-ic-seh-ok",
    "Toolbox medewerkersreis": "toolbox-medewerkersreis-kinderopvang",
    "personeelsbeleid IC Jeroen Bosch": "personeelsbeleid-ic-jeroen-bosch-ziekenhuis",
    "Zorginspirat": "zorginspirator",
    "Veilig op huisbez": "app-veilig-op-huisbezoek",
    "Autonomie medewerkerstevredenheidsonderzoek": (
        "autonomie-in-het-medewerkertevredenheidsonderzoek"
    ),
    "Sociaal werker van het jaar": "sociaal-werker-van-het-jaar",
}
"""Half typed, reworded or misspelt: the practice that must come first."""

NEW = (
    *("Gratis koffie in de kantine", "Fietsenplan voor nachtploegen", "Zingen met bewoners"),
    *("Een moestuin bij het verpleeghuis", "Nieuwe beddenwagens", "Zonnepanelen op het dak"),
    *("Boodschappenservice voor personeel", "Menstruatieverlof", "Taalles Oekraïens"),
    *("Kolfruimte op elke verdieping", "Parkeren bij het ziekenhuis", "Rouwverlof goed geregeld"),
    *("Hondenoppas tijdens de dienst", "Sporten in de lunchpauze", "Stilteruimte"),
    *("Goedkope huizen voor leraren", "Mantelzorg en werk", "Sollicitatie zonder brief"),
    *("Klimaatneutraal wagenpark", "Een kok op de groep", "Verhuisvergoeding"),
    *("Overgangsconsulent", "Pensioen met deeltijd", "Huisdieren op kantoor"),
)
"""Titles of what is not in the content."""


@pytest.fixture(name="content")
def everything(loaded: content.Report) -> content.Report:  # noqa: F811
    """The real content."""
    return loaded


@pytest.mark.parametrize(("title", "slug"), KNOWN.items())
def test_the_right_practice_comes_first(content: content.Report, title: str, slug: str) -> None:
    first = similar(title)[0]
    assert first.practice is not None
    assert first.practice.slug == slug


@pytest.mark.parametrize("title", NEW)
def test_something_new_resembles_nothing(content: content.Report, title: str) -> None:
    assert similar(title) == []


@pytest.mark.parametrize("title", ["", " ", "d", "de", "Zorg", "werken", "Medewerkers in de zorg"])
def test_words_that_stand_in_many_titles_say_nothing(content: content.Report, title: str) -> None:
    assert similar(title) == []


def test_every_published_title_finds_itself_and_at_most_five_in_all(
    content: content.Report,
) -> None:
    for practice in Practice.objects.published()[::12]:
        found = similar(practice.title)
        assert found[0].practice == practice
        assert len(found) <= 5
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
