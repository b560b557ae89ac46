"""The thesaurus: which words the search takes for the same."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Count, Prefetch, QuerySet
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString

from .. import search, workflow
from ..models import Concept, ConceptTerm
from ..search.thesaurus import telling
from .bases import ModelForm, TabularInline
from .desk import Desk
from .forms import RowsFormSet

MOST_SHOWN = 5
"""How many equal terms the list shows of one concept."""

EXPLANATION = SafeString(
    "<p>Hier staat welke woorden de zoekmachine bij elkaar zoekt. Het woord dat iemand zelf typt, "
    "telt het zwaarst. Wat u opslaat, werkt meteen.</p>"
    "<p><strong>gelijk</strong>: betekent hetzelfde. Wie het ene zoekt, vindt ook het andere.</p>"
    "<p><strong>smaller</strong>: is een soort of een deel. Wie het begrip zoekt, vindt ook dit; "
    "wie dit zoekt, vindt niet het begrip.</p>"
    "<p><strong>ruimer</strong>: omvat het begrip. Wordt alleen voorgesteld, bij ‘Zoek ook op’.</p>"
    "<p><strong>verwant</strong>: ligt ernaast. Wordt ook alleen voorgesteld.</p>"
    "<p>Heeft een woord nog een gewone of een andere betekenis, zoals ‘verloop’? Kies dan smaller "
    "of verwant. Enkelvoud, meervoud en werkwoordsvormen hoeft u niet apart te noemen.</p>"
)


class ConceptForm(ModelForm):
    """A concept. Capitals and extra spaces make no difference."""

    class Meta:
        model = Concept
        fields = ("name", "note")
        widgets = {"note": AdminTextareaWidget(attrs={"rows": 2})}

    def clean_name(self) -> str:
        """The preferred term, and no other concept that differs in capitals only."""
        name = _tidy(self.cleaned_data["name"])
        others = Concept.objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError("Dit begrip is er al. Vul dat aan of kies een andere naam.")
        return name


class TermForm(ModelForm):
    """One term beside the name."""

    class Meta:
        model = ConceptTerm
        fields = ("text", "relation")
        error_messages = {
            "text": {"required": "Vul een term in, of haal deze regel weg."},
            "relation": {"required": "Kies hoe deze term zich tot het begrip verhoudt."},
        }

    def clean_text(self) -> str:
        """The term with its spaces tidied."""
        return _tidy(self.cleaned_data["text"])


def _tidy(text: str) -> str:
    """The text with single spaces. Raises `ValidationError` when too little of it is looked for."""
    if not telling(text, search.text_index().language.analyser):
        raise ValidationError(
            f"De zoekmachine slaat in ‘{text}’ gewone woorden over. Dan blijft er niets van over, "
            "of maar één van de woorden. Kies een andere term."
        )
    return " ".join(text.split())


class TermFormSet(RowsFormSet):
    """The terms of one concept, each once."""

    same_message = "Deze term staat er al."

    def clean(self) -> None:
        """Refuse a term that stands there twice, or that is the concept itself."""
        super().clean()
        seen = set()
        for form in self.kept_forms:
            text = form.cleaned_data["text"].casefold()
            if text == str(self.instance).casefold():
                form.add_error("text", "Dit is de voorkeursterm zelf. Haal deze regel weg.")
            elif text in seen:
                form.add_error("text", self.same_message)
            seen.add(text)


class TermInline(TabularInline):
    """The terms in the form of a concept, with some empty rows for who has no JavaScript."""

    model = ConceptTerm
    form = TermForm
    formset = TermFormSet
    extra = 3


class ConceptAdmin(Desk):
    """The thesaurus."""

    plural = "Thesaurus"
    takes_het = True
    actions = None
    form = ConceptForm
    inlines = (TermInline,)
    list_display = ("name", "equal_terms", "number_of_terms")
    search_fields = ("name", "terms__text", "note")
    search_help_text = "Zoekt in de voorkeurstermen, alle andere termen en de toelichting."
    fieldsets = ((None, {"fields": ("name", "note"), "description": EXPLANATION}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each concept with the number of its terms, and those that are equal."""
        equal = ConceptTerm.objects.filter(relation=ConceptTerm.Relation.EQUAL)
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(number=Count("terms", distinct=True))
        return counted.prefetch_related(Prefetch("terms", equal, to_attr="equal"))

    @admin.display(description="gelijk")
    def equal_terms(self, concept: Any) -> str:
        """The first terms that mean the same."""
        names = [term.text for term in concept.equal[:MOST_SHOWN]]
        return ", ".join([*names, "…"] if len(concept.equal) > MOST_SHOWN else names)

    @admin.display(description="termen", ordering="number")
    def number_of_terms(self, concept: Any) -> int:
        """How many terms it has beside its name."""
        return int(concept.number)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, and let every process search with it from now on."""
        super().save_related(request, form, formsets, change)
        if not change or form.has_changed() or any(rows.has_changed() for rows in formsets):
            workflow.vocabulary_changed()

    def delete_model(self, request: HttpRequest, obj: Concept) -> None:
        """Delete, and let every process search without it."""
        super().delete_model(request, obj)
        workflow.vocabulary_changed()
