"""What pages with lists are made of: the context of the list, and the titles of cards."""

from __future__ import annotations

from typing import Any

from django.test import Client


def listing(client: Client, query: str = "") -> Any:
    """What the list page is made of."""
    answer: Any = client.get(f"/voorbeelden/{query}")
    assert answer.status_code == 200
    return answer.context


def titles_of(cards: Any) -> list[str]:
    """The titles of cards, in order."""
    return ["".join(text for text, _ in card.title) for card in cards]
