"""What happens by itself: run as often as wanted, each thing happens once (R-06, R-07, R-16)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ..models import JobRun, Practice, Submission
from ..notifications import deliver_due, tell
from .practices import obstacles

logger = logging.getLogger(__name__)

TASKS_KEPT = timedelta(days=7)
"""How long the worker's own list says what it did. Mails and history are kept elsewhere."""


def publish_due(today: date | None = None) -> int:
    """Publish the drafts whose day has come, in the time zone of the site; how many."""
    day = today or timezone.localdate()
    return sum(_publish_on_its_day(practice, day) for practice in Practice.objects.due_on(day))


def _publish_on_its_day(practice: Practice, day: date) -> bool:
    """Publish one draft, unless somebody did, chose another day, or it lacks something since."""
    with transaction.atomic():
        now = Practice.objects.due_on(day).select_for_update().filter(pk=practice.pk).first()
        if now is None or obstacles(now):
            return False
        now.publish(actor=None, note="Op de afgesproken dag.")
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


JOBS: dict[str, Callable[[], int]] = {
    "post": deliver_due,
    "publiceren": publish_due,
    "opruimen": clean_up,
}
"""The periodic jobs by name; each answers how many things it did."""


def run_jobs() -> dict[str, int | None]:
    """Run all jobs, and remember when; how many things each did, None for a job that failed.

    A job that fails keeps no other from running.
    """
    return {name: _run(name, job) for name, job in JOBS.items()}


def _run(name: str, job: Callable[[], int]) -> int | None:
    row, _ = JobRun.objects.get_or_create(name=name)
    mine = JobRun.objects.filter(pk=row.pk)
    mine.update(started_at=timezone.now())
    try:
        done: int | None = job()
    except Exception as error:
        logger.exception("taak %s mislukt", name)
        done, report = None, f"Mislukt: {type(error).__name__}"
    else:
        report = str(done)
    mine.update(finished_at=timezone.now(), report=report)
    return done
