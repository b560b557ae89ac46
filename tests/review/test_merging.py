"""Merging a proposal into a practice, and taking a decision back."""

from __future__ import annotations

import pytest
from django.test import Client

from practices.models import Practice, Submission, User
from practices.workflow import submissions
from practices.workflow.beside import beside

from ..factories import make_practice
from .pages import again, decide, moves, page, retitle, text

pytestmark = pytest.mark.django_db
S = Submission.Status

# --- Merging -------------------------------------------------------------------------------------


def test_merge_into_a_practice_and_separate_again(
    desk: Client, sent: Submission, practice: Practice
) -> None:
    found = text(desk.get(page(sent, "merge") + "?q=meer+uren"))
    assert f'value="{practice.slug}"' in found
    desk.post(page(sent, "merge"), {"slug": practice.slug, "version": again(sent).version})
    assert (again(sent).is_change, again(sent).practice) == (True, practice)
    lines = {line.name: line for line in beside(again(sent)).lines}
    # what fills a gap is offered; what stands there already stays, and nothing is emptied
    filled = {name for name, line in lines.items() if not line.before}
    assert {name for name, line in lines.items() if line.is_taken_over} == filled
    assert "background" in filled
    assert not lines["approach"].is_taken_over
    assert not lines["title"].is_taken_over
    assert "results" not in lines
    desk.post(page(sent, "separate"), {"version": again(sent).version})
    assert (again(sent).is_change, again(sent).practice) == (False, None)


def test_a_stale_or_second_merge_changes_nothing(
    desk: Client, chief: User, sent: Submission, practice: Practice
) -> None:
    version = again(sent).version
    submissions.save(sent, actor=chief, values={"approach": "Anders"}, seen=None)
    desk.post(page(sent, "merge"), {"slug": practice.slug, "version": version})
    assert not again(sent).is_change
    for _ in range(2):
        desk.post(page(sent, "merge"), {"slug": practice.slug, "version": again(sent).version})
    assert moves(sent).count("merged") == 1
    draft = make_practice("Concept", status=Practice.Status.DRAFT)
    gone = desk.post(page(sent, "merge"), {"slug": draft.slug, "version": again(sent).version})
    assert gone.status_code == 404


# --- Taking back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["aanvaarden", "vragen", "afwijzen"])
def test_the_last_decision_can_be_taken_back_with_a_reason(
    desk: Client, chief: User, sent: Submission, choice: str
) -> None:
    decide(desk, sent, choice, when="nu")
    assert "Draai dit besluit terug" in text(desk.get(page(sent)))
    no_reason = desk.post(page(sent, "undo"), {"note": ""}, follow=True)
    assert "Schrijf waarom u het besluit terugdraait." in text(no_reason)
    for _ in range(2):
        desk.post(page(sent, "undo"), {"note": "Te snel besloten."})
    now = again(sent)
    assert (now.status, now.assignee) == (S.IN_REVIEW, chief)
    assert moves(sent).count("undo") == 1
    assert not Practice.objects.published().exists()


def test_a_decision_that_somebody_built_on_stays(
    desk: Client, chief: User, sent: Submission
) -> None:
    decide(desk, sent, "aanvaarden", when="nu")
    made = again(sent).practice
    assert made
    retitle(made, "Bijgewerkt.")
    assert "Draai dit besluit terug" not in text(desk.get(page(sent)))
    response = desk.post(page(sent, "undo"), {"note": "Toch niet."})
    assert response.status_code == 409
    assert "Toch niet.</textarea>" in text(response)
    assert again(sent).status == S.ACCEPTED
