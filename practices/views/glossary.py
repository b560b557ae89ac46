"""The glossary: the words of the site for somebody who is new here, from A to Z.

Most are ours and stand in glossary.toml; pillars, elements and sectors come from the database, so
that they say what the editors say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify

from ..facets import FacetIndex
from ..models import Pillar, Sector, Source
from ..search.analysis import plain_words
from .official import OFFICIAL_SOURCE


@dataclass(frozen=True)
class Term:
    """One word of the glossary.

    slug: its anchor;  text: what it means, "" when another term says so;
    see: that other term, None when it has a text;
    address: the page about it, "" for none;  source: the document it is explained after, if any;
    examples: the list of practices that have it, "" for none, and how many there are.
    """

    slug: str
    name: str
    text: str = ""
    see: Term | None = None
    address: str = ""
    source: Source | None = None
    examples: str = ""
    count: int = 0


class Letter(NamedTuple):
    """The terms that begin with a letter. sign: that letter, or "0-9"."""

    sign: str
    terms: list[Term]


def letters(index: FacetIndex) -> list[Letter]:
    """All terms by their first letter; four queries, however many practices there are."""
    terms = sorted(_all(index), key=lambda term: (plain_words(term.name), term.slug))
    return [Letter(sign, list(some)) for sign, some in groupby(terms, key=_sign)]


@cache
def entries() -> list[dict[str, Any]]:
    """The entries of glossary.toml, as they stand there."""
    path = Path(__file__).with_name("glossary.toml")
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    return found


def slug_of(entry: dict[str, Any]) -> str:
    """The anchor of an entry."""
    return str(entry.get("slug") or slugify(entry["term"]))


def _sign(term: Term) -> str:
    first = plain_words(term.name)[:1].upper()
    return first if first.isalpha() else "0-9"


def _all(index: FacetIndex) -> Iterator[Term]:
    sources = Source.objects.in_bulk(field_name="slug")
    own = {slug_of(entry): _own(entry, sources, index) for entry in entries()}
    sectors = list(_sectors())
    short = {slugify(abbreviation): abbreviation for abbreviation, _ in sectors}
    short = {slug: name for slug, name in short.items() if slug and slug not in own}
    for entry in entries():
        if "see" in entry:
            own[slug_of(entry)] = replace(own[slug_of(entry)], see=own[entry["see"]])
    yield from own.values()
    yield from _official(sources.get(OFFICIAL_SOURCE))
    for abbreviation, term in sectors:
        yield term
        if slugify(abbreviation) in short:
            yield Term(slugify(abbreviation), abbreviation, see=term)


def _own(entry: dict[str, Any], sources: dict[str, Source], index: FacetIndex) -> Term:
    examples, count = _examples(entry, index)
    return Term(
        slug=slug_of(entry),
        name=entry["term"],
        text=entry.get("text", ""),
        address=reverse(f"practices:{entry['route']}") if "route" in entry else "",
        source=sources.get(entry.get("source", "")),
        examples=examples,
        count=count,
    )


def _examples(entry: dict[str, Any], index: FacetIndex) -> tuple[str, int]:
    """The list of the practices with the keyword or choice that an entry is about, if any."""
    asked = [("trefwoord", entry["tag"])] if "tag" in entry else []
    asked += [tuple(value.split(":")) for value in entry.get("values", ())]
    for facet, key in asked:
        count = len(index.sets.get(facet, {}).get(key, ()))
        if count:
            return f"{reverse('practices:practice_list')}?{urlencode({facet: key})}", count
    return "", 0


def _official(source: Source | None) -> Iterator[Term]:
    """Pillars and elements, explained in our words after the official ones."""
    for pillar in Pillar.objects.prefetch_related("elements"):
        subjects: Iterable[tuple[str, str, Any]] = [
            (f"pijler-{pillar.code}", pillar.name, pillar),
            *((f"element-{e.code}", f"{e.name} ({e.code})", e) for e in pillar.elements.all()),
        ]
        for slug, name, subject in subjects:
            yield Term(slug, name, subject.explanation, None, subject.get_absolute_url(), source)


def _sectors() -> Iterator[tuple[str, Term]]:
    """The sectors, each with its abbreviation ("" for none)."""
    for sector in Sector.objects.all():
        term = Term(
            slug=f"sector-{sector.slug}",
            name=sector.name,
            text=sector.description,
            address=sector.get_absolute_url(),
        )
        yield sector.abbreviation, term
