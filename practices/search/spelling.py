"""What somebody may have meant by a word that stands nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .stems import stem

SHORTEST = 4
"""Shorter words differ by one letter from too many others."""
LONG = 8
"""In a word of so many letters two mistakes are forgiven, in a shorter one only one."""
LONGEST_SHORT = 6
"""A word of so few letters with another one in it is mostly another word: behang, belang."""
SHORTEST_HALF = 6
"""What is half typed has to say more: many words begin nearly like a short one."""
LONGEST_ENDING = 4
"""Few endings have more letters."""
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

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The letters of a keyboard, row by row."""

Meant = Callable[[str], list[str]]
"""The words that one spelling may stand for."""


def sound(word: str) -> str:
    """The word as it sounds: two words with the same sound are easily confused."""
    for spelling, heard in _SOUNDS:
        word = re.sub(spelling, heard, word)
    return word


def closest(word: str, known: Mapping[str, int], *, is_half: bool = False) -> str:
    """The known word that was most likely meant, "" when none is near.

    known: words with the number of practices in which each occurs. The nearest wins, a common
    word before a rare one at little more distance; equals in order of the alphabet. When no word
    as a whole is near, other forms of it are: by its stem, and by how a word begins that has
    an ending more ("nachtdinst", nachtdiensten). is_half: it may be the beginning of any word.
    """
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return ""
    own = stem(word)
    return (
        _nearest(word, known.keys(), lambda spelling: [spelling], known)
        or ("" if own == word else _nearest(own, known.keys(), lambda spelling: [spelling], known))
        or _nearest_beginning(word, known, is_half=is_half)
    )


def _nearest(word: str, spellings: Collection[str], meant: Meant, known: Mapping[str, int]) -> str:
    """Of what is meant by the spellings that are near the word the likeliest, "" for nothing."""
    if len(word) < SHORTEST:
        return ""
    most = 2 if len(word) >= LONG else 1
    heard = sound(word)
    near = process.extract(word, spellings, scorer=OSA.distance, score_cutoff=most + 1, limit=None)
    costs = []
    for spelling, distance, _ in near:
        cost = min(float(distance), SOUND_ALIKE + OSA.distance(heard, sound(spelling)))
        if cost <= most and _is_mistake(word, spelling, heard, sound(spelling)):
            cost += (spelling[0] != word[0]) / 2
            costs += [(cost - log10(known[other]) / 4, other) for other in meant(spelling)]
    return min(costs)[1] if costs else ""


def _is_mistake(word: str, other: str, heard: str, there: str) -> bool:
    """Whether somebody who typed a word may have meant the other. Short words that differ by a
    letter, and words that begin differently, are other words unless the finger slipped."""
    if heard == there or _is_slip(word, other):
        return True
    if heard[0] != there[0]:
        return False
    return len(word) > LONGEST_SHORT or len(word) != len(other) > SHORTEST


def _is_slip(word: str, other: str) -> bool:
    """Whether two letters changed places, or a key was hit beside the right one."""
    if len(word) != len(other):
        return False
    wrong = [(typed, meant) for typed, meant in zip(word, other, strict=True) if typed != meant]
    if len(wrong) == 1:
        return len(word) > SHORTEST and wrong[0][1] in _beside(wrong[0][0])
    return len(wrong) == 2 and wrong[0] == wrong[1][::-1]


@cache
def _beside(key: str) -> str:
    """The keys around a key."""
    places = {letter: (row, at) for row, keys in enumerate(_KEYS) for at, letter in enumerate(keys)}
    row, at = places.get(key, (-9, -9))
    # each row stands half a key further to the right than the one above
    around = {
        (row, at - 1),
        (row, at + 1),
        (row - 1, at),
        (row - 1, at + 1),
        (row + 1, at - 1),
        (row + 1, at),
    }
    return "".join(letter for letter, place in places.items() if place in around)


def _nearest_beginning(word: str, known: Mapping[str, int], *, is_half: bool) -> str:
    """The longer word of which a beginning is near: another form of that beginning, or when the
    word may be half typed any. Only words with the same first letter: few mistake that."""
    lengths = range(len(word) - 1, len(word) + 3)
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for other in known:
        if other[0] == word[0]:
            for length in lengths:
                if length < len(other):
                    longer[other[:length]].append(other)
    any_ending = is_half and len(word) >= SHORTEST_HALF

    def meant(begun: str) -> list[str]:
        return [other for other in longer[begun] if any_ending or _is_form(begun, other)]

    return _nearest(word, longer.keys(), meant, known)


def _is_form(begun: str, word: str) -> bool:
    """Whether what a word begins with is another form of it; few endings are longer."""
    return len(word) - len(begun) <= LONGEST_ENDING and stem(begun) == stem(word)
