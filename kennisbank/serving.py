"""How gunicorn serves the local mode (script/server); production passes its own options.

gunicorn reads this as its configuration, so the names here are its own. In local mode there is no
proxy before the site, hence threads: a browser that keeps a connection open blocks nobody.
"""

from __future__ import annotations

import os
import sys
from typing import Any

port = os.environ.get("PORT", "8000")
bind = f"127.0.0.1:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
graceful_timeout = 5
# No limit: Django answers what is too long, in our own words. A public proxy has its own limit.
limit_request_line = 0
# Off: it would make a file in the home folder of whoever starts the site.
control_socket_disable = True
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Tell the address, once, when a worker has loaded the site and can answer."""
    from django.conf import settings

    if worker.age == 1:
        _say(
            "",
            f"De kennisbank draait:  http://127.0.0.1:{port}/",
            f"Voor de redactie:      http://127.0.0.1:{port}/beheer/",
            f"Mail (als bestanden):  {settings.EMAIL_FILE_PATH}",
            "Stoppen: Ctrl-C",
        )


def on_exit(_server: Any) -> None:
    """Say goodbye after the last request is answered."""
    _say("", "De kennisbank is gestopt.")


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
