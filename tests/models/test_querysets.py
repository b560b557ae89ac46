"""Sets of practices and regions, in the words of the trade."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from practices.models import OldSlug, Practice
from practices.models.taxonomy import closure

from ..factories import make_practice, make_region, make_sector


def test_region_holds_what_lies_within_it(db: None) -> None:
    country = make_region(kind="land")
    province = make_region(parents=[country])
    border = make_region(kind="arbeidsmarktregio", parents=[province, make_region()])
    practice = make_practice(regions=[border, province])
    for region in (country, province, border):
        assert list(Practice.objects.in_region(region)) == [practice]
    assert not Practice.objects.in_region(make_region()).exists()


def test_sector_holds_its_branches(db: None) -> None:
    top = make_sector()
    practice = make_practice(sectors=[make_sector(parent=top)])
    assert list(Practice.objects.in_sector(top)) == [practice]


def test_practice_is_at_its_own_address_and_at_each_that_it_once_had(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here, other = make_practice(slug="hier"), make_practice(slug="anders")
    gone = make_practice(slug="weg")
    gone.archive(actor=None, note="Gestopt.")
    draft = make_practice(slug="concept", status="draft")
    for slug, practice in (("ooit", here), ("eerder", here), ("anders", here), ("geheim", draft)):
        OldSlug.objects.create(slug=slug, practice=practice)
    with django_assert_num_queries(2):
        found = Practice.objects.at(
            ["hier", "weg", "ooit", "eerder", "anders", "concept", "geheim"]
        )
    assert found == {"hier": here, "weg": gone, "ooit": here, "eerder": here, "anders": other}
    with django_assert_num_queries(1):
        assert Practice.objects.at(["hier"]) == {"hier": here}
    with django_assert_num_queries(0):
        assert Practice.objects.at([]) == {}


def test_closure_reaches_all_ancestors_and_survives_a_loop() -> None:
    assert closure([(3, 2), (2, 1), (3, 9)]) == {3: {1, 2, 9}, 2: {1}}
    assert closure([(1, 2), (2, 1)]) == {1: {2}, 2: {1}}


def test_newest_first_has_a_fixed_order_for_equal_moments(db: None) -> None:
    later = make_practice(slug="b")
    for slug in ("c", "a"):
        make_practice(slug=slug, published_at=later.published_at)
    assert [p.slug for p in Practice.objects.newest_first()] == ["a", "b", "c"]
