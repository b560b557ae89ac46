"""Dutch text out of the words of the practices in `fixtures/`: the same for the same seed.

Sentences follow which word comes after which in the real texts, so common words are as common as
they are there and the rest falls off as in any text (Zipf). Compounds of two real words, most of
them rare, let the vocabulary grow with the number of records, as it does in life.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"

PARTS = ("summary", "background", "approach", "why_good", "results", "conditions", "lessons")
SENTENCES = 20_000
"""How many sentences are made; records are made of these."""
NOUNS = 1500
COMPOUNDS = 1_000_000
"""How many different compounds may come up; most never do."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|,")


class Zipf:
    """Draws of 0 … size-1, of which the k-th is drawn in proportion to 1 / k ** steepness."""

    def __init__(self, size: int, steepness: float, dice: random.Random) -> None:
        weights = (1 / rank**steepness for rank in range(1, size + 1))
        self._sums, self._dice = list(itertools.accumulate(weights)), dice

    def draw(self) -> int:
        """One number."""
        return bisect(self._sums, self._dice.random() * self._sums[-1])

    def several(self, number: int) -> list[int]:
        """Different numbers, in the order in which they came."""
        drawn: dict[int, None] = {}
        while len(drawn) < number:
            drawn[self.draw()] = None
        return list(drawn)


def practices() -> Iterator[dict[str, Any]]:
    """The records of `fixtures/practices`, in the order of their names."""
    for path in sorted((FIXTURES / "practices").glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


class Language:
    """Sentences and nouns; every draw comes from the dice that it was made with."""

    def __init__(self, dice: random.Random) -> None:
        real = list(_real_sentences())
        counts = Counter(word for sentence in real for word in sentence)
        nouns = [word for word in counts if len(word) > 5 and word.isalpha() and word.islower()]
        self.nouns = sorted(nouns, key=lambda word: (-counts[word], word))[:NOUNS]
        self._dice = dice
        self._sentences = list(itertools.islice(_sentences(real, dice), SENTENCES))
        self._rank = Zipf(COMPOUNDS, 0.8, dice)

    def sentence(self) -> str:
        """One sentence of 6 to 30 words."""
        return self._sentences[int(self._dice.random() * SENTENCES)]

    def passage(self, words: int) -> list[str]:
        """Sentences that have at least so many words together."""
        sentences: list[str] = []
        while words > 0:
            sentences.append(self.sentence())
            words -= sentences[-1].count(" ") + 1
        return sentences

    def compound(self) -> str:
        """Two nouns in one word, seldom the same."""
        size = len(self.nouns)
        first, second = divmod(self._rank.draw() * 7_368_787 % size**2, size)
        return self.nouns[first] + self.nouns[second]


def _real_sentences() -> Iterator[list[str]]:
    for practice in practices():
        for part in PARTS:
            for sentence in re.split(r"(?<=[.!?])\s+", practice.get(part, "")):
                words = _WORD.findall(sentence)
                if len(words) >= 4:
                    yield words


def _sentences(real: list[list[str]], dice: random.Random) -> Iterator[str]:
    """Endlessly many; each word follows the one before it somewhere in a real sentence."""
    after: dict[str, list[str]] = {}
    for sentence in real:
        for word, following in itertools.pairwise([*sentence, ""]):
            after.setdefault(word, []).append(following)
    while True:
        words = [dice.choice(real)[0]]
        while len(words) < 30 and (following := dice.choice(after[words[-1]])):
            words.append(following)
        if len(words) >= 6:
            text = " ".join(words).replace(" ,", ",").rstrip(",")
            yield f"{text[0].upper()}{text[1:]}."
