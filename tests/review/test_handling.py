"""Taking, laying back, handing over; nobody handles their own submission."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Mail, Submission, User
from practices.review_urls import urlpatterns
from practices.workflow import review, submissions, talking

from ..factories import make_coordinator, make_pillars, make_region, make_submission, make_user
from ..logging_in import log_in
from .pages import again, moves, page, text

pytestmark = pytest.mark.django_db
S = Submission.Status


def test_take_from_the_queue(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.SUBMITTED)
    response = desk.post(page(sent, "take") + "?beurt=redactie")
    assert response["Location"] == page(sent) + "?beurt=redactie"
    assert (again(sent).assignee, again(sent).status) == (chief, S.IN_REVIEW)


def test_taking_twice_is_taking_once(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.SUBMITTED)
    assert desk.post(page(sent, "take")).status_code == 302
    mails = Mail.objects.count()
    assert desk.post(page(sent, "take"))["Location"] == page(sent)
    assert moves(sent).count("take") == 1
    assert Mail.objects.count() == mails


def test_who_is_second_reads_what_the_first_did(desk: Client, colleague: User) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=colleague)
    response = desk.post(page(sent, "take"), follow=True)
    assert "Uw collega was u voor: in behandeling genomen door Bram Voorbeeld" in text(response)
    assert again(sent).assignee == colleague


def test_the_next_is_what_waits_longest_and_can_be_handled(desk: Client, chief: User) -> None:
    make_submission("Eigen", status=S.SUBMITTED, submitter=chief)
    make_submission("Van een ander", status=S.IN_REVIEW)
    first = make_submission("Eerste", status=S.SUBMITTED)
    make_submission("Tweede", status=S.SUBMITTED)
    response = desk.post("/redactie/volgende/")
    assert response["Location"] == page(first)
    assert again(first).assignee == chief


def test_the_next_stays_within_the_filter(desk: Client) -> None:
    make_submission("Eerste", status=S.SUBMITTED)
    inside = make_submission("In de regio", status=S.SUBMITTED, region=make_region("utrecht"))
    response = desk.post("/redactie/volgende/?regio=utrecht")
    assert response["Location"] == page(inside) + "?regio=utrecht"
    empty = desk.post("/redactie/volgende/?regio=utrecht", follow=True)
    assert "Er wacht niets meer dat u kunt pakken." in text(empty)


def test_lay_back_and_a_second_click(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=chief)
    for _ in range(2):
        assert desk.post(page(sent, "release"))["Location"] == "/redactie/"
    assert (again(sent).status, again(sent).assignee) == (S.SUBMITTED, None)
    assert moves(sent).count("release") == 1


def test_hand_over_to_a_colleague_who_is_told_once(
    desk: Client, chief: User, colleague: User
) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=chief)
    for _ in range(2):
        assert desk.post(page(sent, "hand_over"), {"to": colleague.pk}).status_code == 302
    assert again(sent).assignee == colleague
    assert moves(sent).count("assigned") == 1
    assert Mail.objects.filter(recipient=colleague, topic="assigned").count() == 1


def test_nothing_is_handed_to_who_may_not_handle_it(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=chief)
    assert sent.submitter
    for person in (sent.submitter, make_coordinator()):
        response = desk.post(page(sent, "hand_over"), {"to": person.pk}, follow=True)
        assert "Kies een collega." in text(response)
    assert again(sent).assignee == chief


def test_a_colleague_reads_along_and_can_take_over(desk: Client, second_desk: Client) -> None:
    sent = make_submission(status=S.SUBMITTED)
    desk.post(page(sent, "take"))
    answer = text(second_desk.get(page(sent)))
    assert "In handen van Anna Voorbeeld" in answer
    assert "Neem over van Anna Voorbeeld" in answer
    assert 'aria-label="Besluit"' not in answer
    assert 'name="field"' not in answer


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("take", {}),
        ("release", {}),
        ("ask", {"field": "title", "text": "Waarom?"}),
        ("jot", {"text": "Goed verhaal."}),
        ("edit", {"title": "Mooier"}),
        ("file_under", {"element": "1a", "reason": "Daarom."}),
        ("add_tag", {"tag": "rooster"}),
        ("decide", {"note": "Goed zo.", "version": "1"}),
        ("separate", {"version": "1"}),
        ("undo", {"note": "Toch niet."}),
    ],
)
@pytest.mark.parametrize("status", [S.SUBMITTED, S.REJECTED])
def test_nobody_handles_their_own_submission(
    desk: Client, chief: User, name: str, data: dict[str, Any], status: str
) -> None:
    make_pillars()
    own = make_submission(status=status, submitter=chief)
    before = moves(own)
    query = "?keuze=afwijzen" if name == "decide" else ""
    response = desk.post(page(own, name) + query, data)
    assert response.status_code == 403
    assert "Dit is uw eigen inzending" in text(response)
    assert moves(own) == before


def test_own_submission_is_readable_and_says_why_there_is_nothing_to_do(
    desk: Client, chief: User
) -> None:
    own = make_submission(status=S.SUBMITTED, submitter=chief)
    answer = text(desk.get(page(own)))
    assert "Dit is uw eigen inzending" in answer
    assert 'aria-label="Besluit"' not in answer


def test_an_editor_who_coordinates_the_region_has_no_desk_on_the_turn_of_the_submitter(
    chief: User, desk: Client
) -> None:
    region = make_region()
    chief.coordinates.add(region)
    asked = make_submission(status=S.CHANGES_REQUESTED, region=region)
    before = again(asked)
    assert 'aria-label="Besluit"' not in text(desk.get(page(asked)))
    desk.post(page(asked, "edit") + "?veld=title", {"title": "Van mij"})
    desk.post(page(asked, "add_tag"), {"tag": "van-mij"})
    assert (again(asked).title, again(asked).tags) == (before.title, before.tags)


def addresses(submission: Submission) -> list[tuple[str, str]]:
    """Every address of the desk that is about this submission, with its name."""
    names = [str(pattern.name) for pattern in urlpatterns if "reference" in str(pattern.pattern)]
    more = {"drop": (1,)}
    return [(name, page(submission, name, *more.get(name, ()))) for name in names]


def test_every_address_is_closed_to_who_is_no_editor() -> None:
    region = make_region()
    sent = make_submission(status=S.IN_REVIEW, region=region)
    assert sent.submitter
    people = (sent.submitter, make_coordinator(region), make_coordinator(make_region()))
    before = moves(sent)
    for name, address in addresses(sent):
        for method in ("get", "post"):
            visitor = getattr(Client(), method)(address)
            assert visitor.status_code == 302, name
            assert visitor["Location"].startswith("/inloggen/?next=/redactie/"), name
            for person in people:
                answer = getattr(log_in(Client(), person), method)(address)
                assert answer.status_code in (404, 405), (name, method)
    assert moves(sent) == before


def test_nothing_changes_by_opening_an_address(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=chief)
    before = (moves(sent), again(sent).version)
    for name, address in addresses(sent):
        allowed = {"submission": 200, "history": 200, "edit": 200, "merge": 200, "decide": 302}
        assert desk.get(address).status_code == allowed.get(name, 405), name
    assert (moves(sent), again(sent).version) == before


def test_what_does_not_exist_answers_as_what_may_not_be_known(desk: Client) -> None:
    draft, sent = make_submission(), make_submission(status=S.SUBMITTED)
    unknown = page(draft).replace(str(draft.reference), "00000000-0000-4000-8000-000000000000")
    assert desk.get(page(sent)).status_code == 200
    hidden, absent = desk.get(page(draft)), desk.get(unknown)
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content


def test_the_right_ends_with_the_next_request(chief: User) -> None:
    client = log_in(Client(), chief)
    sent = make_submission(status=S.SUBMITTED)
    assert client.get(page(sent)).status_code == 200
    chief.groups.clear()
    assert client.get(page(sent)).status_code == 404
    assert client.post(page(sent, "take")).status_code == 404


# --- Completed by the submitter ------------------------------------------------------------------


def completed(editor: User) -> Submission:
    """A case that came back after this editor asked for more."""
    case = make_submission("Aangevuld", status=S.CHANGES_REQUESTED, assignee=editor)
    Mail.objects.all().delete()
    assert case.submitter
    submissions.submit(case, actor=case.submitter)
    return case


def test_what_comes_back_completed_lies_with_who_asked(
    desk: Client, chief: User, colleague: User
) -> None:
    case = completed(chief)
    assert (again(case).status, again(case).assignee) == (S.SUBMITTED, chief)
    editors = Mail.objects.filter(recipient__in=User.objects.editors())
    assert [mail.recipient for mail in editors] == [chief]
    queue, shown = text(desk.get("/redactie/?van=mij")), text(desk.get(page(case)))
    assert "Ingestuurd, bij u" in queue
    assert "Bij u, aangevuld door de inzender" in shown
    assert "Nog van niemand" not in shown
    desk.post(page(case, "take"))
    assert again(case).status == S.IN_REVIEW


def test_a_colleague_takes_it_over_with_one_click(
    second_desk: Client, chief: User, colleague: User
) -> None:
    case = completed(chief)
    shown = text(second_desk.get(page(case)))
    assert "Bij Anna Voorbeeld, aangevuld door de inzender" in shown
    assert "Neem over van Anna Voorbeeld" in shown
    assert "Ingestuurd, bij Anna Voorbeeld" in text(second_desk.get("/redactie/"))
    second_desk.post(page(case, "take"))
    assert (again(case).status, again(case).assignee) == (S.IN_REVIEW, colleague)


def test_the_next_is_not_what_lies_with_a_colleague_while_they_are_an_editor(
    second_desk: Client, chief: User, colleague: User
) -> None:
    case = completed(chief)
    assert second_desk.post("/redactie/volgende/")["Location"] == "/redactie/"
    chief.groups.clear()
    assert second_desk.post("/redactie/volgende/")["Location"] == page(case)


def test_who_follows_it_reads_that_it_is_back_with_the_editor(chief: User) -> None:
    case = completed(chief)
    assert case.submitter
    mine = log_in(Client(), case.submitter)
    assert "De redacteur die erom heeft gevraagd, kijkt er weer naar." in text(
        mine.get(case.get_absolute_url())
    )


# --- What people are called ----------------------------------------------------------------------


def test_no_made_up_name_of_an_account_is_shown(desk: Client, chief: User, practice: Any) -> None:
    region = make_region("noord")
    writer, helper = make_user(name="inzender-ada16080a6"), make_coordinator(region, name="xq17")
    case = make_submission(status=S.SUBMITTED, submitter=writer, region=region)
    keys = [uuid4() for _ in range(3)]
    talking.say(case, actor=writer, text="Dag", key=keys[0])
    talking.say(case, actor=helper, text="Hoi", key=keys[1])
    talking.endorse(case, actor=helper, is_positive=True, text="Goed", key=keys[2])
    review.take(case, actor=chief)
    review.hand_over(case, actor=chief, to=make_user("redacteur", name="xq18"))
    shown = text(desk.get(page(case))) + text(desk.get(page(case, "history")))
    for name in ("inzender-ada16080a6", "xq17", "xq18"):
        assert name not in shown
    assert "van een inzender" in shown
    assert "<strong>de inzender</strong>" in shown
    assert "<strong>een regiocoördinator</strong>" in shown
    assert "In handen van een redacteur" in shown
    assert "Aan een redacteur." in shown
