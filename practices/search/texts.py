"""The text under which a practice is found: which parts, in which field of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..models import Practice, Region, SearchText
from .analysis import Analyser, Token, plain_words
from .coding import FIELDS, all_terms

LONGEST_WORD = 60
"""Longer strings are found, but never suggested as a correction (`SearchWord.word`)."""


@dataclass(frozen=True)
class Indexed:
    """What the index holds of one practice; see `SearchText`.

    story: all in which words of the body stand, the reasons for its elements included.
    """

    title: str
    terms: str
    words: str
    story: str


def indexed(practice: Practice, analyser: Analyser) -> Indexed:
    """Read it `with_relations()`."""
    told = (getattr(practice, name) for name in Practice.STORY)
    reasons = (tag.reason for tag in practice.pillar_tags.all())
    story = "\n".join(filter(None, (*told, *reasons)))
    title = plain_words(practice.title)[:200]
    tokens = {
        "title": analyser.tokens(practice.title),
        "keywords": [
            *(token for name in _keywords(practice) for token in _apart(name, analyser)),
            *(
                # only as they stand: "schuldhulpverlening" does not make all of social work debt
                replace(token, parts=())
                for names in _other_names(practice)
                for token in _apart(names, analyser)
            ),
        ],
        "summary": analyser.tokens(practice.summary),
        "body": analyser.tokens(story),
    }
    words = sorted({t.word for some in tokens.values() for t in some if not t.is_stop} - {""})
    return Indexed(
        title,
        all_terms(title, ((field, tokens[field.name]) for field in FIELDS)),
        " ".join(word for word in words if len(word) <= LONGEST_WORD),
        story,
    )


def _apart(names: str, analyser: Analyser) -> Iterator[Token]:
    """The words of names, one a line. After each stands a word that nobody looks for: the last
    word of one name and the first of the next are not next to each other."""
    for name in names.splitlines():
        yield from analyser.tokens(name)
        yield Token("", "", (), 0, 0, is_stop=False)


def _keywords(practice: Practice) -> Iterator[str]:
    """The names of everything that the practice is filed under."""
    yield from (tag.name for tag in practice.tags.all())
    for sector in practice.sectors.all():
        yield from (sector.name, sector.abbreviation)
        yield sector.parent.name if sector.parent else ""
    for region in practice.regions.all():
        yield from (region.name, region.employers_organisation)
        # who types a province means what lies in it, as in the facet; nobody so means the country
        lies_in = (above for above in region.parents.all() if above.kind != Region.Kind.COUNTRY)
        yield from (above.name for above in lies_in)
    for tag in practice.pillar_tags.all():
        yield tag.pillar.name
        if tag.element:
            yield from (tag.element.code, tag.element.name)
    yield from (part.organisation.name for part in practice.participations.all())
    yield practice.get_kind_display()


def _other_names(practice: Practice) -> Iterator[str]:
    """What else the sectors and regions are called, one a line."""
    yield from (sector.other_names for sector in practice.sectors.all())
    yield from (region.other_names for region in practice.regions.all())


def row(practice: Practice, analyser: Analyser, **shown: dict[str, Any]) -> SearchText:
    """The row of the index for a practice. shown: what a list shows of it, by column."""
    found = indexed(practice, analyser)
    return SearchText(
        practice=practice,
        title=found.title,
        terms=found.terms,
        words=found.words,
        story=found.story,
        **shown,
    )
