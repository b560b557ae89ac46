"""Deciding: every way it can go, what was read when it was decided, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from practices.models import Mail, Practice, Submission, User
from practices.workflow import review, submissions
from practices.workflow.beside import beside

from ..factories import make_submission
from .pages import again, decide, make_change, moves, page, read, retitle, text

pytestmark = pytest.mark.django_db
S = Submission.Status


# --- Every way it can go -------------------------------------------------------------------------


def test_accept_and_publish_now(desk: Client, sent: Submission) -> None:
    decide(desk, sent, "aanvaarden", when="nu")
    now = again(sent)
    assert now.practice
    assert (now.status, now.practice.status) == (S.ACCEPTED, Practice.Status.PUBLISHED)
    assert now.practice.title == "Zelf roosteren"


def test_accept_on_a_day(desk: Client, sent: Submission) -> None:
    day = timezone.localdate() + timedelta(days=9)
    decide(desk, sent, "aanvaarden", when="op", on=f"{day:%d-%m-%Y}")
    made = again(sent).practice
    assert made
    assert (made.status, made.publish_on) == (Practice.Status.DRAFT, day)


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("", "Vul de dag in waarop het op de site komt."),
        ("morgen", "Schrijf de dag als dag-maand-jaar: 31-12-2027."),
        ("vandaag", "Kies een dag na vandaag."),
    ],
)
def test_a_day_must_be_given_and_lie_ahead(
    desk: Client, sent: Submission, on: str, message: str
) -> None:
    on = f"{timezone.localdate():%d-%m-%Y}" if on == "vandaag" else on
    response = decide(desk, sent, "aanvaarden", when="op", on=on, note="Mooi zo.")
    assert response.status_code == 400
    assert message in text(response)
    assert "Mooi zo." in text(response)
    assert "<title>Fout: " in text(response)
    assert again(sent).status == S.IN_REVIEW


def test_accept_as_a_draft(desk: Client, sent: Submission) -> None:
    decide(desk, sent, "aanvaarden", when="concept")
    made = again(sent).practice
    assert made
    assert (made.status, made.publish_on) == (Practice.Status.DRAFT, None)


def test_a_redacteur_prepares_a_draft_whatever_is_posted(
    second_desk: Client, colleague: User
) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=colleague)
    form = second_desk.get(f"{page(sent, 'decide')}?keuze=aanvaarden&gelezen=1")
    assert "Wij zetten dit klaar als concept." in text(form)
    assert 'name="when"' not in text(form)
    decide(second_desk, sent, "aanvaarden", when="nu")
    made = again(sent).practice
    assert made
    assert made.status == Practice.Status.DRAFT


def test_ask_for_changes_sends_all_prepared_questions(
    desk: Client, chief: User, sent: Submission
) -> None:
    desk.post(page(sent, "ask"), {"field": "approach", "text": "Met hoeveel mensen?"})
    form = text(desk.get(f"{page(sent, 'decide')}?keuze=vragen&gelezen=1"))
    assert "Met hoeveel mensen?" in form
    decide(desk, sent, "vragen")
    assert again(sent).status == S.CHANGES_REQUESTED
    assert sent.remarks.public().get().text == "Met hoeveel mensen?"
    mail = Mail.objects.get(topic="request_changes", recipient=sent.submitter)
    assert "Met hoeveel mensen?" in mail.body


def test_reject(desk: Client, sent: Submission) -> None:
    decide(desk, sent, "afwijzen", note="Dit gaat over iets anders.")
    assert again(sent).status == S.REJECTED
    assert sent.history.get(move="reject").note == "Dit gaat over iets anders."


@pytest.mark.parametrize("choice", ["aanvaarden", "vragen", "afwijzen"])
@pytest.mark.parametrize("note", ["", "   "])
def test_every_decision_needs_its_reason(
    desk: Client, sent: Submission, choice: str, note: str
) -> None:
    response = decide(desk, sent, choice, note=note, when="nu")
    assert response.status_code == 400
    assert "Motivering: Schrijf hier uw tekst." in text(response)
    assert again(sent).status == S.IN_REVIEW


def test_nothing_is_decided_by_opening_an_address(desk: Client, sent: Submission) -> None:
    for choice in ("aanvaarden", "vragen", "afwijzen"):
        form = desk.get(f"{page(sent, 'decide')}?keuze={choice}&gelezen=1")
        assert form.status_code == 200
    assert desk.get(f"{page(sent, 'decide')}?keuze=onbekend&gelezen=1").status_code == 302
    assert desk.get(f"{page(sent, 'decide')}?keuze=afwijzen").status_code == 302  # read it first
    assert again(sent).status == S.IN_REVIEW


def test_a_sentence_to_begin_with_stands_in_the_form(desk: Client, sent: Submission) -> None:
    form = desk.get(f"{page(sent, 'decide')}?keuze=vragen&gelezen=1&zin=3")
    assert "Weet u wat er is veranderd? Een schatting mag ook.</textarea>" in text(form)
    assert desk.get(f"{page(sent, 'decide')}?keuze=vragen&gelezen=1&zin=99").status_code == 200


def test_what_is_missing_is_named_with_the_way_to_it(desk: Client, chief: User) -> None:
    tip = make_submission(status=S.IN_REVIEW, assignee=chief, extent="tip", kind="")
    Submission.objects.filter(pk=tip.pk).update(licence="")  # sent before that was asked
    response = decide(desk, tip, "aanvaarden", when="nu")
    assert response.status_code == 409
    assert "Vul aan: een soort" in text(response)
    assert f"{page(tip, 'edit')}?veld=licence#id_licence" in text(response)
    assert "Omdat het zo is." in text(response)
    assert again(tip).status == S.IN_REVIEW


def test_a_motivation_waits_while_what_is_missing_is_filled_in(desk: Client, chief: User) -> None:
    tip = make_submission(status=S.IN_REVIEW, assignee=chief, extent="tip", kind="")
    other = make_submission(status=S.IN_REVIEW, assignee=chief)
    decide(desk, tip, "aanvaarden", note="Mooi en kort.", when="nu")
    values = {"kind": "praktijkvoorbeeld"}
    submissions.save(tip, actor=chief, values=values, seen=None)
    form = f"?keuze=aanvaarden&gelezen={again(tip).version}"
    assert "Mooi en kort.</textarea>" in text(desk.get(page(tip, "decide") + form))
    assert "Mooi en kort." not in text(desk.get(page(other, "decide") + form))
    decide(desk, tip, "aanvaarden", note="Mooi en kort.", when="nu", **read(again(tip)))
    assert again(tip).status == S.ACCEPTED
    assert "motivation" not in desk.session


def test_a_second_click_changes_nothing_and_answers_the_same(
    desk: Client, sent: Submission
) -> None:
    data = read(sent)
    first = decide(desk, sent, "afwijzen", **data)
    mails = Mail.objects.count()
    second = decide(desk, sent, "afwijzen", **data)
    assert (first.status_code, first["Location"]) == (302, "/redactie/")
    assert (second.status_code, second["Location"]) == (302, "/redactie/")
    assert moves(sent).count("reject") == 1
    assert Mail.objects.count() == mails


def test_after_a_decision_comes_the_next_of_the_same_filter(desk: Client, sent: Submission) -> None:
    make_submission("Ergens anders", status=S.SUBMITTED)
    region = sent.regions.get()
    Submission.objects.filter(pk=sent.pk).update(region=region)
    following = make_submission("Hierna", status=S.SUBMITTED, region=region)
    response = decide(desk, sent, "afwijzen", query=f"&regio={region.slug}")
    assert response["Location"] == f"{page(following)}?regio={region.slug}"
    landed = text(desk.get(response["Location"]))
    assert "Afgewezen: “Zelf roosteren”." in landed
    assert "Volgende: “Hierna”." in landed


def test_only_what_the_form_offers_changes(desk: Client, chief: User, sent: Submission) -> None:
    before = again(sent)
    names = [field.name for field in Submission._meta.fields if field.name != "version"]
    decide(desk, sent, "afwijzen", **dict.fromkeys(names, "999"))
    now = again(sent)
    changed = {name for name in (*names, "version") if getattr(now, name) != getattr(before, name)}
    assert changed == {"status", "turn_since", "decided"}


# --- What was read -------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["aanvaarden", "vragen", "afwijzen"])
def test_a_text_that_changed_since_it_was_read_is_not_decided_on(
    desk: Client, chief: User, sent: Submission, choice: str
) -> None:
    seen = read(sent)
    submissions.save(sent, actor=chief, values={"approach": "Heel anders <b>"}, seen=None)
    response = decide(desk, sent, choice, when="nu", note="Mijn eigen reden.", **seen)
    answer = text(response)
    assert response.status_code == 409
    assert "er is intussen iets veranderd" in answer
    assert '<ins><span class="vh">nieuw: </span>Heel anders &lt;b&gt;</ins>' in answer
    assert "Mijn eigen reden.</textarea>" in answer
    assert again(sent).status == S.IN_REVIEW
    again_sent = response.context["form"]
    assert again_sent["version"].value() == str(again(sent).version)


def test_who_has_seen_what_changed_can_decide(desk: Client, chief: User, sent: Submission) -> None:
    seen = read(sent)
    submissions.save(sent, actor=chief, values={"approach": "Anders"}, seen=None)
    form = decide(desk, sent, "afwijzen", **seen).context["form"]
    now = {name: form[name].value() for name in ("version", "event")}
    decide(desk, sent, "afwijzen", **now)
    assert again(sent).status == S.REJECTED


@pytest.mark.parametrize("version", ["", "abc", "0", "-1", "999", "9" * 20, "9" * 5000])
def test_a_decision_must_name_the_version_that_was_read(
    desk: Client, sent: Submission, version: str
) -> None:
    response = decide(desk, sent, "afwijzen", version=version)
    assert response.status_code in (400, 409)
    assert again(sent).status == S.IN_REVIEW


def test_what_a_colleague_took_over_is_not_decided_and_nothing_typed_is_lost(
    desk: Client, chief: User, colleague: User, sent: Submission
) -> None:
    seen = read(sent)
    review.hand_over(sent, actor=colleague, to=colleague)
    response = decide(desk, sent, "afwijzen", note="Mijn lange motivering.", **seen)
    assert response.status_code == 409
    assert "overgedragen door Bram Voorbeeld" in text(response)
    assert "Mijn lange motivering.</textarea>" in text(response)
    assert again(sent).status == S.IN_REVIEW


def test_what_a_colleague_decided_stays_decided(
    desk: Client, chief: User, colleague: User, sent: Submission
) -> None:
    seen = read(sent)
    review.hand_over(sent, actor=colleague, to=colleague)
    review.reject(sent, actor=colleague, version=again(sent).version, note="Nee.")
    response = decide(desk, sent, "aanvaarden", when="nu", note="Ja, toch.", **seen)
    assert response.status_code == 409
    assert "afgewezen door Bram Voorbeeld" in text(response)
    assert "Ja, toch.</textarea>" in text(response)
    assert not Practice.objects.exists()


# --- Changes -------------------------------------------------------------------------------------


def test_only_the_ticked_fields_are_taken_over(
    desk: Client, chief: User, practice: Practice
) -> None:
    change = make_change(practice, chief, summary="Nieuwe samenvatting.", approach="Nieuw.")
    form = text(desk.get(f"{page(change, 'decide')}?keuze=aanvaarden&gelezen=1"))
    assert "Wat u overneemt, staat meteen op de site." in form
    decide(desk, change, "aanvaarden", fields_taken=["summary"])
    practice.refresh_from_db()
    assert practice.summary == "Nieuwe samenvatting."
    assert practice.approach == "Zij praten met iedereen."


def test_a_change_of_nothing_is_refused(desk: Client, chief: User, practice: Practice) -> None:
    change = make_change(practice, chief, summary="Nieuw.")
    response = decide(desk, change, "aanvaarden")
    assert response.status_code == 400
    assert "Kies minstens één veld" in text(response)
    unchanged = decide(desk, change, "aanvaarden", fields_taken=["title"])
    assert "Dit veld verandert niet." in text(unchanged)


def test_what_was_published_since_is_a_conflict_and_not_ticked(
    desk: Client, chief: User, practice: Practice
) -> None:
    change = make_change(practice, chief, summary="Nieuw.", approach="Voorstel.", results="")
    retitle(practice, "Van de redactie.")
    lines = {line.name: line for line in beside(again(change)).lines}
    assert {name: line.is_conflict for name, line in lines.items()} == {
        "summary": False,
        "approach": True,
        "results": False,
    }
    form = desk.get(f"{page(change, 'decide')}?keuze=aanvaarden&gelezen=1")
    assert form.context["form"].taken == ["summary"]
    assert "intussen ook op de site gewijzigd" in text(form)
    assert "maakt het veld leeg" in text(form)


def test_a_published_text_that_changed_since_it_was_read_is_not_overwritten(
    desk: Client, chief: User, practice: Practice
) -> None:
    change = make_change(practice, chief, approach="Voorstel.")
    seen = read(change)
    retitle(practice, "Van de redactie.")
    response = decide(desk, change, "aanvaarden", fields_taken=["approach"], note="Klopt.", **seen)
    assert response.status_code == 409
    assert "Van de redactie.</ins>" in text(response)
    assert "Klopt.</textarea>" in text(response)
    practice.refresh_from_db()
    assert practice.approach == "Van de redactie."


@pytest.mark.parametrize("value", ["9" * 5000, "9" * 20, "²", "-1", "\x00", "x' OR 1=1"])
def test_numbers_that_are_none_are_refused_and_never_a_fault(
    desk: Client, sent: Submission, practice: Practice, value: str
) -> None:
    query = {"keuze": "vragen", "gelezen": value, "zin": value, "tot": value, "site": value}
    assert desk.get(page(sent, "decide"), query).status_code in (200, 302)
    decide(desk, sent, "afwijzen", version=again(sent).version + 1, event=value)
    stale = {"slug": practice.slug, "version": value}
    assert desk.post(page(sent, "merge"), stale).status_code in (302, 409)
    assert desk.post(page(sent, "restore"), {"event": value, "field": "title"}).status_code == 404
    for name, field in (("merge", "slug"), ("file_under", "element"), ("add_tag", "tag")):
        hostile = desk.post(page(sent, name), {field: value, "reason": value})
        assert hostile.status_code in (302, 404)
    filters = dict.fromkeys(("beurt", "status", "wacht", "van", "regio", "sector"), value)
    assert desk.get("/redactie/", {**filters, "pagina": value}).status_code == 200
    assert (again(sent).status, again(sent).is_change) == (S.IN_REVIEW, False)


def test_the_page_says_on_which_day_and_leads_to_the_concept(
    desk: Client, chief: User, sent: Submission
) -> None:
    day = timezone.localdate() + timedelta(days=9)
    decide(desk, sent, "aanvaarden", when="op", on=f"{day:%d-%m-%Y}")
    practice = again(sent).practice
    assert practice
    shown = text(desk.get(page(sent)))
    assert f"Dat komt op {date_format(day)} op de site." in shown
    assert reverse("admin:practices_practice_change", args=[practice.pk]) in shown
    assert sent.assignee
    review.undo(again(sent), actor=chief, note="Toch niet.")
    assert "op de site." not in text(desk.get(page(sent))).split("</h1>")[1].split("</p>")[0]


def test_the_page_of_what_was_published_leads_to_it(desk: Client, sent: Submission) -> None:
    decide(desk, sent, "aanvaarden", when="nu")
    practice = again(sent).practice
    assert practice
    assert practice.get_absolute_url() in text(desk.get(page(sent)))
