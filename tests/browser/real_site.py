"""The site with the real content, served as in production: a process of its own on this machine.

What readers get is measured here: collected and compressed static files, production's headers, the
real titles with their long words. Tests that write something use `live_server` instead.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..benchmark.servers import free_port, gunicorn, run, serving

PROXY = {"X-Forwarded-Proto": "https"}
"""What the proxy of production adds to every request; a browser without one must send it itself."""
ARCHIVED = "gestopt-voorbeeld"
"""The slug of a practice that is no longer there; beside the real content, in no list."""
APPLICATION = "kennisbank.wsgi"


@contextmanager
def real_site(folder: Path, application: str = APPLICATION) -> Iterator[str]:
    """Make the site in this folder and serve it; gives its address, without a slash at the end.

    application: what gunicorn serves. Raises `BenchmarkError` when a step fails.
    """
    variables = _variables(folder)
    filling = [sys.executable, "-m", f"{__package__}.filling", application]
    run(filling, variables)
    port = free_port()  # only now: others take ports too while the site is filled
    server = [*gunicorn(port, application=application), "--worker-class=gthread", "--threads=4"]
    with serving(server, variables, port, "/gezond/klaar", folder / "server.log"):
        yield f"http://127.0.0.1:{port}"


def _variables(folder: Path) -> Mapping[str, str]:
    """Of production, with nothing of whoever runs this but the path to programs."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "KENNISBANK_MODE": "production",
        "KENNISBANK_URL": "https://kennisbank.example.org",
        "KENNISBANK_ALLOWED_HOSTS": "127.0.0.1",
        "KENNISBANK_CONTACT_EMAIL": "redactie@example.org",
        "KENNISBANK_SECRET_KEY": "only-for-tests-" * 4,
        "KENNISBANK_TRUSTED_PROXIES": "1",
        "KENNISBANK_DATA": str(folder),
        "KENNISBANK_STATIC_ROOT": str(folder / "static"),
        "KENNISBANK_LOG_LEVEL": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder / 'kennisbank.sqlite3'}",
    }
