"""Two versions of a practice, field by field, in readable words and with the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from .models import Element, Origin, Pillar, PracticeContent, Region, Role, Sector, Source
from .models.partial_date import in_words

MOST_WORDS = 3000
"""Above this, texts are shown whole: matching takes time that grows with the square."""

RELATIONS = {
    "slug": "adres op de site",
    "confirmed_on": "bevestigd op",
    "sectors": "sectoren",
    "regions": "regio’s",
    "tags": "trefwoorden",
    "pillar_tags": "pijlers en elementen",
    "organisations": "organisaties",
    "sources": "bronnen",
    "figures": "cijfers",
    "links": "links",
}
"""What the parts of a snapshot that are no content field are called on screen."""

ROWS = ("sectors", "regions", "tags", "pillar_tags", "organisations", "sources", "figures", "links")
"""Those that are lists: there whole rows are compared."""

WORDS, LINES = r"\S+\s*", r"[^\n]+\n?"

DATES = ("period_start", "period_end", "contact_consent_on", "confirmed_on")


@dataclass(frozen=True)
class Piece:
    """A run of words. differs: it stands on this side only."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """One field that differs, with the words on both sides."""

    field: str
    label: str
    before: list[Piece]
    after: list[Piece]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields of two snapshots that differ; relations are compared without their order."""
    return in_readable_words(
        {
            name: [unordered(before.get(name)), unordered(value)]
            for name, value in after.items()
            if unordered(before.get(name)) != unordered(value)
        }
    )


def in_readable_words(changes: Mapping[str, list[Any]]) -> list[Difference]:
    """What an `Event` keeps of a change, for reading."""
    names = Names()
    return [
        Difference(
            name,
            label(name),
            *pieces(names.say(name, old), names.say(name, new), LINES if name in ROWS else WORDS),
        )
        for name, (old, new) in changes.items()
    ]


def label(name: str) -> str:
    """What a part of a snapshot is called on screen."""
    if name in RELATIONS:
        return RELATIONS[name]
    field = PracticeContent._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def pieces(before: str, after: str, unit: str = WORDS) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into what they share and what only one of them has, by whole units."""
    old, new = (re.findall(unit, text) for text in (before, after))
    if len(old) + len(new) > MOST_WORDS:
        return [Piece(before, differs=True)], [Piece(after, differs=True)]
    left, right = [], []
    bare_old, bare_new = ([token.strip() for token in side] for side in (old, new))
    matcher = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        left.append(Piece("".join(old[i:j]), kind != "equal"))
        right.append(Piece("".join(new[k:m]), kind != "equal"))
    return _filled(left), _filled(right)


def _filled(found: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in found if piece.text]


def unordered(value: Any) -> Any:
    """What two values have to share to be the same: lists in any order, and all that is empty."""
    return sorted(value, key=str) if isinstance(value, list) else value or ""


class Names:
    """From what a snapshot holds (slugs, codes, public values) to what people read."""

    @cached_property
    def by_field(self) -> dict[str, dict[str, str]]:
        """The names of the values of closed vocabularies, by field."""
        codes = (row for model in (Pillar, Element) for row in model._default_manager.all())
        return {
            "sectors": dict(Sector.objects.values_list("slug", "name")),
            "regions": {region.slug: str(region) for region in Region.objects.all()},
            "pillar_tags": {row.pk: str(row) for row in codes},
            "sources": dict(Source.objects.values_list("slug", "title")),
        }

    def say(self, name: str, value: Any) -> str:
        """One field in readable words, one line for each row of a relation."""
        if not value:
            return ""
        if isinstance(value, list):
            return "\n".join(self._row(name, row) for row in value)
        if name in DATES:
            return in_words(value)
        choices = {} if name in RELATIONS else _choices(name)
        return choices.get(value, str(value))

    def _row(self, name: str, row: Any) -> str:
        match name, row:
            case (("sectors" | "regions"), str(slug)):
                return self.by_field[name].get(slug, slug)
            case "pillar_tags", [pillar, element, origin, reason]:
                code = element or pillar
                place = self.by_field[name].get(code, code)
                return f"{place} ({_said(Origin, origin)}). {reason}".strip()
            case "organisations", [role, organisation]:
                return f"{organisation} ({_said(Role, role)})"
            case "sources", [slug, heading, page, first, last, quotation]:
                document = self.by_field[name].get(slug, slug)
                lines = f"regels {first}–{last}" if first else ""
                parts = (document, heading, page and f"bladzijde {page}", lines)
                quoted = f" ‘{quotation}’" if quotation else ""
                return ", ".join(filter(None, parts)) + quoted
            case _, [str(what), str(value)]:
                return f"{what}: {value}"
        return str(row)


def _choices(name: str) -> dict[str, str]:
    field = PracticeContent._meta.get_field(name)
    return {str(key): str(text) for key, text in getattr(field, "flatchoices", [])}


def _said(choices: type[Origin | Role], value: str) -> str:
    return choices(value).label.lower() if value in choices.values else value
