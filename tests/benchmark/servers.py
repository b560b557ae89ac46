"""Web servers of the benchmark's own: started, watched and ended by the benchmark."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .client import ask

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
"""Seconds in which a server must answer for the first time."""


class BenchmarkError(RuntimeError):
    """The benchmark itself cannot go on; the text says why, in Dutch."""


class Server:
    """A running server: port to ask, first_answer_s from its start to its first whole answer."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, first_answer_s: float) -> None:
        self.process, self.port, self.first_answer_s = process, port, first_answer_s

    def megabytes(self) -> tuple[float, float]:
        """Memory of its largest worker, now and at most so far; not a number without /proc."""
        used = [_memory(pid) for pid in _children(self.process.pid) or [self.process.pid]]
        return max(used, default=(float("nan"), float("nan")))

    def cpu_seconds(self) -> float:
        """How long its workers have computed."""
        return sum(_computed(pid) for pid in _children(self.process.pid))


@contextlib.contextmanager
def serving(
    command: Sequence[str | Path], variables: Mapping[str, str], port: int, path: str, log: Path
) -> Iterator[Server]:
    """Start a server that listens on this port; yields it when it has answered this path.

    It has a session of its own, so that Ctrl-C reaches only the benchmark, which then ends it.
    Raises `BenchmarkError` when it does not answer.
    """
    began = time.perf_counter()
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT, env=dict(variables), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait(process, port, path, log, began + PATIENCE)
        yield Server(process, port, time.perf_counter() - began)
    finally:
        _end(process)


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path, until: float) -> None:
    status = 0
    while process.poll() is None and time.perf_counter() < until:
        try:
            status = ask(port, path).status
            break
        except OSError:
            time.sleep(0.01)
    if status != 200:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BenchmarkError(f"de server antwoordt niet op {path} (status {status}):\n{said}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the group that it leads: itself and its workers
        process.wait()


def gunicorn(
    port: int,
    workers: int = 1,
    python: str = sys.executable,
    application: str = "kennisbank.wsgi",
) -> list[str]:
    """The command that serves an application, as docs/operations.md gives it."""
    return [
        python, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--no-control-socket", "--graceful-timeout", "30",
        "--log-level", "warning",
    ]  # fmt: skip


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def run(
    command: Sequence[str | Path], variables: Mapping[str, str], *, is_heard: bool = False
) -> str:
    """Run a step to its end; what it prints. Raises `BenchmarkError` when it fails.

    is_heard: what it says beside that, on its standard error, is for whoever watches.
    """
    done = subprocess.run(
        [str(part) for part in command],
        check=False, cwd=ROOT, env=dict(variables), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=None if is_heard else subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        raise BenchmarkError(f"{' '.join(map(str, command))}:\n{(done.stderr or '')[-3000:]}")
    return done.stdout


def _children(parent: int) -> list[int]:
    """The processes that a process has started, where the system tells."""
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if _stat(pid)[1:2] == [str(parent)]]


def _stat(pid: int) -> list[str]:
    """What the system tells of a process, from its state on; [] when it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()  # after the name, which may hold anything


def _computed(pid: int) -> float:
    """Seconds that a process has computed, for itself and in the system."""
    ticks = _stat(pid)[11:13] or ["nan"]
    return sum(map(float, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> tuple[float, float]:
    """Megabytes that a process has in memory now, and the most that it had."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return float("nan"), float("nan")
    fields = dict(line.split(":", 1) for line in lines)
    now, most = (int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return now, most
