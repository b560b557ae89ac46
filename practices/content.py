"""Loading the content of `fixtures/` without ever overwriting what an editor changed.

The format and the rules are in `fixtures/README.md`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from . import workflow
from .models import (
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
    SourceCount,
)
from .models.content import Kind, Licence

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


class BadContent(Exception):
    """A file of the content does not say what it should. The message names file and cause."""


@dataclass
class Report:
    """What was loaded: how many rows of each kind, and which practices were left to the editors."""

    made: Counter[str] = field(default_factory=Counter)
    renewed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def load(folder: Path) -> Report:
    """Load vocabularies, sources and practices, all or nothing. Loading twice changes nothing.

    Raises `BadContent`.
    """
    report = Report()
    with transaction.atomic():
        _load_vocabularies(folder, report)
        for record in _in_order(folder / "practices"):
            _load_practice(record, report)
    return report


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadContent(f"{path.name}: {error}") from error


def _load_vocabularies(folder: Path, report: Report) -> None:
    pillars, sectors = _read(folder / "pillars.toml"), _read(folder / "sectors.toml")
    for row in pillars["pillar"]:
        _make(Pillar, row, "code", report)
    for row in pillars["element"]:
        points = "\n".join(row.get("points", []))
        _make(Element, {**row, "points": points}, "code", report, pillar=Pillar)
    for position, row in enumerate(sectors["sector"]):
        names = "\n".join([*row.get("other_names", []), *row.get("narrower_names", [])])
        codes = ", ".join(row.get("sbi_codes", []))
        fields = {**row, "position": position, "other_names": names, "sbi_codes": codes}
        _make(Sector, fields, "slug", report, parent=Sector)
    _load_regions(_read(folder / "regions.toml")["region"], report)
    sources = _read(folder / "sources.toml")
    for row in sources["source"]:
        _make(Source, row, "slug", report)
    for row in sources["count"]:
        SourceCount.objects.get_or_create(
            source=_find(Source, row["source"]),
            element=_find(Element, row["element"]),
            defaults={"practices": row["practices"]},
        )


def _load_regions(rows: list[dict[str, Any]], report: Report) -> None:
    made = []
    for row in rows:
        names = "\n".join(row.get("other_names", []))
        if _make(Region, {**row, "other_names": names}, "slug", report):
            made.append(row)
    for row in made:
        parents = [_find(Region, slug) for slug in row.get("parents", [])]
        _find(Region, row["slug"]).parents.set(parents)


def _make(
    model: type[models.Model],
    row: dict[str, Any],
    key: str,
    report: Report,
    **references: type[models.Model],
) -> bool:
    """Make a row of a vocabulary unless it exists; True when it was made."""
    if model._default_manager.filter(**{key: row[key]}).exists():
        return False
    names = {f.name for f in model._meta.concrete_fields}
    fields = {name: value for name, value in row.items() if name in names}
    for name, target in references.items():
        if name in fields:
            fields[name] = _find(target, fields[name])
    row_made = model(**fields)
    try:
        row_made.full_clean()
    except ValidationError as error:
        raise BadContent(f"{model._meta.verbose_name} ‘{row[key]}’: {error}") from error
    row_made.save()
    report.made[str(model._meta.verbose_name_plural)] += 1
    return True


def _find(model: type[Any], key: str) -> Any:
    try:
        return model._default_manager.get(**{"code" if model in (Pillar, Element) else "slug": key})
    except model.DoesNotExist as error:
        raise BadContent(f"{model._meta.verbose_name} ‘{key}’ bestaat niet") from error


def _in_order(folder: Path) -> Iterable[dict[str, Any]]:
    """The records; those of the newest source last, and of these what employers do, the fullest
    last of all, so that what there is most to learn from comes on top of the site."""
    dates = dict(Source.objects.values_list("slug", "published"))
    records = [
        {**_read(path), "slug": path.stem, "fingerprint": _fingerprint(path)}
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
        practice.publish(actor=None)
        report.made["voorbeelden"] += 1
    else:
        report.renewed.append(practice.slug)


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _write_relations(practice: Practice, record: dict[str, Any]) -> None:
    practice.sectors.set(_find(Sector, slug) for slug in record.get("sectors", []))
    practice.regions.set(_find(Region, slug) for slug in record.get("regions", []))
    practice.tags.set(record.get("tags", []))
    practice.pillar_tags.all().delete()
    for row in record.get("pillars", []):
        PillarTag.objects.create(
            practice=practice,
            pillar=_find(Pillar, row["pillar"]),
            element=_find(Element, row["element"]) if row.get("element") else None,
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
            source=_find(Source, row["source"]),
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
