"""The stem of a Dutch word: what is left when number, tense and spelling make no difference.

Snowball finds most of them. The exceptions and the forms of verbs are data (`data/stems.toml`,
`data/verbs.txt`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache

import snowballstemmer

from .data import lines, toml

KEPT = 20_000
"""How many words are remembered with what was found out about them."""
MOST_LETTERS = 50
"""Longer words are neither stemmed nor split: nobody writes them, and both cost time."""

_DOUBLED = re.compile(r"(?<=[aeiouy])([^aeiouy])\1$")
_VOICED = re.compile("(?<=.[aeiouyjlmnr])[vz]$")
_EREN = re.compile(r"(?:ge(?!ner))?(.{3,}eer)(?:t|d|de|den)")
_NO_GE = re.compile(r"(?:be|er|ge|her|onder|ont|over|ver|voor)[^aeiou]*[aeiou].*en")
_stemmer = snowballstemmer.stemmer("dutch_porter")
_one_at_a_time = threading.Lock()  # a stemmer keeps the word it is at work on in itself


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The stem of a folded word, taken as one: "organisatie" for "organisaties".

    Codes, numbers and words in other scripts are their own stem. A compound has the stem of its
    last part: ask `compounds.take_apart`.
    """
    if len(word) > MOST_LETTERS or not (word.isascii() and word.isalpha()):
        return word[:MOST_LETTERS]
    forms = known_forms()
    if known := forms.get(word):
        return known
    if word.endswith(_kept()):
        return word
    singular = _singular(word)
    return forms.get(singular) or _shorten(singular)


@cache
def known_forms() -> dict[str, str]:
    """The stems that the data gives: exceptions, and the forms of verbs."""
    forms = {form: own for own, others in toml("stems.toml")["stems"].items() for form in others}
    forms |= {own: own for own in toml("stems.toml")["stems"]}
    for line in lines("verbs.txt"):
        infinitive, *conjugated = conjugate(line)
        own = forms.get(infinitive) or _shorten(infinitive)
        forms = dict.fromkeys(conjugated, own) | forms
    for noun, infinitive in toml("stems.toml")["done"].items():
        own = forms.get(noun) or _shorten(noun)
        forms |= dict.fromkeys(_in_eren(infinitive), own)
    return forms


def _shorten(word: str) -> str:
    """Snowball's stem, with the spelling that it does not know set right.

    Snowball leaves huiz(en), briev(en) and plann(en) as they are, apart from huis, brief and plan.
    """
    if verb := _EREN.fullmatch(word):
        word = verb[1]
    with _one_at_a_time:
        short = str(_stemmer.stemWord(word))
    short = _DOUBLED.sub(r"\1", short)
    return _VOICED.sub(lambda last: "f" if last[0] == "v" else "s", short)


@cache
def _kept() -> tuple[str, ...]:
    return tuple(toml("stems.toml")["kept"])


def _singular(word: str) -> str:
    """The word without a plural ending of the data: organisatie for organisaties."""
    endings = toml("stems.toml")["endings"]
    for length in (7, 6, 5, 4, 3, 2):
        if len(word) >= length + 2 and (singular := endings.get(word[-length:])):
            return word[:-length] + str(singular)
    return word


def _in_eren(infinitive: str) -> Iterator[str]:
    """The forms of a verb in -eren."""
    root = infinitive.removesuffix("en").removesuffix("er") + "eer"
    yield from (infinitive, root, f"{root}t")
    for past in (f"{root}d", f"{root}de", f"{root}den"):
        yield from (past, f"ge{past}")


def conjugate(line: str) -> Iterator[str]:
    """The infinitive of a line of verbs.txt, and then the forms that follow from it."""
    root, infinitive, *irregular = line.split()
    prefix, _, bare = infinitive.rpartition("|")
    yield prefix + bare
    yield from (prefix + root, prefix + root.removesuffix("t") + "t")
    yield from (f"{prefix}{bare}d", f"{prefix}{bare}de")
    past = "t" if bare[-3] in "tkfschpx" else "d"
    perfect = prefix + ("" if _NO_GE.fullmatch(bare) else "ge") + root.removesuffix(past) + past
    regular = (prefix + root + past + "e", prefix + root + past + "en", perfect)
    yield from (form for form in irregular or (*regular, perfect + "e", perfect + "en"))
