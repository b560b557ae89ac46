"""Practices side by side: which ones, in what they differ, and what to ask about each.

Two to six, in the order in which they were asked for. Nothing here knows the address of the page
or how it looks; `practices.views.side_by_side` makes a page of it.
"""

from .choosing import FEWEST, MOST, Chosen, choose
from .elements import Sign, SignRow, matrix
from .questions import QUESTIONS, questions
from .rows import HOW_SURE, IN_SHORT, LONG, TOLD, Cell, Criterion, Fact, Group, Row, group

__all__ = [
    "FEWEST",
    "HOW_SURE",
    "IN_SHORT",
    "LONG",
    "MOST",
    "QUESTIONS",
    "TOLD",
    "Cell",
    "Chosen",
    "Criterion",
    "Fact",
    "Group",
    "Row",
    "Sign",
    "SignRow",
    "choose",
    "group",
    "matrix",
    "questions",
]
