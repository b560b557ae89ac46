"""The made-up practices and questions of the benchmark are what it says they are."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from statistics import mean

import pytest
from django.http import QueryDict

from practices import indexing
from practices.filters import lenient
from practices.models import Practice
from practices.models.content import Evidence, Kind, Phase
from tests.benchmark.loading import fill
from tests.benchmark.mix import NOBODY_WRITES_THIS, SAMPLE, Sample, mix
from tests.benchmark.records import FIXED, ORGANISATIONS, SOURCES, TAGS, Maker, expanded

FACETS = {
    *("pijler", "sector", "regio", "soort", "fase", "onderbouwing"),
    *("trefwoord", "organisatie", "bron"),
}


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample()


def test_first_records_are_the_same_however_many_are_made() -> None:
    few, many = Maker().records(20), Maker().records(2000)
    assert list(few) == list(islice(many, 20))


def test_records_have_the_length_and_the_values_of_real_ones(maker: Maker) -> None:
    records = list(maker.records(500))
    assert 330 < mean(len(record.text.split()) for record in records) < 370
    values = [sum(map(len, expanded(r, maker.vocabularies).values())) for r in records]
    assert 17 < mean(values) < 21
    assert all(len(r.title) <= 100 and len(r.summary) <= 300 for r in records)
    assert len({record.slug for record in records}) == 500


def test_few_words_are_common_and_most_are_rare(maker: Maker) -> None:
    words = Counter(word for r in maker.records(500) for word in r.text.lower().split())
    common = sum(number for _, number in words.most_common(100))
    assert common > words.total() / 3
    assert sum(number == 1 for number in words.values()) > len(words) / 3


def test_every_facet_is_filed_under_and_the_vocabularies_are_the_real_ones(maker: Maker) -> None:
    assert set(maker.vocabularies) == FACETS
    assert {facet: set(keys) for facet, keys in FIXED.items()} == {
        "soort": set(Kind.values),
        "fase": set(Phase.values),
        "onderbouwing": set(Evidence.values),
    }
    sizes = {facet: len(terms) for facet, terms in maker.vocabularies.items()}
    assert (sizes["trefwoord"], sizes["organisatie"], sizes["bron"]) == (
        *(TAGS, ORGANISATIONS, SOURCES),
    )
    assert maker.vocabularies["regio"]["noord-brabant"].above == ("nederland",)
    assert maker.vocabularies["pijler"]["2a"].above == ("2",)


def test_questions_are_of_the_kinds_that_were_agreed() -> None:
    questions = mix()
    assert len(questions) == len({question.name for question in questions}) == 40
    assert sum(question.is_multi_select for question in questions) == 10
    kinds = Counter(
        (bool(q.words), min(3, len(q.filters) + bool(q.years)) if not q.words else bool(q.filters))
        for q in questions
    )
    assert kinds == {
        (False, 0): 4,
        (False, 1): 14,
        (False, 3): 7,
        (True, False): 10,
        (True, True): 5,
    }
    deep = [question for question in questions if question.page >= 20]
    assert sorted(len(question.filters) for question in deep) == [0, 1]


def test_words_are_as_common_as_the_question_says(sample: Sample) -> None:
    for question in mix(sample):
        if question.name.startswith("woord in "):
            share = float(question.name.split()[2]) / 100
            assert sample.words[question.words] / SAMPLE == pytest.approx(share, rel=0.1)
    assert NOBODY_WRITES_THIS not in sample.words


@pytest.mark.django_db
def test_database_holds_the_records_and_answers_the_questions_with_the_totals_told() -> None:
    totals = fill(60)
    indexing.rebuild()
    assert Practice.objects.published().count() == 60 == totals["alles"]
    asked = {question.name: question for question in mix()}
    empty = "niets: sector, soort, bron, jaren"
    for name, expected in totals.items():
        if not expected and name != empty:
            continue  # a value that none of these few has is no value at all
        filterset, notices = lenient(QueryDict(asked[name].query))
        assert (len(filterset.results), notices) == (expected, []), name
    assert totals["grote sector"] > 10 > totals[empty] == 0
