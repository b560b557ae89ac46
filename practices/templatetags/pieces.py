"""The pieces of the list of which a page has many: options of filters, cards, rows of a table.

They are written out here and not in a template, which takes ten times as long: with three hundred
and fifty options that is most of the time of a page (docs/performance.md). Load with
`{% load pieces %}`.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from ..filters import with_page
from .kennisbank import SHAPES, glyph, listed, lower_first, marked

register = template.Library()
register.filter(with_page)


@register.simple_tag
def facets(panels: Iterable[Any]) -> SafeString:
    """All facets of the filter form (`views.panels.Panel`)."""
    return SafeString("".join([facet(panel) for panel in panels]))


@lru_cache(maxsize=600)
def facet(panel: Any) -> SafeString:
    """One facet of the filter form (`views.panels.Panel`); the same panel is written once.

    Only what stands in the fieldset changes while somebody chooses, so that what they unfolded
    stays as it is.
    """
    name, label = panel.name, escape(panel.label)
    html = [
        f'<details class="facet" id="facet-{name}"{" open" if panel.is_open else ""}>',
        f'<summary>{label}</summary><fieldset id="opties-{name}">',
        f'<legend class="vh">{label}</legend>',
    ]
    for group in panel.groups:
        heading = escape(group.heading)
        if heading:
            html.append(f'<p class="facet-group">{heading}</p>')
        html.extend(_options(group.shown, name))
        if group.rest:
            html.append(
                f'<details class="more"><summary>Toon alle {group.total}'
                f'<span class="vh">: {heading or label}</span></summary>'
            )
            html.extend(_options(group.rest, name))
            html.append("</details>")
    html.append("</fieldset></details>")
    return SafeString("".join(html))


def _options(rows: Iterable[Any], name: str) -> Iterator[str]:
    """The rows of one facet (`views.panels.Row`). name: its parameter."""
    for option, bar, is_below, pillar in rows:
        value, count = option.value, option.count
        before, after = _label(name, value.key, value.label, is_below, pillar)
        checked = " checked" if option.chosen else ""
        word = "resultaat" if count == 1 else "resultaten"
        yield (
            f'<label class="opt w{bar}{before}{checked}>{after}'
            f'<span class="n">{count}<i> {word}</i></span></label>'
        )


@register.simple_tag
@lru_cache(maxsize=100)
def place(name: str) -> str:
    """The address of a page that is always the same page; `{% url %}` works it out each time."""
    return reverse(name)


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
    key = escape(key)
    before = f'{classes}"><input type="checkbox" id="{name}-{key}" name="{name}" value="{key}"'
    return before, f"<span>{sign}{escape(label)}</span>"


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
def hidden(query: QueryDict) -> SafeString:
    """A query as hidden fields of a form."""
    return SafeString(
        "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, values in query.lists()
            for value in values
        )
    )


@register.simple_tag
def parts(panels: Iterable[Any]) -> str:
    """What changes on the page of the list beside the list itself, as htmx wants it named."""
    changing = ("stand", "opener", "gevraagd", "bewaard", "paneel-voet", "opties-jaar")
    names = (*changing, *(f"opties-{panel.name}" for panel in panels))
    return ",".join(f"#{name}:innerHTML" for name in names)


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


def _pick(one: Any, is_picked: bool | None) -> str:
    """The button that lays a practice ready to be compared, or takes it back."""
    if is_picked is None:
        return ""
    name, words = ("weg", "Ligt klaar: haal weg") if is_picked else ("v", "Leg naast elkaar")
    title = escape("".join(text for text, _ in one.title))
    return (
        f'<button class="lay{" laid" if is_picked else ""}" id="leg-{one.slug}" form="leggen" '
        f'name="{name}" value="{one.slug}">{words}<span class="vh">: {title}</span></button>'
    )


@register.simple_tag
def rows_html(
    cards: Iterable[Any], laid_slugs: Collection[str], laid_query: str = ""
) -> SafeString:
    """Cards as rows of a table, each with a button that lays it ready to be compared."""
    return SafeString("".join([_row(one, one.slug in laid_slugs, laid_query) for one in cards]))


def _row(one: Any, is_picked: bool, laid_query: str) -> SafeString:
    signs = "".join(
        f"<td>{''.join(_code(s.pillar_id, s.element, s.origin, s.origin_name) for s in own)}</td>"
        for pillar in SHAPES
        for own in [[sign for sign in one.signs if sign.pillar_id == pillar]]
    )
    cells = "".join(_cell(", ".join(names)) for names in (one.sectors, one.regions))
    return SafeString(
        f'<tr><th scope="row"><a href="{_address(one, laid_query)}">{marked(one.title)}</a></th>'
        f'{cells}{signs}<td class="num">{" ".join(one.years) or "–"}</td>'
        f"<td>{_pick(one, is_picked)}</td></tr>"
    )


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>" if text else '<td class="unknown">–</td>'


@lru_cache(maxsize=1000)
def _code(pillar: str, element: str, origin: str, origin_name: str) -> str:
    """A pillar or element in a narrow cell."""
    name = f"<b>{escape(element)}</b>" if element else "hele pijler"
    return (
        f'<span class="tag p{escape(pillar)}">{glyph(pillar, origin)}<span>{name}'
        f'<span class="vh"> ({escape(lower_first(origin_name))})</span></span></span>'
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
