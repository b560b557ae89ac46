"""Addresses and forms of the desk, as tests use them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db.models import Max
from django.test import Client
from django.urls import reverse

from practices.models import Event, Practice, Submission, User
from practices.workflow import editing, review, submissions

from ..factories import make_user


def page(submission: Submission, name: str = "submission", *more: object) -> str:
    """The address of a page about a submission."""
    return reverse(f"review:{name}", args=[submission.reference, *more])


def text(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())


def read(submission: Submission) -> dict[str, Any]:
    """What the review page puts into the form of a decision."""
    now = Submission.objects.get(pk=submission.pk)
    site = {"practice_version": now.practice.version} if now.practice else {}
    last = Event.objects.aggregate(last=Max("pk"))["last"]
    return {"version": now.version, "event": last, **site}


def decide(
    client: Client, submission: Submission, choice: str, *, query: str = "", **data: Any
) -> Any:
    """Send a decision on what is there now, unless told otherwise."""
    given = {**read(submission), "note": "Omdat het zo is.", **data}
    return client.post(f"{page(submission, 'decide')}?keuze={choice}{query}", given)


def titles(response: Any) -> list[str]:
    """The titles in the queue, in order."""
    return [row.submission.title for row in response.context["rows"]]


def counts(response: Any, name: str) -> dict[str, int]:
    """How many each choice of a filter says that it would show."""
    choice = next(one for one in response.context["filters"].choices if one.name == name)
    return {option.value: option.count for option in choice.options}


def again(submission: Submission) -> Submission:
    """The submission as it is in the database now."""
    return Submission.objects.select_related("practice").get(pk=submission.pk)


def moves(submission: Submission) -> list[str]:
    """What happened to it, oldest first."""
    rows: Iterable[str] = submission.history.order_by("pk").values_list("move", flat=True)
    return list(rows)


def make_change(practice: Practice, chief: User, **values: Any) -> Submission:
    """A proposal to change it, in the hands of the chief."""
    submitter = make_user()
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    submissions.save(change, actor=submitter, values=values, seen=None)
    submissions.submit(change, actor=submitter)
    review.take(change, actor=chief)
    return change


def retitle(practice: Practice, approach: str) -> None:
    """Let somebody change the published text."""
    now = Practice.objects.get(pk=practice.pk)
    with editing(now, actor=None, version=now.version):
        now.approach = approach
        now.save()
