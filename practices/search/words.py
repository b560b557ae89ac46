"""From what people type to the words that are compared."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 200
MOST_WORDS = 20
"""What is read of a query at most (quality anchor S-17)."""

_BETWEEN_LETTERS = re.compile(r"(?<=\w)['’‘`\-‐‑–](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case, without accents, hyphens and apostrophes within words.

    So "re-integratie", "reïntegratie" and "Reintegratie" are one word, and so are "zzp'ers"
    and "zzp’ers".
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BETWEEN_LETTERS.sub("", plain)


def words(query: str) -> list[str]:
    """The different words of a query, in order, at most twenty of its first 200 characters."""
    found = _WORD.findall(fold(query[:MOST_CHARACTERS]))
    return list(dict.fromkeys(found))[:MOST_WORDS]
