"""What happens by itself: run as often as wanted, each thing happens once (R-06, R-07, R-16)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.files.storage.base import Storage
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .. import missing
from ..models import Attachment, JobRun, Practice, Submission
from ..models.attachment import private_storage
from ..notifications import deliver_due, tell
from .language import grow_words, remake_index
from .practices import obstacles, publish_by_itself

logger = logging.getLogger(__name__)

ORPHANS_KEPT = timedelta(days=1)
"""How old a file must be that no attachment names before it is removed."""

TASKS_KEPT = timedelta(days=7)
"""How long the worker's own list says what it did. Mails and history are kept elsewhere."""


class Unfinished(Exception):
    """A job did only a part of its work; the text, in Dutch and without names, says how much."""


def publish_due(today: date | None = None) -> int:
    """Publish the drafts whose day has come, in the time zone of the site; how many.

    A draft that fails keeps no other from being published. Raises `Unfinished` after the last.
    """
    day = today or timezone.localdate()
    done = [_try_to_publish(practice, day) for practice in Practice.objects.due_on(day)]
    if failed := done.count(None):
        raise Unfinished(f"{failed} van {len(done)} concepten niet gepubliceerd")
    return done.count(True)


def _try_to_publish(practice: Practice, day: date) -> bool | None:
    """Whether this draft was published; None when that failed, which the log explains."""
    try:
        return _publish_on_its_day(practice, day)
    except Exception:
        logger.exception("concept %s niet gepubliceerd op zijn dag", practice.pk)
        return None


def _publish_on_its_day(practice: Practice, day: date) -> bool:
    """Publish one draft, unless somebody did, chose another day, or it lacks something since."""
    with transaction.atomic():
        due = Practice.objects.due_on(day).filter(pk=practice.pk)
        now = due.select_for_update(no_key=True).first()
        if now is None or obstacles(now):
            return False
        publish_by_itself(now, note="Op de afgesproken dag.")
        for submission in now.submissions.filter(status=Submission.Status.ACCEPTED):
            tell(submission, "publish", actor=None)
    return True


def clean_up() -> int:
    """Remove sessions that ran out and what the worker noted long ago; how many rows.

    A task that a killed worker left behind goes too: the mail that it was for is sent by
    `deliver_due`.
    """
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    tasks, _ = DBTaskResult.objects.filter(enqueued_at__lt=now - TASKS_KEPT).delete()
    return sessions + int(tasks)


def remove_orphans() -> int:
    """Remove files that no attachment names: what a failed or killed sending left; how many.

    A file of today may belong to a row that is still being written.
    """
    storage = private_storage()
    known = set(Attachment.objects.values_list("file", flat=True))
    before = timezone.now() - ORPHANS_KEPT
    removed = 0
    for name in _files(storage):
        if name not in known and _is_older(storage, name, before):
            storage.delete(name)
            removed += 1
    return removed


def _files(storage: Storage) -> list[str]:
    """All files of attachments; none before the first was sent in."""
    try:
        return storage.listdir("")[1]
    except FileNotFoundError:
        return []


def _is_older(storage: Storage, name: str, moment: datetime) -> bool:
    """False also for what another run removed meanwhile."""
    try:
        return storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


JOBS: dict[str, Callable[[], int]] = {
    "post": deliver_due,
    "publiceren": publish_due,
    "opruimen": clean_up,
    "bijlagen": remove_orphans,
    "gezocht": missing.forget_old,
    "woorden": grow_words,
    "zoekindex": remake_index,
}
"""The periodic jobs by name, in this order; each answers how many things it did."""

DAILY = frozenset({"woorden"})
"""Jobs that succeed once a day only, in the time zone of the site. One that failed is tried again
with the next run, so once a minute at most."""


def run_jobs() -> dict[str, int | None]:
    """Run all jobs, and remember when; how many things each did, None for a job that failed.

    A job that fails keeps no other from running.
    """
    return {name: _run(name, job) for name, job in JOBS.items()}


def _run(name: str, job: Callable[[], int]) -> int | None:
    row, _ = JobRun.objects.get_or_create(name=name)
    if name in DAILY and _was_done_today(row):
        return 0
    mine = JobRun.objects.filter(pk=row.pk)
    mine.update(started_at=timezone.now())
    try:
        done = job()
    except Exception as error:
        logger.exception("taak %s mislukt", name)
        # of others the name alone: their text may hold an address
        why = str(error) if isinstance(error, Unfinished) else type(error).__name__
        mine.update(report=f"Mislukt: {why}")
        return None
    mine.update(finished_at=timezone.now(), report=str(done))
    return done


def _was_done_today(run: JobRun) -> bool:
    """`finished_at` is when it last went well: a failure leaves it as it was."""
    return bool(run.finished_at) and timezone.localdate(run.finished_at) == timezone.localdate()
