"""A page taken apart by the rules of HTML, strictly: where it breaks them, and what stands where.

html5lib reports every error that the HTML standard tells a parser to report (wrong nesting, end
tags that are missing, attributes that stand twice, unknown entities). What the standard forbids
beside that is in markup_rules.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

Node = Element
"""An element of the page, with its name without a namespace."""


class Document:
    """A page: its errors as a parser sees them, and its elements with their parents."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Node = parser.parse(html)
        self.errors = [
            f"regel {line}: {code} {data or ''}" for (line, _), code, data in parser.errors
        ]
        self.nodes = [node for node in self.root.iter() if isinstance(node.tag, str)]
        for node in self.nodes:
            node.tag = node.tag.rpartition("}")[2]
        self._parents = {child: node for node in self.nodes for child in node}
        self._by_tag: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            self._by_tag[node.tag].append(node)

    def all(self, *tags: str) -> list[Node]:
        """All elements of these kinds, in the order of the first kind, then the second."""
        return [node for tag in tags for node in self._by_tag[tag]]

    def around(self, node: Node) -> Iterator[Node]:
        """The elements that an element stands in, the nearest first."""
        while (above := self._parents.get(node)) is not None:
            yield above
            node = above

    def parent(self, node: Node) -> Node | None:
        """The element that an element stands in; none for the page itself."""
        return self._parents.get(node)


def text_of(node: Node) -> str:
    """All text in an element, with single spaces."""
    return " ".join("".join(piece for piece in node.itertext()).split())


def children(node: Node) -> list[Node]:
    """The elements right inside an element; comments do not count."""
    return [child for child in node if not callable(child.tag)]


def shown(node: Node) -> str:
    """An element as a message names it."""
    given = "".join(
        f' {name}="{value}"'
        for name, value in node.attrib.items()
        if name in ("id", "class", "href", "name")
    )
    return f"<{node.tag}{given}> {text_of(node)[:40]}".strip()
