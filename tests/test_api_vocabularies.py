"""The vocabularies of the read API."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from .factories import make_practice, make_region, make_sector, make_source

NAMES = ["pijlers", "elementen", "sectoren", "regios", "trefwoorden", "bronnen"]


@pytest.fixture
def filed(db: None) -> None:
    """A practice that is filed under a value of every vocabulary."""
    make_practice(
        sectors=[make_sector("ggz", parent=make_sector("zorg"))],
        regions=[make_region("noord", parents=[make_region("nederland", kind="land")])],
        pillars=["2", "1b"],
        tags=["Zelfroosteren"],
        sources=[make_source("rapport")],
    )


def read(client: Client, address: str) -> dict[str, Any]:
    """The JSON at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    record: dict[str, Any] = answer.json()
    return record


@pytest.mark.parametrize("name", NAMES)
def test_vocabulary_has_slug_name_and_parents(client: Client, filed: None, name: str) -> None:
    answer = read(client, f"/api/v1/{name}")
    assert answer.keys() == {"aantal", "resultaten"}
    assert answer["aantal"] == len(answer["resultaten"]) > 0
    assert all({"slug", "naam", "ouders"} <= node.keys() for node in answer["resultaten"])


@pytest.mark.parametrize(
    ("name", "facet"),
    [
        ("sectoren", "sector"),
        ("regios", "regio"),
        ("bronnen", "bron"),
        ("trefwoorden", "trefwoord"),
    ],
)
def test_vocabulary_holds_the_values_of_its_facet(
    client: Client, filed: None, name: str, facet: str
) -> None:
    options = read(client, "/api/v1/voorbeelden")["facetten"][facet]
    nodes = read(client, f"/api/v1/{name}")["resultaten"]
    assert {n["slug"]: n["ouders"] for n in nodes} == {o["waarde"]: o["ouders"] for o in options}


def test_elements_lie_below_their_pillar(client: Client, filed: None) -> None:
    nodes = read(client, "/api/v1/elementen")["resultaten"]
    assert [(node["slug"], node["ouders"]) for node in nodes][:3] == [
        ("1a", ["1"]),
        ("1b", ["1"]),
        ("2a", ["2"]),
    ]
    assert nodes[0] == {
        "slug": "1a",
        "naam": "Element 1a",
        "ouders": ["1"],
        "uitleg": "Uitleg.",
        "citaat": "Tekst.",
        "plaats": "p",
        "onderdelen": [],
    }


def test_sector_and_region_and_source_say_what_they_are(client: Client, db: None) -> None:
    care = make_sector("zorg")
    make_sector(
        "ggz",
        parent=care,
        abbreviation="ggz",
        other_names="psychiatrie\n",
        sbi_codes="86104, 86222",
    )
    new = make_region("zuid", code="PV99", valid_from=datetime.date(2026, 1, 1))
    make_region("oud-zuid", successor=new, valid_to=datetime.date(2026, 1, 1))
    make_source("brief", title="Een brief", kind="brief", published="2021-09", author="FCB")
    ggz, _ = read(client, "/api/v1/sectoren")["resultaten"]
    assert (ggz["afkorting"], ggz["andereNamen"], ggz["sbiCodes"]) == (
        "ggz",
        ["psychiatrie"],
        ["86104", "86222"],
    )
    old, zuid = read(client, "/api/v1/regios")["resultaten"]
    assert (zuid["soort"], zuid["code"], zuid["geldigVan"]) == ("provincie", "PV99", "2026-01-01")
    assert (old["opvolger"], old["geldigTot"], zuid["opvolger"]) == ("zuid", "2026-01-01", None)
    assert read(client, "/api/v1/bronnen")["resultaten"] == [
        {
            "slug": "brief",
            "naam": "Een brief",
            "ouders": [],
            "soort": "brief",
            "auteur": "FCB",
            "verschenen": "2021-09",
            "url": None,
            "toelichting": None,
        }
    ]


def test_words_of_drafts_are_not_shown(client: Client, filed: None) -> None:
    make_practice(status="draft", tags=["geheim", "Zelfroosteren"])
    words = read(client, "/api/v1/trefwoorden")["resultaten"]
    assert words == [{"slug": "zelfroosteren", "naam": "Zelfroosteren", "ouders": []}]
