"""Settings in a process of its own, since they are read once, at start-up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECRET = "k" * 50
SHOW = """
import json
from kennisbank import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


def start(variables: Mapping[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has these variables and no others."""
    return subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables},
    )


def sound_production(tmp_path: Path) -> dict[str, str]:
    """The least that production needs."""
    return {
        "KENNISBANK_URL": "https://kennisbank.example.org",
        "KENNISBANK_ALLOWED_HOSTS": "kennisbank.example.org",
        "KENNISBANK_CONTACT_EMAIL": "redactie@example.org",
        "KENNISBANK_SECRET_KEY": SECRET,
        "DATABASE_URL": f"sqlite:///{tmp_path}/kennisbank.sqlite3",
    }


def settings_of(variables: dict[str, str], *names: str) -> dict[str, Any]:
    """The named settings as a process with these variables sees them."""
    done = start(variables, SHOW.format(names=names))
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result
