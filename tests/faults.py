"""The fault run (R-08): people send in cases while processes are killed and the database falls.

    python -m tests.faults [--submissions 1000] [--clients 8] [--seed 1]

starts a PostgreSQL, the site with two processes and a mail worker, all of its own. The last line
is `acknowledged N lost 0 double 0 faults M`; the exit status is 0 only when nothing was lost or
double.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from .benchmark.servers import free_port
from .fault_client import NeverAnswered, Submitter
from .postgres import Server, temporary_server

ROOT = Path(__file__).resolve().parent.parent

# The machine stays up, so nothing has to reach the disk; but a commit must be in the log before it
# is acknowledged, or the database itself would lose it.
DURABLE = ("fsync=off", "listen_addresses=")

END = "Dit is het laatste woord."
"""Stands at the end of every text: a row without it was saved by half."""

PEOPLE = """
import sys
from django.conf import settings
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from practices.models import User
for number in range(int(sys.stdin.readline())):
    name = f"inzender{number}"
    user = User.objects.create_user(name, email=f"{name}@voorbeeld.invalid")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print(session.session_key)
"""


@dataclass
class Site:
    """The site and everything that it runs on, with the means to break each of them."""

    server: Server
    home: Path
    port: int
    dice: random.Random
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """What every process of the site is told."""
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("KENNISBANK_")},
            "KENNISBANK_MODE": "local",
            "KENNISBANK_DATA": str(self.home / "data"),
            "KENNISBANK_WORKER": "ja",
            "KENNISBANK_URL": f"http://127.0.0.1:{self.port}",
            "DATABASE_URL": self.server.url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
        }

    def manage(self, *command: str, said: str = "") -> str:
        """Run a command of the site to its end; what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            check=True, cwd=ROOT, env=self.variables, text=True, input=said,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return done.stdout

    def start(self, name: str, *command: str) -> None:
        """Start a process that stays, and remember it by this name."""
        log = (self.home / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.variables, stdout=log, stderr=log
        )

    def start_web(self) -> None:
        """Start the site; gunicorn replaces the processes that we kill."""
        config = ("--config", "python:kennisbank.serving", "kennisbank.wsgi")
        self.start("web", "-m", "gunicorn", *config)

    def start_worker(self) -> None:
        """Start what sends the mail."""
        self.start("worker", "manage.py", "db_worker", "--interval", "0.5")

    # --- breaking things ---

    def kill_web_process(self) -> None:
        """Kill one of the processes that answer, in the middle of whatever it does."""
        web = self.processes["web"].pid
        children = Path(f"/proc/{web}/task/{web}/children").read_text().split()
        if children:
            os.kill(int(self.dice.choice(children)), signal.SIGKILL)

    def kill_worker(self) -> None:
        """Kill the mail worker and start another, as a supervisor does."""
        self.processes["worker"].kill()
        self.processes["worker"].wait()
        self.start_worker()

    def restart_database(self) -> None:
        """Let the database fall over and come back."""
        self.server.stop()
        self.server.start()

    def cut_connections(self) -> None:
        """Cut every connection to the database."""
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
            )

    def break_something(self) -> None:
        """One fault, chosen by the dice."""
        faults: dict[str, tuple[int, Callable[[], None]]] = {
            "web": (4, self.kill_web_process),
            "worker": (2, self.kill_worker),
            "database": (2, self.restart_database),
            "verbindingen": (2, self.cut_connections),
        }
        name = self.dice.choices(list(faults), [weight for weight, _ in faults.values()])[0]
        faults[name][1]()
        self.faults[name] = self.faults.get(name, 0) + 1


@dataclass
class Run:
    """What the clients did. acknowledged: the titles for which the site said that it has them."""

    acknowledged: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    retries: int = 0


def send_one(person: Submitter, form: dict[str, str], title: str) -> None:
    """The whole way of one tip: start, tell, send in. Raises `NeverAnswered`."""
    begun = person.post("/indienen/", {**form, "title": title, "key": str(uuid4())})
    _, fields = person.get(begun).form("title", "summary")
    told = {"title": title, "summary": f"Over {title}. {END}", "licence": "CC0-1.0"}
    person.post(begun, {**fields, **told, "doe": "insturen"})


def send_many(person: Submitter, titles: list[str], run: Run) -> None:
    """What one client does from begin to end."""
    _, form = person.get("/indienen/").form("title", "stamp")
    time.sleep(3)  # nobody fills in a form at once, and the site knows
    for title in titles:
        try:
            send_one(person, form, title)
            run.acknowledged.append(title)
        except (NeverAnswered, StopIteration) as problem:
            run.given_up.append(f"{title}: {problem!r}")
    run.retries += person.retries


def count(server: Server, run: Run) -> tuple[int, int]:
    """How many acknowledged submissions are not there as they were sent, and how many twice."""
    with psycopg.connect(server.url) as connection:
        rows = connection.execute(
            "SELECT s.title, s.summary, s.status,"
            " (SELECT count(*) FROM practices_event e"
            "  WHERE e.submission_id = s.id AND e.move = 'submit'),"
            " (SELECT count(*) FROM practices_mail m"
            "  WHERE m.submission_id = s.id AND m.recipient_id = s.submitter_id)"
            " FROM practices_submission s"
        ).fetchall()
    found: dict[str, list[Any]] = {}
    for title, *facts in rows:
        found.setdefault(title, []).append(facts)
    whole = {
        title
        for title, copies in found.items()
        if any(f[0].endswith(END) and f[1] == "submitted" and f[2] and f[3] for f in copies)
    }
    double = [t for t, c in found.items() if len(c) > 1 or any(f[2] > 1 or f[3] > 1 for f in c)]
    return len(set(run.acknowledged) - whole), len(double)


def mails_left(server: Server) -> int:
    """How many mails wait to be sent."""
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM practices_mail WHERE status = 'queued'")
        return int((row.fetchone() or (0,))[0])


def drive(site: Site, arguments: argparse.Namespace) -> Run:
    """Let the clients send while faults happen; returns when all are done."""
    sessions = site.manage("shell", "-v0", "-c", PEOPLE, said=f"{arguments.clients}\n").split()
    titles = [f"Proef {number:05}" for number in range(arguments.submissions)]
    run = Run()
    clients = [
        threading.Thread(
            target=send_many,
            args=(Submitter(site.port, session), titles[number :: arguments.clients], run),
        )
        for number, session in enumerate(sessions)
    ]
    for client in clients:
        client.start()
    time.sleep(4)
    while any(client.is_alive() for client in clients):
        site.break_something()
        time.sleep(site.dice.uniform(0.5, 2.0))
    return run


def wait_for_mail(site: Site) -> int:
    """Let the worker and the periodic job finish; how many mails are left after six minutes.

    A mail whose worker was killed is free again after the lease of five minutes.
    """
    until = time.monotonic() + 360
    while mails_left(site.server) and time.monotonic() < until:
        site.manage("periodiek")
        time.sleep(2)
    return mails_left(site.server)


def prepare(site: Site) -> None:
    """Make the database and start everything; returns when the site answers."""
    site.manage("migrate", "--no-input", "-v0")
    site.manage("createcachetable")
    site.manage("load_content", "--if-empty")
    site.start_web()
    site.start_worker()
    Submitter(site.port, "").get("/gezond/live")


def main() -> int:
    """Do the run and say how it went; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with temporary_server(options=DURABLE) as server, tempfile.TemporaryDirectory() as home:
        site = Site(server, Path(home), free_port(), random.Random(arguments.seed))
        try:
            return report(site, arguments)
        finally:
            for process in site.processes.values():
                process.terminate()
                process.wait()


def report(site: Site, arguments: argparse.Namespace) -> int:
    """Prepare, drive, count, and print."""
    print("De site en haar database starten…", flush=True)
    prepare(site)
    print(f"{arguments.submissions} inzendingen door {arguments.clients} mensen…", flush=True)
    began = time.monotonic()
    run = drive(site, arguments)
    took = time.monotonic() - began
    print(f"{took:.0f} s, {run.retries} keer opnieuw gevraagd; wachten op de mail…", flush=True)
    left = wait_for_mail(site)
    lost, double = count(site.server, run)
    for problem in run.given_up[:10]:
        print(f"niet beantwoord: {problem}")
    kinds = ", ".join(f"{name} {number}" for name, number in sorted(site.faults.items()))
    print(f"fouten: {kinds}; mails die nog wachten: {left}")
    faults = sum(site.faults.values())
    print(f"acknowledged {len(run.acknowledged)} lost {lost} double {double} faults {faults}")
    return int(bool(lost or double or left or run.given_up or not run.acknowledged))


if __name__ == "__main__":
    sys.exit(main())
