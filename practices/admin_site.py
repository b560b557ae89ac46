"""The editors' desk, wired: the admin knows no public page, and shows one as a preview.

Its login page is the one of all staff, with the second factor.
"""

from __future__ import annotations

from .admin import site
from .views.accounts import log_in_staff
from .views.detail import detail_context

__all__ = ["site"]

site.page_context = detail_context
site.staff_login = log_in_staff
