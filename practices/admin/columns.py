"""What the list of practices shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from ..completeness import score
from ..models import Origin, Practice

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = "–"
LONGEST_SOURCE = 26
SHOWN = 3
"""How many names stand in a cell before the rest is only counted."""


class Columns:
    """Columns of the list, for an admin class."""

    @admin.display(description="status", ordering="status")
    def status_in_words(self, practice: Practice) -> SafeString:
        """The status, with a mark of its own shape for each."""
        return format_html(
            '<span class="kb-status kb-{}">{}</span>',
            practice.status,
            practice.get_status_display(),
        )

    @admin.display(description="pijlers en elementen")
    def pillars(self, practice: Practice) -> str:
        """Codes, those that the source prints first: "1b, 2c; redactie: 3a"."""
        codes: dict[str, list[str]] = {origin: [] for origin in Origin.values}
        for tag in practice.pillar_tags.all():
            codes[tag.origin].append(tag.element_id or tag.pillar_id)
        names = {Origin.SOURCE: "", Origin.SUBMITTER: "inzender: ", Origin.EDITORS: "redactie: "}
        said = [name + ", ".join(codes[origin]) for origin, name in names.items() if codes[origin]]
        return "; ".join(said) or NOTHING

    @admin.display(description="regio’s")
    def region_names(self, practice: Practice) -> str:
        """Where it is."""
        return _listed(str(region) for region in practice.regions.all())

    @admin.display(description="sectoren")
    def sector_names(self, practice: Practice) -> str:
        """For whom it is."""
        return _listed(sector.name for sector in practice.sectors.all())

    @admin.display(description="bron")
    def source_names(self, practice: Practice) -> str:
        """The documents that it comes from."""
        names = dict.fromkeys(str(row.source) for row in practice.citations.all())
        return _listed((Truncator(name).chars(LONGEST_SOURCE) for name in names), shown=1)

    @admin.display(description="compleet")
    def percentage(self, practice: Practice) -> str:
        """How complete it is."""
        return f"{score(practice)}%"

    @admin.display(description="gewijzigd", ordering="updated_at")
    def changed(self, practice: Practice) -> str:
        """The day of the last change."""
        return f"{timezone.localtime(practice.updated_at):%d-%m-%Y}"


def _listed(names: Iterable[str], shown: int = SHOWN) -> str:
    found = list(names)
    more = f" en {len(found) - shown} meer" if len(found) > shown else ""
    return ", ".join(found[:shown]) + more or NOTHING
