"""Practices side by side: which ones, in what they differ, and what to ask about each.

Two to six, in the order in which they were asked for. Nothing here knows the address of the page
or how it looks; `practices.views.side_by_side` makes a page of it.
"""

from .choosing import FEWEST, MOST, Chosen, choose, known_at, query_of
from .elements import Sign, SignRow, sign_rows
from .questions import QUESTIONS, questions
from .rows import (
    HOW_SURE,
    IN_SHORT,
    LONG,
    TOLD,
    Cell,
    Criterion,
    Fact,
    Group,
    Row,
    cited,
    confirmed,
    group,
)
from .unknown import UNKNOWN, Unknown
from .verdicts import DIFFERS, SAME, UNCLEAR, Verdict

__all__ = [
    "DIFFERS",
    "FEWEST",
    "HOW_SURE",
    "IN_SHORT",
    "LONG",
    "MOST",
    "QUESTIONS",
    "SAME",
    "TOLD",
    "UNCLEAR",
    "UNKNOWN",
    "Cell",
    "Chosen",
    "Criterion",
    "Fact",
    "Group",
    "Row",
    "Sign",
    "SignRow",
    "Unknown",
    "Verdict",
    "choose",
    "cited",
    "confirmed",
    "group",
    "known_at",
    "query_of",
    "questions",
    "sign_rows",
]
