"""Several processes at one outbox: no mail twice, none lost, none stuck (R-07)."""

from __future__ import annotations

import email
import multiprocessing
import random
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from practices.models import Mail
from practices.notifications import deliver_due, outbox, post

from ..at_once import at_once
from .mails import fresh, make_mail

# --- Leases --------------------------------------------------------------------------------------


def test_mail_that_somebody_has_is_left_alone_until_the_lease_is_over(db: None) -> None:
    kept = make_mail(leased_until=timezone.now() + timedelta(minutes=4))
    assert deliver_due() == 0
    Mail.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert deliver_due() == 1
    assert fresh(kept).leased_until is None


def test_lease_is_given_once(db: None) -> None:
    kept = make_mail()
    one, two = fresh(kept), fresh(kept)
    assert [one.lease(outbox.LEASE), two.lease(outbox.LEASE)] == [True, False]
    left = fresh(kept).leased_until
    assert left is not None
    assert timedelta(minutes=4) < left - timezone.now() <= timedelta(minutes=5)


def test_late_failure_does_not_undo_what_another_process_sent(db: None) -> None:
    slow = make_mail()
    slow.lease(timedelta(seconds=-1))  # it ran out at once
    assert deliver_due() == 1
    slow.note_failed("te laat", again_at=timezone.now())
    assert (fresh(slow).status, fresh(slow).last_error) == (Mail.Status.SENT, "")


def test_three_processes_at_once_send_each_mail_once(transactional_db: None) -> None:
    kept = [make_mail(f"lezer{number}") for number in range(40)]
    at_once(deliver_due, hands=3)
    assert sorted(m.to[0] for m in mail.outbox) == sorted(row.address for row in kept)


# --- The worker of production --------------------------------------------------------------------

WITH_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def run_worker() -> None:
    """`manage.py db_worker --batch`, without its signal handlers."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid4().hex,
        excluded_queue_names=[],
    ).run()


@override_settings(TASKS=WITH_WORKER)
def test_in_production_a_worker_sends(transactional_db: None) -> None:
    kept = post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
    assert mail.outbox == []
    run_worker()
    assert fresh(kept).status == Mail.Status.SENT
    assert len(mail.outbox) == 1


@override_settings(TASKS=WITH_WORKER)
def test_sweep_and_worker_do_not_both_send(transactional_db: None) -> None:
    post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
    assert deliver_due() == 1
    run_worker()
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.successful().count() == 1


def send_until_killed(folder: str) -> None:
    """A worker in a process of its own, with a lease and a mail server of milliseconds."""
    outbox.LEASE = timedelta(milliseconds=200)
    with override_settings(
        EMAIL_BACKEND="practices.notifications.folder.FolderBackend", EMAIL_FILE_PATH=folder
    ):
        while True:
            deliver_due(5)
            time.sleep(0.001)


@pytest.mark.long
def test_worker_that_is_killed_at_any_moment_loses_nothing(
    transactional_db: None, tmp_path: Path
) -> None:
    kills, chance = 100, random.Random(20261122)
    for number in range(400):
        make_mail(f"lezer{number}")
    processes = multiprocessing.get_context("fork")
    for _ in range(kills):
        connections.close_all()  # a child must not inherit it
        worker = processes.Process(target=send_until_killed, args=(str(tmp_path),))
        worker.start()
        time.sleep(chance.uniform(0.005, 0.08))
        worker.kill()
        worker.join()
    time.sleep(0.3)  # longer than the lease
    while deliver_due():
        pass
    assert set(Mail.objects.values_list("status", "leased_until")) == {(Mail.Status.SENT, None)}
    ids = [
        email.message_from_bytes(path.read_bytes())["Message-ID"] for path in tmp_path.glob("*.eml")
    ]
    ids += [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(set(ids)) == 400
    assert len(ids) - 400 <= kills
