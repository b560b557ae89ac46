"""What somebody may have meant by a word that stands nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words differ by one letter from too many others."""
LONG = 8
"""In a word of so many letters two mistakes are forgiven, in a shorter one only one."""
SOUND_ALIKE = 0.5
"""A mistake that cannot be heard counts for half of another."""

_SOUNDS = (
    ("ij", "ei"),
    ("ch", "g"),
    ("ph", "f"),
    ("qu", "kw"),
    ("ck", "k"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("ou", "au"),
    ("x", "ks"),
    ("y", "i"),
    ("v", "f"),
    ("z", "s"),
    ("dt?$", "t"),
    (r"([a-z])\1", r"\1"),
)
"""Dutch spellings of one sound, written one way."""


def sound(word: str) -> str:
    """The word as it sounds: two words with the same sound are easily confused."""
    for spelling, heard in _SOUNDS:
        word = re.sub(spelling, heard, word)
    return word


def closest(word: str, known: Mapping[str, int]) -> str:
    """The known word that was most likely meant, "" when none is near.

    known: words with the number of practices in which each occurs. The nearest wins, a common
    word before a rare one at little more distance; equals in order of the alphabet.
    """
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return ""
    most = 2 if len(word) >= LONG else 1
    heard = sound(word)
    near = process.extract(
        word, known.keys(), scorer=OSA.distance, score_cutoff=most + 1, limit=None
    )
    costs = []
    for other, distance, _ in near:
        by_ear = SOUND_ALIKE + OSA.distance(heard, sound(other))
        cost = min(float(distance), by_ear)
        if cost <= most:
            costs.append((cost - log10(known[other]) / 4 + (other[0] != word[0]) / 2, other))
    return min(costs)[1] if costs else ""
