"""The component page: every part of the site in its states, made from the real templates.

For who builds and who keeps the words; the samples are what the knowledge base holds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ..coverage import small
from ..exchange import site_url
from ..facets import FacetIndex, facet_index
from ..filters import lenient
from ..forms.bases import OurForm
from ..models import Practice
from ..permissions import can_review
from ..reading import read_only
from .detail import detail_context
from .listing import list_context
from .nodes import nodes
from .palette import swatches


class Part(NamedTuple):
    """A component: its key (also its template), its name, and when to use it."""

    key: str
    name: str
    use: str


PARTS = (
    Part("mark", "Beeldmerk en tekens", "Cirkel is geld, vierkant is werk, boog is leven."),
    Part("colours", "Kleur", "Groen is om te doen. De andere kleuren zijn van de pijlers."),
    Part("type", "Letter", "Schreefloos zijn onze woorden, met schreef die van een bron."),
    Part("space", "Ruimte", "Zeven stappen. Tussen banden groeit de ruimte mee."),
    Part("schemes", "Licht en donker", "Het systeem van de bezoeker kiest."),
    Part("buttons", "Knop", "Eén volle knop per scherm. De tekst zegt wat er gebeurt."),
    Part("crumbs", "Kruimelpad", "Op elke bladzijde onder een lijst."),
    Part("search", "Zoekvak", "Groot op de voorpagina, smal boven een lijst."),
    Part("facet", "Filter", "Bij elke keuze staat hoeveel voorbeelden u dan ziet."),
    Part("chips", "Gekozen filters", "Elk blokje is met één klik weer weg."),
    Part("cards", "Voorbeeld in een lijst", "Een lijn, geen doos. De titel is de koppeling."),
    Part("index", "Indexregel", "Eén regel, één keuze, één getal."),
    Part("pages", "Bladeren", "Onder een lijst van meer dan twintig."),
    Part("signature", "Handtekening", "Eén voorbeeld in de negen elementen."),
    Part("reasons", "Pijlers en elementen", "Wat erbij hoort, waarom, en wie dat zegt."),
    Part("facts", "Feiten", "Ook wat niemand weet, staat er."),
    Part("quotations", "Woorden van een bron", "Letterlijk, met de plaats erbij."),
    Part("tiles", "Tegelkaart", "Regio’s met hun aantal. Eronder staat hetzelfde als lijst."),
    Part("matrix", "Dekking", "Hoe meer voorbeelden, hoe voller. Een plus nodigt uit."),
    Part("table", "Tabel", "Getallen staan rechts, onder elkaar."),
    Part("notices", "Melding", "Zegt wat er is, en wat u kunt doen."),
    Part("fields", "Veld", "Naam boven het veld. De fout zegt hoe het wel moet."),
    Part("flags", "Status", "Een woord in een randje, nooit kleur alleen."),
    Part("snippet", "Code voor een andere site", "Bij een lijst, om mee te nemen."),
)

SPACES = (4, 8, 12, 16, 24, 32, 48)
"""The steps --s1 to --s7 of the stylesheet, in pixels."""


@read_only
def style(request: HttpRequest) -> HttpResponse:
    """Every component in its states; only for editors, and while the site is being built."""
    if not (settings.DEBUG or can_review(request.user)):
        raise Http404
    index = facet_index()
    context = {
        "parts": PARTS,
        "swatches": swatches(),
        "has_theme": bool(settings.THEME_STYLESHEET or settings.THEME_CLASS),
        "spaces": SPACES,
        "form": SampleForm({"mail": "naam.organisatie.nl", "naam": "Samen roosteren"}),
        "embed_address": site_url(f"{reverse('practices:embed')}?regio=drenthe&aantal=3"),
        "matrix": small(index),
        **_from_list(index),
        **_from_practice(),
        "section": "",
    }
    return render(request, "style/page.html", context)


def _from_list(index: FacetIndex) -> dict[str, Any]:
    """What the partials of the list need, for a list that is narrowed and goes on."""
    asked = QueryDict("pijler=2&soort=praktijkvoorbeeld&toon=kaart")
    filterset, notices = lenient(asked)
    listed = list_context(filterset, notices, asked)
    elements = nodes("pijler", index.whole["pijler"]).values()
    return {**listed, "cards": listed["cards"][:2], "elements": list(elements)[:3]}


def _from_practice() -> dict[str, Any]:
    """What the partials of one practice need, for the one with the most signs; {} for none."""
    known = Practice.objects.published().with_relations()
    richest = known.annotate(signs=Count("pillar_tags")).order_by("-signs", "slug").first()
    return detail_context(richest) if richest else {}


class SampleForm(OurForm):
    """Fields in their states: filled, wrong, optional, several lines, a choice."""

    naam = forms.CharField(label="Naam van het voorbeeld", help_text="Hoe noemt u het zelf?")
    mail = forms.EmailField(
        label="E-mailadres",
        error_messages={"invalid": "Vul een e-mailadres in met een @, zoals naam@organisatie.nl."},
    )
    resultaat = forms.CharField(
        label="Wat heeft het opgeleverd?", required=False, widget=forms.Textarea({"rows": 3})
    )
    fase = forms.ChoiceField(
        label="Loopt het nog?",
        required=False,
        choices=[("ja", "Ja, het loopt nog"), ("nee", "Nee, het is gestopt")],
    )
