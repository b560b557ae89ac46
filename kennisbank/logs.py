"""What the log holds and how a line in it looks: one event, one line, whatever a visitor sends."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

# Everything that some reader of a log takes for the end of a line, or for a command to a terminal.
_CONTROL = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}

# Links in mails open something for who has them; a log is read by more people than that (P-10).
_SECRET = re.compile(r"(/(?:mijn/link|uitnodiging)/)[^/\s?]+")


def _clean(line: str) -> str:
    return _SECRET.sub(r"\1…", line).translate(_CONTROL)


class OneLineFormatter(logging.Formatter):
    """Time in UTC, level, logger and message; line breaks in the message are written as `\\n`.

    The secret part of a link from a mail is left out.

    A traceback keeps its lines, each behind a bar, so that no text in it can pass for an event.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            "%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S", **options
        )
        self.converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name set by logging
        return _clean(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - name set by logging
        lines = super().formatException(ei).splitlines()
        return "\n".join(f"  | {_clean(line)}" for line in lines)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - name set by logging
        return "\n".join(f"  | {_clean(line)}" for line in stack_info.splitlines())


def configuration(level: str) -> dict[str, Any]:
    """Django's `LOGGING`: everything of this level and above, on the standard error output."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "kennisbank.logs.OneLineFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own set-up prints in debug mode only and mails otherwise; ours always prints.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Two lines for every mail say nothing that the outbox does not.
            "django_tasks": {"level": "WARNING"},
            # Scanners ask for hosts that are not ours all day; the proxy logs them too.
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        },
    }
