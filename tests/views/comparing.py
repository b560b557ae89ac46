"""Where practices lie side by side."""

from __future__ import annotations


def address(*slugs: str, toon: str = "") -> str:
    """The address at which these lie side by side."""
    asked = [*(f"v={slug}" for slug in slugs), *([f"toon={toon}"] if toon else [])]
    return f"/vergelijk/?{'&'.join(asked)}"
