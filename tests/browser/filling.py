"""Fill an empty database with the real content: `python -m tests.browser.filling APPLICATION`.

In one process, which is quicker than a command each. Reads the variables of `real_site`. The
application is imported first, so that what it arranges (a clock) holds for the content too.
"""

from __future__ import annotations

import sys
from importlib import import_module

from django.core.management import call_command


def fill() -> None:
    """Make the tables, load `fixtures/`, index it, and collect the static files of public pages."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0)
    _archive_one()
    call_command("search_index", "--ensure", verbosity=0)
    left_out = ["admin", "rest_framework"]
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=left_out)


def _archive_one() -> None:
    from ..factories import make_practice
    from .real_site import ARCHIVED

    practice = make_practice("Gestopt voorbeeld", slug=ARCHIVED)
    practice.archive(actor=None, note="Het project is gestopt.")


if __name__ == "__main__":
    import_module(sys.argv[1])
    fill()
