"""Looking for words, and what the thesaurus knows of them."""

from __future__ import annotations

from practices import search
from practices.models import Concept, Practice
from practices.ordering import Order
from practices.search import Found
from practices.workflow import vocabulary_changed


def find(text: str) -> Found:
    """What a query finds, that has words."""
    found = search.search(text)
    assert found is not None
    return found


def titles(text: str) -> list[str]:
    """The titles that a query finds, best first."""
    found = find(text)
    names = dict(Practice.objects.values_list("pk", "title"))
    newest = Order(Practice.objects.published().newest_first().values_list("pk", flat=True))
    return [names[pk] for pk in found.part(found.practices, newest, 0, 100)]


def make_concept(name: str, **terms: str) -> None:
    """A concept of the thesaurus with terms of each relation given, one a line."""
    concept = Concept.objects.create(name=name)
    for relation, lines in terms.items():
        for text in lines.splitlines():
            concept.terms.create(relation=relation, text=text)
    vocabulary_changed()
