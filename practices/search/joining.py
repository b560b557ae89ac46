"""Words that people write apart, read as one: "zij instromers", "hoe houd ik personeel vast"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from .analysis import Analyser, Token
from .compounds import is_settled
from .data import lines
from .stems import known_forms
from .thesaurus import Phrase

FIRST = frozenset({"co", "e", "re", "zij"})
"""What stands before the hyphen of zij-instroom and e-health."""


def joined(
    tokens: Sequence[Token], analyser: Analyser, knows: Callable[[Phrase], bool]
) -> list[Token]:
    """The words, those that are one word written apart as that word, over the room of all of it.

    knows: whether a stem is a term of the thesaurus.
    """
    return _with_its_particle(_with_its_first(tokens, analyser, knows), analyser)


def _with_its_first(
    tokens: Sequence[Token], analyser: Analyser, knows: Callable[[Phrase], bool]
) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before and before.word in FIRST:
            whole = analyser.token(before.word + token.word)
            if _is_begun(whole.word) or is_settled(whole.word) or knows((whole.stem,)):
                found[-1] = replace(whole, start=before.start, end=token.end)
                continue
        found.append(token)
    return found


def _is_begun(word: str) -> bool:
    """Whether a known form begins so: the last word of a query may be half typed."""
    return any(form.startswith(word) for form in known_forms())


def _with_its_particle(tokens: list[Token], analyser: Analyser) -> list[Token]:
    """A verb of which the last word is the particle. Not one right before it: "werk in" may go on
    with a place."""
    if len(tokens) < 3:
        return tokens
    *before, last = tokens
    for at, token in enumerate(before[:-1]):
        if whole := _separable().get((token.word, last.word)):
            verb = replace(analyser.token(whole), start=token.start, end=token.end)
            return [*before[:at], verb, *before[at + 1 :]]
    return tokens


@cache
def _separable() -> dict[tuple[str, str], str]:
    """The infinitives of the verbs that come apart, by a form and the particle."""
    found: dict[tuple[str, str], str] = {}
    for line in lines("verbs.txt"):
        root, infinitive, *_ = line.split()
        particle, bar, bare = infinitive.partition("|")
        if bar:
            forms = (root, root.removesuffix("t") + "t", bare)
            found |= {(form, particle): particle + bare for form in forms}
    return found
