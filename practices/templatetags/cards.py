"""Practices in a list, as cards and as rows of a table (`views.cards.Card`).

Written out here and not in a template, like the filter form (pieces.py) and for the same reason.
Load with `{% load cards %}`.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from .kennisbank import SHAPES, glyph, listed, lower_first, marked

register = template.Library()


@register.simple_tag
def cards_html(
    cards: Iterable[Any],
    can_lay: bool = False,
    laid_slugs: Collection[str] = (),
    laid_query: str = "",
) -> SafeString:
    """Cards in a row. can_lay: each has a button that lays it ready to be compared.

    laid_query: what lies ready, which goes along to the page of each.
    """
    return SafeString(
        "".join(
            [
                card(one, True, one.slug in laid_slugs if can_lay else None, laid_query)
                for one in cards
            ]
        )
    )


@register.simple_tag
@lru_cache(maxsize=6000)
def card(
    one: Hashable, is_wide: bool = False, is_picked: bool | None = None, laid_query: str = ""
) -> SafeString:
    """One practice in a list (`views.cards.Card`); the same card is written once.

    is_picked: whether it lies ready to be compared, None where nobody can choose.
    """
    return _card(one, is_wide=is_wide, is_picked=is_picked, laid_query=laid_query)


def _card(one: Any, *, is_wide: bool, is_picked: bool | None, laid_query: str) -> SafeString:
    classes = "card wide" if is_wide else "card"
    facts = " ".join(f"<span>{escape(fact)}</span>" for fact in _facts(one))
    return SafeString(
        f'<li class="{classes}"><div class="main">'
        f'<h3><a href="{_address(one, laid_query)}">{marked(one.title)}</a></h3>'
        f"<p>{marked(one.summary)}</p>{_where_found(one)}"
        f'<p class="meta">{facts}</p></div>{_signs(one.signs)}{_pick(one, is_picked)}</li>'
    )


def _address(one: Any, laid_query: str) -> str:
    return escape(f"{one.address}?{laid_query}" if laid_query else one.address)


def _pick(one: Any, is_picked: bool | None, *, is_narrow: bool = False) -> str:
    """The button that lays a practice ready to be compared, or takes it back.

    is_narrow: in a column that says what for, so that its first word is enough to see.
    """
    if is_picked is None:
        return ""
    name, seen, rest = ("weg", "Ligt klaar", ": haal weg") if is_picked else _LAY
    words = f'{seen}<span class="vh name">{rest}</span>' if is_narrow else f"{seen}{rest}"
    title = escape("".join(text for text, _ in one.title))
    return (
        f'<button class="lay{" laid" if is_picked else ""}" id="leg-{one.slug}" form="leggen" '
        f'name="{name}" value="{one.slug}">{words}<span class="vh">: {title}</span></button>'
    )


_LAY = ("v", "Leg", " naast elkaar")


@register.simple_tag
def rows_html(
    cards: Iterable[Any], laid_slugs: Collection[str], laid_query: str = ""
) -> SafeString:
    """Cards as rows of a table, each with a button that lays it ready to be compared."""
    return SafeString("".join([_row(one, one.slug in laid_slugs, laid_query) for one in cards]))


def _row(one: Any, is_picked: bool, laid_query: str) -> SafeString:
    signs = "".join(
        f"<td>{''.join(_code(sign) for sign in one.signs if sign.pillar_id == pillar)}</td>"
        for pillar in SHAPES
    )
    cells = "".join(_cell(", ".join(names)) for names in (one.sectors, one.regions))
    return SafeString(
        f'<tr><th scope="row"><a href="{_address(one, laid_query)}">{marked(one.title)}</a></th>'
        f"{cells}{signs}{_dates(one.years)}<td>{_pick(one, is_picked, is_narrow=True)}</td></tr>"
    )


def _dates(years: Sequence[str]) -> str:
    """A cell with years; of what is said where the heads of the columns are not shown."""
    if not years:
        return _cell("")
    return f'<td><span class="of">{_sources(years)} uit </span>{escape(listed(years))}</td>'


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>" if text else '<td class="unknown">–</td>'


@lru_cache(maxsize=1000)
def _code(sign: Any) -> str:
    """A pillar or element in a narrow cell; its name is seen where there is room."""
    code = f'<b>{escape(sign.element)}</b><span class="vh name"> {escape(sign.name)}</span>'
    return _tag(sign, code if sign.element else "hele pijler")


def _where_found(one: Any) -> str:
    reason = f"Gevonden bij {escape(lower_first(one.reason))}" if one.reason else ""
    found = " ".join(filter(None, (marked(one.cutting), reason)))
    return f'<p class="cutting">{found}</p>' if found else ""


def _facts(one: Any) -> Iterable[str]:
    """What a card says in small letters."""
    yield from filter(None, (", ".join(one.sectors), ", ".join(one.regions), one.kind))
    if one.is_stub:
        yield "alleen genoemd"
    yield f"{_sources(one.years)} uit {listed(one.years)}" if one.years else "bron zonder datum"


def _sources(years: Sequence[str]) -> str:
    return "bron" if len(years) == 1 else "bronnen"


def _signs(signs: Iterable[Any]) -> str:
    tags = "".join([_sign(sign) for sign in signs])
    return f'<div class="side">{tags}</div>' if tags else ""


@lru_cache(maxsize=1000)
def _sign(sign: Any) -> str:
    """A pillar or element with its name."""
    code = f"<b>{escape(sign.element)}</b> " if sign.element else ""
    return _tag(sign, f"{code}{escape(sign.name)}")


def _tag(sign: Any, name: str) -> str:
    """The sign of a pillar or element (`views.cards.Sign`), its name as HTML, and in hidden words
    who says so."""
    return (
        f'<span class="tag p{escape(sign.pillar_id)}">{glyph(sign.pillar_id, sign.origin)}'
        f'<span>{name}<span class="vh"> ({escape(lower_first(sign.origin_name))})</span></span>'
        "</span>"
    )
