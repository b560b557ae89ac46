"""Reading an answer so that two can be compared."""

from __future__ import annotations

import re
from typing import Any

ONCE = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1"),
    (re.compile(r'(name="(?:[a-z]+-)?key" value=")[0-9a-f-]{36}'), r"\1"),
    (re.compile(r'(name="stamp" value=")[^"]*'), r"\1"),
)
"""What is made anew for each page: tokens, the key of a form, the moment it was made."""


def body(answer: Any) -> str:
    """The text of an answer, without what is made anew for each page."""
    content = b"".join(answer) if answer.streaming else answer.content
    text = str(content.decode("utf-8", "replace"))
    for pattern, kept in ONCE:
        text = pattern.sub(kept, text)
    return text
