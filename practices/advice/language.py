"""The plain-language coach: advice on a text while it is being written, never a block.

It looks at sentences, hard words, advert tone and passive verbs, and asks for a number and for
the people concerned where a reader looks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from .findings import Finding
from .lists import read
from .phrases import Hit, Phrases, Token, fold, tokens
from .sentences import Sentence, sentences

LONGEST_SENTENCE = 25
LONGEST_ON_AVERAGE = 15
FEWEST_FOR_AVERAGE = 4
FEWEST_PASSIVE = 2
QUOTED_WORDS = 6

ASKS_NUMBER = {
    "approach": "Hoeveel mensen hebben meegedaan? Noem een getal als u dat weet.",
    "results": "Wat is er veranderd, in getallen? Noem een getal als u dat weet.",
}
ASKS_PEOPLE = {
    "summary": "Voor wie is dit? Noem de mensen om wie het gaat, bijvoorbeeld ‘verzorgenden’.",
    "approach": "Wie doen er mee? Noem de mensen om wie het gaat, bijvoorbeeld ‘verzorgenden’.",
}
"""What a reader looks for in a field, by the name of the field."""


def coach(texts: Mapping[str, str]) -> list[Finding]:
    """Advice on each text, by the name of its field; in the order of the fields and of the text.

    An empty text gets no advice: what is missing altogether is told elsewhere.
    """
    findings: list[Finding] = []
    for field, text in texts.items():
        found = list(_on_text(field, text))
        findings += sorted(found, key=lambda one: (one.start is None, one.start or 0))
    return findings


def _on_text(field: str, text: str) -> Iterator[Finding]:
    read_words, read_sentences = tokens(text), sentences(text)
    if not read_words:
        return
    yield from _on_length(field, read_sentences)
    yield from _on_words(field, text, read_words)
    yield from _on_passive(field, read_sentences, read_words)
    if field in ASKS_NUMBER and not _has_number(read_words):
        yield Finding(field, ASKS_NUMBER[field])
    if field in ASKS_PEOPLE and not _has_people(read_words):
        yield Finding(field, ASKS_PEOPLE[field])


def _on_length(field: str, read_sentences: list[Sentence]) -> Iterator[Finding]:
    for one in read_sentences:
        if one.words > LONGEST_SENTENCE:
            opening = " ".join(one.text.split(maxsplit=QUOTED_WORDS)[:QUOTED_WORDS])
            message = f"Deze zin heeft {one.words} woorden: ‘{_short(opening)} …’. Maak hem korter."
            yield Finding(field, message, start=one.start, end=one.end)
    total = sum(one.words for one in read_sentences)
    count = len(read_sentences)
    if count >= FEWEST_FOR_AVERAGE and total > LONGEST_ON_AVERAGE * count:
        yield Finding(
            field,
            f"Uw zinnen hebben gemiddeld {round(total / count)} woorden. "
            f"Probeer {LONGEST_ON_AVERAGE} of minder.",
        )


def _on_words(field: str, text: str, read_words: list[Token]) -> Iterator[Finding]:
    """Hard words and advert tone, each word once a text, at its first place."""
    said = set()
    for hit in _hard_words().find(read_words):
        written = text[hit.start : hit.end]
        if fold(written) not in said:
            said.add(fold(written))
            yield Finding(field, _about(hit, _short(written)), start=hit.start, end=hit.end)


def _about(hit: Hit[str], written: str) -> str:
    if hit.value:
        plainer = "’ of ‘".join(hit.value.split(" of "))
        return f"‘{written}’ kan eenvoudiger. Schrijf bijvoorbeeld ‘{plainer}’."
    return f"‘{written}’ klinkt als reclame. Schrijf liever wat er gebeurt of verandert."


@cache
def _hard_words() -> Phrases[str]:
    """Hard words with a plainer word; words of an advert with none."""
    plain = {form: word for forms in read("jargon").values() for form, word in forms.items()}
    return Phrases({**plain, **dict.fromkeys(read("language")["advert"], "")})


def _on_passive(
    field: str, read_sentences: list[Sentence], read_words: list[Token]
) -> Iterator[Finding]:
    """Soft: only when several sentences hide who does it, and at least a quarter of them."""
    passive = list(_passive(read_sentences, read_words))
    if len(passive) >= FEWEST_PASSIVE and 4 * len(passive) >= len(read_sentences):
        message = (
            f"In {len(passive)} zinnen staat niet wie het doet (‘wordt’, ‘werden’). "
            "Schrijf liever wie het doet: ‘het team maakt’ en niet ‘er wordt gemaakt’."
        )
        yield Finding(field, message, start=passive[0].start, end=passive[0].end)


def _passive(read_sentences: list[Sentence], read_words: list[Token]) -> Iterator[Sentence]:
    """The sentences that hold both a form of "worden" and a participle."""
    coming = iter(read_words)
    token = next(coming, None)
    for sentence in read_sentences:
        words = []
        while token and token.start < sentence.end:
            words.append(token.word)
            token = next(coming, None)
        if not _WORDEN.isdisjoint(words) and any(map(_is_participle, words)):
            yield sentence


_WORDEN = frozenset({"worden", "wordt", "word", "werd", "werden"})
_APART = ("aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "toe", "uit", "voor")
"""What a verb may begin with before the "ge" of its participle: aangevraagd, opgehaald."""


def _is_participle(word: str) -> bool:
    if word in _participles():
        return True
    if word in _no_participles() or not word.endswith(("d", "t")) or len(word) < 6:
        return False
    if word.startswith(("be", "ver", "ont", "her")):
        return not word.endswith("end")
    return word.startswith(("ge", *(f"{part}ge" for part in _APART)))


@cache
def _participles() -> frozenset[str]:
    return frozenset(read("language")["strong_participles"])


@cache
def _no_participles() -> frozenset[str]:
    return frozenset(read("language")["no_participles"])


def _has_number(read_words: list[Token]) -> bool:
    """True when an amount is there; a year alone is none."""
    amounts = any(
        token.word[:1].isdecimal() and not _is_year(token.word)
        for token in read_words
        if token.word.isalnum()
    )
    return amounts or next(_numbers().find(read_words), None) is not None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}


@cache
def _numbers() -> Phrases[bool]:
    return Phrases(dict.fromkeys(read("language")["numbers"], True))


def _has_people(read_words: list[Token]) -> bool:
    folded = " ".join(token.word for token in read_words)
    return any(word in folded for word in _people())


@cache
def _people() -> tuple[str, ...]:
    return tuple(map(fold, read("language")["people"]))


def _short(written: str) -> str:
    """At most so much of what somebody wrote as fits in a message."""
    return written if len(written) <= 60 else f"{written[:59]}…"
