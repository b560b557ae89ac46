"""What is looked for instead of words that stand nowhere: something broader, or what was meant."""

from __future__ import annotations

from collections.abc import Mapping

from . import lookups
from .compounds import split
from .query import Query, Word
from .see_also import about
from .spelling import closest
from .state import TextIndex
from .weighing import Match

MOST_CORRECTED = 4
"""So many words are corrected: each is held against every word there is."""

Span = tuple[int, int]
"""Where words begin and end in what was typed."""


def broader(index: TextIndex, query: Query, matches: list[Match]) -> dict[Span, str]:
    """What the thesaurus calls terms that stand nowhere, neither themselves nor under another
    name, a kind of. Only so is ever looked for something broader, and the page says so."""
    thesaurus = index.language.thesaurus
    pairs = zip(query.wants, matches, strict=True)
    lost = [want for want, one in pairs if not (one.satisfied or want.is_quoted)]
    concepts = {
        (want.words[0].start, want.words[-1].end): list(thesaurus.kinds_of(want.stems))
        for want in lost[:MOST_CORRECTED]
    }
    asked = {name: about(name, index.language) for some in concepts.values() for name in some}
    sets = index.sets(asked.values())
    told = {
        span: next((name for name in names if sets[asked[name]]), "")
        for span, names in concepts.items()
    }
    return {span: name for span, name in told.items() if name}


def corrected(index: TextIndex, matches: list[Match]) -> dict[Span, str]:
    """Words that stand nowhere, with what may have been meant."""
    missing = [word for one in matches for word in one.missing]
    found = {(word.start, word.end): _instead(word, index) for word in missing[:MOST_CORRECTED]}
    return {span: other for span, other in found.items() if other}


def _instead(word: Word, index: TextIndex) -> str:
    """What somebody may have meant by a word that stands nowhere: its parts when there is anything
    about one of them, or else the nearest word that does stand somewhere; "" for nothing, and for a
    word that is known, as that is no mistake."""
    language = index.language
    if language.thesaurus.knows((word.stem,)) or language.names.knows((word.stem,)):
        return ""
    if word.apart:
        sets = index.sets(lookups.anywhere(part) for part in word.apart)
        return " ".join(split(word.word, language.analyser.lexicon)) if any(sets.values()) else ""
    if language.is_known(word):
        return ""
    return closest(word.word, index.words, is_half=word.is_half)


def replaced(text: str, spans: Mapping[Span, str]) -> str:
    """What was typed, with these words replaced."""
    for (start, end), other in sorted(spans.items(), reverse=True):
        text = text[:start] + other + text[end:]
    return text
