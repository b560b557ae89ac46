"""Elements of the model by what people call them, also those of which there is no practice yet.

Who types "zorgverlof" means an element; that nothing is known about it is an answer too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..models import Element
from .analysis import Analyser
from .compounds import split
from .names import Hint, Place, is_place
from .query import Want
from .stems import stem
from .thesaurus import Phrase, telling

_HALVES = re.compile(r"\s+en\s+|,\s*")
"""What stands between the things that one name names: "Kinderopvang en zorgverlof"."""


class Elements:
    """All elements by their codes and names; it does not change."""

    def __init__(self, named: Iterable[tuple[str, str]], analyser: Analyser) -> None:
        """named: the code and the name of each."""
        self._places: dict[Phrase, Place] = {}
        self._parts: dict[frozenset[str], Place] = {}
        self._heads: dict[str, Place] = {}
        for code, name in named:
            place = Place("pijler", code, f"{code} {name}")
            for text in (code, name, *_HALVES.split(name)):
                self._places.setdefault(telling(text, analyser), place)
                parts = [stem(part) for part in split(text.casefold(), analyser.lexicon)]
                if parts:
                    self._parts.setdefault(frozenset(parts), place)
                    self._heads.setdefault(parts[-1], place)
        self._places.pop((), None)

    @classmethod
    def load(cls, analyser: Analyser) -> Elements:
        """The elements as they are in the database; one query."""
        return cls(Element.objects.order_by("code").values_list("code", "name"), analyser)

    def named(
        self, wants: Sequence[Want], hints: Sequence[Hint], *, is_nothing_found: bool
    ) -> tuple[Place, ...]:
        """The elements that are named in what is looked for, in the order of their codes.

        By code; by name or one of the things that it names, also in other words of the thesaurus;
        by the parts of such a word ("opvang voor kinderen"); when nothing is found by the last of
        these ("verlof"). Words that name a region or sector name that alone.
        """
        free = [want for want in wants if not want.is_quoted and not is_place(want, hints)]
        found = {*self._by_words(free), *self._by_parts(free)}
        if is_nothing_found:
            words = (word.stem for want in free for word in want.words)
            found |= {self._heads[stem] for stem in words if stem in self._heads}
        return tuple(sorted(found, key=lambda place: place.key))

    def _by_words(self, wants: Sequence[Want]) -> Iterator[Place]:
        stems = [word.stem for want in wants for word in want.words]
        phrases = {tuple(stems)} | {other for want in wants for other in want.others}
        phrases |= {want.stems for want in wants}
        yield from (self._places[phrase] for phrase in phrases if phrase in self._places)

    def _by_parts(self, wants: Sequence[Want]) -> Iterator[Place]:
        stems = {word.stem for want in wants for word in want.words}
        yield from (place for parts, place in self._parts.items() if parts <= stems)
