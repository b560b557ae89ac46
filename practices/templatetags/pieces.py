"""The filter form of the list, and what every page would otherwise work out each time.

Options are written out here and not in a template, which takes ten times as long: with three
hundred and fifty of them that is most of the time of a page (docs/performance.md). Load with
`{% load pieces %}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from .kennisbank import glyph

register = template.Library()
register.filter(with_page)


@register.simple_tag
def facets(panels: Iterable[Any]) -> SafeString:
    """All facets of the filter form (`views.panels.Panel`)."""
    return SafeString("".join([facet(panel) for panel in panels]))


MORE_IN_ONE = "Kiest u hier meer? Dan ziet u alles wat bij een ervan past."


@lru_cache(maxsize=600)
def facet(panel: Any) -> SafeString:
    """One facet of the filter form (`views.panels.Panel`); the same panel is written once.

    Only what stands in the group changes while somebody chooses, so that what they unfolded stays
    as it is. The line that folds it is its name too: a legend would be that name once more.
    """
    name, label = panel.name, escape(panel.label)
    html = [
        f'<details class="facet" id="facet-{name}"{" open" if panel.is_open else ""}>',
        f'<summary id="naam-{name}">{label}</summary>',
        f'<div role="group" id="opties-{name}" aria-labelledby="naam-{name}">',
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
    if panel.options.chosen:
        html.append(f'<p class="hint">{MORE_IN_ONE}</p>')
    html.append("</div></details>")
    return SafeString("".join(html))


def _options(rows: Iterable[Any], name: str) -> Iterator[str]:
    """The rows of one facet (`views.panels.Row`). name: its parameter."""
    for option, bar, is_below, pillar in rows:
        value, count = option.value, option.count
        before, after = _label(name, value.key, value.label, is_below, pillar)
        checked = " checked" if option.chosen else ""
        word = "voorbeeld" if count == 1 else "voorbeelden"
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
