"""A proposal and a published text in the same readable values, and writing them into either."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.text import slugify

from ..models import (
    Element,
    Figure,
    Link,
    Organisation,
    Participation,
    Pillar,
    Practice,
    PracticeContent,
    Region,
    Sector,
    Submission,
)
from ..models.snapshot import in_order

SCALARS = tuple(field.name for field in PracticeContent._meta.local_fields)
TREES = ("sectors", "regions")
LISTS = ("tags", "pillar_tags", "organisations", "figures", "links")
ORDERED = ("tags", "pillar_tags", "organisations")
"""Lists whose order says nothing: kept in the order in which a practice gives them."""
PROPOSED = (*SCALARS, *TREES, *LISTS)
"""What a submission can propose, named and shaped as in `practices.models.snapshot`."""

OWN = ("extent", "region", "source_title", "source_url")
"""What belongs to the submission itself and is not taken over."""


def proposal(submission: Submission) -> dict[str, Any]:
    """All that this submission proposes, in the shape of `snapshot`."""
    return {
        **{
            field.name: field.value_to_string(submission)
            for field in PracticeContent._meta.local_fields
        },
        **{name: sorted(_slugs(submission, name)) for name in TREES},
        **{name: getattr(submission, name) for name in LISTS},
    }


def readable(submission: Submission) -> dict[str, Any]:
    """`proposal`, with what belongs to the submission itself."""
    own = {name: str(getattr(submission, name)) for name in OWN if name != "region"}
    region = submission.region.slug if submission.region else ""
    return {**proposal(submission), **own, "region": region}


def touched(submission: Submission) -> list[str]:
    """What a change proposes to be other than in the text that it was made on.

    Only this is ever taken over: what an editor changed elsewhere meanwhile stays.
    """
    now = proposal(submission)
    return [name for name in PROPOSED if now[name] != submission.base.get(name)]


def leaves_open(submission: Submission, name: str) -> bool:
    """True when it need not fill in this field: a change may leave a gap that was there already."""
    return submission.is_change and not submission.base.get(name)


def _slugs(submission: Submission, name: str) -> Iterable[str]:
    """The slugs of a tree, prefetched for a list or not. What was not saved yet has none."""
    return [row.slug for row in getattr(submission, name).all()] if submission.pk else ()


def fingerprint(submission: Submission, fields: Iterable[str]) -> str:
    """What these fields hold now, as 16 characters: a form carries it to notice a colleague.

    Raises `ValueError` when there is no such field.
    """
    values = readable(submission)
    shown = {name: values[name] for name in sorted(_known(fields))}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def write_proposal(submission: Submission, values: Mapping[str, Any]) -> None:
    """Write these values (names of `PROPOSED` and `OWN`) into a submission and save it.

    Raises `ValueError` for any other name: status, owner and moments are not for forms (S-06).
    """
    for name in _known(values):
        if name not in TREES:
            _set(submission, name, in_order(values[name]) if name in ORDERED else values[name])
    submission.save()
    _set_trees(submission, values)


def _known(names: Iterable[str]) -> list[str]:
    """These names, when all of them are fields that may be written."""
    names = list(names)
    if unknown := sorted({*names} - {*PROPOSED, *OWN}):
        raise ValueError(unknown)
    return names


def write_practice(practice: Practice, values: Mapping[str, Any]) -> None:
    """Write these values (names of `PROPOSED`) into a practice and save it.

    Organisations that are not known yet are made; unknown sectors, regions or elements are not.
    """
    for name in SCALARS:
        if name in values:
            _set(practice, name, values[name])
    practice.save()
    _set_trees(practice, values)
    if "tags" in values:
        practice.tags.set(values["tags"])
    for name, make_rows in ROWS.items():
        if name in values:
            make_rows(practice, values[name])


def _set(content: PracticeContent, name: str, value: Any) -> None:
    """Set a field from a readable value; an empty date is None."""
    field = content._meta.get_field(name)
    if isinstance(field, models.DateField):
        value = field.to_python(value or None)
    setattr(content, name, value)


def _set_trees(content: PracticeContent, values: Mapping[str, Any]) -> None:
    vocabularies: dict[str, Any] = {"sectors": Sector, "regions": Region}
    for name in TREES:
        if name in values:
            rows = vocabularies[name].objects.filter(slug__in=values[name])
            getattr(content, name).set(rows)


def _write_pillar_tags(practice: Practice, rows: Iterable[list[Any]]) -> None:
    practice.pillar_tags.all().delete()
    free: set[tuple[str, str | None]] = {
        *((code, None) for code in Pillar.objects.values_list("code", flat=True)),
        *Element.objects.values_list("pillar_id", "code"),
    }
    for pillar, element, origin, reason in rows:
        place = (pillar, element or None)
        if place in free:
            free.remove(place)  # each once
            practice.pillar_tags.create(
                pillar_id=pillar, element_id=element or None, origin=origin, reason=reason
            )


def _write_organisations(practice: Practice, rows: Iterable[list[str]]) -> None:
    practice.participations.all().delete()
    for role, name in rows:
        if name.strip():
            Participation.objects.get_or_create(
                practice=practice, organisation=organisation_named(name), role=role
            )


def organisation_named(name: str) -> Organisation:
    """The organisation with this name, made when it is new; case makes no difference."""
    name = name.strip()
    everyone = list(Organisation.objects.all())
    # in Python: SQLite does not know that É and é are one letter. The exact name goes first.
    everyone.sort(key=lambda other: other.name != name)
    for other in everyone:
        if other.name.casefold() == name.casefold():
            return other
    slug = free_slug(name, (other.slug for other in everyone), longest=100)
    return Organisation.objects.create(name=name, slug=slug)


def _write_figures(practice: Practice, rows: Iterable[list[str]]) -> None:
    practice.figures.all().delete()
    for position, (label, value) in enumerate(rows):
        Figure.objects.create(practice=practice, label=label, value=value, position=position)


def _write_links(practice: Practice, rows: Iterable[list[str]]) -> None:
    practice.links.all().delete()
    for position, (label, url) in enumerate(rows):
        Link.objects.create(practice=practice, label=label, url=url, position=position)


ROWS = {
    "pillar_tags": _write_pillar_tags,
    "organisations": _write_organisations,
    "figures": _write_figures,
    "links": _write_links,
}


def free_slug(text: str, taken: Iterable[str], *, longest: int) -> str:
    """An address for `text` that is not in `taken`: the words, and a number where needed."""
    plain = slugify(text)[: longest - 6].strip("-") or "voorbeeld"
    used = set(taken)
    number = 1
    slug = plain
    while slug in used:
        number += 1
        slug = f"{plain}-{number}"
    return slug
