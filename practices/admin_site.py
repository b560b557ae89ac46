"""The editors' desk, wired: the admin knows no public page, and shows one as a preview."""

from __future__ import annotations

from .admin import site
from .views.detail import detail_context

__all__ = ["site"]

site.page_context = detail_context
