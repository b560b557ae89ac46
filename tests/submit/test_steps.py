"""The steps: what is kept, and what is not."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from practices.forms.case import step_of
from practices.forms.editing import EditorsProofForm
from practices.models import Submission
from practices.models.content import CONSENT_VERSION
from practices.workflow import submissions
from practices.workflow.proposals import readable

from ..factories import make_region, make_user
from .filling import address, fill, read_form, send

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


STEPS = ["", "kern", "verhaal", "bewijs", "contact"]


@pytest.mark.parametrize("step", STEPS)
def test_a_form_that_is_sent_as_it_is_changes_nothing(
    own: Client, submission: Submission, step: str
) -> None:
    submissions.save(
        submission,
        actor=submission.submitter,  # type: ignore[arg-type]
        seen=None,
        values={
            "pillar_tags": [["2", "2a", "bron", "Reden.\n\nMeer."], ["1", None, "inzender", ""]],
            "figures": [["Deelnemers", "120"], ["Verzuim", "4%"]],
            "links": [["Meer", "https://voorbeeld.invalid/a?b=c&d=%20"]],
            "tags": ["rooster", "zeggenschap"],
            "source_url": "https://voorbeeld.invalid/",
            "background": "Een.\n\n- twee\n- <b>drie</b> & “vier”",
            "period_start": "2021-05",
            "contact_consent_on": "2026-01-02",
        },
    )
    before = readable(Submission.objects.get())
    version = Submission.objects.get().version
    answer = fill(own, address(submission, step))
    assert answer.status_code == 302
    after = Submission.objects.get()
    assert readable(after) == before
    assert after.version == version


def test_what_is_typed_in_the_core_is_kept(own: Client, submission: Submission) -> None:
    make_region("drenthe")
    answer = fill(
        own,
        address(submission, "kern"),
        title="Zelf roosteren",
        summary="Voor verzorgenden.",
        regions=["utrecht", "drenthe"],
        phase="lopend",
        period_start="2021",
        period_end="2022-03",
        organisations__1__name="Buurzorg Voorbeeld",
        organisations__1__role="partner",
        doe="verder",
    )
    assert answer.headers["Location"] == address(submission, "verhaal")
    now = readable(Submission.objects.get())
    assert (now["title"], now["summary"]) == ("Zelf roosteren", "Voor verzorgenden.")
    assert now["regions"] == ["drenthe", "utrecht"]
    assert (now["phase"], now["period_start"], now["period_end"]) == ("lopend", "2021", "2022-03")
    assert now["organisations"] == [
        ["initiatiefnemer", "Zorggroep Voorbeeld"],
        ["partner", "Buurzorg Voorbeeld"],
    ]


def test_nothing_is_required_to_save(own: Client, submission: Submission) -> None:
    fill(own, address(submission, "kern"), title="", summary="", kind="", sectors=[], regions=[])
    now = readable(Submission.objects.get())
    assert [now[name] for name in ("title", "summary", "kind", "sectors")] == ["", "", "", []]


@pytest.mark.parametrize(
    ("wish", "place"),
    [("verder", "bewijs/"), ("terug", "kern/"), ("bewaar", "verhaal/"), ("onzin", "verhaal/")],
)
def test_every_button_saves_and_leads_where_it_says(
    own: Client, submission: Submission, wish: str, place: str
) -> None:
    answer = fill(own, address(submission, "verhaal"), results="Minder verzuim.", doe=wish)
    assert answer.headers["Location"].endswith(place)
    assert Submission.objects.get().results == "Minder verzuim."


def test_more_rows_come_after_those_that_were_filled(own: Client, submission: Submission) -> None:
    place = address(submission, "bewijs")
    typed = {
        f"figures__{n}__{name}": f"{name} {n}" for n in range(3) for name in ("label", "value")
    }
    answer = fill(own, place, doe="rij:figures", **typed)
    assert answer.headers["Location"] == f"{place}#id_figures-3-label"
    form = read_form(own.get(place))
    assert form["figures-2-value"] == ["value 2"]
    assert form["figures-3-value"] == [""]
    assert "figures-4-value" not in form


def test_form_begins_with_one_row_and_grows_to_forty_without_script(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "bewijs")
    assert "figures-1-label" not in read_form(own.get(place))
    for number in range(40):
        typed = {f"figures__{number}__{name}": f"{name} {number}" for name in ("label", "value")}
        fill(own, place, doe="rij:figures", **typed)
    assert len(Submission.objects.get().figures) == 40
    form = read_form(own.get(place))
    assert form["figures-39-value"] == ["value 39"]
    assert "figures-40-value" not in form


def test_buttons_for_a_row_tell_themselves_apart(own: Client, submission: Submission) -> None:
    for step, names in (("kern", ["organisatie"]), ("bewijs", ["cijfer", "link"])):
        page = own.get(address(submission, step)).content.decode()
        said = [f'voeg een rij toe<span class="vh"> voor een {name}</span>' for name in names]
        assert [page.count(words) for words in said] == [1] * len(said)
        assert page.count("voeg een rij toe") == len(said)


def test_a_cleared_row_goes_away(own: Client, submission: Submission) -> None:
    place = address(submission, "bewijs")
    fill(
        own,
        place,
        figures__0__label="a",
        figures__0__value="1",
        figures__1__label="b",
        figures__1__value="2",
    )
    fill(own, place, figures__0__label="", figures__0__value="")
    assert Submission.objects.get().figures == [["b", "2"]]


def test_a_region_that_was_replaced_stays_chosen(own: Client, submission: Submission) -> None:
    old = make_region("oud", name="Oud", successor=make_region("nieuw"))
    submission.regions.add(old)
    fill(own, address(submission, "kern"), scope="team")
    assert readable(Submission.objects.get())["regions"] == ["oud", "utrecht"]


@pytest.mark.parametrize("stored", ["", "genoemd"])
def test_only_what_was_called_no_more_than_a_name_can_stay_so(
    own: Client, submission: Submission, stored: str
) -> None:
    """Who sends it in is the source, and tells more than a name."""
    Submission.objects.update(evidence=stored)
    place = address(submission, "bewijs")
    assert ("Alleen genoemd in de bron" in own.get(place).content.decode()) is bool(stored)
    answer = fill(own, place, evidence="genoemd")
    assert answer.status_code == (302 if stored else 200)
    assert Submission.objects.get().evidence == stored


def test_editor_may_call_it_no_more_than_a_name(submission: Submission) -> None:
    form = EditorsProofForm(readable(submission))
    assert "Alleen genoemd in de bron" in str(form["evidence"])


def test_tags_that_editors_allowed_can_stay(own: Client, submission: Submission) -> None:
    submission.tags = [f"woord {number}" for number in range(25)]
    submission.save()
    place = address(submission, "bewijs")
    assert fill(own, place, source_title="Rapport").status_code == 302
    assert len(Submission.objects.get().tags) == 25
    assert (
        "Kies er hoogstens 20"
        in fill(own, place, tags="a," * 30 + ",".join(map(str, range(21)))).content.decode()
    )


def test_ends_of_lines_of_browsers_become_ours(own: Client, submission: Submission) -> None:
    fill(own, address(submission, "verhaal"), approach="Een.\r\n\r\nTwee.")
    assert Submission.objects.get().approach == "Een.\n\nTwee."


# --- What cannot be kept --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "name", "value"),
    [
        ("kern", "title", "x" * 101),
        ("kern", "summary", "x" * 301),
        ("kern", "kind", "toverij"),
        ("kern", "period_start", "mei 2021"),
        ("kern", "sectors", "mars"),
        ("kern", "organisations__0__name", "x" * 151),
        ("kern", "organisations__0__role", "baas"),
        ("verhaal", "approach", "x" * 20_001),
        ("verhaal", "approach", "nul\x00teken"),
        ("bewijs", "source_url", "javascript:alert(1)"),
        ("bewijs", "links__0__url", "geen adres"),
        ("bewijs", "figures__0__label", "alleen het begin"),
        ("bewijs", "tags", "x" * 61),
        ("contact", "contact_email", "nee"),
        ("contact", "licence", "gratis"),
    ],
)
def test_a_wrong_value_stays_in_the_form_and_the_rest_is_kept(
    own: Client, submission: Submission, step: str, name: str, value: str
) -> None:
    good = {
        "kern": "scope",
        "verhaal": "lessons",
        "bewijs": "source_title",
        "contact": "contact_name",
    }
    right = {good[step]: "team"}
    answer = fill(own, address(submission, step), **right, **{name: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fout: " in page
    assert getattr(Submission.objects.get(), good[step]) == "team"
    key = name.replace("__", "-")
    if key not in ("sectors", "kind", "licence", "organisations-0-role") and "\x00" not in value:
        assert read_form(answer)[key] == [value]
    assert value not in json.dumps(readable(Submission.objects.get()))


def test_an_end_before_the_begin_is_refused_and_both_stay_typed(
    own: Client, submission: Submission
) -> None:
    answer = fill(own, address(submission, "kern"), period_start="2022", period_end="2021")
    assert "Het einde ligt voor het begin" in answer.content.decode()
    assert read_form(answer)["period_end"] == ["2021"]
    assert (Submission.objects.get().period_start, Submission.objects.get().period_end) == ("", "")


def test_correcting_what_was_wrong_keeps_it_without_a_clash(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "kern")
    answer = fill(own, place, title="Beter", period_start="mei")
    answer = send(own, place, read_form(answer), period_start="2021-05")
    assert answer.status_code == 302
    now = Submission.objects.get()
    assert (now.title, now.period_start) == ("Beter", "2021-05")


def test_only_fields_of_the_step_are_taken(own: Client, submission: Submission) -> None:
    other = make_user()
    before = Submission.objects.values().get()
    fill(
        own,
        address(submission, "verhaal"),
        lessons="Geleerd.",
        title="Anders",
        licence="CC0-1.0",
        status="accepted",
        submitter=str(other.pk),
        submitter_id=str(other.pk),
        assignee=str(other.pk),
        practice="1",
        is_change="on",
        version="99",
        region="utrecht",
        base="{}",
        sent="{}",
        extent="tip",
        id="1",
        pk="1",
        turn_since="2020-01-01",
        submitted_at="2020-01-01",
        reference="x",
    )
    after = Submission.objects.values().get()
    changed = {name for name, value in before.items() if {**after}[name] != value}
    assert changed == {"lessons", "version", "saved_at"}


# --- Pillars, contact -----------------------------------------------------------------------------


def test_a_ticked_element_is_the_word_of_the_submitter(own: Client, submission: Submission) -> None:
    reason = {"pillar_tags-2a-reason": "Zij kiezen zelf."}
    fill(
        own,
        address(submission, "bewijs"),
        **{"pillar_tags-2a": "on", "pillar_tags-1": "on"},
        **reason,
    )
    assert Submission.objects.get().pillar_tags == [
        ["1", None, "inzender", ""],
        ["2", "2a", "inzender", "Zij kiezen zelf."],
    ]


def test_a_row_of_a_source_keeps_its_origin_until_its_reason_is_changed(
    own: Client, submission: Submission
) -> None:
    rows = [["2", "2a", "bron", "Staat er."], ["2", "2b", "redactie", "Afgeleid."]]
    assert submission.submitter is not None
    submissions.save(
        submission, actor=submission.submitter, values={"pillar_tags": rows}, seen=None
    )
    place = address(submission, "bewijs")
    fill(own, place, **{"pillar_tags-2b-reason": "Volgens ons."})
    assert Submission.objects.get().pillar_tags == [
        ["2", "2a", "bron", "Staat er."],
        ["2", "2b", "inzender", "Volgens ons."],
    ]


def test_consent_is_unticked_and_gets_a_day_when_it_is_given(
    own: Client, submission: Submission
) -> None:
    place = address(submission, "contact")
    form = read_form(own.get(place))
    assert "contact_consent_on" not in form
    send(own, place, form, contact_name="Testpersoon", contact_consent_on="on")
    given = Submission.objects.get().contact_consent_on
    assert given is not None
    form = read_form(own.get(place))
    del form["contact_consent_on"]
    send(own, place, form)
    assert Submission.objects.get().contact_consent_on is None


def test_consent_leaves_a_trace_of_the_words_that_were_agreed_to(
    own: Client, submission: Submission
) -> None:
    step = address(submission, "contact")
    fill(own, step, contact_name="Anna Voorbeeld", contact_consent_on="on")
    fill(own, step, contact_name="Anna de Groot")
    given = submission.history.get(move="consent_given")
    assert (given.actor, given.note) == (submission.submitter, f"Tekst: {CONSENT_VERSION}.")
    assert given.actor
    submissions.save(submission, actor=given.actor, values={"contact_consent_on": ""}, seen=None)
    assert submission.history.filter(move="consent_taken_back").count() == 1


def test_files_are_sent_in_with_the_proof() -> None:
    assert step_of("attachments") == "bewijs"
