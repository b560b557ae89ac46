"""The public page that would come of a submission."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import Attachment, Citation, Practice, Submission
from ..workflow.proposals import proposal, write_practice
from ..workflow.taking_over import own_source
from .detail import detail_context


def public_page(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Written, shown, and taken back in one transaction: so it is exactly that page.

    Nobody else ever sees what is written here.
    """
    with transaction.atomic():
        practice = _practice(submission)
        files = Attachment.objects.filter(Q(practice=practice) | Q(submission=submission))
        context = {**detail_context(practice), "submission": submission, "attachments": files}
        answer = render(request, "submit/preview.html", context)
        transaction.set_rollback(True)
    return answer


def _practice(submission: Submission) -> Practice:
    if submission.is_change and submission.practice_id:
        practice = Practice.objects.get(pk=submission.practice_id)
    else:
        practice = Practice(slug=f"inzending-{submission.reference}")
    practice.rendered = {}  # the stored HTML is of the text as it was
    write_practice(practice, proposal(submission))
    if not practice.citations.exists():
        Citation.objects.create(
            practice=practice, source=own_source(), heading="Opgave van de inzender"
        )
    return Practice.objects.with_relations().get(pk=practice.pk)
