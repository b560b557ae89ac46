"""What the database itself refuses, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practices.models import Citation, Element, Pillar, PillarTag, Practice, Region, Sector
from practices.models.partial_date import in_words, validate_partial_date

from ..factories import make_pillars, make_practice, make_region, make_sector, make_source

REFUSED: dict[str, Callable[[Practice], Any]] = {
    "element of another pillar": lambda p: PillarTag.objects.create(
        practice=p, pillar_id="1", element_id="2a", origin="bron"
    ),
    "editor's tag without a reason": lambda p: PillarTag.objects.create(
        practice=p, pillar_id="1", origin="redactie"
    ),
    "unknown origin": lambda p: PillarTag.objects.create(practice=p, pillar_id="1", origin="x"),
    "lines in reverse": lambda p: Citation.objects.create(
        practice=p, source=make_source(), heading="H", first_line=9, last_line=1
    ),
    "unknown kind": lambda p: make_practice(kind="sprookje"),
    "unknown phase": lambda p: make_practice(phase="ooit"),
    "period of another form": lambda p: make_practice(period_start="begin 2021"),
    "end before begin": lambda p: make_practice(period_start="2021", period_end="2020-12"),
    "published without a moment": lambda p: make_practice(published_at=None),
    "slug twice": lambda p: make_practice(slug=p.slug),
    "pillar that is not official": lambda p: Pillar.objects.create(code="4", name="Vier"),
    "element outside its pillar": lambda p: Element.objects.create(
        code="3d", pillar_id="1", name="x"
    ),
    "sector that is its own parent": lambda p: Sector.objects.filter(pk=make_sector().pk).update(
        parent_id=Sector.objects.latest("pk").pk
    ),
    "two regions with one code": lambda p: [make_region(code="PV20"), make_region(code="PV20")],
    "region of an unknown kind": lambda p: make_region(kind="wijk"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(db: None, name: str) -> None:
    make_pillars()
    practice = make_practice()
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[name](practice)


@pytest.mark.parametrize("code", ["1", "1a"])
def test_a_practice_has_a_pillar_or_an_element_once(db: None, code: str) -> None:
    practice = make_practice(pillars=[code])
    tag = {"pillar_id": "1", "element_id": code if len(code) == 2 else None, "origin": "bron"}
    with pytest.raises(IntegrityError), transaction.atomic():
        practice.pillar_tags.create(**tag)


def test_a_pillar_may_stand_beside_its_element(db: None) -> None:
    assert make_practice(pillars=["1", "1a", "1b"]).pillar_tags.count() == 3


def test_two_regions_without_a_code_are_fine(db: None) -> None:
    make_region()
    make_region()
    assert Region.objects.filter(code="").count() == 2


@pytest.mark.parametrize("period", [("2021", "2021"), ("2021-05", "2021"), ("2020-12-31", "2021")])
def test_period_in_order_is_accepted(db: None, period: tuple[str, str]) -> None:
    assert make_practice(period_start=period[0], period_end=period[1]).pk


@pytest.mark.parametrize("value", ["2021", "2021-02", "2024-02-29", "1999-12-31"])
def test_partial_date_is_accepted(value: str) -> None:
    validate_partial_date(value)


@pytest.mark.parametrize(
    "value", ["21", "2021-13", "2023-02-29", "2021-5", "1899", "2021-05-31T00", "２０２１", "x"]
)
def test_partial_date_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [("2021", "2021"), ("2021-05", "mei 2021"), ("2021-05-03", "3 mei 2021")],
)
def test_partial_date_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("2018", "", "2018"),
        ("", "2021", "tot en met 2021"),
        ("2018", "2021-05", "2018 tot en met mei 2021"),
        ("2023-09-12", "2023-09-12", "12 september 2023"),
    ],
)
def test_period_in_words(db: None, start: str, end: str, words: str) -> None:
    assert make_practice(period_start=start, period_end=end).period_in_words == words


def test_only_what_still_runs_goes_on_since_its_start(db: None) -> None:
    running = make_practice(period_start="2018", phase="lopend")
    assert running.period_in_words == "sinds 2018"
    assert make_practice(period_start="2018", phase="gestopt").period_in_words == "2018"
