"""The machine's own Chromium, started so that it keeps to itself."""

from __future__ import annotations

import os
import shutil
from typing import Any

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# The site must not need the outside world; without these the browser itself goes looking for it.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def launch_options() -> dict[str, Any]:
    """What Playwright needs to start it; without the sandbox for root, who cannot have one."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": CHROMIUM, "args": [*FLAGS, *sandbox]}
