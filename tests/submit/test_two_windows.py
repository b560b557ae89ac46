"""Two windows, the script that saves by itself, and sessions that end halfway (R-01, R-05)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from practices.models import Submission, User
from practices.workflow import submissions

from ..logging_in import log_in
from .filling import Fields, address, fill, read_form, send

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


def hand_in(submission: Submission) -> None:
    """Let the submitter send it in."""
    assert submission.submitter is not None
    submissions.submit(submission, actor=submission.submitter)


def test_two_windows_that_change_different_fields_both_count(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "verhaal")
    first, second = read_form(own.get(place)), read_form(own.get(place))
    assert send(own, place, first, lessons="Van de een.").status_code == 302
    assert send(own, place, second, results="Van de ander.").status_code == 302
    now = Submission.objects.get()
    assert (now.lessons, now.results) == ("Van de een.", "Van de ander.")


def test_two_windows_that_change_one_field_get_both_texts(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "verhaal")
    first, second = read_form(own.get(place)), read_form(own.get(place))
    send(own, place, first, lessons="Van de een.")
    answer = send(own, place, second, lessons="Van de ander.", results="Ook dit.")
    assert answer.status_code == 409
    assert "Van de een." in answer.content.decode()
    assert read_form(answer)["lessons"] == ["Van de ander."]
    now = Submission.objects.get()
    assert (now.lessons, now.results) == ("Van de een.", "Ook dit.")
    assert send(own, place, read_form(answer)).status_code == 302
    assert Submission.objects.get().lessons == "Van de ander."


def test_the_same_form_sent_twice_is_no_clash(own: Client, submission: Submission) -> None:
    place = address(submission, "kern")
    form = read_form(own.get(place))
    typed = {"title": "Beter", "organisations__1__name": "Partner Voorbeeld"}
    assert send(own, place, form, **typed).status_code == 302
    version = Submission.objects.get().version
    assert send(own, place, form, **typed).status_code == 302
    assert Submission.objects.get().version == version


def test_begin_and_end_of_a_period_go_together(own: Client, submission: Submission) -> None:
    place = address(submission, "kern")
    first, second = read_form(own.get(place)), read_form(own.get(place))
    send(own, place, first, period_end="2020")
    assert send(own, place, second, period_start="2021").status_code == 409
    assert Submission.objects.get().period_end == "2020"


# --- The script ----------------------------------------------------------------------------------


def post_by_script(client: Client, place: str, form: Fields, **typed: Any) -> Any:
    """Send a form as the script does."""
    return client.post(place, {**form, **typed}, headers=SCRIPT)


def test_the_script_learns_when_it_was_kept_and_what_to_say(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "verhaal")
    form = read_form(own.get(place))
    answer = post_by_script(own, place, form, background="Mail naar iemand@voorbeeld.nl.")
    told = answer.json()
    assert answer.status_code == 200
    assert len(told["savedAt"]) == 5
    assert told["advice"]["background"]
    form["seen"] = [told["seen"]]
    assert post_by_script(own, place, form, background="Meer.").status_code == 200
    assert Submission.objects.get().background == "Meer."


def test_the_script_is_told_of_errors_and_clashes(own: Client, submission: Submission) -> None:
    place = address(submission, "kern")
    form = read_form(own.get(place))
    assert post_by_script(own, place, form, period_start="mei").json()["errors"]["period_start"]
    send(own, place, form, title="Van de een")
    answer = post_by_script(own, place, form, title="Van de ander", scope="team")
    assert answer.status_code == 409
    assert "titel" in answer.json()["message"]
    now = Submission.objects.get()
    assert (now.title, now.scope) == ("Van de een", "team")
    form["seen"] = [answer.json()["seen"]]
    assert post_by_script(own, place, form, title="Van de ander").status_code == 409


def test_the_script_of_somebody_logged_out_gets_the_way_to_log_in(
    client: Client, submission: Submission
) -> None:
    answer = post_by_script(client, address(submission, "kern"), {}, title="x")
    assert answer.status_code == 401
    assert answer.json()["login"].startswith("/inloggen/?next=")


# --- Sessions that ended, and submissions that moved on ------------------------------------------


@pytest.mark.parametrize("step", ["", "verhaal"])
def test_what_was_typed_comes_back_after_logging_in_again(
    own: Client, submission: Submission, writer: User, step: str
) -> None:
    place = address(submission, step)
    name = "lessons" if step else "summary"
    form = read_form(own.get(place))
    before = getattr(submission, name)
    own.logout()
    answer = send(own, place, form, **{name: "Lang over nagedacht."})
    assert answer.headers["Location"].startswith("/inloggen/")
    # the session of a visitor goes along into that of the person
    own.force_login(writer)
    page = own.get(place)
    assert read_form(page)[name] == ["Lang over nagedacht."]
    assert "nog niet bewaard" in page.content.decode()
    assert getattr(Submission.objects.get(), name) == before
    assert send(own, place, read_form(page)).status_code == 302
    assert getattr(Submission.objects.get(), name) == "Lang over nagedacht."
    assert "nog niet bewaard" not in own.get(place).content.decode()


def test_text_for_what_was_sent_meanwhile_is_shown_and_not_kept(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "verhaal")
    form = read_form(own.get(place))
    hand_in(submission)
    answer = send(own, place, form, lessons="Te laat.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "intussen ingestuurd" in page
    assert "Te laat." in page
    assert Submission.objects.get().lessons == ""
    assert own.get(place).headers["Location"] == submission.get_absolute_url()
    assert post_by_script(own, place, form, lessons="Te laat.").status_code == 410


def strict_client(writer: User, settings: Any) -> Client:
    """A client that needs a token in each form, as browsers do."""
    settings.CSRF_FAILURE_VIEW = "practices.views.csrf.failure"
    return log_in(Client(enforce_csrf_checks=True), writer)


def test_an_old_token_keeps_the_text_on_the_page(
    submission: Submission, writer: User, settings: Any
) -> None:
    strict = strict_client(writer, settings)
    place = address(submission, "verhaal")
    form = {**read_form(strict.get(place)), "csrfmiddlewaretoken": ["x" * 64]}
    here = strict.post(place, {**form, "lessons": "Lang."}, headers={"Origin": "http://testserver"})
    assert here.status_code == 403
    again = read_form(here)
    assert again["lessons"] == ["Lang."]
    assert strict.post(place, again).status_code == 302
    assert Submission.objects.get().lessons == "Lang."


def test_a_form_of_another_site_gets_no_second_try(
    submission: Submission, writer: User, settings: Any
) -> None:
    strict = strict_client(writer, settings)
    place = address(submission, "verhaal")
    strict.get(place)
    answer = strict.post(
        place, {"lessons": "<b>Kwaad"}, headers={"Origin": "https://kwaad.invalid"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Verstuur nog een keer" not in page
    assert "&lt;b&gt;Kwaad" in page


def test_a_refused_form_elsewhere_is_not_repeated(client: Client, settings: Any) -> None:
    settings.CSRF_FAILURE_VIEW = "practices.views.csrf.failure"
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/beheer/login/", {"login": "wie", "password": "geheim woord"})
    assert answer.status_code == 403
    assert "geheim woord" not in answer.content.decode()


def test_a_form_sent_again_keeps_its_place_after_an_error(
    own: Client, submission: Submission
) -> None:
    place = f"{address(submission, 'verhaal')}?van=controleren"
    page = fill(own, place, lessons="x" * 20_001, results="Wel goed.")
    assert 'value="controleren"' in page.content.decode()
    assert Submission.objects.get().results == "Wel goed."
