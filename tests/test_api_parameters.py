"""What the parameters of the API accept, and what they refuse: a bad value is never passed over."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from .factories import make_practice

LIST = "/api/v1/voorbeelden"


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    """The JSON at an address, after a look at its status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    record: dict[str, Any] = answer.json()
    return record


NO_NUMBERS = [
    *("1_0", "%202", "2%20", "%2B2", "٢", "２", "1e1", "-1", "0", "-0", "1.0", "0x1", "9" * 5000)
]
"""What Python takes for a number and nobody writes as one, and what is below 1."""


@pytest.mark.parametrize(
    "query",
    [
        *("pagina=-1", "pagina=0", "pagina=een", "pagina=1.5", "pagina=1e9"),
        *("perPagina=0", "perPagina=101", "perPagina=veel", "facetten=JA", "facetten=yes"),
        *("pijler=4", "regio=mars", "trefwoord=x", "soort=Programma", "bron=x", "organisatie=x"),
        *("jaarVan=1899", "jaarTot=2100", "sorteer=titel2"),
        *(f"{name}={odd}" for name in ("pagina", "perPagina") for odd in NO_NUMBERS),
        *(f"jaarVan={odd}" for odd in ("2_020", "%202020", "%2B2020", "٢٠٢٠", "2020.0")),
        *("pagina=een&pagina=2", "pagina=2&pagina=een", "perPagina=0&perPagina=5"),
        *("facetten=x&facetten=nee", "jaarVan=abc&jaarVan=2020", "jaarVan=2020&jaarVan=abc"),
        *("sorteer=titel&sorteer=x", "sorteer=x&sorteer=titel", "jaarTot=&jaarTot=1e3"),
    ],
)
@pytest.mark.parametrize("address", [LIST, "/api/v1/facetten"])
def test_unknown_value_is_refused(client: Client, db: None, address: str, query: str) -> None:
    problem = read(client, f"{address}?{query}", 400)
    assert [error["location"] for error in problem["errors"]] == [query.partition("=")[0]]


@pytest.mark.parametrize("address", [LIST, "/api/v1/facetten"])
def test_unknown_name_and_empty_value_do_not_count(client: Client, db: None, address: str) -> None:
    make_practice(pillars=["2a"], period_start="2021")
    whole = read(client, address)
    names = ("q", "pijler", "sector", "jaarVan", "sorteer", "pagina", "perPagina", "facetten")
    for query in (*(f"{name}=" for name in names), "page=2", "jaarvan=2099", "Q=x"):
        assert read(client, f"{address}?{query}") == whole


def test_years_the_wrong_way_round_leave_nothing(client: Client, db: None) -> None:
    make_practice(period_start="2019", period_end="2023")
    make_practice(period_start="2020")
    answer = read(client, f"{LIST}?jaarVan=2022&jaarTot=2020")
    assert (answer["aantal"], answer["resultaten"]) == (0, [])
    assert {one["aantal"] for one in answer["facetten"]["soort"]} == {0}
    assert read(client, "/api/v1/facetten?jaarVan=2022&jaarTot=2020")["aantal"] == 0
    assert read(client, f"{LIST}?jaarVan=2020&jaarTot=2022")["aantal"] == 2


def test_last_of_several_good_values_counts(client: Client, db: None) -> None:
    for title in ("B", "C", "A"):
        make_practice(title, period_start="2020")
    query = "pagina=7&pagina=2&perPagina=9&perPagina=1&sorteer=nieuw&sorteer=titel"
    answer = read(client, f"{LIST}?{query}&jaarVan=2099&jaarVan=2019&facetten=ja&facetten=nee")
    assert [record["titel"] for record in answer["resultaten"]] == ["B"]
    assert (answer["pagina"], "facetten" in answer) == (2, False)
    answer = read(client, f"{LIST}?pagina=2&pagina=&jaarVan=2099&jaarVan=")
    assert (answer["pagina"], len(answer["resultaten"])) == (1, 3)


def test_refusal_says_why(client: Client, db: None) -> None:
    def details(query: str) -> list[str]:
        problem = read(client, f"{LIST}?{query}", 400)
        return [error["detail"] for error in problem["errors"]]

    assert details("jaarVan=2020&jaarVan=abc&jaarVan=x") == ["Voer een geheel getal in."]
    assert details("pagina=1_0") == ["Een geldig getal is vereist."]
    assert "1900" in details("jaarVan=1899")[0]
    assert "mooi" in details("sorteer=mooi&sorteer=titel")[0]
