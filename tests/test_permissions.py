"""Who may do what: the predicates, and the sets that must say the same as they do row by row."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from practices import permissions
from practices.models import Attachment, ReaderMessage, Submission, User
from practices.workflow import review, submissions, talking

from .factories import (
    make_coordinator,
    make_practice,
    make_region,
    make_source,
    make_submission,
    make_user,
)
from .workflow.cast import NOTE, STATES, Cast, make_cast, make_in


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return make_cast()


def may(cast: Cast, predicate: str, *about: object) -> set[str]:
    """The roles for which a predicate is true."""
    question = getattr(permissions, predicate)
    return {role for role, user in cast.people.items() if question(user, *about)}


CHIEFS = {"eindredacteur", "beheerder", "behandelaar", "eigen"}
EDITORS = {"redacteur", *CHIEFS}
REGION = {"coordinator", "provincie"}


@pytest.mark.parametrize(
    ("predicate", "roles"),
    [
        ("can_edit", EDITORS),
        ("can_publish", CHIEFS),
        ("can_review", EDITORS),
        ("can_invite_coordinators", CHIEFS),
    ],
)
def test_right_that_goes_with_the_person(cast: Cast, predicate: str, roles: set[str]) -> None:
    assert may(cast, predicate) == roles


@pytest.mark.parametrize("move", permissions.MOVE_RIGHTS)
def test_only_who_decides_on_publication_moves_a_practice(cast: Cast, move: str) -> None:
    assert may(cast, "can_move", move) == CHIEFS


@pytest.mark.parametrize(
    ("predicate", "state", "roles"),
    [
        ("can_follow", "concept", {"inzender", *REGION}),
        ("can_own", "concept", {"inzender"}),
        ("can_coordinate", "concept", REGION),
        ("can_endorse", "concept", set()),
        ("can_endorse", "ingediend", REGION),
        ("can_read_submission", "concept", {"inzender", *REGION}),
        ("can_read_submission", "ingediend", {"inzender", *REGION, *EDITORS}),
        ("can_write", "concept", {"inzender", *REGION}),
        ("can_write", "terug", {"inzender", *REGION}),
        ("can_write", "ingediend", set()),
        ("can_write", "in handen", {"behandelaar"}),
        ("can_write", "aanvaard", set()),
        ("can_review_this", "concept", set()),
        ("can_review_this", "ingediend", EDITORS),
        ("can_decide", "ingediend", set()),
        ("can_decide", "in handen", {"behandelaar"}),
    ],
)
def test_right_that_goes_with_a_submission(
    cast: Cast, predicate: str, state: str, roles: set[str]
) -> None:
    submission = make_in(state, cast, submitter=cast["inzender"])
    assert may(cast, predicate, submission) == roles


def test_nobody_handles_a_submission_of_their_own(cast: Cast) -> None:
    submission = make_in("in handen", cast, submitter=cast["eigen"])
    assert may(cast, "can_review_this", submission) == EDITORS - {"eigen"}
    Submission.objects.filter(pk=submission.pk).update(assignee=cast["eigen"])
    submission.refresh_from_db()
    assert may(cast, "can_decide", submission) == set()
    assert may(cast, "can_write", submission) == set()


def test_a_coordinator_does_not_endorse_a_submission_of_their_own(cast: Cast) -> None:
    submission = make_in("ingediend", cast, submitter=cast["coordinator"])
    assert may(cast, "can_endorse", submission) == {"provincie"}


def test_the_set_that_somebody_may_know_of_is_what_the_predicate_says(cast: Cast) -> None:
    for state in STATES:
        for submitter in ("inzender", "eigen", "coordinator"):
            make_in(state, cast, submitter=cast[submitter])
    make_submission(region=make_region("ver weg"))
    make_submission(region=None, regions=[cast.region.slug], status="submitted")
    rows = list(Submission.objects.all())
    for user in cast.people.values():
        readable = {row for row in rows if permissions.can_read_submission(user, row)}
        assert set(permissions.visible_submissions(user)) == readable


def test_scope_is_the_region_and_all_that_lies_in_it(db: None) -> None:
    country = make_region("land", kind="land")
    province = make_region("provincie", parents=[country])
    region = make_region("regio", kind="arbeidsmarktregio", parents=[province])
    other = make_region("elders", parents=[country])
    assert permissions.scope(make_coordinator(country)) == {
        row.pk for row in (country, province, region, other)
    }
    assert permissions.scope(make_coordinator(province)) == {province.pk, region.pk}
    assert permissions.scope(make_coordinator(region, other)) == {region.pk, other.pk}
    assert permissions.scope(make_user()) == permissions.scope(AnonymousUser()) == set()
    assert permissions.scope(make_coordinator(region, is_active=False)) == set()


def test_a_submission_without_a_region_is_in_nobodys_scope(cast: Cast) -> None:
    submission = make_submission(status="submitted")
    assert not may(cast, "can_coordinate", submission)
    assert set(permissions.visible_submissions(cast["coordinator"])) == set()


@pytest.mark.parametrize("change", ["inactive", "groups", "regions"])
def test_a_role_that_is_taken_away_is_gone_at_the_next_request(cast: Cast, change: str) -> None:
    submission = make_in("in handen", cast, submitter=cast["inzender"])
    User.objects.filter(pk=cast["inzender"].pk).update(is_active=change != "inactive")
    cast["behandelaar"].groups.set([] if change == "groups" else cast["behandelaar"].groups.all())
    cast["coordinator"].coordinates.clear()
    fresh = {role: User.objects.get(pk=cast[role].pk) for role in ("inzender", "behandelaar")}
    assert permissions.can_own(fresh["inzender"], submission) == (change != "inactive")
    assert permissions.can_follow(fresh["inzender"], submission) == (change != "inactive")
    assert permissions.can_decide(fresh["behandelaar"], submission) == (change != "groups")
    coordinator = User.objects.get(pk=cast["coordinator"].pk)
    assert not permissions.visible_submissions(coordinator).exists()


def test_a_closed_account_sees_nothing(cast: Cast) -> None:
    make_in("concept", cast, submitter=cast["vertrokken"])
    assert not permissions.visible_submissions(cast["vertrokken"]).exists()
    assert not permissions.visible_submissions(AnonymousUser()).exists()


def who_may_have_its_file(cast: Cast, submission: Submission) -> set[str]:
    """The roles for which a file of this submission, and of its practice, is there."""
    file = Attachment.objects.create(
        submission=submission, practice=submission.practice, name="f", kind="pdf", size=1
    )
    sets = {role: permissions.visible_attachments(user) for role, user in cast.people.items()}
    return {role for role, files in sets.items() if file in files}


@pytest.mark.parametrize(
    ("state", "roles"),
    [
        ("concept", {"inzender", *REGION}),
        ("ingediend", {"inzender", *REGION, *EDITORS}),
        ("aanvaard", None),
    ],
)
def test_a_file_is_for_who_may_read_what_it_belongs_to(
    cast: Cast, state: str, roles: set[str] | None
) -> None:
    submission = make_in(state, cast, submitter=cast["inzender"])
    assert who_may_have_its_file(cast, submission) == (set(cast.people) if roles is None else roles)


def test_a_file_is_no_longer_for_everybody_once_the_practice_is_taken_back(cast: Cast) -> None:
    submission = make_in("aanvaard", cast, submitter=cast["inzender"])
    review.undo(submission, actor=cast["behandelaar"], note=NOTE)
    assert who_may_have_its_file(cast, submission) == {"inzender", *REGION, *EDITORS}


def test_readers_write_to_editors_and_to_the_region(cast: Cast) -> None:
    fields = {"kind": "fout", "text": "Dit klopt niet."}
    here = make_practice(regions=[cast.region, make_region("ook")], sources=[make_source()])
    there = make_practice(regions=[make_region("ver weg")])
    near = ReaderMessage.objects.create(practice=here, **fields)
    far = ReaderMessage.objects.create(practice=there, **fields)
    for role, user in cast.people.items():
        seen = {near, far} if role in EDITORS else {near} if role in REGION else set()
        assert set(permissions.visible_reader_messages(user)) == seen
        assert permissions.visible_reader_messages(user).count() == len(seen)


# --- One region and another (S-05) ---------------------------------------------------------------


def test_a_coordinator_does_not_see_a_draft_of_another_region(cast: Cast) -> None:
    draft = make_in("concept", cast, submitter=cast["inzender"])
    assert draft in permissions.visible_submissions(cast["coordinator"])
    assert draft not in permissions.visible_submissions(cast["elders"])


def test_what_happens_in_one_region_changes_no_count_of_another(cast: Cast) -> None:
    before = permissions.visible_submissions(cast["elders"]).count()
    mails = cast["elders"].mails.count()
    submission = make_in("in handen", cast, submitter=cast["inzender"])
    talking.say(submission, actor=cast["inzender"], text="Hallo.", key=uuid4())
    review.reject(submission, actor=cast["behandelaar"], version=submission.version, note=NOTE)
    assert permissions.visible_submissions(cast["elders"]).count() == before
    assert cast["elders"].mails.count() == mails == 0


def test_a_submission_that_moves_to_another_region_leaves_the_first(cast: Cast) -> None:
    draft = make_in("concept", cast, submitter=cast["inzender"])
    elsewhere = cast["elders"].coordinates.get()
    submissions.save(draft, actor=cast["coordinator"], values={"region": elsewhere}, seen=None)
    assert draft not in permissions.visible_submissions(cast["coordinator"])
    assert draft in permissions.visible_submissions(cast["elders"])


def test_rights_take_whoever_a_request_brings(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert not permissions.can_review(request.user)
    assert not permissions.regions_to_invite_for(request.user)
