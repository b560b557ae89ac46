"""The review page: both sides, checks, suggestions, what is said, and changing the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.models import Event, Remark, Submission, User
from practices.workflow import review, submissions, talking
from practices.workflow.beside import beside
from practices.workflow.checks import checks, count_open

from ..factories import (
    make_coordinator,
    make_pillars,
    make_practice,
    make_region,
    make_submission,
)
from .pages import again, moves, page, text

pytestmark = pytest.mark.django_db
S = Submission.Status


def seal(client: Client, address: str) -> str:
    """What the form carries to notice a colleague."""
    return str(client.get(address).context["seal"])


# --- Both sides ----------------------------------------------------------------------------------


def test_a_new_one_stands_alone_and_empty_fields_are_folded(desk: Client, sent: Submission) -> None:
    sides = beside(sent)
    assert sides.left == ""
    assert sides.offered[:4] == ["title", "summary", "background", "approach"]
    assert "lessons" in sides.rest
    assert "Nu gepubliceerd" not in text(desk.get(page(sent)))


def test_what_came_in_again_stands_beside_what_came_in_before(
    desk: Client, chief: User, sent: Submission
) -> None:
    review.request_changes(sent, actor=chief, version=again(sent).version, note="Meer graag.")
    assert sent.submitter
    values = {"approach": "Het hele team maakt het rooster zelf."}
    submissions.save(sent, actor=sent.submitter, values=values, seen=None)
    submissions.submit(sent, actor=sent.submitter)
    answer = text(desk.get(page(sent)))
    assert "Vorige keer ingestuurd" in answer
    natures = {line.name: line.nature for line in beside(again(sent)).lines}
    assert natures.pop("approach") == "aangevuld"
    assert set(natures.values()) == {"niet gewijzigd"}
    assert '<ins><span class="vh">nieuw: </span>hele </ins>' in answer


def test_hostile_text_stays_text_on_every_page(desk: Client, chief: User) -> None:
    path = Path(settings.BASE_DIR) / "tests" / "data" / "xss.json"
    vectors: Any = json.loads(path.read_text(encoding="utf-8"))
    words = vectors if isinstance(vectors, list) else list(vectors.values())
    hostile = "\n\n".join(str(word) for word in words[:60])[:15_000]
    sent = make_submission("<img src=x onerror=alert(1)>", approach=hostile)
    assert sent.submitter
    submissions.submit(sent, actor=sent.submitter)
    review.take(sent, actor=chief)
    key = uuid4()
    talking.ask(sent, actor=chief, field="approach", text="<svg/onload=alert(1)>", key=key)
    submissions.save(sent, actor=chief, values={"approach": hostile[::-1] + "<script>"}, seen=None)
    for name in ("submission", "history", "edit"):
        answer = text(desk.get(page(sent, name) + "?veld=approach"))
        for tag in ("<img src=x", "<svg/onload", "<script>", "<iframe", 'javascript:alert(1)"'):
            assert tag not in answer, (name, tag)


def test_an_address_that_is_no_web_address_is_no_link(desk: Client, chief: User) -> None:
    sent = make_submission(status=S.IN_REVIEW, assignee=chief)
    Submission.objects.filter(pk=sent.pk).update(source_url="javascript:alert(1)")
    answer = text(desk.get(page(sent)))
    assert "javascript:alert(1)" in answer
    assert 'href="javascript' not in answer


def test_the_number_of_queries_does_not_grow_with_what_was_said(
    desk: Client, chief: User, sent: Submission
) -> None:
    def asked(name: str) -> int:
        desk.get(page(sent, name))  # shows the messages that wait
        with CaptureQueriesContext(connection) as found:
            desk.get(page(sent, name))
        return len(found)

    submissions.save(sent, actor=chief, values={"lessons": "x", "sectors": []}, seen=None)
    first = {name: asked(name) for name in ("submission", "history")}
    for number in range(12):
        for kind in ("jot", "say", "ask"):
            field = {"field": "approach"} if kind == "ask" else {}
            desk.post(page(sent, kind), {"text": f"Tekst {number}", "key": uuid4(), **field})
        submissions.save(sent, actor=chief, values={"lessons": f"Les {number}"}, seen=None)
    assert asked("submission") == first["submission"]
    assert asked("history") <= first["history"] + 1


# --- Checks and suggestions ----------------------------------------------------------------------


def test_checks_name_the_field_and_count_only_what_matters(desk: Client) -> None:
    sent = make_submission(
        status=S.SUBMITTED,
        approach="Bel 06-12345678.",
        links=[["Lees hier", "http://192.168.0.1/"]],
        pillar_tags=[["1", "1a", "inzender", ""]],
    )
    found = {check.name: [remark.field for remark in check.remarks] for check in checks(sent)}
    assert found["Persoonsgegevens"] == ["approach"]
    assert set(found["Links"]) == {"links"}
    assert found["Elementen"] == ["pillar_tags"]
    assert found["Volledig"] == found["Licentie"] == found["Bron"] == []
    assert count_open(checks(sent)) == 3
    assert '<a href="#veld-approach">Aanpak</a>' in text(desk.get(page(sent)))


def test_a_missing_source_licence_and_summary_are_open_checks() -> None:
    tip = make_submission(extent="tip", licence="", summary="Kort.", kind="")
    found = {check.name: [one.field for one in check.remarks] for check in checks(tip)}
    assert found["Volledig"] == ["kind"]
    assert found["Licentie"] == ["licence"]
    assert found["Bron"] == ["source_title"]


def test_what_is_alike_is_offered_to_merge_with(desk: Client, sent: Submission) -> None:
    make_practice("Zelf roosteren", slug="er-al")
    make_submission("Zelf roosteren in Drenthe", status=S.SUBMITTED)
    make_submission("Zelf roosteren als concept")
    answer = text(desk.get(page(sent)))
    assert f"{page(sent, 'merge')}?met=er-al" in answer
    assert "Zelf roosteren in Drenthe" in answer
    assert "als concept" not in answer


def test_a_suggested_element_is_taken_over_with_a_reason(desk: Client, chief: User) -> None:
    make_pillars()
    sent = make_submission(status=S.IN_REVIEW, assignee=chief, approach="Zij roosteren zelf.")
    row = {"element": "3a", "reason": "De medewerkers roosteren zelf."}
    for _ in range(2):
        desk.post(page(sent, "file_under"), row)
    assert again(sent).pillar_tags == [["3", "3a", "redactie", "De medewerkers roosteren zelf."]]
    bare = desk.post(page(sent, "file_under"), {"element": "1a", "reason": " "}, follow=True)
    assert "Schrijf waaruit 1a blijkt." in text(bare)
    assert desk.post(page(sent, "file_under"), {"element": "9z", "reason": "x"}).status_code == 404
    assert again(sent).history.get(move="edited").actor == chief


def test_a_suggested_tag_is_taken_over_once(desk: Client, chief: User) -> None:
    make_practice(tags=["rooster"])
    sent = make_submission(status=S.IN_REVIEW, assignee=chief, approach="Een rooster.")
    assert 'value="rooster"' in text(desk.get(page(sent)))
    for _ in range(2):
        desk.post(page(sent, "add_tag"), {"tag": "rooster"})
    assert again(sent).tags == ["rooster"]


# --- What is said --------------------------------------------------------------------------------


def test_a_question_is_prepared_once_and_can_be_dropped(desk: Client, sent: Submission) -> None:
    data = {"field": "approach", "text": "Met wie?", "key": uuid4()}
    for _ in range(2):
        response = desk.post(page(sent, "ask"), data)
        assert response["Location"] == page(sent) + "#veld-approach"
    remark = sent.remarks.get()
    assert not remark.is_ready
    assert "nog niet verstuurd" in text(desk.get(page(sent)))
    for _ in range(2):
        assert desk.post(page(sent, "drop", remark.pk)).status_code == 302
    assert not sent.remarks.exists()


def test_a_question_about_no_field_is_refused(desk: Client, sent: Submission) -> None:
    for field in ("", "status", "submitter", "bestaat-niet"):
        data = {"field": field, "text": "Waarom?"}
        assert desk.post(page(sent, "ask"), data).status_code == 404
    assert not sent.remarks.exists()


def test_the_question_of_another_submission_is_not_dropped(
    desk: Client, chief: User, sent: Submission
) -> None:
    other = make_submission(status=S.IN_REVIEW, assignee=chief)
    remark = talking.ask(other, actor=chief, field="title", text="Waarom?", key=uuid4())
    desk.post(page(sent, "drop", remark.pk))
    assert Remark.objects.filter(pk=remark.pk).exists()


@pytest.mark.parametrize("name", ["ask", "jot", "say"])
def test_too_long_a_text_comes_back_whole(desk: Client, sent: Submission, name: str) -> None:
    response = desk.post(page(sent, name), {"field": "title", "text": "woord " * 1000})
    assert response.status_code == 400
    assert "langer dan 5000 tekens" in text(response)
    assert "woord " * 900 in text(response)
    assert not sent.remarks.exists()


def test_a_note_stays_among_editors(desk: Client, second_desk: Client, sent: Submission) -> None:
    second_desk.post(page(sent, "jot"), {"text": "Bel eerst even."})
    assert "Bel eerst even." in text(desk.get(page(sent)))
    assert not sent.remarks.public().exists()


def test_a_message_reaches_the_submitter(desk: Client, sent: Submission) -> None:
    desk.post(page(sent, "say"), {"text": "Mogen wij u bellen?"})
    said = sent.remarks.public().get()
    assert (said.kind, said.by_editor, said.text) == ("message", True, "Mogen wij u bellen?")


def test_the_key_of_somebody_else_says_nothing_and_loses_nothing(
    desk: Client, second_desk: Client, sent: Submission
) -> None:
    key = uuid4()
    desk.post(page(sent, "jot"), {"text": "Van mij.", "key": key})
    response = second_desk.post(page(sent, "jot"), {"text": "Van een ander.", "key": key})
    assert response.status_code == 409
    assert "Van een ander.</textarea>" in text(response)
    assert sent.remarks.get().text == "Van mij."


def test_the_word_of_the_region_is_shown(desk: Client) -> None:
    region = make_region()
    sent = make_submission(status=S.SUBMITTED, region=region)
    coordinator = make_coordinator(region)
    talking.endorse(sent, actor=coordinator, is_positive=False, text="Nog pril.", key=uuid4())
    assert "De regio twijfelt" in text(desk.get("/redactie/"))
    assert "Nog pril." in text(desk.get(page(sent)))


# --- Changing the text ---------------------------------------------------------------------------


def test_an_edit_on_the_spot_is_recorded_as_the_editors(
    desk: Client, chief: User, sent: Submission
) -> None:
    address = page(sent, "edit") + "?veld=approach"
    response = desk.post(address, {"seen": seal(desk, address), "approach": "Stap voor stap."})
    assert response["Location"] == page(sent) + "#veld-approach"
    event = sent.history.get(move=Event.Kind.EDITED)
    assert event.actor == chief
    assert event.changes["approach"] == ["Het team maakt het rooster zelf.", "Stap voor stap."]


def test_an_edit_that_clashes_shows_both_texts(desk: Client, chief: User, sent: Submission) -> None:
    address = page(sent, "edit") + "?veld=approach"
    old = seal(desk, address)
    submissions.save(sent, actor=chief, values={"approach": "Uit een ander venster."}, seen=None)
    response = desk.post(address, {"seen": old, "approach": "Uit dit venster."})
    assert response.status_code == 409
    assert "Uit een ander venster." in text(response)
    assert "Uit dit venster.</textarea>" in text(response)
    assert again(sent).approach == "Uit een ander venster."


def test_an_edit_after_a_colleague_took_over_gives_the_text_back(
    desk: Client, colleague: User, sent: Submission
) -> None:
    address = page(sent, "edit") + "?veld=approach"
    old = seal(desk, address)
    review.hand_over(sent, actor=colleague, to=colleague)
    response = desk.post(address, {"seen": old, "approach": "Mijn lange tekst."})
    assert response.status_code == 409
    assert "Mijn lange tekst.</textarea>" in text(response)


def test_a_bad_value_comes_back_with_what_is_wrong(desk: Client, sent: Submission) -> None:
    address = page(sent, "edit") + "?veld=title"
    response = desk.post(address, {"seen": seal(desk, address), "title": "x" * 101})
    assert response.status_code == 400
    assert "<title>Fout: " in text(response)
    assert "x" * 101 in text(response)
    assert again(sent).title == "Zelf roosteren"


def test_what_an_editor_files_is_the_reading_of_the_editors(desk: Client, sent: Submission) -> None:
    make_pillars()
    address = page(sent, "edit") + "?veld=pillar_tags"
    data = {"seen": seal(desk, address), "pillar_tags-2a": "on"}
    bare = desk.post(address, data)
    assert "Schrijf waaruit 2a blijkt." in text(bare)
    desk.post(address, {**data, "pillar_tags-2a-reason": "Er staat dat zij kiezen."})
    assert again(sent).pillar_tags == [["2", "2a", "redactie", "Er staat dat zij kiezen."]]


def test_only_the_fields_of_the_step_change(desk: Client, sent: Submission) -> None:
    before = again(sent)
    names = [field.name for field in Submission._meta.fields]
    address = page(sent, "edit") + "?veld=approach"
    data = {**dict.fromkeys(names, "999"), "seen": seal(desk, address)}
    desk.post(address, data)
    now = again(sent)
    changed = {name for name in names if getattr(now, name) != getattr(before, name)}
    assert changed == {*Submission.STORY, "version", "saved_at"}


# --- History -------------------------------------------------------------------------------------


def test_a_text_is_put_back_and_that_is_recorded(
    desk: Client, chief: User, sent: Submission
) -> None:
    submissions.save(sent, actor=chief, values={"approach": "Te kort."}, seen=None)
    event = sent.history.get(move=Event.Kind.EDITED)
    shown = desk.get(page(sent, "history"))
    assert "Zet terug zoals het was" in text(shown)
    data = {"event": event.pk, "field": "approach", "seen": shown.context["seals"]["approach"]}
    assert desk.post(page(sent, "restore"), data).status_code == 302
    assert again(sent).approach == "Het team maakt het rooster zelf."
    assert moves(sent).count("edited") == 2


def test_a_text_that_changed_meanwhile_is_not_put_back(
    desk: Client, chief: User, sent: Submission
) -> None:
    submissions.save(sent, actor=chief, values={"approach": "Een."}, seen=None)
    event = sent.history.get(move=Event.Kind.EDITED)
    seen = desk.get(page(sent, "history")).context["seals"]["approach"]
    submissions.save(sent, actor=chief, values={"approach": "Twee."}, seen=None)
    data = {"event": event.pk, "field": "approach", "seen": seen}
    response = desk.post(page(sent, "restore"), data, follow=True)
    assert "Uw collega was u voor" in text(response)
    assert again(sent).approach == "Twee."


@pytest.mark.parametrize("field", ["", "status", "submitter", "title"])
def test_nothing_else_is_put_back(desk: Client, chief: User, sent: Submission, field: str) -> None:
    submissions.save(sent, actor=chief, values={"approach": "Een."}, seen=None)
    event = sent.history.get(move=Event.Kind.EDITED)
    data = {"event": event.pk, "field": field, "seen": "x"}
    assert desk.post(page(sent, "restore"), data).status_code == 404
    other = make_submission(status=S.IN_REVIEW, assignee=chief)
    data["field"] = "approach"
    assert desk.post(page(other, "restore"), data).status_code == 404


def test_only_who_has_it_in_hand_sees_the_buttons(second_desk: Client, sent: Submission) -> None:
    answer = text(second_desk.get(page(sent, "history")))
    assert "Zet terug" not in answer


def test_the_shortcuts_that_are_listed_are_there_once(desk: Client, sent: Submission) -> None:
    free = make_submission(status=S.SUBMITTED)
    pages = {
        "n": text(desk.get("/redactie/")),
        "N": text(desk.get(page(free))),
        "jvw": text(desk.get(page(sent))),
        "b": text(desk.get(f"{page(sent, 'decide')}?keuze=afwijzen&gelezen=1")),
    }
    for keys, answer in pages.items():
        found = [part[0] for part in answer.split('accesskey="')[1:]]
        assert sorted(found) == sorted(keys.lower())
