"""The words of which compounds are made, beside those that the program brings along."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .. import search, workflow
from ..models import CompoundPart, SearchWord
from ..search.compounds import GROWN, SHORTEST_PART, Lexicon, split, take_apart
from ..search.data import stop_words
from ..search.stems import stem
from .bases import ModelForm
from .desk import Desk

MOST_SHOWN = 20
"""How many words of the practices the form shows of one part."""

EXPLANATION = SafeString(
    "<p>In het Nederlands staan woorden vaak aan elkaar. De zoekmachine haalt ze uit elkaar: wie "
    "‘rooster’ zoekt, vindt ook ‘roosterplanner’. Dat kan alleen met woorden die zij kent. Hier "
    "voegt u woorden toe. Wat u opslaat, werkt meteen.</p>"
    "<p>Is het woord zelf een samenstelling, zoals ‘zorgboerderij’? Dan wordt het ook gevonden in "
    "langere woorden, zoals ‘zorgboerderijteam’.</p>"
    "<p>Valt een woord verkeerd uit elkaar? Zet dan het deel dat niet klopt hier neer, met "
    "‘gebruiken’ uit. Dat kan ook met een woord dat de zoekmachine zelf al kende.</p>"
    "<p>Elke dag zoekt de site in de voorbeelden naar nieuwe woorddelen. Past zo’n woord niet? Zet "
    "‘gebruiken’ uit. Als u het verwijdert, kan het vanzelf terugkomen.</p>"
)
PUT_OFF = "Dit woord staat in veel voorbeelden. Uw wijziging werkt binnen enkele minuten overal."


class CompoundPartForm(ModelForm):
    """A word and whether it counts. Capitals, accents and hyphens make no difference."""

    class Meta:
        model = CompoundPart
        fields = ("word", "is_used")
        error_messages = {"word": {"unique": "Dit woord staat al in de lijst."}}

    def clean_word(self) -> str:
        """The word as it is compared."""
        word = search.fold(self.cleaned_data["word"].strip())
        if not (word.isascii() and word.isalpha()):
            raise ValidationError("Vul één woord in, met alleen letters.")
        if len(word) < SHORTEST_PART:
            raise ValidationError(f"Een woorddeel heeft minstens {SHORTEST_PART} letters.")
        return word

    def clean(self) -> dict[str, Any] | None:
        """Refuse what would make no difference. The word of an existing row does not change."""
        cleaned = super().clean()
        word = self.cleaned_data.get("word", self.instance.word)
        if word and (wrong := self._objection(word)):
            self.add_error("word" if "word" in self.fields else "is_used", wrong)
        return cleaned

    def _objection(self, word: str) -> str:
        if not self.cleaned_data.get("is_used"):
            return _cannot_be_refused(word)
        if Lexicon.base().is_one(word) and self.instance.pk:
            return (
                "De zoekmachine kent dit woord zelf al. Verwijder deze regel: dan gebruikt zij het "
                "weer."
            )
        return _cannot_be_used(word)


def _cannot_be_used(word: str) -> str:
    """Why this word would add nothing; "" when it would."""
    if word in stop_words():
        return f"De zoekmachine slaat ‘{word}’ altijd over. Het kan geen woorddeel zijn."
    if Lexicon.base().is_one(word):
        return (
            f"De zoekmachine kent ‘{word}’ al. U hoeft het niet toe te voegen. Wilt u dat zij het "
            "juist niet gebruikt? Zet dan ‘gebruiken’ uit."
        )
    if (apart := take_apart(word, Lexicon.base())) and apart.stem in Lexicon.base().compounds:
        return f"De zoekmachine kent ‘{word}’ al. U hoeft het niet toe te voegen."
    if len(word) not in GROWN:
        return (
            f"Een woorddeel dat u toevoegt, heeft {GROWN[0]} tot en met {GROWN[-1]} letters. Een "
            "korter woord staat te vaak toevallig in een ander woord."
        )
    return ""


def _cannot_be_refused(word: str) -> str:
    """Why this word would go on to be used; "" when it would not."""
    base = Lexicon.base()
    if word in base.parts or not base.is_one(word):
        return ""
    known = sorted(part for part in base.parts if stem(part) == stem(word))
    if known:
        return f"De zoekmachine kent dit woord als ‘{known[0]}’. Zet dat woord uit."
    return f"‘{word}’ hoort vast bij de zoekmachine en kan niet uit."


class CompoundPartAdmin(Desk):
    """Parts of compounds, with how often the practices need them."""

    takes_het = True
    actions = None
    form = CompoundPartForm
    list_display = ("word", "is_used", "origin", "number_of_words")
    list_filter = ("origin", "is_used")
    search_fields = ("word",)
    search_help_text = "Zoekt in de woorden van deze lijst."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each part with how many longer words of the practices hold it."""
        rows: QuerySet[Any] = super().get_queryset(request)
        every = _longer(OuterRef("word")).annotate(every=Value(1)).values("every")
        number = every.annotate(number=Count("pk")).values("number")
        counted: QuerySet[Any] = rows.annotate(number=Coalesce(Subquery(number), 0))
        return counted

    @admin.display(description="in andere woorden", ordering="number")
    def number_of_words(self, part: Any) -> int:
        """How many longer words of the practices hold it."""
        return int(part.number)

    @admin.display(description="Staat in deze woorden")
    def words(self, part: Any) -> SafeString | str:
        """Some of these, each as it is taken apart now."""
        lexicon = search.present_analyser().lexicon
        words = _longer(part.word).order_by("-practices", "word").values_list("word", flat=True)
        apart = ((w, " + ".join(split(w, lexicon)) or "blijft heel") for w in words[:MOST_SHOWN])
        return format_html_join(SafeString("<br>"), "{}: {}", apart) or "geen"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With an explanation; of an existing part also where it stands."""
        shown = ("word", "is_used", "origin", "words") if obj else ("word", "is_used")
        return ((None, {"fields": shown, "description": EXPLANATION}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Another word is another part: delete this one and add that."""
        return ("word", "origin", "words") if obj else ()

    def save_model(self, request: HttpRequest, obj: CompoundPart, form: Any, change: bool) -> None:
        """Save, and let practices be found with it."""
        super().save_model(request, obj, form, change)
        if not change or form.has_changed():
            self._apply(request, obj)

    def delete_model(self, request: HttpRequest, obj: CompoundPart) -> None:
        """Delete, and let practices be found without it."""
        super().delete_model(request, obj)
        self._apply(request, obj)

    def _apply(self, request: HttpRequest, part: CompoundPart) -> None:
        if not workflow.compound_parts_changed([part.word]):
            self.message_user(request, PUT_OFF)


def _longer(word: str | OuterRef) -> QuerySet[SearchWord]:
    """The words of the practices that hold this one and more."""
    return SearchWord.objects.filter(word__contains=word).exclude(word=word)
