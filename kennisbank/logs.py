"""How a line in the log looks: one event, one line, whatever a visitor sends."""

from __future__ import annotations

import logging
import time
from typing import Any

# Everything that some reader of a log takes for the end of a line, or for a command to a terminal.
_CONTROL = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}


class OneLineFormatter(logging.Formatter):
    """Time in UTC, level, logger and message; line breaks in the message are written as `\\n`.

    A traceback keeps its lines, each behind a bar, so that no text in it can pass for an event.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            "%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S", **options
        )
        self.converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name set by logging
        return super().formatMessage(record).translate(_CONTROL)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - name set by logging
        lines = super().formatException(ei).splitlines()
        return "\n".join(f"  | {line.translate(_CONTROL)}" for line in lines)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - name set by logging
        return "\n".join(f"  | {line.translate(_CONTROL)}" for line in stack_info.splitlines())
