"""The real content, through a proposal and back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from practices.models import Practice, Submission
from practices.workflow import review, submissions
from practices.workflow.proposals import proposal, touched, write_practice

from ..content.conftest import loaded
from ..factories import make_user
from .saying import content_of

__all__ = ["loaded"]


def test_a_change_of_any_real_practice_begins_without_a_difference(loaded: Any) -> None:
    submitter = make_user()
    for practice in Practice.objects.published():
        change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
        assert touched(Submission.objects.get(pk=change.pk)) == [], practice.slug
        assert submissions.gaps(change) == []
        assert review.lacks(change) == []
        before = content_of(practice)
        contact = {name: before[name] for name in before if name.startswith("contact_")}
        write_practice(practice, {**proposal(change), **contact})
        assert content_of(practice) == before, practice.slug
