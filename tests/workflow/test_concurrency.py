"""Several people at the same moment: one of them is first, and the others are told (R-01, R-03)."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from practices.models import Event, Mail, Organisation, Practice, Submission, User, WrongState
from practices.workflow import review, submissions, taking_over, talking
from practices.workflow.practices import EditConflict
from practices.workflow.proposals import fingerprint

from ..factories import make_practice, make_submission, make_user
from .cast import NOTE, REFUSALS

pytestmark = pytest.mark.django_db(transaction=True)
Acts = list[Callable[[Submission], object]]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of this at the same moment; per act "" or the name of the refusal."""
    start, outcomes = threading.Barrier(len(acts)), dict.fromkeys(range(len(acts)), "hangt")

    def do(number: int) -> None:
        try:
            start.wait(timeout=30)
            acts[number]()
            outcomes[number] = ""
        except Exception as error:  # noqa: BLE001  the test judges it
            outcomes[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return list(outcomes.values())


def with_copies(submission: Submission, acts: Acts) -> list[str]:
    """The same, each with a copy that was read before anybody began."""
    copies = [Submission.objects.get(pk=submission.pk) for _ in acts]
    return at_once(*(partial(act, copy) for act, copy in zip(acts, copies, strict=True)))


@pytest.fixture
def editor() -> User:
    """Who has it in hand."""
    return make_user("eindredacteur")


@pytest.fixture
def in_hand(editor: User) -> Submission:
    """What an editor has in hand."""
    return make_submission("Nachtrooster", status="in_review", assignee=editor)


def accepting(editor: User) -> Callable[[Submission], object]:
    """Accept and publish it, as it was read."""
    return lambda copy: review.accept(
        copy, actor=editor, version=copy.version, note=NOTE, when=taking_over.Release(now=True)
    )


def topics() -> Counter[tuple[str, str]]:
    """How many mails of each topic each address got."""
    return Counter(Mail.objects.values_list("topic", "address"))


def test_of_eight_editors_who_take_it_one_gets_it() -> None:
    submission = make_submission(status="submitted")
    editors = [make_user("redacteur") for _ in range(8)]
    Mail.objects.all().delete()
    outcomes = with_copies(submission, [partial(review.take, actor=editor) for editor in editors])
    assert sorted(outcomes) == ["", *["WrongState"] * 7]
    fresh = Submission.objects.get(pk=submission.pk)
    assert (fresh.status, fresh.assignee) == ("in_review", editors[outcomes.index("")])
    assert submission.history.filter(move="take").count() == 1
    assert Mail.objects.count() == 1


def test_taken_twice_by_the_same_editor_is_taken_once() -> None:
    submission, editor = make_submission(status="submitted"), make_user("redacteur")
    outcomes = with_copies(submission, [lambda copy: review.take(copy, actor=editor)] * 4)
    assert outcomes == [""] * 4
    assert submission.history.filter(move="take").count() == 1


def test_accepted_twice_is_accepted_once(in_hand: Submission, editor: User) -> None:
    outcomes = with_copies(in_hand, [accepting(editor)] * 4)
    assert sorted(outcomes) == ["", *["WrongState"] * 3]
    assert Practice.objects.count() == 1
    assert in_hand.history.filter(move="accept").count() == 1
    assert set(topics().values()) == {1}


@pytest.mark.parametrize("other", ["reject", "withdraw", "release", "hand_over"])
def test_of_two_who_end_it_differently_one_is_first(
    in_hand: Submission, editor: User, other: str
) -> None:
    colleague, submitter = make_user("redacteur"), in_hand.submitter
    others: dict[str, Callable[[Submission], object]] = {
        "reject": lambda c: review.reject(c, actor=editor, version=c.version, note=NOTE),
        "withdraw": lambda c: submissions.withdraw(c, actor=submitter),  # type: ignore[arg-type]
        "release": lambda c: review.release(c, actor=editor),
        "hand_over": lambda c: review.hand_over(c, actor=colleague, to=colleague),
    }
    outcomes = with_copies(in_hand, [accepting(editor), others[other]])
    assert outcomes.count("") == 1
    assert set(outcomes) <= {"", "WrongState", "PermissionDenied"}
    is_accepted = Submission.objects.get(pk=in_hand.pk).status == "accepted"
    assert is_accepted == (outcomes[0] == "")
    assert Practice.objects.published().count() == int(is_accepted)


def test_text_that_is_saved_while_it_is_sent_in_is_sent_or_refused() -> None:
    submission = make_submission("Eerst")
    submitter = submission.submitter
    assert submitter
    outcomes = with_copies(
        submission,
        [
            lambda c: submissions.save(c, actor=submitter, values={"title": "Later"}, seen=None),
            lambda c: submissions.submit(c, actor=submitter),
        ],
    )
    fresh = Submission.objects.get(pk=submission.pk)
    assert outcomes[1] == ""
    assert fresh.sent["title"] == fresh.title == ("Eerst" if outcomes[0] else "Later")


def test_of_two_tabs_that_save_the_same_field_the_second_is_told() -> None:
    submission = make_submission("Eerst")
    submitter, seen = submission.submitter, fingerprint(submission, ["title"])
    assert submitter

    def saving(title: str) -> Callable[[Submission], object]:
        values = {"title": title}
        return lambda c: submissions.save(c, actor=submitter, values=values, seen=seen)

    outcomes = with_copies(submission, [saving("Een"), saving("Twee")])
    assert sorted(outcomes) == ["", "EditConflict"]
    fresh = Submission.objects.get(pk=submission.pk)
    assert fresh.title == ("Een", "Twee")[outcomes.index("")]
    assert fresh.version == submission.version + 1


def test_fifty_times_the_same_form_begins_one_submission() -> None:
    submitter, key = make_user(), uuid4()
    found: list[int] = []

    def start() -> None:
        found.append(submissions.start(submitter=submitter, title="Tip", key=key).pk)

    assert at_once(*[start] * 50) == [""] * 50
    assert len(found) == 50
    assert set(found) == {Submission.objects.get().pk}
    assert Event.objects.count() == 1


def test_fifty_times_sent_in_is_sent_in_once() -> None:
    make_user("redacteur")
    submission = make_submission()
    submitter = submission.submitter
    assert submitter
    outcomes = with_copies(submission, [lambda c: submissions.submit(c, actor=submitter)] * 50)
    assert outcomes == [""] * 50
    assert submission.history.filter(move="submit").count() == 1
    assert set(topics().values()) == {1}


def test_one_message_posted_ten_times_is_said_and_mailed_once() -> None:
    make_user("redacteur")
    submission, key = make_submission(status="submitted"), uuid4()
    submitter = submission.submitter
    assert submitter
    Mail.objects.all().delete()
    say: Acts = [lambda c: talking.say(c, actor=submitter, text="Hallo.", key=key)] * 10
    assert with_copies(submission, say) == [""] * 10
    assert submission.remarks.count() == Mail.objects.count() == 1


def test_two_of_one_title_and_organisation_that_are_accepted_at_once_both_get_an_address() -> None:
    editors = [make_user("eindredacteur") for _ in range(4)]
    both = [make_submission("Nachtrooster", status="in_review", assignee=e) for e in editors]
    outcomes = at_once(*(partial(accepting(e), s) for s, e in zip(both, editors, strict=True)))
    assert outcomes == [""] * 4
    slugs = Practice.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["nachtrooster", *(f"nachtrooster-{n}" for n in (2, 3, 4))]
    assert Organisation.objects.count() == 1


def test_of_two_changes_to_one_text_the_second_has_to_read_it_again() -> None:
    practice, editors = make_practice("Oud"), [make_user("redacteur") for _ in range(2)]
    changes = [
        submissions.propose_change(practice, submitter=make_user(), key=uuid4()) for _ in editors
    ]
    for change, editor in zip(changes, editors, strict=True):
        submitter = change.submitter
        assert submitter
        title = {"title": f"Van {editor}"}
        submissions.save(change, actor=submitter, values=title, seen=None)
        submissions.submit(change, actor=submitter)
        review.take(change, actor=editor)
    accepting_both = (
        partial(
            review.accept,
            change,
            actor=editor,
            version=change.version,
            note=NOTE,
            when=taking_over.Release(),
            practice_version=practice.version,
        )
        for change, editor in zip(changes, editors, strict=True)
    )
    outcomes = at_once(*accepting_both)
    assert sorted(outcomes) == ["", "EditConflict"]
    first = editors[outcomes.index("")]
    assert Practice.objects.get(pk=practice.pk).title == f"Van {first}"


# --- Many times in any order ---------------------------------------------------------------------


def interleave(times: int, seed: int) -> int:
    """Two who write one field, each reading now and then; how often one was told.

    Each save either builds on what its writer saw, or is refused: nothing is overwritten unseen.
    """
    dice = random.Random(seed)
    submission = make_submission("Begin")
    submitter = submission.submitter
    assert submitter
    stored, told = "Begin", 0
    shown = dict.fromkeys(("links", "rechts"), "Begin")
    marks = dict.fromkeys(shown, fingerprint(submission, ["title"]))
    for number in range(times):
        who = dice.choice(sorted(shown))
        mine = Submission.objects.get(pk=submission.pk)
        if dice.random() < 0.4:
            shown[who], marks[who] = mine.title, fingerprint(mine, ["title"])
            continue
        values = {"title": f"{who} {number}"}
        try:
            submissions.save(mine, actor=submitter, values=values, seen=marks[who])
        except EditConflict:
            assert shown[who] != stored
            assert mine.title == stored
            told += 1
        else:
            assert shown[who] == stored
            stored = shown[who] = values["title"]
            marks[who] = fingerprint(mine, ["title"])
        assert Submission.objects.get(pk=submission.pk).title == stored
    return told


def test_no_save_of_two_windows_is_silently_lost() -> None:
    assert interleave(60, seed=1) > 0


@pytest.mark.long
def test_no_save_of_two_windows_is_silently_lost_in_a_thousand_orders() -> None:
    assert sum(interleave(12, seed=seed) for seed in range(1000)) > 0


def crowd(submission: Submission, editors: list[User], times: int, seed: int) -> Iterator[Any]:
    """What one of several people does, one thing after the other."""
    dice = random.Random(seed)
    submitter = submission.submitter
    assert submitter
    for number in range(times):
        editor = dice.choice(editors)
        values = {"summary": f"Van {seed}, keer {number}."}
        row = Submission.objects.get(pk=submission.pk)
        decision: dict[str, Any] = {"actor": editor, "version": row.version, "note": NOTE}
        own: dict[str, Any] = {"actor": submitter}
        theirs: dict[str, Any] = {"actor": editor}
        acts: list[Callable[[], object]] = [
            partial(submissions.submit, row, **own),
            partial(submissions.withdraw, row, **own),
            partial(submissions.resume, row, **own),
            partial(submissions.save, row, values=values, seen=None, **own),
            *[partial(review.take, row, **theirs)] * 2,
            partial(review.hand_over, row, to=editors[0], **theirs),
            partial(review.accept, row, when=taking_over.Release(), **decision),
            partial(review.request_changes, row, **decision),
            *[partial(review.undo, row, note=NOTE, **theirs)] * 2,
        ]
        try:
            yield dice.choice(acts)()
        except REFUSALS as error:
            yield error


def four_actors(times: int, seed: int) -> None:
    """Four people at it at the same time; afterwards the history must tell one story."""
    editors = [make_user("eindredacteur") for _ in range(2)]
    submission = make_submission(status="submitted")
    outcomes = at_once(
        *(partial(list, crowd(submission, editors, times, seed + number)) for number in range(4))
    )
    assert outcomes == [""] * 4
    status = "draft"
    for event in submission.history.order_by("pk").exclude(to_status=""):
        move = Submission.MOVES[event.move]
        assert (event.from_status, event.to_status) == (status, move.target)
        assert status in move.sources
        status = event.to_status
    fresh = Submission.objects.get(pk=submission.pk)
    assert fresh.status == status
    assert (fresh.status == "accepted") <= (fresh.practice is not None)
    assert Practice.objects.count() <= 1


def test_four_actors_at_the_same_time_leave_one_story() -> None:
    four_actors(8, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(0, 2000, 100))
def test_four_actors_at_the_same_time_leave_one_story_each_time(seed: int) -> None:
    four_actors(50, seed=seed)


def test_wrong_state_names_the_state_that_it_is_in() -> None:
    submission, editor = make_submission(status="submitted"), make_user("redacteur")
    stale = Submission.objects.get(pk=submission.pk)
    review.take(submission, actor=editor)
    with pytest.raises(WrongState, match="in_review"):
        review.take(stale, actor=make_user("redacteur"))
    assert stale.assignee == editor
