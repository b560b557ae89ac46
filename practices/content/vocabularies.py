"""Pillars, elements, sectors, regions and sources, from their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..models import Element, Pillar, Region, Sector, Source, SourceCount
from .files import BadContent, Report, find, read


def load_vocabularies(folder: Path, report: Report) -> None:
    """Make what is new of all vocabularies and sources; what exists stays as it is."""
    pillars, sectors = read(folder / "pillars.toml"), read(folder / "sectors.toml")
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
    _load_regions(read(folder / "regions.toml")["region"], report)
    sources = read(folder / "sources.toml")
    for row in sources["source"]:
        _make(Source, row, "slug", report)
    for row in sources["count"]:
        SourceCount.objects.get_or_create(
            source=find(Source, row["source"]),
            element=find(Element, row["element"]),
            defaults={"practices": row["practices"]},
        )


def _load_regions(rows: list[dict[str, Any]], report: Report) -> None:
    made = []
    for row in rows:
        names = "\n".join(row.get("other_names", []))
        if _make(Region, {**row, "other_names": names}, "slug", report):
            made.append(row)
    for row in made:
        parents = [find(Region, slug) for slug in row.get("parents", [])]
        find(Region, row["slug"]).parents.set(parents)


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
            fields[name] = find(target, fields[name])
    row_made = model(**fields)
    try:
        row_made.full_clean()
    except ValidationError as error:
        raise BadContent(f"{model._meta.verbose_name} ‘{row[key]}’: {error}") from error
    row_made.save()
    report.made[str(model._meta.verbose_name_plural)] += 1
    return True
