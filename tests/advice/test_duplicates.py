""" "Bestaat dit al?": titles that resemble what somebody is typing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from practices.advice import similar
from practices.models import Practice, Submission
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("title", ["%", "_", "'; drop", "\x00", "a" * 10_000, "zzp " * 5000])
def test_nothing_that_is_typed_is_an_error(title: str) -> None:
    make_practice("Samen roosteren")
    assert similar(title, title) == []


def test_the_reason_quotes_what_was_typed() -> None:
    make_practice("Zelfroosteren in de wijk")
    [found] = similar("Zelf roosteren")
    assert found.title == "Zelfroosteren in de wijk"
    assert found.reason == "zelfde woorden: Zelf roosteren"


def test_a_misspelt_word_is_called_nearly_the_same() -> None:
    make_practice("Teamreflectie")
    [found] = similar("Teamreflexie")
    assert found.reason == "bijna dezelfde woorden: Teamreflexie"


def test_a_summary_helps_when_the_title_is_worded_otherwise() -> None:
    make_practice("Verpleegkundigen roosteren samen")
    title = "Bijzondere planningsmethode met verpleegkundigen"
    assert similar(title) == []
    assert similar(title, "De verpleegkundigen roosteren samen.") != []


def test_drafts_and_archived_practices_are_never_shown() -> None:
    make_practice("Zelfroosteren in de wijk", status="draft")
    make_practice("Zelfroosteren in de kliniek", status="archived")
    assert similar("Zelfroosteren") == []


def test_the_practice_that_is_being_changed_is_left_out() -> None:
    own = make_practice("Zelfroosteren in de wijk")
    other = make_practice("Zelfroosteren in de wijk en in de kliniek")
    assert [one.practice for one in similar(own.title, exclude_practice=own)] == [other]


def make_submission(title: str) -> Submission:
    return Submission.objects.create(title=title, kind="praktijkvoorbeeld")


def test_only_the_submissions_handed_in_take_part() -> None:
    mine = make_submission("Zelfroosteren in de wijk")
    make_submission("Zelfroosteren bij de buren")
    assert similar("Zelfroosteren") == []
    [found] = similar("Zelfroosteren", submissions=Submission.objects.filter(pk=mine.pk))
    assert (found.submission, found.practice) == (mine, None)


def test_other_submissions_do_not_change_what_is_found() -> None:
    # neither order nor score may tell that something exists that this person may not see
    make_practice("Zelfroosteren in de wijk")
    make_practice("Roosteren met een app")
    before = [(one.title, one.score) for one in similar("Zelfroosteren wijk")]
    for number in range(30):
        make_submission(f"Zelfroosteren wijk {number}")
    nothing = Submission.objects.none()
    after = [(one.title, one.score) for one in similar("Zelfroosteren wijk", submissions=nothing)]
    assert after == before


def test_a_practice_comes_before_a_submission_that_is_as_alike() -> None:
    make_submission("Zelfroosteren in de wijk")
    make_practice("Zelfroosteren in de wijk")
    found = similar("Zelfroosteren in de wijk", submissions=Submission.objects.all())
    assert [one.practice is None for one in found] == [False, True]


def test_the_same_title_is_found_however_many_titles_are_like_it() -> None:
    practices = [make_practice(f"Zorg {number}") for number in range(70)]
    assert similar("Zorg 69")[0].practice == practices[69]


def test_it_takes_as_many_queries_for_many_practices_as_for_few(
    django_assert_num_queries: object,
) -> None:
    now = timezone.now()
    Practice.objects.bulk_create(
        Practice(
            title=f"Zelfroosteren {number}",
            slug=f"voorbeeld-z{number}",
            kind="praktijkvoorbeeld",
            status=Practice.Status.PUBLISHED,
            published_at=now,
        )
        for number in range(300)
    )
    make_submission("Zelfroosteren 277")
    with django_assert_num_queries(4):  # type: ignore[operator]
        found = similar("Zelfroosteren 277", submissions=Submission.objects.all())
    assert found[0].title == "Zelfroosteren 277"
