"""The words of which compounds are made: what a change brings about, and how the list grows.

Editors keep `CompoundPart`, and once a day words of the practices themselves come in, for editors
to refuse. What is indexed follows from these words, so whoever changes one says so here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from django.db import transaction

from .. import indexing
from ..models import CompoundPart, IndexState, SearchText, SearchWord
from ..search import fold, present_analyser
from ..search.compounds import LINKS, SHORTEST_PART, Lexicon, split
from ..search.data import stop_words
from ..search.stems import stem
from .vocabularies import bring_in_step

MOST_A_DAY = 10
"""So many words come in by themselves at a time, so that editors can keep up with reading them."""
FEWEST_PRACTICES = 3
"""A word that fewer practices use is a slip or a subject of its own."""
LETTERS = range(5, 16)
"""Shorter words stand in others by chance; what is longer is mostly a compound itself."""
FEWEST_LETTERS_BESIDE = 4
"""A split into shorter parts convinces nobody: bed-achten."""

_NO_NOUN = re.compile(
    r"schap|.*(?:baar|dt|end|ende|ig|ige|isch|ische|lijk|lijke|loos|loze|ste|vol|volle|zaam|zame)"
)
_SMALL = re.compile(rf"(?<!\w)[^\W\d_]{{{LETTERS.start},}}")


# --- A change ------------------------------------------------------------------------------------


def compound_parts_changed(words: Iterable[str]) -> bool:
    """Let practices be found with compound parts that were added, changed or removed.

    words: these parts, folded. Call it in the transaction of the change. Searching follows at
    once. False when so many practices hold one of them that the periodic job has to bring the
    index in step, within minutes; until then some are found by fewer words.
    """
    with transaction.atomic():
        indexing.everything_changed()
        known = SearchWord.objects.values_list("word", flat=True)
        return bring_in_step(_practices_with(_holding(known, set(words))))


def remake_index() -> int:
    """Make the index anew when that was put off; of how many practices.

    An index of another version of the program is left to the update: while two versions serve
    side by side, both would go on making it.
    """
    if not indexing.is_put_off():
        return 0
    with transaction.atomic():
        list(IndexState.objects.select_for_update())  # whoever comes second sees that it was done
        return indexing.rebuild() if indexing.is_put_off() else 0


def _holding(words: Iterable[str], parts: set[str]) -> set[str]:
    """Those of the words in which a form of a part stands, so that their own parts may differ.

    Rather a word too many: taking it apart looks at the stems of what stands in it, and at nothing
    else. What stands in it may also begin as the part does and end in a form.
    """
    whole = {stem(part) for part in parts}
    first = {part[0] for part in parts}  # forms of a word begin alike, apart from ge-
    begun = [
        (part[:cut], stem(part[cut:]))
        for part in parts
        for cut in range(SHORTEST_PART, len(part) - SHORTEST_PART + 1)
    ]
    return {
        word
        for word in words
        if any(
            not whole.isdisjoint(_stems_from(word, start))
            for start, letter in enumerate(word)
            if letter in first or word.startswith("ge", start)
        )
        or any(
            short in _stems_from(word, start + len(begin))
            for begin, short in begun
            if begin in word
            for start in range(len(word))
            if word.startswith(begin, start)
        )
    }


def _stems_from(word: str, start: int) -> Iterator[str]:
    """The stems of all that begins there."""
    return (stem(word[start:end]) for end in range(start + SHORTEST_PART, len(word) + 1))


def _practices_with(words: set[str]) -> list[int]:
    """Published practices in which one of the words occurs."""
    texts = SearchText.objects.values_list("practice", "words").iterator()
    return [pk for pk, text in texts if not words.isdisjoint(text.split())] if words else []


# --- Growth --------------------------------------------------------------------------------------


def grow_words() -> int:
    """Add words of published practices that are likely to be good parts; how many.

    What editors did with a word stays as it is, and no other form of such a word comes in.
    """
    words = likely_parts(present_analyser().lexicon)[:MOST_A_DAY]
    if words:
        with transaction.atomic():
            rows = [CompoundPart(word=w, origin=CompoundPart.Origin.OWN_WORDS) for w in words]
            CompoundPart.objects.bulk_create(rows, ignore_conflicts=True)
            compound_parts_changed(words)
    return len(words)


def likely_parts(lexicon: Lexicon) -> list[str]:
    """Words of the knowledge base that may well be parts of its longer words, the best first.

    A likely part is a word of its own in several practices, is not inflected, is no name and no
    compound, and takes at least one longer word apart that nothing known takes apart.
    """
    used = dict(SearchWord.objects.values_list("word", "practices"))
    often = {word for word, practices in used.items() if practices >= FEWEST_PRACTICES}
    parts = {word for word in often & _shortest(used) if _may_be_part(word, used, lexicon)}
    times = Counter(_taking_apart(used, parts, lexicon))
    return sorted(_not_only_names(set(times)), key=lambda word: (-times[word], word))


def _shortest(used: Iterable[str]) -> set[str]:
    """Of each stem the shortest form, unless an editor has seen a form of it."""
    forms: dict[str, str] = {}
    for word in sorted(used, key=lambda word: (len(word), word)):
        forms.setdefault(stem(word), word)
    seen = {stem(word) for word in CompoundPart.objects.values_list("word", flat=True)}
    return {word for short, word in forms.items() if short not in seen | _stop_stems()}


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(map(stem, stop_words()))


def _may_be_part(word: str, used: Collection[str], lexicon: Lexicon) -> bool:
    """By its letters: no verb, no adjective, no numeral, and nothing that is known."""
    if len(word) not in LETTERS:
        return False

    def is_word(text: str) -> bool:
        return text in used or lexicon.is_one(text)

    return not (
        _NO_NOUN.fullmatch(word)
        or (word.endswith("en") and stem(word) == stem(word[:-2]))  # houden
        or (word.endswith(("d", "t")) and is_word(word[:-1]))  # loop-t
        or (word.endswith("er") and f"{word}e" in used)  # voller, vollere
        or any(word.startswith(link) and is_word(word[len(link) :]) for link in LINKS)  # s-loop
        or any(link + word in used for link in LINKS)  # levens-loop or leven-sloop: who can tell
        or lexicon.is_one(word)
    )


def _taking_apart(used: Iterable[str], parts: set[str], lexicon: Lexicon) -> Iterator[str]:
    """The part that takes a word apart, for each word that nothing known takes apart."""
    grown = lexicon.with_words(parts)
    for word in used:
        found = () if split(word, lexicon) else split(word, grown)
        if found and min(map(len, found)) >= FEWEST_LETTERS_BESIDE:
            yield from parts.intersection(found)


def _not_only_names(words: set[str]) -> set[str]:
    """Those that some story writes without a capital."""
    found: set[str] = set()
    for story in SearchText.objects.values_list("story", flat=True).iterator():
        if found == words:
            break
        small = (text for text in _SMALL.findall(story) if text.islower())
        found |= words.intersection(text if text.isascii() else fold(text) for text in small)
    return found
