"""Builders for tests: plain functions that make rows with obvious values and no surprises.

Every value that a test is about is given by the test; the rest is made up and unmistakably so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from practices import indexing
from practices.models import (
    Citation,
    Element,
    Event,
    Organisation,
    Origin,
    Participation,
    Pillar,
    PillarTag,
    Practice,
    Region,
    Role,
    Sector,
    Source,
    Submission,
    User,
)
from practices.workflow import review, submissions, taking_over

_numbers = count(1)
PASSWORD = "een lang wachtwoord voor de test"
PILLARS = {"1": "Grip op geld", "2": "Grip op het werk", "3": "Grip op het leven"}
ELEMENTS = ("1a", "1b", "2a", "2b", "2c", "2d", "3a", "3b", "3c")


def make_pillars() -> None:
    """The three pillars and nine elements."""
    for code, name in PILLARS.items():
        Pillar.objects.get_or_create(
            code=code,
            defaults={"name": name, "explanation": "Uitleg.", "quotation": "Tekst.", "place": "p"},
        )
    for code in ELEMENTS:
        Element.objects.get_or_create(
            code=code,
            defaults={
                "pillar_id": code[0],
                "name": f"Element {code}",
                "explanation": "Uitleg.",
                "quotation": "Tekst.",
                "place": "p",
            },
        )


def make_sector(slug: str = "", *, parent: Sector | None = None, **fields: Any) -> Sector:
    """A sector, by default at the top of the tree."""
    slug = slug or f"sector-{next(_numbers)}"
    return Sector.objects.create(
        slug=slug, **{"name": slug.replace("-", " ").capitalize(), "parent": parent, **fields}
    )


def make_region(
    slug: str = "", *, parents: Iterable[Region] = (), kind: str = "provincie", **fields: Any
) -> Region:
    """A region, by default a province without a country."""
    slug = slug or f"regio-{next(_numbers)}"
    region = Region.objects.create(
        slug=slug, kind=kind, **{"name": slug.replace("-", " ").title(), **fields}
    )
    region.parents.set(parents)
    return region


def make_source(slug: str = "", **fields: Any) -> Source:
    """A document."""
    slug = slug or f"bron-{next(_numbers)}"
    defaults = {"title": f"Document {slug}", "kind": Source.Kind.REPORT, "published": "2021"}
    return Source.objects.create(slug=slug, **{**defaults, **fields})


def make_practice(
    title: str = "",
    *,
    status: str = Practice.Status.PUBLISHED,
    pillars: Iterable[str] = (),
    sectors: Iterable[Sector] = (),
    regions: Iterable[Region] = (),
    tags: Iterable[str] = (),
    organisations: Iterable[str] = (),
    sources: Iterable[Source] = (),
    **fields: Any,
) -> Practice:
    """A practice, published unless told otherwise, findable, with one event in its history.

    pillars: codes, "2" for a pillar alone and "2a" for an element, with origin "bron".
    """
    number = next(_numbers)
    title = title or f"Voorbeeld {number}"
    given = {
        "slug": f"voorbeeld-{number}",
        "summary": "Een verzonnen voorbeeld voor de test.",
        "kind": "praktijkvoorbeeld",
        "published_at": timezone.now() if status != Practice.Status.DRAFT else None,
        **fields,
    }
    practice = Practice.objects.create(title=title, status=status, **given)
    practice.sectors.set(sectors)
    practice.regions.set(regions)
    practice.tags.set(list(tags))
    for code in pillars:
        _pillar_tag(practice, code)
    for name in organisations:
        make_participation(practice, name)
    for source in sources:
        Citation.objects.create(
            practice=practice, source=source, heading="Bijlage", first_line=1, last_line=9
        )
    practice.history.create(move=Event.Kind.CREATED, actor=None)
    indexing.refresh(practice)
    return practice


def make_practices(*slugs: str, **fields: Any) -> list[Practice]:
    """Published practices with these slugs, each titled after its own."""
    return [make_practice(slug.title(), slug=slug, **fields) for slug in slugs]


def make_pillar_tag(
    practice: Practice, code: str, *, origin: str = Origin.SOURCE, reason: str = "Reden."
) -> PillarTag:
    """File a practice under a pillar ("2") or an element ("2a"), and let it be found there."""
    tag = _pillar_tag(practice, code, origin=origin, reason=reason)
    indexing.refresh(practice)
    return tag


def _pillar_tag(
    practice: Practice, code: str, *, origin: str = Origin.SOURCE, reason: str = "Reden."
) -> PillarTag:
    make_pillars()
    return PillarTag.objects.create(
        practice=practice,
        pillar_id=code[0],
        element_id=code if len(code) == 2 else None,
        origin=origin,
        reason=reason,
    )


def make_participation(practice: Practice, name: str, role: str = Role.INITIATOR) -> Participation:
    """Let an organisation take part; the organisation is made if needed."""
    organisation, _ = Organisation.objects.get_or_create(
        name=name, defaults={"slug": name.lower().replace(" ", "-")}
    )
    return Participation.objects.create(practice=practice, organisation=organisation, role=role)


def make_user(*groups: str, name: str = "", **fields: Any) -> User:
    """A person; with a group ("redacteur", "eindredacteur") somebody who may enter the admin."""
    name = name or f"persoon{next(_numbers)}"
    given = {"email": f"{name}@voorbeeld.invalid", "is_staff": bool(groups), **fields}
    user = User.objects.create_user(name, password=PASSWORD, **given)
    if groups and not Group.objects.exists():  # a test with real transactions emptied all tables
        import_module("practices.migrations.0002_groups").make_groups(apps, None)
        import_module("practices.migrations.0004_review_rights").give_rights(apps, None)
        import_module("practices.migrations.0007_search_rights").give_rights(apps, None)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_coordinator(*regions: Region, **fields: Any) -> User:
    """A person who coordinates these regions."""
    user = make_user(**fields)
    user.coordinates.set(regions)
    return user


NOTE = "Omdat het zo is."
CASE: Mapping[str, Any] = {
    "extent": "case",
    "summary": "Een verzonnen voorstel voor de test.",
    "kind": "praktijkvoorbeeld",
    "background": "Roosters kwamen te laat.",
    "approach": "Het team maakt het rooster zelf.",
    "licence": "CC-BY-4.0",
    "organisations": [["initiatiefnemer", "Zorggroep Voorbeeld"]],
}
"""What a full case needs beside a title, a sector and a region, in readable values."""


def make_submission(
    title: str = "",
    *,
    status: str = Submission.Status.DRAFT,
    submitter: User | None = None,
    assignee: User | None = None,
    region: Region | None = None,
    **values: Any,
) -> Submission:
    """A submission that could be sent in, brought to this status by the moves themselves.

    values: readable values as in `CASE`; a sector and a region are made when none is given.
    """
    title = title or f"Voorstel {next(_numbers)}"
    submitter = submitter or make_user()
    given = {
        **CASE,
        "region": region,
        "sectors": values.pop("sectors", None) or [make_sector().slug],
        "regions": values.pop("regions", None) or [(region or make_region()).slug],
        **values,
    }
    submission = submissions.start(submitter=submitter, title=title, key=uuid4(), values=given)
    bring_to(submission, status, assignee=assignee)
    return submission


def bring_to(submission: Submission, status: str, *, assignee: User | None = None) -> None:
    """Make the moves that lead from draft to this status; an editor is made when needed."""
    states = Submission.Status
    if status == states.DRAFT:
        return
    if submission.submitter is None:
        raise ValueError("zonder inzender geen zetten")
    if status == states.WITHDRAWN:
        submissions.withdraw(submission, actor=submission.submitter)
        return
    submissions.submit(submission, actor=submission.submitter)
    if status == states.SUBMITTED:
        return
    editor = assignee or make_user("eindredacteur")
    review.take(submission, actor=editor)
    decide: dict[str, Any] = {"actor": editor, "version": submission.version, "note": NOTE}
    if status == states.CHANGES_REQUESTED:
        review.request_changes(submission, **decide)
    elif status == states.REJECTED:
        review.reject(submission, **decide)
    elif status == states.ACCEPTED:
        review.accept(submission, when=taking_over.Release(now=True), **decide)
