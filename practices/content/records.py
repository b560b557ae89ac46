"""Practices, one file each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from .. import workflow
from ..models import (
    Citation,
    Element,
    Event,
    OldSlug,
    Organisation,
    Participation,
    Pillar,
    PillarTag,
    Practice,
    PracticeContent,
    Region,
    Sector,
    Source,
)
from ..models.content import Kind, Licence
from .files import BadContent, Report, find, read

LISTS = {"sectors", "regions", "tags"}
ROWS = {
    "pillars": {"pillar", "element", "origin", "reason"},
    "organisations": {"name", "role"},
    "sources": {"source", "heading", "page", "lines", "quotation"},
    "figures": {"label", "value"},
    "links": {"label", "url"},
}
"""The keys that a file may have beside the fields of a practice, and those of its rows."""

DEFAULTS = {"licence": Licence.CC_BY}
"""What a file need not repeat: our retelling may be used again under CC BY 4.0 (LICENSE)."""


def load_practices(folder: Path, report: Report) -> None:
    """Make or renew the practices of a folder that no editor touched. Raises `BadContent`."""
    for record in _in_order(folder):
        _load_practice(record, report)


def _in_order(folder: Path) -> Iterable[dict[str, Any]]:
    """The records; those of the newest source last, and of these what employers do, the fullest
    last of all, so that what there is most to learn from comes on top of the site."""
    dates = dict(Source.objects.values_list("slug", "published"))
    records = [
        {**read(path), "slug": path.stem, "fingerprint": _fingerprint(path)}
        for path in sorted(folder.glob("*.toml"), reverse=True)
    ]
    for record in records:
        if not record.get("sources"):
            raise BadContent(f"{record['slug']}.toml: noem minstens één bron")
    return sorted(
        records,
        key=lambda r: (
            max(dates.get(s["source"], "") for s in r["sources"]),
            r.get("kind") == Kind.PRACTICE,
            len(str(r)),
        ),
    )


def _fingerprint(path: Path) -> str:
    """What the history remembers of a file, to see later whether the file has changed."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _load_practice(record: dict[str, Any], report: Report) -> None:
    slug = record["slug"]
    practice = Practice.objects.filter(slug=slug).first()
    if OldSlug.objects.filter(slug=slug).exists() or (practice and _touched(practice)):
        report.left_alone.append(slug)
        return
    if practice and _loaded_last(practice) == record["fingerprint"]:
        return
    try:
        _refuse_unknown_keys(record)
        _write(practice or Practice(slug=slug), record, report)
    except (BadContent, ValidationError, ValueError, TypeError, KeyError) as error:
        raise BadContent(f"{slug}.toml: {error}") from error


def _loaded_last(practice: Practice) -> str:
    """The fingerprint of the file as it was when this practice was last loaded from it."""
    event = practice.history.filter(move=Event.Kind.LOADED).first()
    return event.note if event else ""


def _refuse_unknown_keys(record: dict[str, Any]) -> None:
    """A misspelt key would lose a fact without a word."""
    fields = {column.name for column in PracticeContent._meta.local_fields}
    unknown = record.keys() - fields - ROWS.keys() - LISTS - {"slug", "fingerprint"}
    for name, known in ROWS.items():
        for row in record.get(name, []):
            unknown |= row.keys() - known
    if unknown:
        raise BadContent(f"onbekende sleutel: {', '.join(sorted(unknown))}")


def _touched(practice: Practice) -> bool:
    """True when anything but loading and its publication happened to this practice."""
    own = models.Q(move=Event.Kind.LOADED) | models.Q(move="publish", actor=None)
    return practice.history.exclude(own).exists()


def _write(practice: Practice, record: dict[str, Any], report: Report) -> None:
    is_new = practice.pk is None
    with workflow.editing(
        practice,
        actor=None,
        version=None if is_new else practice.version,
        kind=Event.Kind.LOADED,
        note=record["fingerprint"],
    ):
        for column in PracticeContent._meta.local_fields:
            value = record.get(column.name, DEFAULTS.get(column.name, column.get_default()))
            setattr(practice, column.name, _tidy(value))
        practice.full_clean()
        practice.save()
        _write_relations(practice, record)
    if is_new:
        workflow.publish_by_itself(practice)
        report.made["voorbeelden"] += 1
    else:
        report.renewed.append(practice.slug)


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _write_relations(practice: Practice, record: dict[str, Any]) -> None:
    practice.sectors.set(find(Sector, slug) for slug in record.get("sectors", []))
    practice.regions.set(find(Region, slug) for slug in record.get("regions", []))
    practice.tags.set(record.get("tags", []))
    practice.pillar_tags.all().delete()
    for row in record.get("pillars", []):
        PillarTag.objects.create(
            practice=practice,
            pillar=find(Pillar, row["pillar"]),
            element=find(Element, row["element"]) if row.get("element") else None,
            origin=row["origin"],
            reason=_tidy(row.get("reason", "")),
        )
    practice.participations.all().delete()
    for row in record.get("organisations", []):
        organisation, _ = Organisation.objects.get_or_create(
            name=row["name"], defaults={"slug": slugify(row["name"])[:100]}
        )
        Participation.objects.create(practice=practice, organisation=organisation, role=row["role"])
    _write_places(practice, record)


def _write_places(practice: Practice, record: dict[str, Any]) -> None:
    practice.citations.all().delete()
    for row in record["sources"]:
        Citation.objects.create(
            practice=practice,
            source=find(Source, row["source"]),
            heading=row["heading"],
            page=row.get("page", ""),
            first_line=row["lines"][0],
            last_line=row["lines"][1],
            quotation=_tidy(row.get("quotation", "")),
        )
    practice.figures.all().delete()
    practice.links.all().delete()
    for position, row in enumerate(record.get("figures", [])):
        practice.figures.create(**row, position=position)
    for position, row in enumerate(record.get("links", [])):
        practice.links.create(**row, position=position)
