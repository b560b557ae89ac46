"""Related practices: by what is shared, with the reason, and never what may not be seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest

from practices.models import Practice
from practices.related import MOST, related

from .factories import make_practice, make_region, make_sector

pytestmark = pytest.mark.django_db

UNLIKE = ("aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam", "kees", "bok")


@pytest.fixture
def names() -> Iterator[str]:
    """Titles that have nothing in common."""
    return cycle(UNLIKE)


@pytest.fixture
def make(names: Iterator[str]) -> Any:
    """Make a practice that is like another in nothing but what the test gives it."""

    def one(title: str = "", **facts: Any) -> Practice:
        return make_practice(title or next(names), **{"summary": "-", **facts})

    return one


def slugs(practice: Practice) -> list[str]:
    """The addresses of what is related, in order."""
    return [other.practice.slug for other in related(practice)]


def reasons(practice: Practice) -> dict[str, str]:
    """Why each of the others is related, by its title."""
    return {other.practice.title: other.reason for other in related(practice)}


def test_nothing_shared_is_nothing_related(make: Any) -> None:
    make(pillars=["1a"], tags=["cao"])
    assert related(make(pillars=["2a"], tags=["rooster"])) == []


def test_practice_without_anything_has_no_relations(make: Any) -> None:
    make(tags=["cao"], sectors=[make_sector()])
    assert related(make()) == []


def test_only_practice_there_is_has_no_relations(make: Any) -> None:
    assert related(make("Rooster", pillars=["2a"], tags=["rooster"])) == []


# --- What it is filed under ----------------------------------------------------------------------


def test_each_relation_is_named_in_the_reason(make: Any) -> None:
    region, sector = make_region(name="Twente"), make_sector(name="Jeugdzorg")
    shared: dict[str, Any] = {"regions": [region], "sectors": [sector]}
    practice = make(pillars=["3a"], tags=["rooster"], **shared)
    for facts in ({"pillars": ["3a"]}, {"tags": ["rooster"]}, *({k: v} for k, v in shared.items())):
        make(**facts)
    assert {other.reason for other in related(practice)} == {
        "Ook 3a Element 3a.",
        "Ook ‘rooster’.",
        "Ook Jeugdzorg.",
        "Ook regio Twente.",
    }


def test_reason_names_what_says_most_first(make: Any) -> None:
    practice = make(pillars=["3a"], tags=["rooster", "cao"])
    make(pillars=["3a"], tags=["rooster"])
    make(tags=["rooster"])
    assert related(practice)[0].reason == "Ook 3a Element 3a en ‘rooster’."


def test_reason_has_three_parts_at_most(make: Any) -> None:
    tags = ["agressie", "cao", "rooster", "verzuim"]
    make(tags=tags)
    assert related(make(tags=tags))[0].reason == "Ook ‘agressie’, ‘cao’ en ‘rooster’."


def test_name_that_two_regions_share_is_said_once(make: Any) -> None:
    regions = [
        make_region(f"oost-{kind}", kind=kind, name="Oost")
        for kind in ("regioplus", "arbeidsmarktregio")
    ]
    practice = make(regions=regions)
    make("Beide", regions=regions)
    make("Plus", regions=regions[:1])
    assert reasons(practice) == {"Beide": "Ook regio Oost.", "Plus": "Ook regio Oost (RegioPlus)."}


def test_what_lies_in_its_sector_or_region_is_related(make: Any) -> None:
    care, province = make_sector(name="Zorg"), make_region(name="Overijssel")
    make("Kleiner", sectors=[make_sector(parent=care)])
    make("Ergens", regions=[make_region(parents=[province])])
    practice = make(sectors=[care], regions=[province])
    assert reasons(practice) == {"Kleiner": "Ook Zorg.", "Ergens": "Ook regio Overijssel."}


def test_pillar_alone_and_country_are_too_wide(make: Any) -> None:
    country = make_region(kind="land")
    practice = make(pillars=["2"], regions=[country])
    make(pillars=["2"], regions=[country])
    assert related(practice) == []


def test_rare_sharing_weighs_more_than_common(make: Any) -> None:
    practice = make(tags=["overal", "zeldzaam"])
    for number in range(3):
        make(slug=f"gewoon-{number}", tags=["overal"])
    make(slug="bijzonder", tags=["zeldzaam"])
    assert slugs(practice)[0] == "bijzonder"


def test_what_it_is_about_weighs_more_than_where_it_is(make: Any) -> None:
    region, sector = make_region(), make_sector()
    practice = make(tags=["rooster"], regions=[region], sectors=[sector])
    make(slug="plaats", regions=[region])
    make(slug="sector", sectors=[sector])
    make(slug="onderwerp", tags=["rooster"])
    assert slugs(practice) == ["onderwerp", "sector", "plaats"]


# --- What it says --------------------------------------------------------------------------------


def test_word_of_the_title_is_found_in_titles_keywords_and_summaries(make: Any) -> None:
    make("Beter roosteren")
    make("Trefwoord", tags=["roosters"])
    make("Samenvatting", summary="Zij maken zelf een rooster.")
    make("Verhaal", approach="Zij maken zelf een rooster.")
    reason = "Ook over ‘roosters’."
    assert reasons(make("Roosters")) == dict.fromkeys(
        ("Beter roosteren", "Trefwoord", "Samenvatting"), reason
    )


def test_word_in_a_title_weighs_more_than_one_in_passing(make: Any) -> None:
    make("Met mies", slug="titel")
    make(slug="terloops", summary="Ook mies deed mee.")
    assert slugs(make("Mies")) == ["titel", "terloops"]


def test_words_come_last_and_together(make: Any) -> None:
    make("Verzuim na nachtdiensten", tags=["cao"])
    practice = make("Minder verzuim door nachtdiensten", tags=["cao"])
    (other,) = related(practice)
    assert other.reason == "Ook ‘cao’ en over ‘verzuim’ en ‘nachtdiensten’."


def test_stop_words_say_nothing(make: Any) -> None:
    make("Het en de", summary="Dit is voor wie er met een of de werkt, en ook niet.")
    assert related(make("Met het en voor de")) == []


@pytest.mark.parametrize("place", ["Nederland", "Oost", "Brabant", "Noord-Brabant", "Zwolle"])
def test_names_of_places_say_nothing(make: Any, place: str) -> None:
    make_region(kind="land", name="Nederland")
    make_region(name="Noord-Brabant")
    make_region(name="Regio Zwolle")
    make(f"Anders in {place}", summary=f"Dit is in {place}.")
    assert related(make(f"Iets in {place}")) == []


def test_shared_tag_does_not_count_again_as_a_word(make: Any) -> None:
    make("Anders", tags=["rooster"])
    practice = make("Rooster", tags=["rooster"])
    assert reasons(practice) == {"Anders": "Ook ‘rooster’."}


def test_tag_is_found_as_words_only_as_a_whole(make: Any) -> None:
    make("Behoud van personeel", slug="geheel")
    make("Personeel zoeken", slug="deel")
    practice = make(tags=["behoud van personeel"])
    assert [(o.practice.slug, o.reason) for o in related(practice)] == [
        ("geheel", "Ook over ‘behoud van personeel’.")
    ]


def test_title_of_any_length_and_any_signs_is_no_error(make: Any) -> None:
    make("Rooster")
    title = " ".join(f"woord{number}x" for number in range(9)) + " 100% \"rooster' AND -x*"
    assert len(related(make(title[:100]))) <= MOST


# --- What may be seen, and how much --------------------------------------------------------------


def test_never_itself_nor_what_is_not_public(make: Any) -> None:
    practice = make("Rooster", slug="zelf", tags=["rooster"])
    make("Rooster", slug="ander", tags=["rooster"])
    make("Rooster", slug="concept", tags=["rooster"], status="draft")
    make("Rooster", slug="oud", tags=["rooster"], status="archived")
    assert slugs(practice) == ["ander"]


def test_never_what_was_withdrawn_while_the_index_was_read(make: Any) -> None:
    practice, other = make(tags=["rooster"]), make(tags=["rooster"])
    Practice.objects.filter(pk=other.pk).update(status="draft")  # and the index does not know yet
    assert related(practice) == []


def test_draft_can_be_shown_with_its_relations(make: Any) -> None:
    make(slug="ander", tags=["rooster"])
    assert slugs(make(tags=["rooster"], status="draft")) == ["ander"]


def test_answer_is_bounded_and_the_same_each_time(make: Any) -> None:
    practice = make(tags=["rooster"])
    for _ in range(MOST + 2):
        make(tags=["rooster"])
    first = slugs(practice)
    assert len(first) == MOST
    assert first == slugs(practice)


def test_equals_come_newest_first(make: Any) -> None:
    for day in ("2024-01-01", "2024-01-03", "2024-01-02"):
        make(slug=f"van-{day}", tags=["rooster"], published_at=f"{day}T12:00Z")
    assert slugs(make(tags=["rooster"])) == ["van-2024-01-03", "van-2024-01-02", "van-2024-01-01"]


@pytest.mark.parametrize("others", [1, 20])
def test_five_queries_at_most(make: Any, others: int, django_assert_max_num_queries: Any) -> None:
    facts: dict[str, Any] = {
        "pillars": ["2a", "2b"],
        "tags": ["rooster", "cao"],
        "sectors": [make_sector()],
        "regions": [make_region()],
    }
    practice = make("Beter roosteren in de nacht", **facts)
    for _ in range(others):
        make("Roosters voor de nacht", **facts)
    related(make())  # from here on the index is in memory
    shown = Practice.objects.with_relations().get(pk=practice.pk)
    with django_assert_max_num_queries(5):
        assert related(shown)
