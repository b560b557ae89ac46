"""The thesaurus that the search starts with, from its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from ..models import Concept, ConceptTerm
from .files import BadContent, Report, read

RELATIONS: list[str] = ConceptTerm.Relation.values
KEYS = {"name", "note", *RELATIONS}
PLAIN_KEYS = {"words", "means"}
PLAIN_NOTE = "Zo zegt een werkgever het. In de voorbeelden staat een ander woord: zie ‘smaller’."
"""What an editor reads with words that only lead to the words of the sources."""


def load_thesaurus(path: Path, report: Report) -> None:
    """Make the concepts of a file that are new; one that an editor kept, changed or made part of
    another stays as it is. Raises `BadContent`."""
    known = _known()
    new = [row for row in _rows(read(path)) if row["name"].casefold() not in known]
    concepts = [_concept(row) for row in new]
    _refuse_doubles([concept.name for concept in concepts], "de thesaurus")
    Concept.objects.bulk_create(concepts)
    ConceptTerm.objects.bulk_create(
        term for concept, row in zip(concepts, new, strict=True) for term in _terms(concept, row)
    )
    if concepts:
        report.made[str(Concept._meta.verbose_name_plural)] += len(concepts)


def _known() -> set[str]:
    """The names that concepts go by."""
    equal = ConceptTerm.objects.filter(relation=ConceptTerm.Relation.EQUAL)
    names = (Concept.objects.values_list("name", flat=True), equal.values_list("text", flat=True))
    return {name.casefold() for some in names for name in some}


def _rows(file: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The concepts of the file, those in plain words last. Raises `BadContent`."""
    for row in file.get("concept", []):
        _refuse_unknown_keys(row, KEYS)
        if "name" not in row:
            raise BadContent(f"begrip {row} heeft geen naam")
        yield row
    for row in file.get("plain", []):
        _refuse_unknown_keys(row, PLAIN_KEYS)
        name, *others = row.get("words") or [""]
        means = row.get("means", [])
        yield {"name": name, "note": PLAIN_NOTE, "equal": others, "narrower": means}


def _refuse_unknown_keys(row: dict[str, Any], keys: set[str]) -> None:
    if unknown := row.keys() - keys:
        raise BadContent(f"begrip {row}: onbekende sleutel: {', '.join(sorted(unknown))}")


def _concept(row: dict[str, Any]) -> Concept:
    concept = Concept(name=row["name"], note=row.get("note", ""))
    try:
        concept.clean_fields()
    except ValidationError as error:
        raise BadContent(f"begrip ‘{concept.name}’: {error}") from error
    return concept


def _terms(concept: Concept, row: dict[str, Any]) -> list[ConceptTerm]:
    """The terms of a concept that was saved."""
    terms = [
        ConceptTerm(concept=concept, text=text, relation=relation)
        for relation in RELATIONS
        for text in row.get(relation, [])
    ]
    _refuse_doubles([concept.name, *(term.text for term in terms)], f"begrip ‘{concept.name}’")
    for term in terms:
        try:
            term.clean_fields(exclude={"concept"})
        except ValidationError as error:
            raise BadContent(f"begrip ‘{concept.name}’, term ‘{term.text}’: {error}") from error
    return terms


def _refuse_doubles(names: list[str], where: str) -> None:
    twice = [name for name, number in Counter(map(str.casefold, names)).items() if number > 1]
    if twice:
        raise BadContent(f"{where}: staat er twee keer: {', '.join(twice)}")
