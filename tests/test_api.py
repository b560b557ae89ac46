"""The read API: its contract (docs/concepts.md) and the NL API Design Rules."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.serializers import BaseSerializer, ListSerializer, Serializer

from practices.api.serializers import PracticeSerializer, WholePracticeSerializer
from practices.exchange import STORY, brief, full
from practices.facets import FACETS
from practices.models import Figure, Link, OldSlug, Practice

from .factories import make_pillar_tag, make_practice, make_region, make_sector, make_source

LIST = "/api/v1/voorbeelden"
VOCABULARIES = ["pijlers", "elementen", "sectoren", "regios", "trefwoorden", "bronnen"]


@pytest.fixture
def blink(db: None) -> Practice:
    """A practice with one of everything."""
    care = make_sector("zorg", name="Zorg")
    country = make_region("nederland", kind="land")
    north = make_region("noord", parents=[country], code="PV20")
    practice = make_practice(
        "Blink!",
        slug="blink",
        phase="lopend",
        evidence="beschreven",
        scope="regio",
        period_start="2018",
        period_end="2021-05",
        approach="Zo doen zij het.",
        licence="CC0-1.0",
        confirmed_on=datetime.date(2026, 11, 1),
        published_at=datetime.datetime(2026, 7, 1, 0, 30, tzinfo=datetime.UTC),
        sectors=[make_sector("ggz", name="Ggz", parent=care)],
        regions=[north],
        pillars=["2"],
        tags=["Zelfroosteren"],
        organisations=["Zorgbelang"],
        sources=[make_source("rapport", title="Rapport")],
    )
    make_pillar_tag(practice, "1b", origin="redactie", reason="Zij krijgen een vast contract.")
    Figure.objects.create(practice=practice, label="Deelnemers", value="12")
    Link.objects.create(practice=practice, label="Website", url="https://voorbeeld.invalid/")
    return practice


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    """The JSON at an address, after a look at its status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    record: dict[str, Any] = answer.json()
    return record


# --- What a practice looks like -------------------------------------------------------------------


def test_practice_in_a_list_has_exactly_the_public_keys(client: Client, blink: Practice) -> None:
    assert read(client, LIST)["resultaten"] == [
        {
            "slug": "blink",
            "titel": "Blink!",
            "samenvatting": "Een verzonnen voorbeeld voor de test.",
            "soort": "praktijkvoorbeeld",
            "fase": "lopend",
            "onderbouwing": "beschreven",
            "url": "http://127.0.0.1:8000/voorbeelden/blink/",
            "sectoren": [{"slug": "ggz", "naam": "Ggz"}],
            "regios": [{"slug": "noord", "naam": "Noord", "soort": "provincie", "code": "PV20"}],
            "pijlers": [
                {
                    "pijler": "1",
                    "element": "1b",
                    "toelichting": "Zij krijgen een vast contract.",
                    "herkomst": "redactie",
                },
                {"pijler": "2", "element": None, "toelichting": "Reden.", "herkomst": "bron"},
            ],
            "trefwoorden": [{"slug": "zelfroosteren", "naam": "Zelfroosteren"}],
            "organisaties": [
                {"slug": "zorgbelang", "naam": "Zorgbelang", "rol": "initiatiefnemer"}
            ],
            "bronnen": [
                {
                    "slug": "rapport",
                    "titel": "Rapport",
                    "plaats": "Bijlage, regels 1 tot en met 9",
                }
            ],
            "periode": {"van": "2018", "tot": "2021-05"},
            "gepubliceerdOp": "2026-07-01T00:30:00.000000Z",
            "gewijzigdOp": f"{blink.updated_at:%Y-%m-%dT%H:%M:%S.%fZ}",
            "bevestigdOp": "2026-11-01",
        }
    ]


def test_one_practice_adds_the_story_and_the_places(client: Client, blink: Practice) -> None:
    record = read(client, f"{LIST}/blink")
    listed = read(client, LIST)["resultaten"][0]
    assert {name: record[name] for name in listed if name != "bronnen"} == {
        name: listed[name] for name in listed if name != "bronnen"
    }
    assert {name: record[name] for name in record.keys() - listed.keys()} == {
        "omvang": "regio",
        "aanleiding": None,
        "aanpak": "Zo doen zij het.",
        "waaromGoed": None,
        "resultaten": None,
        "voorwaarden": None,
        "lessen": None,
        "kanttekening": None,
        "cijfers": [{"label": "Deelnemers", "waarde": "12"}],
        "links": [{"label": "Website", "url": "https://voorbeeld.invalid/"}],
        "licentie": "CC0-1.0",
    }
    assert record["bronnen"] == [
        {
            **listed["bronnen"][0],
            "kopje": "Bijlage",
            "bladzijde": None,
            "regels": {"van": 1, "tot": 9},
            "citaat": None,
        }
    ]


def test_what_nobody_knows_is_null_and_lists_are_empty(client: Client, db: None) -> None:
    make_practice("Kaal", slug="kaal")
    record = read(client, f"{LIST}/kaal")
    unknown = ["fase", "onderbouwing", "bevestigdOp", "omvang", "licentie", *STORY.values()]
    assert all(record[name] is None for name in unknown)
    assert record["periode"] == {"van": None, "tot": None}
    lists = ["sectoren", "regios", "pijlers", "trefwoorden", "organisaties", "bronnen"]
    assert all(record[name] == [] for name in [*lists, "cijfers", "links"])


def test_every_part_of_the_story_has_a_public_name() -> None:
    assert tuple(STORY) == Practice.STORY


def keys(shape: object) -> object:
    """The names in a record or in its description, nested ones included."""
    if isinstance(shape, ListSerializer):
        return [keys(shape.child)]
    if isinstance(shape, Serializer):
        return {name: keys(field) for name, field in shape.fields.items()}
    if isinstance(shape, dict):
        return {name: keys(value) for name, value in shape.items()}
    if isinstance(shape, list):
        return [keys(shape[0])]
    return None


@pytest.mark.parametrize(
    ("serializer", "record"), [(PracticeSerializer, brief), (WholePracticeSerializer, full)]
)
def test_description_and_record_have_the_same_names(
    blink: Practice, serializer: type[BaseSerializer[Any]], record: Any
) -> None:
    assert keys(serializer()) == keys(record(blink))


# --- The list -------------------------------------------------------------------------------------


def test_list_answers_with_pages_and_facets(client: Client, blink: Practice) -> None:
    for number in range(24):
        make_practice(f"Nog een {number}")
    first, second = read(client, LIST), read(client, f"{LIST}?pagina=2")
    assert (first["aantal"], first["pagina"], len(first["resultaten"])) == (25, 1, 20)
    assert (second["aantal"], second["pagina"], len(second["resultaten"])) == (25, 2, 5)
    slugs = [record["slug"] for page in (first, second) for record in page["resultaten"]]
    assert len(set(slugs)) == 25
    assert list(first["facetten"]) == [facet.name for facet in FACETS]
    assert {"waarde": "ggz", "label": "Ggz", "aantal": 1, "gekozen": False, "ouders": ["zorg"]} in (
        first["facetten"]["sector"]
    )
    assert (first["zoekwijze"], first["gezochtOp"]) == ("alle", "")


def test_page_beyond_the_end_is_empty_with_the_true_count(client: Client, blink: Practice) -> None:
    for page in ("2", "999999999999999999999"):
        answer = read(client, f"{LIST}?pagina={page}")
        assert (answer["aantal"], answer["resultaten"]) == (1, [])


@pytest.mark.parametrize(("size", "shown"), [("1", 1), ("3", 3), ("100", 4), ("", 4)])
def test_size_of_a_page_can_be_chosen(client: Client, db: None, size: str, shown: int) -> None:
    for _ in range(4):
        make_practice()
    assert len(read(client, f"{LIST}?perPagina={size}")["resultaten"]) == shown


def test_facets_can_be_left_out(client: Client, blink: Practice) -> None:
    assert "facetten" not in read(client, f"{LIST}?facetten=nee")
    assert "facetten" in read(client, f"{LIST}?facetten=ja")


def test_facets_have_an_address_of_their_own(client: Client, blink: Practice) -> None:
    make_practice("Anders")
    answer = read(client, "/api/v1/facetten?sector=ggz")
    assert answer == {
        "aantal": 1,
        "facetten": read(client, f"{LIST}?sector=ggz")["facetten"],
    }


def test_list_says_what_was_looked_for(client: Client, blink: Practice) -> None:
    every = read(client, f"{LIST}?q=Blink%20zelfroosteren")
    some = read(client, f"{LIST}?q=blink%20olifant")
    assert (every["zoekwijze"], every["gezochtOp"]) == ("alle", "blink zelfroosteren")
    assert (some["zoekwijze"], some["gezochtOp"], some["aantal"]) == ("enkele", "blink olifant", 1)


def test_all_that_is_wrong_is_told_at_once(client: Client, blink: Practice) -> None:
    query = "sector=mars&sector=ggz&jaarVan=ooit&sorteer=mooi&pagina=0&perPagina=101&facetten=x"
    answer = client.get(f"{LIST}?{query}")
    problem = answer.json()
    assert answer.status_code == problem["status"] == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert {error["location"] for error in problem["errors"]} == {
        *("sector", "jaarVan", "sorteer", "pagina", "perPagina", "facetten")
    }
    assert {"in": "query", "location": "sector", "detail": "Onbekende waarde: mars."} in (
        problem["errors"]
    )


def test_unknown_name_is_ignored(client: Client, blink: Practice) -> None:
    assert read(client, f"{LIST}?utm_source=x&format=api")["aantal"] == 1


def test_number_of_queries_does_not_grow_with_the_list(client: Client, blink: Practice) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, LIST)
        return len(captured)

    queries()
    few = queries()
    for number in range(5):
        make_practice(tags=[f"woord {number}"], pillars=["2a"], sources=[make_source()])
    queries()
    assert queries() == few


# --- One practice: moved, gone, never there -------------------------------------------------------


def test_old_address_leads_on_for_ever(client: Client, blink: Practice) -> None:
    OldSlug.objects.create(practice=blink, slug="blink-brabant")
    answer = client.get(f"{LIST}/blink-brabant")
    assert (answer.status_code, answer["Location"]) == (308, f"{LIST}/blink")


def test_archived_practice_is_gone_with_the_reason(client: Client, blink: Practice) -> None:
    OldSlug.objects.create(practice=blink, slug="blink-brabant")
    blink.archive(actor=None, note="Het project is gestopt.")
    problem = read(client, f"{LIST}/blink", 410)
    assert problem["detail"] == "Het project is gestopt."
    assert client.get(f"{LIST}/blink-brabant").status_code == 308


@pytest.mark.parametrize("slug", ["concept", "concept-van-toen", "nooit-getoond", "bestaat-niet"])
def test_what_the_public_never_saw_does_not_exist(client: Client, db: None, slug: str) -> None:
    draft = make_practice(slug="concept", status="draft")
    OldSlug.objects.create(practice=draft, slug="concept-van-toen")
    make_practice(slug="nooit-getoond", status="archived", published_at=None)
    problem = read(client, f"{LIST}/{slug}", 404)
    assert problem["detail"] == f"Het voorbeeld ‘{slug}’ bestaat niet."


# --- Every answer ---------------------------------------------------------------------------------

ANSWERS = [
    ("GET", LIST, 200),
    ("HEAD", LIST, 200),
    ("OPTIONS", LIST, 204),
    ("GET", f"{LIST}/blink", 200),
    ("GET", f"{LIST}/blink-brabant", 308),
    ("GET", f"{LIST}/gestopt", 410),
    ("GET", f"{LIST}/niets", 404),
    ("GET", f"{LIST}?pagina=0", 400),
    ("GET", "/api/v1/facetten", 200),
    ("GET", "/api/v1/openapi.json", 200),
    *(("GET", f"/api/v1/{name}", 200) for name in VOCABULARIES),
    ("GET", f"{LIST}?" + "&".join(f"p{number}=" for number in range(1500)), 400),
    ("GET", f"{LIST}/", 404),
    ("GET", "/api/v1/pijlers/", 404),
    ("GET", "/api/v1/pijlers/2a", 404),
    ("GET", "/api", 404),
    ("GET", "/api/", 404),
    ("GET", "/api/v2/voorbeelden", 404),
    ("GET", "/api/v1/%00%0A%FF", 404),
    ("POST", "/api/v1/niets", 404),
    ("POST", LIST, 405),
    ("PUT", f"{LIST}/blink", 405),
    ("DELETE", f"{LIST}/blink", 405),
    ("TRACE", "/api/v1/facetten", 405),
]


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_every_answer_has_the_headers_of_the_api(
    client: Client, blink: Practice, method: str, address: str, status: int
) -> None:
    OldSlug.objects.create(practice=blink, slug="blink-brabant")
    make_practice(slug="gestopt").archive(actor=None, note="Het is gestopt.")
    answer = client.generic(method, address)
    assert answer.status_code == status
    assert answer["API-Version"] == "1.0.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    if status >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]
    elif status == 200:
        assert answer["Content-Type"] == "application/json"
    if status == 405:
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        *((accept, 200) for accept in ("application/json", "application/*", "*/*", "", " ")),
        *((accept, 200) for accept in ("*/*;q=0.1", "application/json; charset=utf-8; q=1")),
        ("text/html;q=0, application/json;q=0.001", 200),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200),
        *((accept, 406) for accept in ("text/html", "application/xml", "onzin", "a/b/c;;=")),
        *((accept, 406) for accept in ("application/json;q=0", "*/*;q=0.0", "application/*; q=0")),
        ("*/*, application/json;q=0", 406),
    ],
)
def test_only_json_is_offered(client: Client, db: None, accept: str, status: int) -> None:
    answer = client.get("/api/v1/pijlers", headers={"accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"] == "1.0.0"


def test_session_of_an_editor_shows_nothing_more(admin_client: Client, db: None) -> None:
    make_practice(slug="concept", status="draft")
    assert read(admin_client, LIST)["aantal"] == 0
    assert admin_client.get(f"{LIST}/concept").status_code == 404
