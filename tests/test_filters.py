"""The parameters of the list: what they accept, refuse, and how they order."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from practices.facets import FACETS
from practices.filters import PracticeFilterSet, lenient

from .factories import make_practice, make_sector


def titles(query: str) -> list[str]:
    """The titles of the list for a query string."""
    filterset, _ = lenient(QueryDict(query))
    return [practice.title for practice in filterset.results]


def test_every_facet_is_a_parameter() -> None:
    assert {facet.name for facet in FACETS} <= set(PracticeFilterSet.base_filters)


def test_values_of_one_facet_add_up_and_facets_narrow(db: None) -> None:
    ggz, vvt = make_sector("ggz"), make_sector("vvt")
    make_practice("A", sectors=[ggz], kind="programma")
    make_practice("B", sectors=[vvt], kind="programma")
    make_practice("C", sectors=[vvt], kind="instrument")
    assert sorted(titles("sector=ggz&sector=vvt")) == ["A", "B", "C"]
    assert titles("sector=ggz&sector=vvt&soort=instrument") == ["C"]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("sector=mars", "Sector: ‘mars’ kennen wij niet."),
        ("jaarVan=ooit", "Jaar vanaf: ‘ooit’ kennen wij niet."),
        ("jaarTot=3000", "Jaar tot en met: ‘3000’ kennen wij niet."),
        ("sorteer=mooi", "Sorteer op: ‘mooi’ kennen wij niet."),
    ],
)
def test_page_leaves_out_what_it_does_not_know_and_says_so(
    db: None, query: str, notice: str
) -> None:
    make_practice("A", sectors=[make_sector("ggz")])
    filterset, notices = lenient(QueryDict(f"{query}&sector=ggz"))
    assert notices == [notice]
    assert [p.title for p in filterset.results] == ["A"]
    assert not PracticeFilterSet(QueryDict(query)).form.is_valid()


@pytest.mark.parametrize(
    ("query", "kept", "notice"),
    [
        ("jaarVan=abc&jaarVan=2020", "jaarVan=2020", "Jaar vanaf: ‘abc’ kennen wij niet."),
        ("jaarVan=2020&jaarVan=abc", "jaarVan=2020", "Jaar vanaf: ‘abc’ kennen wij niet."),
        (
            "jaarTot=3000&jaarTot=2019&jaarTot=2_020&jaarTot=2021&jaarTot=1",
            "jaarTot=2021",
            "Jaar tot en met: ‘1, 2_020, 3000’ kennen wij niet.",
        ),
        ("sorteer=titel&sorteer=x", "sorteer=titel", "Sorteer op: ‘x’ kennen wij niet."),
        ("sorteer=x&sorteer=titel", "sorteer=titel", "Sorteer op: ‘x’ kennen wij niet."),
        ("jaarVan=2019&jaarVan=2020", "jaarVan=2020", None),
        ("jaarVan=2019&jaarVan=", "", None),
        ("sorteer=titel&sorteer=nieuw", "", None),
    ],
)
def test_last_good_value_counts_and_only_the_bad_are_named(
    db: None, query: str, kept: str, notice: str | None
) -> None:
    filterset, notices = lenient(QueryDict(query))
    assert filterset.parameters.urlencode() == kept
    assert notices == ([notice] if notice else [])
    assert PracticeFilterSet(QueryDict(query)).form.is_valid() is (notice is None)


@pytest.mark.parametrize("year", ["2_020", " 2020", "+2020", "٢٠٢٠", "2020.0", "2e3", "9" * 5000])
def test_year_is_written_in_plain_digits(db: None, year: str) -> None:
    query = QueryDict(mutable=True)
    query["jaarVan"] = year
    filterset, notices = lenient(query)
    assert filterset.selection.years == (None, None)
    assert len(notices) == 1


def test_empty_values_ask_nothing(db: None) -> None:
    make_practice("A")
    filterset, notices = lenient(QueryDict("q=&sector=&jaarVan=&sorteer=&pijler="))
    assert (notices, len(filterset.results)) == ([], 1)


def test_words_are_sorted_by_fit_and_the_rest_newest_first(db: None) -> None:
    make_practice("Iets", approach="rooster")
    make_practice("Rooster")
    make_practice("Rooster twee")
    assert titles("q=rooster") == ["Rooster", "Rooster twee", "Iets"]
    assert titles("q=rooster&sorteer=nieuw") == ["Rooster twee", "Rooster", "Iets"]
    assert titles("") == ["Rooster twee", "Rooster", "Iets"]
    assert titles("sorteer=titel") == ["Iets", "Rooster", "Rooster twee"]
    assert titles("sorteer=relevantie") == ["Rooster twee", "Rooster", "Iets"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jaarVan=2021", {"open", "lang"}),
        ("jaarTot=2018", {"lang"}),
        ("jaarVan=2020&jaarTot=2020", {"kort", "lang"}),
        ("jaarVan=2019&jaarTot=2021", {"open", "kort", "lang"}),
        ("jaarVan=2021&jaarTot=2019", set()),
        ("", {"open", "kort", "lang", "onbekend"}),
    ],
)
def test_years_overlap_the_period(db: None, query: str, expected: set[str]) -> None:
    make_practice("open", period_start="2021-05")
    make_practice("kort", period_start="2019-02-01", period_end="2020")
    make_practice("lang", period_start="2015", period_end="2022-01")
    make_practice("onbekend")
    assert set(titles(query)) == expected


def test_slice_reads_only_what_is_shown(db: None) -> None:
    for _ in range(5):
        make_practice()
    results = lenient(QueryDict(""))[0].results
    assert len(results[1:3]) == 2
    assert results[0].pk == results.ids(slice(1))[0]
    assert results[-1].pk == results.ids(slice(None))[-1]


def test_drafts_and_archived_are_never_in_the_list(db: None) -> None:
    make_practice("Geheim", status="draft")
    make_practice("Oud", status="archived")
    assert titles("") == titles("q=geheim") == []
