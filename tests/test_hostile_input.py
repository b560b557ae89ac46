"""Bad input is answered, never an error: 200, 400 or 404 (S-17, S-18)."""

from __future__ import annotations

import itertools
import random
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.filters import PracticeFilterSet
from practices.search import search

from .factories import make_practice, make_sector

DOORS = [
    *("/voorbeelden/", "/voorbeelden.atom", "/voorbeelden.csv", "/voorbeelden.json"),
    "/suggesties.json",
]
API = ["/api/v1/voorbeelden", "/api/v1/facetten"]
EVERY_NAME = [*PracticeFilterSet.base_filters, "pagina", "perPagina", "facetten", "scheiding"]
# one of each sort: what holds for one facet holds for all, they share their code
NAMES = ["q", "pijler", "trefwoord", "jaarVan", "sorteer", "pagina", "perPagina", "scheiding"]
OWN_NAMES = [
    *(("/voorbeelden/", name) for name in ("v", "weg", "toon")),
    *(("/vergelijk/", name) for name in ("v", "toon")),
    *(("/embed/", name) for name in ("aantal", "kleur", "pagina", "regio")),
    *(("/scan/", name) for name in ("1a", "sector", "toon")),
    *((door, "naar") for door in ("/dekking/", "/dekking.csv")),
]
"""Parameters that one page has for itself."""
VALUES = [
    *("0", "-1", "1e9", "abc", "999999999999999999999", "２０２１", "1.5", "None", "true", "nan"),
    *("'", '"', "''", '"x', "' OR 1=1 --", "%", "_", "\\", "*", "(", "NEAR(a b)", "a AND", "^"),
    *("\x00", "a\x00b", "\ud7ff", "￿", "💥", "a" * 8000, "<script>alert(1)</script>"),
    *("../../etc/passwd", "{{7*7}}", "${x}", "\r\nSet-Cookie: a=b", "\u202e", "é" * 300, " "),
]
fine = {200, 400, 404}


def read(client: Client, address: str) -> int:
    """Ask, read the whole answer, and give its status."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    assert b"Traceback" not in body
    return answer.status_code


@pytest.fixture
def site(db: None, client: Client) -> Client:
    """A visitor of a site with something to find."""
    client.raise_request_exception = True
    make_practice("Rooster", sectors=[make_sector("ggz")], pillars=["2a"], tags=["zzp"])
    return client


@pytest.mark.parametrize(
    ("address", "name"),
    [
        *itertools.product(("/voorbeelden/", "/api/v1/voorbeelden"), NAMES),
        *OWN_NAMES,
        *(
            pytest.param(*pair, marks=pytest.mark.long)
            for pair in itertools.product([*DOORS, *API], EVERY_NAME)
        ),
    ],
)
def test_strange_values_are_answered(site: Client, address: str, name: str) -> None:
    for value in VALUES:
        assert read(site, f"{address}?{name}={quote(value, errors='surrogatepass')}") in fine


@pytest.mark.parametrize("address", DOORS)
def test_page_ignores_what_it_does_not_know(site: Client, address: str) -> None:
    assert read(site, f"{address}?sector=mars&jaarVan=ooit&sorteer=x&pijler=9z") == 200


@pytest.mark.parametrize("address", API)
def test_api_refuses_what_it_does_not_know_all_at_once(site: Client, address: str) -> None:
    answer = site.get(f"{address}?sector=mars&jaarVan=ooit")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    text = answer.content.decode()
    assert "mars" in text
    assert "jaarVan" in text


@pytest.mark.parametrize("address", [*DOORS, *API, "/", "/sitemap.xml"])
@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"p{n}=1" for n in range(10_000)),
        "&".join("sector=ggz" for _ in range(10_000)),
        "q=%ff%fe&sector=%c3%28",
        "%ff=1",
        "=&&=&;",
        "q=" + "a" * 60_000,
        "sector[]=ggz&sector[0]=x",
    ],
    ids=["many names", "one name often", "no utf-8", "name no utf-8", "empty", "long", "brackets"],
)
def test_strange_queries_are_answered(site: Client, address: str, query: str) -> None:
    assert read(site, f"{address}?{query}") in fine


@pytest.mark.parametrize(
    "path",
    [
        *("/voorbeelden/%00/", "/voorbeelden/%ff/", "/voorbeelden/../", "/voorbeelden//", "/%"),
        *("/pijlers/9z/", "/pijlers/%00/", "/trefwoorden/%27/", "/regios/" + "a" * 5000 + "/"),
        *("/api/v1/voorbeelden/%00", "/api/v1/voorbeelden/", "/api/", "/api/v1/bestaat-niet"),
    ],
)
def test_strange_addresses_are_answered(site: Client, path: str) -> None:
    assert read(site, path) in fine


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=220))
def test_any_text_can_be_searched(site: Client, text: str) -> None:
    assert read(site, "/voorbeelden/?" + urlencode({"q": text}, errors="surrogatepass")) == 200


@pytest.mark.long
def test_many_searches_without_an_error(site: Client) -> None:
    """S-17, at the door of the search itself, on both databases."""
    dice = random.Random(17)
    letters = "aeoz '\"*%_\\()^:-+&|!<>~\x00é’💥\n{}[]0"
    for _ in range(100_000):
        search("".join(dice.choices(letters, k=dice.randrange(1, 30))))
