"""A tip or a case: what sending asks, and what it does."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Event, Submission, User
from practices.workflow import review, submissions
from practices.workflow.proposals import readable

from ..factories import make_coordinator, make_practice, make_region, make_submission, make_user
from ..logging_in import log_in
from .filling import address, fill, read_form, send

pytestmark = pytest.mark.django_db


def test_a_tip_needs_title_summary_and_licence_only(client: Client, writer: User) -> None:
    submission = make_submission("Tip", submitter=writer, extent="tip", kind="", licence="")
    log_in(client, writer)
    told = {"summary": "Voor wie het wil.", "licence": "CC0-1.0"}
    answer = fill(client, address(submission), **told, doe="insturen")
    assert answer.headers["Location"] == submission.get_absolute_url()
    now = Submission.objects.get()
    assert (now.status, now.extent, now.licence) == ("submitted", "tip", "CC0-1.0")


def test_a_tip_without_summary_is_not_sent_and_says_so(client: Client, writer: User) -> None:
    submission = make_submission("Tip", submitter=writer, extent="tip", summary="", licence="")
    log_in(client, writer)
    page = fill(client, address(submission), doe="insturen").content.decode()
    assert "<title>Fout: Tip" in page
    assert '<a href="#id_summary">Samenvatting: Vul dit in.</a>' in page
    assert '<a href="#id_licence">Licentie: Kies een licentie.</a>' in page
    assert 'id="id_licence_error"' in page
    assert "Stap 5 van 5" not in page
    assert Submission.objects.get().status == "draft"


def test_a_tip_has_no_licence_chosen_beforehand(client: Client, writer: User) -> None:
    submission = make_submission("Tip", submitter=writer, extent="tip", licence="")
    log_in(client, writer)
    page = client.get(address(submission)).content.decode()
    assert page.count('name="licence"') == 2
    assert "checked" not in page


def test_a_change_is_not_asked_for_a_licence_that_the_practice_lacks(
    client: Client, writer: User
) -> None:
    practice = make_practice(licence="")
    change = submissions.propose_change(practice, submitter=writer, key=uuid4())
    log_in(client, writer)
    assert 'name="licence"' not in client.get(address(change)).content.decode()
    submissions.submit(change, actor=writer)
    assert change.status == "submitted"


def test_going_for_the_whole_story_leads_to_the_first_step(client: Client, writer: User) -> None:
    submission = make_submission("Tip", submitter=writer, extent="tip")
    log_in(client, writer)
    answer = fill(client, address(submission), doe="uitwerken")
    assert answer.headers["Location"] == address(submission, "kern")
    assert Submission.objects.get().extent == "case"


def test_the_check_page_names_what_is_missing_and_where(
    own: Client, submission: Submission
) -> None:
    fill(own, address(submission, "verhaal"), background="", approach="Bel 06-12345678 nu.")
    page = own.get(address(submission, "controleren")).content.decode()
    assert f"{address(submission, 'verhaal')}#id_background" in page
    assert "telefoonnummer" in page
    answer = own.post(f"/indienen/{submission.reference}/insturen/")
    assert "Insturen kan nog niet" in answer.content.decode()
    assert Submission.objects.get().status == "draft"


def test_changing_an_answer_from_the_check_page_leads_back_to_it(
    own: Client, submission: Submission
) -> None:
    check = address(submission, "controleren")
    place = f"{address(submission, 'verhaal')}?van=controleren"
    assert place in own.get(check).content.decode()
    assert 'value="controleren"' in own.get(place).content.decode()
    answer = fill(own, place, lessons="Beter.", doe="controleren")
    assert answer.headers["Location"] == check


def test_sending_twice_gives_the_same_answer_and_one_event(
    own: Client, submission: Submission
) -> None:
    place = f"/indienen/{submission.reference}/insturen/"
    answers = [own.post(place) for _ in range(3)]
    assert {one.headers["Location"] for one in answers} == {submission.get_absolute_url()}
    assert Submission.objects.get().status == "submitted"
    assert Event.objects.filter(submission=submission, move="submit").count() == 1


def test_sending_what_was_taken_back_says_what_happened(
    own: Client, submission: Submission, writer: User
) -> None:
    submissions.withdraw(submission, actor=writer)
    answer = own.post(f"/indienen/{submission.reference}/insturen/", follow=True)
    assert "intussen ingetrokken" in answer.content.decode()


def test_what_editors_asked_can_be_written_again(
    own: Client, submission: Submission, writer: User
) -> None:
    editor = make_user("eindredacteur")
    submissions.submit(submission, actor=writer)
    review.take(submission, actor=editor)
    review.request_changes(submission, actor=editor, version=submission.version, note="Graag meer.")
    assert fill(own, address(submission, "verhaal"), lessons="Meer.").status_code == 302
    assert Submission.objects.get().lessons == "Meer."


def test_opening_pages_changes_nothing(own: Client, submission: Submission) -> None:
    fill(own, address(submission, "bewijs"), pillar_tags__2a="on", tags="nieuw, woord")
    before = json.dumps(readable(Submission.objects.get()), default=str)
    counts = (Event.objects.count(), Submission.objects.get().version)
    for step in ("", "kern", "verhaal", "bewijs", "contact", "controleren"):
        assert own.get(address(submission, step)).status_code == 200
    assert own.get(f"/indienen/{submission.reference}/voorbeeld/").status_code == 200
    assert own.get(f"/indienen/{submission.reference}/insturen/").status_code == 302
    assert json.dumps(readable(Submission.objects.get()), default=str) == before
    assert (Event.objects.count(), Submission.objects.get().version) == counts


def test_the_check_page_shows_every_answer_in_words(own: Client, submission: Submission) -> None:
    fill(
        own,
        address(submission, "bewijs"),
        source_title="Rapport & meer",
        source_url="https://voorbeeld.invalid/",
        evidence="eigen-cijfers",
        links__0__label="Lees meer",
        links__0__url="https://voorbeeld.invalid/meer",
    )
    page = own.get(address(submission, "controleren")).content.decode()
    address_of_link = "https://voorbeeld.invalid/meer"
    for said in ("Rapport &amp; meer", address_of_link, "Met eigen cijfers", "Pilot"):
        assert said in page


def test_the_owner_says_for_which_region_until_it_was_sent(
    own: Client, submission: Submission, writer: User
) -> None:
    region = make_region("drenthe")
    fill(own, address(submission), region="drenthe")
    assert Submission.objects.get().region == region
    helper = log_in(Client(), make_coordinator(region))
    fill(helper, address(submission), region="utrecht", summary="Hulp.")
    now = Submission.objects.get()
    assert (now.region, now.summary) == (region, "Hulp.")
    fill(own, address(submission), region="")
    assert Submission.objects.get().region is None


def test_two_windows_on_the_region_and_the_source_get_both_values(
    own: Client, submission: Submission
) -> None:
    make_region("drenthe", name="Drenthe")
    for step, name, one, other in (
        ("", "region", "drenthe", "utrecht"),
        ("bewijs", "source_title", "Drenthe verteld", "Anders"),
    ):
        place = address(submission, step)
        form = read_form(own.get(place))
        assert send(own, place, form, **{name: one}).status_code == 302
        answer = send(own, place, form, **{name: other})
        assert answer.status_code == 409
        assert "Drenthe" in answer.content.decode()
