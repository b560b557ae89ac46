"""The API's counts on the real content equal a brute-force count."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from practices import content
from practices.facets import FACETS, FacetIndex, facet_index

from ..brute_force import Oracle

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.combinations(("sector", "regio", "pijler"), 2))
OPEN = {facet.name for facet in FACETS if facet.is_open}


@pytest.fixture(scope="module")
def oracle(loaded: content.Report) -> Oracle:
    """The slow count over the real content."""
    return Oracle()


def ask(client: Client, chosen: dict[str, tuple[str, ...]], **years: int) -> dict[str, Any]:
    """What the API counts for a selection."""
    query = urlencode([*chosen.items(), *years.items()], doseq=True)
    answer = client.get(f"/api/v1/facetten?{query}")
    assert answer.status_code == 200, answer.content
    result: dict[str, Any] = answer.json()
    return result


def check(client: Client, oracle: Oracle, chosen: dict[str, tuple[str, ...]], **years: int) -> None:
    """Hold every count of the answer against the slow count."""
    period = (years.get("jaarVan"), years.get("jaarTot"))
    answer = ask(client, chosen, **years)
    assert answer["aantal"] == len(oracle.select(chosen, period))
    for name, options in answer["facetten"].items():
        others = oracle.select(chosen, period, ignoring=name)
        slow: dict[str, int] = {}
        for pk in others:
            for key in oracle.keys[pk][name]:
                slow[key] = slow.get(key, 0) + 1
        quick = {option["waarde"]: option["aantal"] for option in options}
        assert quick == {key: slow.get(key, 0) for key in quick}, (chosen, name)
        missed = [number for key, number in slow.items() if key not in quick]
        largest = [option["aantal"] for option in options if not option["gekozen"]]
        assert not missed or (name in OPEN and max(missed) <= min(largest))


def choices(index: FacetIndex) -> Iterator[dict[str, tuple[str, ...]]]:
    """All pairs of one value each of sector, region and pillar."""
    for one, two in PAIRS:
        for first, second in itertools.product(index.values[one], index.values[two]):
            yield {one: (first,), two: (second,)}


@pytest.mark.long
def test_all_pairs_of_sector_region_and_pillar(client: Client, oracle: Oracle) -> None:
    for chosen in choices(facet_index()):
        check(client, oracle, chosen)


@pytest.mark.parametrize(
    "number", [40, pytest.param(1000, marks=pytest.mark.long)], ids=["some", "thousand"]
)
def test_seeded_selections(client: Client, oracle: Oracle, number: int) -> None:
    dice = random.Random(number)
    values = {name: sorted(known) for name, known in facet_index().values.items()}
    for _ in range(number):
        names = dice.sample(sorted(values), dice.randrange(1, 5))
        chosen = {
            name: tuple(dice.sample(values[name], min(len(values[name]), dice.randrange(1, 4))))
            for name in names
        }
        years = {"jaarVan": dice.randrange(2015, 2024)} if dice.random() < 0.3 else {}
        check(client, oracle, chosen, **years)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/voorbeelden/?pijler=1", "De Werkgeverij"),
        ("/voorbeelden/?sector=onderwijs&regio=haaglanden", "Pool West"),
        ("/voorbeelden/?regio=noord-brabant", "Blink!"),
    ],
)
def test_a_stranger_finds_what_the_client_named(
    client: Client, loaded: content.Report, address: str, title: str
) -> None:
    pages = [client.get(f"{address}&pagina={page}").content.decode() for page in (1, 2, 3)]
    assert any(f">{title}" in page for page in pages)
