"""What happens by itself: on the right day, once, whoever asks however often (R-07, R-16)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from practices.models import Attachment, JobRun, Mail, Practice
from practices.workflow import review, scheduled, taking_over
from practices.workflow.practices import publish_by_itself

from .at_once import at_once
from .factories import make_practice, make_source, make_submission, make_user

DAY = date(2026, 3, 10)


def planned(day: date = DAY, **fields: Any) -> Practice:
    """A draft that becomes public by itself."""
    return make_practice(status="draft", publish_on=day, sources=[make_source()], **fields)


def fresh(practice: Practice) -> Practice:
    return Practice.objects.get(pk=practice.pk)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let it be this moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


# --- Publishing on a day -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (DAY - timedelta(days=1), "draft"),
        (DAY, "published"),
        (DAY + timedelta(days=40), "published"),
    ],
)
def test_draft_is_published_on_its_day_or_as_soon_as_possible_after(
    db: None, today: date, status: str
) -> None:
    practice = planned()
    assert scheduled.publish_due(today) == (status == "published")
    assert fresh(practice).status == status


def test_publishing_by_itself_is_in_the_history_and_done_once(db: None) -> None:
    practice = planned()
    assert [scheduled.publish_due(DAY), scheduled.publish_due(DAY)] == [1, 0]
    event = practice.history.latest("pk")
    assert (event.move, event.actor, event.note) == ("publish", None, "Op de afgesproken dag.")
    assert fresh(practice).publish_on is None
    assert fresh(practice).published_at is not None


def test_draft_that_still_lacks_something_waits(db: None) -> None:
    practice = make_practice(status="draft", publish_on=DAY)
    assert scheduled.publish_due(DAY) == 0
    practice.citations.create(source=make_source(), heading="h", first_line=1, last_line=2)
    assert scheduled.publish_due(DAY + timedelta(days=1)) == 1


@pytest.mark.parametrize("status", ["published", "archived"])
def test_what_is_no_draft_is_left_alone(db: None, status: str) -> None:
    practice = make_practice(status=status, publish_on=DAY, sources=[make_source()])
    assert scheduled.publish_due(DAY) == 0
    assert fresh(practice).status == status


def test_what_was_taken_back_is_not_published_again(db: None) -> None:
    practice, editor = planned(), make_user("eindredacteur")
    scheduled.publish_due(DAY)
    practice.refresh_from_db()
    practice.retract(actor=editor, note="Klopt toch niet.")
    assert scheduled.publish_due(DAY + timedelta(days=1)) == 0


def test_submitter_hears_when_it_is_on_the_site(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    submitter, editor = make_user(), make_user("eindredacteur")
    submission = make_submission(status="in_review", submitter=submitter, assignee=editor)
    review.accept(
        submission,
        actor=editor,
        version=submission.version,
        note="Goed.",
        when=taking_over.Release(on=DAY),
    )
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert scheduled.publish_due(DAY) == 1
        assert scheduled.publish_due(DAY) == 0
    told = [message for message in mail.outbox if message.to == [submitter.email]]
    assert [message.subject for message in told] == [f"Staat op de site: {submission.title}"]


def test_draft_that_fails_keeps_no_other_from_being_published(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    practices = [planned() for _ in range(3)]

    def flaky(practice: Practice, *, note: str = "") -> None:
        publish_by_itself(practice, note=note)
        if practice.pk == practices[0].pk:
            raise RuntimeError("geheim@voorbeeld.invalid")

    monkeypatch.setattr(scheduled, "publish_by_itself", flaky)
    for tried in (3, 1):
        with pytest.raises(scheduled.Unfinished, match=rf"1 van {tried} concepten"):
            scheduled.publish_due(DAY)
        assert [fresh(p).status for p in practices] == ["draft", "published", "published"]
    assert f"concept {practices[0].pk} niet gepubliceerd" in caplog.text
    monkeypatch.undo()
    assert scheduled.publish_due(DAY) == 1


# The nights in which the clock jumps, New Year and a leap day: midnight in Amsterdam counts.
MIDNIGHTS = [
    (date(2026, 3, 10), datetime(2026, 3, 9, 23, 0, tzinfo=UTC)),
    (date(2026, 7, 1), datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
    (date(2026, 3, 29), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),  # 23 hours long
    (date(2026, 3, 30), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
    (date(2026, 10, 25), datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),  # 25 hours long
    (date(2026, 10, 26), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    (date(2027, 1, 1), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
    (date(2028, 2, 29), datetime(2028, 2, 28, 23, 0, tzinfo=UTC)),
    (date(2028, 3, 1), datetime(2028, 2, 29, 23, 0, tzinfo=UTC)),
]


@pytest.mark.parametrize(("day", "midnight"), MIDNIGHTS, ids=str)
def test_day_begins_at_midnight_in_the_netherlands(
    db: None, monkeypatch: pytest.MonkeyPatch, day: date, midnight: datetime
) -> None:
    practice = planned(day)
    set_clock(monkeypatch, midnight - timedelta(seconds=1))
    assert scheduled.publish_due() == 0
    set_clock(monkeypatch, midnight)
    assert scheduled.publish_due() == 1
    assert fresh(practice).published_at == midnight


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=str)
def test_night_in_which_the_clock_jumps_publishes_once(
    db: None, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    practice, done = planned(day), 0
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=6)
    for quarter in range(4 * 12):
        set_clock(monkeypatch, start + timedelta(minutes=15 * quarter))
        done += scheduled.publish_due()
    assert done == 1
    assert practice.history.filter(move="publish").count() == 1


# --- The command ---------------------------------------------------------------------------------


MORE = [f"{name}: 0" for name in list(scheduled.JOBS)[4:]]


def said(post: int | str, published: int) -> list[str]:
    """What the command says when there was nothing to clean up."""
    return [f"post: {post}", f"publiceren: {published}", "opruimen: 0", "bijlagen: 0", *MORE]


def test_command_does_everything_and_says_how_much(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    planned()
    Mail.objects.create(address="a@voorbeeld.invalid", topic="t", subject="S", body="B")
    call_command("periodiek")
    assert capsys.readouterr().out.splitlines() == said(1, 1)
    call_command("periodiek")
    assert capsys.readouterr().out.splitlines() == said(0, 0)
    runs = {run.name: run for run in JobRun.objects.all()}
    assert set(runs) == set(scheduled.JOBS)
    assert all(run.started_at and run.finished_at and run.report == "0" for run in runs.values())


def test_job_that_fails_keeps_no_other_from_running(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise RuntimeError("geheim@voorbeeld.invalid")

    practice = planned()
    monkeypatch.setitem(scheduled.JOBS, "post", fail)
    with pytest.raises(CommandError, match=r"Niet gelukt: post\."):
        call_command("periodiek")
    assert fresh(practice).status == "published"
    assert capsys.readouterr().out.splitlines() == said("mislukt", 1)
    assert JobRun.objects.get(name="post").report == "Mislukt: RuntimeError"


def test_report_says_how_many_drafts_were_not_published(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(practice: Practice, *, note: str = "") -> None:
        raise RuntimeError("geheim@voorbeeld.invalid")

    planned()
    monkeypatch.setattr(scheduled, "publish_by_itself", fail)
    with pytest.raises(CommandError, match=r"Niet gelukt: publiceren\."):
        call_command("periodiek")
    report = JobRun.objects.get(name="publiceren").report
    assert report == "Mislukt: 1 van 1 concepten niet gepubliceerd"


def test_daily_job_that_fails_is_tried_with_the_next_run_until_it_succeeds(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def fail_twice() -> int:
        runs.append(len(runs))
        if len(runs) in {2, 3}:
            raise RuntimeError
        return 7

    monkeypatch.setitem(scheduled.JOBS, "woorden", fail_twice)
    set_clock(monkeypatch, yesterday := datetime(2026, 3, 9, 12, 0, tzinfo=UTC))
    assert [scheduled.run_jobs()["woorden"] for _ in range(2)] == [7, 0]
    set_clock(monkeypatch, today := yesterday + timedelta(days=1))
    assert [scheduled.run_jobs()["woorden"] for _ in range(2)] == [None, None]
    failed = JobRun.objects.get(name="woorden")
    assert (failed.started_at, failed.finished_at) == (today, yesterday)
    assert failed.report == "Mislukt: RuntimeError"
    assert [scheduled.run_jobs()["woorden"] for _ in range(2)] == [7, 0]
    done = JobRun.objects.get(name="woorden")
    assert (done.finished_at, done.report, len(runs)) == (today, "7", 4)


def test_three_at_once_do_everything_once(transactional_db: None) -> None:
    practices = [planned() for _ in range(5)]
    for number in range(10):
        Mail.objects.create(
            address=f"lezer{number}@voorbeeld.invalid", topic="t", subject="S", body="B"
        )
    done = at_once(scheduled.run_jobs, hands=3)
    assert sum(run["post"] or 0 for run in done) == 10
    assert sum(run["publiceren"] or 0 for run in done) == 5
    assert len(mail.outbox) == 10
    assert all(p.history.filter(move="publish").count() == 1 for p in practices)
    assert JobRun.objects.count() == len(scheduled.JOBS)


def test_sessions_that_ran_out_and_old_tasks_are_removed(db: None) -> None:
    now = timezone.now()
    for key, hours in (("oud", -1), ("nieuw", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(hours=hours)
        )
    for days in (1, 8):
        task = DBTaskResult.objects.create(args_kwargs={}, task_path="x", run_after=get_date_max())
        DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - timedelta(days=days))
    assert [scheduled.clean_up(), scheduled.clean_up()] == [2, 0]
    assert Session.objects.get().session_key == "nieuw"
    assert DBTaskResult.objects.count() == 1


def test_files_that_no_attachment_names_go_after_a_day(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(scheduled, "private_storage", lambda: storage)
    kept, _orphan = (storage.save(name, ContentFile(b"x")) for name in ("een.pdf", "twee.pdf"))
    Attachment.objects.create(
        submission=make_submission(), name="een.pdf", kind="pdf", size=1, sha256="a", file=kept
    )
    assert scheduled.remove_orphans() == 0
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    set_clock(monkeypatch, tomorrow)
    assert [scheduled.remove_orphans(), scheduled.remove_orphans()] == [1, 0]
    assert storage.listdir("")[1] == [kept]


def test_no_file_was_ever_sent_in(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = FileSystemStorage(tmp_path / "bijlagen")
    monkeypatch.setattr(scheduled, "private_storage", lambda: empty)
    assert scheduled.remove_orphans() == 0
