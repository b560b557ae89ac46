"""What hangs on a practice, as rows in its form; `after` names the part of the form it follows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from ..models import Citation, Figure, Link, Participation, PillarTag
from .bases import HTTPS, Overrides, StackedInline
from .forms import (
    CitationFormSet,
    OrderedFormSet,
    ParticipationFormSet,
    PillarTagForm,
    PillarTagFormSet,
)

SMALL_TEXT: Overrides = {
    **HTTPS,
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})},
}


class Rows(StackedInline):
    """Rows in the form of a practice: an empty one to begin with on a new practice."""

    template = "admin/practices/practice/_rows.html"
    after = ""
    explanation = ""
    extra = 0
    formfield_overrides = SMALL_TEXT

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One empty row on a new practice, so that it shows what is asked."""
        return 0 if obj else 1


class PillarTagInline(Rows):
    """Where it is filed."""

    model = PillarTag
    form = PillarTagForm
    formset = PillarTagFormSet
    after = "Indeling"
    explanation = (
        "Noemt de bron zelf een pijler of element? Kies dan ‘staat zo in de bron’. "
        "Leidt u het af? Kies ‘afgeleid door de redactie’ en zeg waaruit."
    )
    fields = (("element", "pillar"), "origin", "reason")


class ParticipationInline(Rows):
    """Who does it."""

    model = Participation
    formset = ParticipationFormSet
    after = "Feiten"
    explanation = "Geen namen van personen, alleen van organisaties."
    autocomplete_fields = ("organisation",)
    fields = (("organisation", "role"),)


class CitationInline(Rows):
    """Where it stands."""

    model = Citation
    formset = CitationFormSet
    after = "Feiten"
    explanation = "Zo precies dat een lezer het kan nakijken. Zonder bron gaat niets online."
    autocomplete_fields = ("source",)
    fields = ("source", "heading", ("page", "first_line", "last_line"), "quotation")


class FigureInline(Rows):
    """Numbers that a source prints."""

    model = Figure
    formset = OrderedFormSet
    after = "Feiten"
    explanation = "Alleen getallen die de bron noemt, zoals de bron ze noemt."
    fields = (("label", "value"),)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """None: most practices have no numbers."""
        return 0


class LinkInline(Rows):
    """Where to read more."""

    model = Link
    formset = OrderedFormSet
    after = "Contact en licentie"
    fields = (("label", "url"),)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """None: most practices have no links."""
        return 0


INLINES = (PillarTagInline, CitationInline, ParticipationInline, FigureInline, LinkInline)
