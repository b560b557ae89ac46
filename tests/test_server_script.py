"""script/server as somebody uses it: start, look, stop; and what it says when it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .benchmark.servers import free_port

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    return free_port()


@pytest.fixture
def surroundings(tmp_path: Path, port: int) -> dict[str, str]:
    """Variables for a site of its own, in the environment that the tests run in."""
    if not (Path(sys.prefix) / ".bootstrap").exists():
        pytest.skip("deze omgeving is niet door script/bootstrap gemaakt")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "VENV": sys.prefix,
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "KENNISBANK_DATA": str(tmp_path / "var"),
    }


def start(surroundings: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [ROOT / "script" / "server"],
        cwd="/",
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until_ready(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout
    for line in process.stdout:
        yield line
        if line.startswith("Stoppen"):
            return


def test_first_start_second_start_and_both_ways_to_stop(
    surroundings: dict[str, str], tmp_path: Path, port: int
) -> None:
    for number, stop in ((1, signal.SIGINT), (2, signal.SIGTERM)):
        process = start(surroundings)
        try:
            text = "".join(until_ready(process))
            steps = re.findall(r"^([1-5])/5 ", text, re.MULTILINE)
            assert steps == ["1", "2", "3", "4", "5"], text
            assert f"http://127.0.0.1:{port}/" in text
            assert ("wachtwoord:" in text) is (number == 1)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                assert answer.status == 200
            # As a terminal does on Ctrl-C: every process of the group gets it.
            os.killpg(process.pid, stop)
            rest, _ = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == 0
        assert "Traceback" not in text + rest
        assert "De kennisbank is gestopt." in rest
    assert {"kennisbank.sqlite3", "secret_key"} <= {p.name for p in (tmp_path / "var").iterdir()}


def test_a_port_in_use_is_told_with_what_to_do(surroundings: dict[str, str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        output, _ = start(surroundings).communicate(timeout=60)
    assert f"poort {port} is al in gebruik" in output
    assert f"PORT={port + 1} script/server" in output
    assert "1/5" not in output


@pytest.mark.parametrize("nonsense", ["tachtig", "80a", "1234567", "-1"])
def test_a_port_that_is_no_number_is_refused(surroundings: dict[str, str], nonsense: str) -> None:
    process = start(surroundings | {"PORT": nonsense})
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "is geen poortnummer" in output
