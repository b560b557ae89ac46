"""From what people type to the words that are compared."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 200
MOST_WORDS = 20
"""What is read of a query at most (S-17)."""

_BETWEEN_LETTERS = re.compile(r"(?<=\w)['’‘`\-‐‑–](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case, without accents, hyphens and apostrophes within words.

    So "re-integratie", "reïntegratie" and "Reintegratie" are one word, and so are "zzp'ers"
    and "zzp’ers".
    """
    # both before and after casefold: each can make letters that the other still has to fold
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BETWEEN_LETTERS.sub("", plain)


def plain_words(text: str) -> str:
    """The folded words of a text, a space between each: the form in which texts are indexed."""
    return " ".join(_WORD.findall(fold(text)))


def words(query: str) -> list[str]:
    """The different words of a query, in order, at most twenty of its first 200 characters."""
    found = plain_words(query[:MOST_CHARACTERS]).split()
    return list(dict.fromkeys(found))[:MOST_WORDS]
