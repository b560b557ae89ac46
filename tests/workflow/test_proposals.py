"""A proposal and a published text: what goes into one comes out of the other."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.models import Organisation, Practice, Submission, User, WrongState
from practices.models.content import Evidence, Kind, Licence, Phase, Role, Scope
from practices.workflow import editing, review, submissions, taking_over
from practices.workflow.practices import EditConflict
from practices.workflow.proposals import (
    OWN,
    PROPOSED,
    SCALARS,
    free_slug,
    organisation_named,
    proposal,
    readable,
    touched,
    write_practice,
    write_proposal,
)

from ..factories import (
    ELEMENTS,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_submission,
    make_user,
)
from .cast import NOTE
from .saying import content_of

DB_IS_KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILE = ("<script>alert(1)</script>", 'It\'s "so"', "É — 😀", "- een\n- twee\n\nalinea", "'; --")

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20
    ),
)
maybe = words | st.just("")
names = st.sampled_from(["Zorggroep Één", "zorggroep ÉÉN", "ROC Verzonnen", "It's", 'Het "Huis"'])
elements = st.sampled_from([*((code[0], code) for code in ELEMENTS), *((p, None) for p in "123")])


def _any_of(choices: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([*choices.values, ""])


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": words,
    "summary": maybe,
    "kind": _any_of(Kind),
    "phase": _any_of(Phase),
    "evidence": _any_of(Evidence),
    "scope": _any_of(Scope),
    "period_start": st.sampled_from(["", "2020", "2021-05", "2021-05-31"]),
    "period_end": st.sampled_from(["", "2022", "2024-02-29"]),
    **dict.fromkeys(Practice.STORY, maybe),
    "licence": _any_of(Licence),
    "contact_name": maybe,
    "contact_email": st.sampled_from(["", "ada@voorbeeld.invalid"]),
    "contact_consent_on": st.sampled_from(["", "2024-02-29"]),
    "sectors": st.lists(st.sampled_from(["ggz", "vvt"]), unique=True),
    "regions": st.lists(st.sampled_from(["noord", "zuid"]), unique=True),
    "tags": st.lists(st.sampled_from(["rooster", "Één", "verzuim"]), unique=True),
    "pillar_tags": st.lists(
        st.tuples(elements, st.sampled_from(["bron", "inzender", "redactie"]), words),
        unique_by=lambda row: row[0],
    ).map(lambda rows: [[*place, origin, why] for place, origin, why in rows]),
    "organisations": st.lists(
        st.tuples(st.sampled_from(Role.values), names), unique_by=lambda row: row[1].casefold()
    ).map(lambda rows: [list(row) for row in rows]),
    "figures": st.lists(st.tuples(words, words).map(list), max_size=3),
    "links": st.lists(
        st.tuples(words, st.just("https://voorbeeld.invalid/a?b=c&d")).map(list), max_size=3
    ),
}

TEXTS = st.fixed_dictionaries(FIELDS)


@pytest.fixture
def vocabulary(db: None) -> None:
    """What the proposals above speak of."""
    make_pillars()
    for slug in ("ggz", "vvt"):
        make_sector(slug)
    for slug in ("noord", "zuid"):
        make_region(slug)


def same_names(text: dict[str, Any]) -> dict[str, Any]:
    """The text without a difference between the spellings of one organisation."""
    folded = sorted([role, name.casefold()] for role, name in text["organisations"])
    return {**text, "organisations": folded}


def test_every_field_of_the_content_can_be_proposed() -> None:
    assert set(FIELDS) == set(PROPOSED)


@DB_IS_KEPT
@given(values=TEXTS)
def test_what_is_proposed_is_what_is_published(vocabulary: None, values: dict[str, Any]) -> None:
    submission = Submission(submitter=make_user())
    write_proposal(submission, values)
    submission.refresh_from_db()
    said = proposal(submission)
    assert {name: said[name] for name in SCALARS} == {name: values[name] for name in SCALARS}
    practice = Practice(slug=f"p-{uuid4().hex[:8]}")
    write_practice(practice, said)
    assert same_names(content_of(practice)) == same_names(said)
    write_practice(practice, said)  # again changes nothing
    assert same_names(content_of(practice)) == same_names(said)


# The contact is taken over as one whole, or not at all (P-04): tests/tenants tries that.
ALONE = sorted({name for name in PROPOSED if not name.startswith("contact_")} - {"title"})


@DB_IS_KEPT
@given(values=TEXTS, name=st.sampled_from(ALONE), other=TEXTS)
def test_a_change_that_touches_one_field_changes_only_that(
    vocabulary: None, values: dict[str, Any], name: str, other: dict[str, Any]
) -> None:
    values = {**values, "summary": "Samenvatting.", "kind": "programma", "licence": "CC0-1.0"}
    practice = make_practice()
    write_practice(practice, values)
    before, editor, submitter = content_of(practice), make_user("redacteur"), make_user()
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    assert touched(change) == []
    needed = {"summary": "Anders.", "kind": "regeling", "licence": "CC-BY-4.0"}
    submissions.save(change, actor=submitter, values={name: {**other, **needed}[name]}, seen=None)
    assert set(touched(change)) <= {name}
    proposed = proposal(change)[name]
    accept(change, practice.version, editor)
    now = same_names(content_of(practice))
    assert now == same_names({**before, name: proposed if touched(change) else before[name]})


def accept(change: Submission, practice_version: int | None, editor: User, **more: Any) -> Practice:
    """Bring a change to an editor who takes it over as a whole."""
    if change.status == "draft":
        assert change.submitter
        submissions.submit(change, actor=change.submitter)
        review.take(change, actor=editor)
    return review.accept(
        change,
        actor=editor,
        version=change.version,
        note=NOTE,
        when=taking_over.Release(),
        practice_version=practice_version,
        **more,
    )


def changing(practice: Practice, **values: Any) -> Submission:
    """A change of this practice by somebody, with these values."""
    submitter = make_user()
    change = submissions.propose_change(practice, submitter=submitter, key=uuid4())
    submissions.save(change, actor=submitter, values=values, seen=None)
    return change


def _contact_of(text: dict[str, Any]) -> dict[str, Any]:
    return {name: text[name] for name in text if name.startswith("contact_")}


def test_text_that_was_published_meanwhile_is_read_before_it_is_replaced(db: None) -> None:
    practice, editor = make_practice("Oud"), make_user("redacteur")
    change, read = changing(practice, title="Voorstel"), practice.version
    with editing(practice, actor=editor, version=read):
        practice.summary = "Van de redactie."
        practice.save()
    before, events = content_of(practice), practice.history.count()
    for version in (read, None, 0):
        with pytest.raises(EditConflict):
            accept(change, version, editor)
    assert content_of(practice) == before
    assert practice.history.count() == events
    assert (change.status, Submission.objects.get(pk=change.pk).status) == ("in_review",) * 2
    accept(change, practice.version, editor)
    assert content_of(practice) == {**before, "title": "Voorstel"}


def test_only_the_fields_that_the_editor_chose_are_taken_over(db: None) -> None:
    practice = make_practice("Oud", summary="Oud.")
    change = changing(practice, title="Nieuw", summary="Nieuw.")
    accept(change, practice.version, make_user("redacteur"), fields=["summary"])
    text = content_of(practice)
    assert (text["title"], text["summary"]) == ("Oud", "Nieuw.")


def test_who_proposes_a_change_does_not_read_the_contact_and_does_not_erase_it(db: None) -> None:
    contact = {
        "contact_name": "Ada Verzonnen",
        "contact_email": "ada@voorbeeld.invalid",
        "contact_consent_on": "2024-02-29",
    }
    practice = make_practice("Oud")
    write_practice(practice, contact)
    change = changing(practice, title="Nieuw")
    stored = Submission.objects.get(pk=change.pk)
    assert "Ada" not in str(stored.base) + str(proposal(stored))
    assert "2024-02-29" not in str(stored.base)
    accept(change, practice.version, make_user("redacteur"))
    assert _contact_of(content_of(practice)) == contact


def test_a_key_that_began_something_else_changes_nothing_there(db: None) -> None:
    sent = make_submission("Mijn voorstel", status="in_review")
    submitter, before = sent.submitter, readable(sent)
    assert submitter
    same = submissions.propose_change(make_practice(), submitter=submitter, key=sent.start_key)
    assert same == sent
    assert readable(Submission.objects.get(pk=sent.pk)) == before
    assert not Submission.objects.get(pk=sent.pk).is_change
    with pytest.raises(PermissionDenied):
        submissions.propose_change(make_practice(), submitter=make_user(), key=sent.start_key)


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_only_what_is_published_can_be_changed_by_others(db: None, status: str) -> None:
    practice = make_practice(status=status)
    with pytest.raises(WrongState):
        submissions.propose_change(practice, submitter=make_user(), key=uuid4())


# --- Hostile and unknown values ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    sorted(
        {field.name for field in Submission._meta.get_fields()} - {*PROPOSED, *OWN}
        | {"pk", "submitter_id", "delete"}
    ),
)
def test_no_form_can_write_what_is_not_for_forms(db: None, name: str) -> None:
    submission = make_submission()
    submitter = submission.submitter
    assert submitter
    before = Submission.objects.values().get(pk=submission.pk)
    for seen in (None, "een oud venster"):
        with pytest.raises(ValueError, match=name):
            submissions.save(submission, actor=submitter, values={name: 1}, seen=seen)
    assert Submission.objects.values().get(pk=submission.pk) == before


def test_unknown_sectors_regions_pillars_and_elements_are_left_out(vocabulary: None) -> None:
    practice = make_practice()
    write_practice(
        practice,
        {
            "sectors": ["ggz", "bestaat-niet"],
            "regions": ["bestaat-niet"],
            "pillar_tags": [
                ["2", "2a", "bron", "Reden."],
                ["2", "2a", "inzender", "Nog eens."],
                ["1", "2b", "bron", "Een element van een andere pijler."],
                ["9", None, "bron", "Geen pijler."],
                ["2", "9z", "bron", "Geen element."],
                ["3", "", "bron", "Alleen de pijler."],
            ],
        },
    )
    text = content_of(practice)
    assert (text["sectors"], text["regions"]) == (["ggz"], [])
    assert text["pillar_tags"] == [
        ["2", "2a", "bron", "Reden."],
        ["3", None, "bron", "Alleen de pijler."],
    ]


def test_an_organisation_is_found_whatever_its_capitals_and_the_exact_name_first(db: None) -> None:
    one = Organisation.objects.create(name="Zorggroep ÉÉN", slug="een")
    assert organisation_named(" zorggroep één ") == one
    two = Organisation.objects.create(name="zorggroep één", slug="twee")
    assert organisation_named("zorggroep één") == two
    assert organisation_named("Zorggroep ÉÉN") == one
    new = organisation_named("Zorggroep Een")
    assert (new.slug, Organisation.objects.count()) == ("zorggroep-een", 3)


def test_an_organisation_without_a_name_is_left_out(db: None) -> None:
    practice = make_practice()
    rows = [["partner", " "], ["partner", "ROC"], ["partner", "roc"], ["financier", "ROC"]]
    write_practice(practice, {"organisations": rows})
    assert content_of(practice)["organisations"] == [["financier", "ROC"], ["partner", "ROC"]]


@given(st.text(max_size=200), st.sets(st.sampled_from(["a", "a-2", "a-3", "voorbeeld", "b-2"])))
def test_an_address_is_free_short_and_plain(text: str, taken: set[str]) -> None:
    slug = free_slug(text, taken, longest=40)
    assert slug not in taken
    assert 0 < len(slug) <= 40
    assert slug == slug.lower().strip("-")


@pytest.mark.parametrize(
    ("text", "taken", "slug"),
    [
        ("Grip op het Werk!", [], "grip-op-het-werk"),
        ("A", ["a", "a-2"], "a-3"),
        ("Привет", [], "voorbeeld"),
        ("?", ["voorbeeld"], "voorbeeld-2"),
        ("a" * 200, [], "a" * 34),
    ],
)
def test_an_address_is_made_of_the_words(text: str, taken: list[str], slug: str) -> None:
    assert free_slug(text, taken, longest=40) == slug


def test_an_old_address_is_not_given_away(db: None) -> None:
    practice = make_practice(slug="nachtrooster")
    with editing(practice, actor=None, version=1):
        practice.slug = "zelfroosteren"
        practice.save()
    made = make_submission("Nachtrooster", status="accepted").practice
    assert made
    assert made.slug == "nachtrooster-2"


def test_period_that_ends_before_it_begins_is_refused_and_not_taken_for_a_double_click(
    db: None,
) -> None:
    values = {"period_start": "2022", "period_end": "2020"}
    with pytest.raises(IntegrityError):
        submissions.start(submitter=make_user(), title="Tip", key=uuid4(), values=values)
    assert Submission.objects.count() == 0


def test_source_of_a_new_practice_stands_among_its_links_however_often_it_is_decided(
    db: None,
) -> None:
    editor = make_user("eindredacteur")
    submission = make_submission(
        status="in_review",
        assignee=editor,
        source_url="https://bron.voorbeeld.invalid/",
        source_title="Jaarverslag",
        organisations=[["financier", "Fonds"], ["initiatiefnemer", "ROC"]],
    )
    practice = accept(submission, None, editor)
    for _ in range(2):
        assert content_of(practice)["links"] == [["Jaarverslag", "https://bron.voorbeeld.invalid/"]]
        assert practice.citations.get().heading.startswith("Opgave van ROC, ")
        review.undo(submission, actor=editor, note=NOTE)
        accept(submission, None, editor)
