"""What must be settled before pytest-django reads the settings: the mode and the database.

Named in `addopts` (pyproject.toml), because a conftest.py is read too late for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

# A shell that is set up for another mode must not decide what is tested.
for _name in [name for name in os.environ if name.startswith("KENNISBANK_")]:
    del os.environ[_name]
os.environ["KENNISBANK_MODE"] = "test"
# Playwright's event loop runs in the thread of the test, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_FOLDER: Path | None = None
# Workers of pytest-xdist get the choice of the process that started them.
if not os.environ.get("DATABASE_URL"):
    # A folder of its own, so that several runs in one work tree do not meet.
    _FOLDER = Path(tempfile.mkdtemp(prefix="kennisbank-test-"))
    os.environ["DATABASE_URL"] = f"sqlite:///{_FOLDER / 'kennisbank.sqlite3'}"


def pytest_report_header() -> str:
    """Say at the top on which database this run is."""
    return f"database: {os.environ['DATABASE_URL'].partition(':')[0]}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that at the end no worker waits for another.

    Everything else stays in the random order that it has.
    """
    long_files = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long_files)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Hand the counts of this run to script/test, which adds them up over its runs."""
    tally = os.environ.get("TEST_TALLY")
    if tally and not os.environ.get("PYTEST_XDIST_WORKER"):
        counts = (len(terminalreporter.stats.get(kind, ())) for kind in ("passed", "skipped"))
        failed = sum(len(terminalreporter.stats.get(kind, ())) for kind in ("failed", "error"))
        with Path(tally).open("a", encoding="ascii") as file:
            print(*counts, failed, file=file)


def pytest_unconfigure() -> None:
    """Remove the SQLite files of this run."""
    if _FOLDER:
        shutil.rmtree(_FOLDER, ignore_errors=True)
