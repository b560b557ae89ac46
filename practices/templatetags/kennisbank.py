"""What the templates need beyond Django's own tags. Load with `{% load kennisbank %}`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..exchange import site_url
from ..markdown import story_html
from ..models import Origin, Practice, PracticeContent
from ..models.partial_date import in_words
from ..search.marking import Piece

register = template.Library()

SHAPES = {
    "1": mark_safe('<circle cx="8" cy="8" r="7"/>'),
    "2": mark_safe('<path d="M1.5 1.5h13v13h-13z"/>'),
    "3": mark_safe('<path d="M1.5 14.8V8a6.5 6.5 0 0 1 13 0v6.8z"/>'),
}
"""The sign of each pillar: a coin, a building block, a front door."""

_FOR_SCRIPT = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def glyph(pillar: str, origin: str = Origin.SOURCE) -> SafeString:
    """The sign of a pillar: filled when the source says so, open when it was read into it.

    Decorative: the words beside it say the same.
    """
    return format_html(
        '<svg class="g p{}{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        pillar,
        "" if origin == Origin.SOURCE else " open",
        SHAPES[pillar],
    )


@register.filter
def story(content: PracticeContent, part: str) -> SafeString:
    """A part of the story of a practice or submission, for example "approach", as HTML.

    The one place where what people wrote passes unescaped: only what `practices.markdown` made.
    """
    return mark_safe(story_html(content, part))  # noqa: S308 cleaned by an allow-list


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text in pieces, with `<mark>` around what was found."""
    return SafeString(
        "".join(f"<mark>{escape(t)}</mark>" if is_marked else escape(t) for t, is_marked in pieces)
    )


@register.filter
def count_practices(number: int) -> str:
    """For example "37 voorbeelden"."""
    return "1 voorbeeld" if number == 1 else f"{number or 'geen'} voorbeelden"


@register.filter
def have_signs(cards: Iterable[Any]) -> bool:
    """Whether one of these cards has the sign of a pillar, so that it must be explained."""
    return any(card.signs for card in cards)


@register.filter
def source_years(practice: Practice) -> list[str]:
    """The years of its sources, oldest first; those without a date say nothing."""
    return sorted({cited.source.published[:4] for cited in practice.citations.all()} - {""})


@register.filter
def listed(words: Iterable[object]) -> str:
    """For example "a, b en c", "" for nothing."""
    *others, last = [*map(str, words)] or [""]
    return f"{', '.join(others)} en {last}" if others else last


@register.filter
def date_in_words(partial: str) -> str:
    """A date of which perhaps only the year is known, "" for none."""
    return in_words(partial) if partial else ""


@register.filter
def lower_first(text: str) -> str:
    """For a name in the middle of a sentence: "pilot" for "Pilot", but "Ggz" and "MBO" stay."""
    is_name = text[1:2].isupper()
    return text if is_name else text[:1].lower() + text[1:]


@register.simple_tag
def absolute(path: str) -> str:
    """The full address of a path on this site, built on the setting and not on the Host header."""
    return site_url(path)


@register.filter
def json_ld(facts: dict[str, Any]) -> SafeString:
    """Facts for machines as a data block. Browsers never run it, so the policy lets it be."""
    text = json.dumps(facts, ensure_ascii=False).translate(_FOR_SCRIPT)
    block = f'<script type="application/ld+json">{text}</script>'
    return mark_safe(block)  # noqa: S308 nothing that HTML reads is left in the text
