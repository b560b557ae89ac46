"""Related practices: by what is shared, with the reason, and never what may not be seen."""

from __future__ import annotations

from typing import Any

import pytest

from practices.models import Practice
from practices.related import MOST, related

from .factories import make_practice, make_region, make_sector

pytestmark = pytest.mark.django_db


def slugs(practice: Practice) -> list[str]:
    """The addresses of what is related, in order."""
    return [other.practice.slug for other in related(practice)]


def test_nothing_shared_is_nothing_related() -> None:
    make_practice(pillars=["1a"], tags=["cao"])
    assert related(make_practice(pillars=["2a"], tags=["rooster"])) == []


def test_practice_without_anything_has_no_relations() -> None:
    make_practice(tags=["cao"], sectors=[make_sector()])
    assert related(make_practice()) == []


def test_each_relation_is_named_in_the_reason() -> None:
    region, sector = make_region(name="Twente"), make_sector(name="Jeugdzorg")
    shared: dict[str, Any] = {"regions": [region], "sectors": [sector]}
    practice = make_practice(pillars=["3a"], tags=["rooster"], **shared)
    for facts in ({"pillars": ["3a"]}, {"tags": ["rooster"]}, *({k: v} for k, v in shared.items())):
        make_practice(**facts)
    assert {other.reason for other in related(practice)} == {
        "Ook 3a Element 3a.",
        "Ook ‘rooster’.",
        "Ook Jeugdzorg.",
        "Ook regio Twente.",
    }


def test_reason_names_what_says_most_first() -> None:
    practice = make_practice(pillars=["3a"], tags=["rooster", "cao"])
    make_practice(pillars=["3a"], tags=["rooster"])
    make_practice(tags=["rooster"])
    assert related(practice)[0].reason == "Ook 3a Element 3a en ‘rooster’."


def test_name_that_two_regions_share_is_said_once() -> None:
    regions = [
        make_region(f"oost-{kind}", kind=kind, name="Oost")
        for kind in ("regioplus", "arbeidsmarktregio")
    ]
    practice = make_practice(regions=regions)
    make_practice(slug="beide", regions=regions)
    make_practice(slug="plus", regions=regions[:1])
    assert {other.practice.slug: other.reason for other in related(practice)} == {
        "beide": "Ook regio Oost.",
        "plus": "Ook regio Oost (RegioPlus).",
    }


def test_pillar_alone_and_country_are_too_wide() -> None:
    country = make_region(kind="land")
    practice = make_practice(pillars=["2"], regions=[country])
    make_practice(pillars=["2"], regions=[country])
    assert related(practice) == []


def test_rare_sharing_weighs_more_than_common() -> None:
    practice = make_practice(tags=["overal", "zeldzaam"])
    for number in range(3):
        make_practice(slug=f"gewoon-{number}", tags=["overal"])
    make_practice(slug="bijzonder", tags=["zeldzaam"])
    assert slugs(practice)[0] == "bijzonder"


def test_never_itself_nor_what_is_not_public() -> None:
    practice = make_practice(slug="zelf", tags=["rooster"])
    make_practice(slug="ander", tags=["rooster"])
    make_practice(slug="concept", tags=["rooster"], status="draft")
    make_practice(slug="oud", tags=["rooster"], status="archived")
    assert slugs(practice) == ["ander"]


def test_draft_can_be_shown_with_its_relations() -> None:
    make_practice(slug="ander", tags=["rooster"])
    assert slugs(make_practice(tags=["rooster"], status="draft")) == ["ander"]


def test_answer_is_bounded_and_the_same_each_time() -> None:
    practice = make_practice(tags=["rooster"])
    for _ in range(MOST + 2):
        make_practice(tags=["rooster"])
    first = slugs(practice)
    assert len(first) == MOST
    assert first == slugs(practice)


@pytest.mark.parametrize("others", [1, 5])
def test_queries_do_not_grow(others: int, django_assert_num_queries: Any) -> None:
    sector = make_sector()
    practice = make_practice(pillars=["2a"], tags=["rooster"], sectors=[sector])
    for _ in range(others):
        make_practice(pillars=["2a"], tags=["rooster"], sectors=[sector])
    shown = Practice.objects.with_relations().get(pk=practice.pk)
    with django_assert_num_queries(4):  # elements, tags, sectors, the practices; no regions asked
        related(shown)
