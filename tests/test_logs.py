"""A line in the log is one event, whatever a visitor sends (S-23)."""

from __future__ import annotations

import logging
import re
import sys

import pytest

from kennisbank.logs import OneLineFormatter


def record(message: str, *args: object, error: bool = False) -> logging.LogRecord:
    about = sys.exc_info() if error else None
    return logging.LogRecord("site", logging.INFO, "x.py", 1, message, args, about)


def test_a_line_has_moment_level_logger_and_message() -> None:
    line = OneLineFormatter().format(record("zoekt %s", "zorg"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO site: zoekt zorg", line)


def test_text_of_a_visitor_cannot_make_a_line() -> None:
    line = OneLineFormatter().format(record("pad %s", "/a\r\nfake\u2028line\x1b[2J\x85"))
    assert line.endswith(r"pad /a\r\nfake\u2028line\x1b[2J\x85")
    assert len(line.splitlines()) == 1


def test_a_traceback_stays_behind_a_bar() -> None:
    try:
        raise ValueError("een\n2026-01-01T00:00:00Z INFO site: verzonnen")
    except ValueError:
        text = OneLineFormatter().format(record("fout", error=True))
    first, *rest = text.splitlines()
    assert first.endswith("site: fout")
    assert rest
    assert all(line.startswith("  | ") for line in rest)


@pytest.mark.parametrize("path", ["/mijn/link/", "/uitnodiging/"])
def test_the_secret_of_a_link_is_left_out(path: str) -> None:
    line = OneLineFormatter().format(record("Not Found: %s", f"{path}WyJhIl0:geheim/"))
    assert line.endswith(f"Not Found: {path}…/")
