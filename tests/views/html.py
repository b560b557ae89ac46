"""Reading pages as a visitor would: what stands where, not how it is written."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Attributes = dict[str, str | None]


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, ids, and the text without markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self._texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._texts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Attributes]:
        """The attributes of all elements of a kind that have these attributes."""
        return [
            given
            for name, given in self.elements
            if name == tag and all(given.get(k) == v for k, v in attributes.items())
        ]

    def links(self) -> list[str]:
        """Where the links go, in order."""
        return [link["href"] or "" for link in self.all("a") if "href" in link]

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join(" ".join(self._texts).split())

    @property
    def repeated_ids(self) -> list[str]:
        """Ids that stand there more than once."""
        ids = Counter(given["id"] for _, given in self.elements if "id" in given)
        return [str(name) for name, times in ids.items() if times > 1]


def visit(client: Client, address: str, status: int = 200) -> Page:
    """The page at an address."""
    answer: Any = client.get(address)
    assert answer.status_code == status
    return Page(answer.content.decode())
