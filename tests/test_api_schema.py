"""The OpenAPI document is complete, Dutch, and true of the running program (N-02)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS, reset_generator_stats
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kennisbank.wsgi import application
from practices.api.schema import document as make_document
from practices.api.urls import urlpatterns
from practices.facets import FACETS
from practices.filters import PracticeFilterSet
from practices.models import OldSlug

from .factories import make_practice, make_region, make_sector, make_source

ADDRESS = "/api/v1/openapi.json"
AWAY = {"500", "503"}
"""What is described, and never comes while all is well."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    """The document as the program serves it."""
    record: dict[str, Any] = client.get(ADDRESS).json()
    return record


def test_document_is_valid_and_says_whose_it_is(document: dict[str, Any]) -> None:
    validate_schema(document)
    assert document["openapi"].startswith("3.1")
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["info"]["contact"].keys() == {"name", "email", "url"}
    assert all(document["info"]["contact"].values())
    assert document["info"]["license"] == {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
    assert document["servers"][0]["url"] == "http://127.0.0.1:8000/api/v1"


def test_document_is_made_without_guessing() -> None:
    reset_generator_stats()
    make_document.__wrapped__()
    assert not GENERATOR_STATS


def test_document_has_every_address_and_no_other(document: dict[str, Any]) -> None:
    routes = {str(pattern.pattern).replace("<slug:slug>", "{slug}") for pattern in urlpatterns}
    known = {route.removeprefix("api/v1") for route in routes if route.startswith("api/v1")}
    assert document["paths"].keys() == known - {"/openapi.json"}
    assert {method for path in document["paths"].values() for method in path} == {"get"}


def test_operations_have_a_name_and_a_dutch_summary(document: dict[str, Any]) -> None:
    operations = [path["get"] for path in document["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)
    text = str(document)
    assert not re.search(r"\b(the|with|which|and)\b", text), "English in the document"


@pytest.mark.parametrize("path", ["/voorbeelden", "/facetten"])
def test_document_has_every_parameter_of_the_list(document: dict[str, Any], path: str) -> None:
    parameters = {p["name"]: p for p in document["paths"][path]["get"]["parameters"]}
    assert parameters.keys() == {
        *PracticeFilterSet.base_filters,
        *("pagina", "perPagina", "facetten"),
    }
    assert all(parameter["description"] for parameter in parameters.values())
    assert all(parameters[facet.name]["schema"]["type"] == "array" for facet in FACETS)
    assert set(parameters["sorteer"]["schema"]["enum"]) == {"relevantie", "nieuw", "titel"}
    assert "lopend" in parameters["fase"]["schema"]["items"]["enum"]


@pytest.mark.parametrize("path", ["/voorbeelden", "/facetten"])
def test_document_says_what_is_refused_and_what_does_not_count(
    document: dict[str, Any], path: str
) -> None:
    parameters = {p["name"]: p for p in document["paths"][path]["get"]["parameters"]}
    for facet in FACETS:
        assert "Een onbekende waarde geeft 400." in parameters[facet.name]["description"]
    assert "een lege waarde tellen niet" in document["info"]["description"]
    assert parameters["facetten"]["schema"]["enum"] == ["ja", "nee", ""]
    assert "minLength" not in parameters["facetten"]["schema"]


def test_counts_say_which_parameters_change_nothing(
    document: dict[str, Any], client: Client, site: None
) -> None:
    said = document["paths"]["/facetten"]["get"]["description"]
    for idle in ("sorteer=titel", "pagina=9", "perPagina=1", "facetten=nee"):
        assert f"`{idle.partition('=')[0]}`" in said
        answers = [client.get(f"/api/v1/facetten{query}").json() for query in ("", f"?{idle}")]
        assert answers[0] == answers[1]


def test_every_problem_is_described(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        assert path["get"]["responses"].keys() >= {"400", "405", "406", *AWAY}
    assert "429" in document["info"]["description"]  # a server in front of it says so


def test_every_problem_is_described_as_one(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        for status, answer in path["get"]["responses"].items():
            assert "API-Version" in answer["headers"]
            if status >= "400":
                assert answer["content"].keys() == {"application/problem+json"}


# --- The document held against the program --------------------------------------------------------

PLAIN = {"Accept-Encoding": "identity"}  # the test client does not unpack
MOST_EXAMPLES = 200
"""Of an operation, also in the long run."""


def without_what_never_comes() -> dict[str, Any]:
    """The document, so that a fault of ours is no described answer, nor is 405 to a GET."""
    document = copy.deepcopy(make_document())
    for path in document["paths"].values():
        for status in {"405", *AWAY}:
            del path["get"]["responses"][status]
    return document


API = schemathesis.openapi.from_dict(without_what_never_comes())
API.app = application
OPERATIONS = [API[path]["GET"] for path in make_document()["paths"]]


@pytest.fixture
def site(db: None) -> Iterator[None]:
    """Something of everything, in a database that stays open from one request to the next."""
    practice = make_practice(
        "Rooster",
        slug="rooster",
        phase="lopend",
        period_start="2021-05",
        sectors=[make_sector("ggz")],
        regions=[make_region("noord", code="PV20")],
        pillars=["2", "1a"],
        tags=["zelfroosteren", "financiële zorgen"],
        organisations=["Zorgbelang"],
        sources=[make_source("rapport")],
    )
    OldSlug.objects.create(practice=practice, slug="oud")
    make_practice("Kaal", slug="kaal")
    make_practice(slug="weg").archive(actor=None, note="Gestopt.")
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


def hold(operation: Any, mode: GenerationMode) -> None:
    """Ask whatever the document allows (or, in negative mode, forbids) and check the answers."""

    @settings(
        max_examples=min(settings().max_examples, MOST_EXAMPLES),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN, follow_redirects=False)

    check()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_program_does_what_the_document_says(site: None, operation: Any) -> None:
    hold(operation, GenerationMode.POSITIVE)


@pytest.mark.parametrize("path", ["/voorbeelden", "/facetten"])
def test_program_refuses_as_the_document_says(site: None, path: str) -> None:
    hold(API[path]["GET"], GenerationMode.NEGATIVE)


@pytest.mark.parametrize("slug", ["rooster", "kaal", "oud", "weg", "niets"])
def test_one_practice_is_as_described(site: None, slug: str) -> None:
    case = API["/voorbeelden/{slug}"]["GET"].Case(path_parameters={"slug": slug})
    case.call_and_validate(checks=CHECKS, headers=PLAIN, follow_redirects=False)
