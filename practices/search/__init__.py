"""Finding practices by words. `search()` is the only door; the rest of the project knows no other.

This is a plain first implementation, alike on SQLite and PostgreSQL: every word must occur,
anywhere in a word, in the folded text of a practice; the title weighs most.
"""

from .engine import Found, search
from .index import rebuild, refresh
from .words import fold, words

__all__ = ["Found", "fold", "rebuild", "refresh", "search", "words"]
