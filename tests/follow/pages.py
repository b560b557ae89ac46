"""What the tests of following share: people, pages and forms."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from practices.models import Submission, User

from ..factories import make_coordinator, make_region, make_submission
from ..logging_in import log_in

NAME = "Achternaam-van-de-redacteur"
"""What an editor is called; it may stand on no page."""


def make(status: str, editor: User) -> Submission:
    region = make_region("noord")
    return make_submission("Zelf roosteren", region=region, status=status, assignee=editor)


def owner(submission: Submission) -> User:
    assert submission.submitter is not None
    return submission.submitter


def coordinator(submission: Submission) -> User:
    assert submission.region is not None
    return make_coordinator(submission.region)


def address(name: str, submission: Submission) -> str:
    return reverse(f"follow:{name}", args=[submission.reference])


def page(submission: Submission, person: User) -> str:
    answer = log_in(Client(), person).get(address("submission", submission))
    assert answer.status_code == 200
    return str(answer.content.decode())


def after(client: Client, name: str, submission: Submission, **data: object) -> str:
    answer = client.post(address(name, submission), data, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())
