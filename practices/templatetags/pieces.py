"""The two pieces of the list of which a page has many: options of filters, and cards.

They are written out here and not in a template, which takes ten times as long: with three hundred
and fifty options that is most of the time of a page (docs/performance.md). Load with
`{% load pieces %}`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from .kennisbank import glyph, listed, lower_first, marked

register = template.Library()


@register.simple_tag
def options(rows: Iterable[Any], name: str) -> SafeString:
    """The rows of one facet (`views.panels.Row`). name: its parameter."""
    html = []
    for option, bar, is_below, pillar in rows:
        before, after = _label(name, option.value.key, option.value.label, is_below, pillar)
        checked = " checked" if option.chosen else ""
        word = "resultaat" if option.count == 1 else "resultaten"
        html.append(
            f'<label class="opt w{bar}{before}{checked}>{after}<span class="n">{option.count}'
            f'<span class="vh"> {word}</span></span></label>'
        )
    return SafeString("".join(html))


@register.simple_tag
@lru_cache(maxsize=100)
def place(name: str) -> str:
    """The address of a page that is always the same page; `{% url %}` works it out each time."""
    return reverse(name)


@register.filter
def with_page(asked: str, number: int) -> str:
    """The query of one page of a list. asked: the query of the list, with its question mark."""
    return f"{asked}{'&' if asked else '?'}pagina={number}" if number > 1 else asked


@register.simple_tag
def constant(name: str, section: str = "") -> SafeString:
    """A template that depends on nothing but the section of the site; rendered once a process."""
    return _rendered(name, section) if not settings.DEBUG else _rendered.__wrapped__(name, section)


@lru_cache(maxsize=100)
def _rendered(name: str, section: str) -> SafeString:
    return render_to_string(name, {"section": section})


@lru_cache(maxsize=10_000)
def _label(name: str, key: str, label: str, is_below: bool, pillar: str) -> tuple[str, str]:
    """What of an option never changes: up to its tick, and its name."""
    classes = f"{' sub' if is_below else ''}{f' p{pillar}' if pillar else ''}"
    sign = ""
    if pillar:
        sign = f"<b>{escape(key)}</b> " if is_below else f"{glyph(pillar)} "
    before = f'{classes}"><input type="checkbox" name="{name}" value="{escape(key)}"'
    return before, f"<span>{sign}{escape(label)}</span>"


@register.simple_tag
@lru_cache(maxsize=3000)
def card(one: Hashable, is_wide: bool = False) -> SafeString:
    """One practice in a list (`views.cards.Card`); the same card is written once."""
    return _card(one, is_wide=is_wide)


def _card(one: Any, *, is_wide: bool) -> SafeString:
    classes = "card wide" if is_wide else "card"
    facts = " ".join(f"<span>{escape(fact)}</span>" for fact in _facts(one))
    return SafeString(
        f'<li class="{classes}"><div class="main">'
        f'<h3><a href="{escape(one.address)}">{marked(one.title)}</a></h3>'
        f"<p>{marked(one.summary)}</p>{_where_found(one)}"
        f'<p class="meta">{facts}</p></div>{_signs(one.signs)}</li>'
    )


def _where_found(one: Any) -> str:
    found = marked(one.cutting)
    if one.reason:
        found = SafeString(f"Gevonden bij {escape(lower_first(one.reason))}")
    return f'<p class="cutting">{found}</p>' if found else ""


def _facts(one: Any) -> Iterable[str]:
    """What a card says in small letters."""
    yield from filter(None, (", ".join(one.sectors), ", ".join(one.regions), one.kind))
    if one.is_stub:
        yield "alleen genoemd"
    sources = "bron" if len(one.years) == 1 else "bronnen"
    yield f"{sources} uit {listed(one.years)}" if one.years else "bron zonder datum"


def _signs(signs: Iterable[Any]) -> str:
    tags = "".join(_sign(s.pillar_id, s.element, s.name, s.origin, s.origin_name) for s in signs)
    return f'<div class="side">{tags}</div>' if tags else ""


@lru_cache(maxsize=1000)
def _sign(pillar: str, element: str, name: str, origin: str, origin_name: str) -> str:
    """A pillar or element: its sign, its code, its name, and in hidden words who says so."""
    code = f"<b>{escape(element)}</b> " if element else ""
    return (
        f'<span class="tag p{escape(pillar)}">{glyph(pillar, origin)}<span>{code}{escape(name)}'
        f'<span class="vh"> ({escape(lower_first(origin_name))})</span></span></span>'
    )
