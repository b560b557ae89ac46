"""The mark that a form carries, so that a colleague or a second window is noticed (R-01)."""

from __future__ import annotations

import pytest

from practices.models import Submission
from practices.workflow import submissions
from practices.workflow.practices import EditConflict
from practices.workflow.proposals import OWN, fingerprint

from ..factories import make_region, make_submission


@pytest.mark.parametrize("name", OWN)
def test_a_colleague_is_noticed_in_every_field_that_is_no_text(db: None, name: str) -> None:
    submission = make_submission(source_title="Rapport", region=make_region("oud"))
    submitter, seen = submission.submitter, fingerprint(submission, [name])
    assert submitter
    first = {"extent": "tip", "region": make_region("eerst"), "source_title": "Eerst"}
    second = {"extent": "case", "region": make_region("dan"), "source_title": "Dan"}
    links = ("https://een.voorbeeld.invalid/", "https://twee.voorbeeld.invalid/")
    one, two = ({**v, "source_url": u}[name] for v, u in zip((first, second), links, strict=True))
    submissions.save(submission, actor=submitter, values={name: one}, seen=seen)
    with pytest.raises(EditConflict):
        submissions.save(submission, actor=submitter, values={name: two}, seen=seen)
    assert getattr(submission, name) == getattr(Submission.objects.get(pk=submission.pk), name)
    assert getattr(submission, name) == one


def test_saving_the_same_again_from_an_old_window_is_no_conflict(db: None) -> None:
    submission = make_submission("Oud")
    submitter, seen = submission.submitter, fingerprint(submission, ["title", "tags"])
    assert submitter
    values = {"title": "Nieuw", "tags": ["b", "a"]}
    for _ in range(2):
        submissions.save(submission, actor=submitter, values=values, seen=seen)
    assert (submission.title, submission.tags) == ("Nieuw", ["a", "b"])


def test_two_regions_of_one_name_are_not_the_same(db: None) -> None:
    one, two = (make_region(name="Utrecht", kind=kind) for kind in ("provincie", "land"))
    submission = make_submission(region=one)
    seen = fingerprint(submission, ["region"])
    submission.region = two
    assert fingerprint(submission, ["region"]) != seen
