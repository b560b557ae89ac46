"""Finding practices by words, in Dutch, alike on SQLite and PostgreSQL.

`search()` is the only door to finding. What it reads is written by `practices.indexing`.
"""

from .analysis import MOST_CHARACTERS, fold
from .engine import Found, search
from .marking import Marks
from .state import forget, present_analyser, text_index

__all__ = [
    "MOST_CHARACTERS",
    "Found",
    "Marks",
    "fold",
    "forget",
    "present_analyser",
    "search",
    "text_index",
]
