"""The document with the official wording of pillars and elements."""

from __future__ import annotations

from ..models import Source

OFFICIAL_SOURCE = "advies-modern-werkgeverschap-2021"
"""Its slug (fixtures/pillars.toml, which holds the wording)."""


def official_source() -> Source | None:
    """That document, None as long as nobody loaded it; one query."""
    return Source.objects.filter(slug=OFFICIAL_SOURCE).first()
