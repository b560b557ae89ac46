"""The theme that an installation lays over the site (docs/theming.md).

Load with `{% load theme %}`.
"""

from __future__ import annotations

import logging
from functools import lru_cache

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
log = logging.getLogger(__name__)


@register.simple_tag(takes_context=True)
def theme_attributes(context: Context) -> SafeString:
    """What `<html>` says of the colours: the class of the theme, and that ours follow it; without
    a theme the scheme that the page asks for by `scheme` ("light" or "dark"), if it does.
    """
    if settings.THEME_STYLESHEET or settings.THEME_CLASS:
        return format_html('class="{}" data-theme="foreign"', settings.THEME_CLASS)
    scheme = context.get("scheme", "")
    return format_html('data-theme="{}"', scheme) if scheme else SafeString("")


@register.simple_tag
def theme_stylesheet() -> str:
    """The address of its stylesheet, "" when there is none."""
    return _address(settings.THEME_STYLESHEET)


@lru_cache(maxsize=4)
def _address(path: str) -> str:
    """The address of that file; worked out, and its absence reported, once a process."""
    if not path or path.startswith("/"):
        return path
    try:
        return static(path)
    except ValueError:  # not collected; no page may fail for its colours
        log.warning("The stylesheet of the theme is not among the static files: %s", path)
        return ""
