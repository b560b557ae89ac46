"""The parameters of the public list, read once for page, API, feeds and downloads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, ClassVar, Self, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from .facets import FACETS, FacetIndex, Options, Selection, facet_index
from .models import Practice
from .reading import quotable, whole_number
from .results import Results
from .search import MOST_CHARACTERS, Found, search

EARLIEST, LATEST = 1900, 2099
"""The years that a period can have (`models.partial_date`)."""

YEARS = ("jaarVan", "jaarTot")
"""The parameters of the first and the last year."""

SORTS = {"relevantie": "best passend", "nieuw": "nieuwste eerst", "titel": "titel A–Z"}


class UnknownValues(ValidationError):
    """Some values of a parameter are not in its vocabulary. reason: "" to just name them."""

    def __init__(self, unknown: Sequence[str], reason: str = "") -> None:
        super().__init__(reason or f"Onbekende waarde: {', '.join(unknown)}.", code="unknown")
        self.unknown = tuple(unknown)


class Shared:
    """A filter or field whose parts never change, so that a copy of it may share them: copying
    all of them for every request took longer than counting."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = object.__new__(type(self))  # copy() finds out each time that this is all it takes
        twin.__dict__.update(self.__dict__)
        return twin


class FacetField(Shared, forms.Field):
    """Several keys of one facet; the widget hands over every value given, in order."""

    widget = forms.SelectMultiple
    keys: frozenset[str] = frozenset()

    def clean(self, value: Any) -> tuple[str, ...]:
        """The keys, each once. Raises `UnknownValues`."""
        given = [key for key in dict.fromkeys(value or ()) if key]
        unknown = [key for key in given if key not in self.keys]
        if unknown:
            raise UnknownValues(unknown)
        return tuple(given)


class FacetFilter(Shared, django_filters.Filter):
    """A filter whose work is done by the facet index, together with all others."""

    field_class = FacetField


class QueryField(Shared, forms.CharField):
    """Free text. Nothing that a visitor types is an error (S-17)."""

    def clean(self, value: Any) -> str:
        """The text without control characters, cut at the length that is searched."""
        text = "".join(letter for letter in str(value or "") if letter.isprintable())
        return text.strip()[:MOST_CHARACTERS]


class QueryFilter(Shared, django_filters.Filter):
    """The search text."""

    field_class = QueryField


class LastOne(Shared, forms.Field):
    """A parameter that counts once: the last value counts, and each one given is judged."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> Any:
        """The last value. Raises `UnknownValues` with all that are no good."""
        last, unknown, reasons = None, [], []
        for given in value or [""]:
            try:
                last = super().clean(given)
            except ValidationError as error:
                unknown.append(given)
                reasons += error.messages
        if unknown:
            raise UnknownValues(unknown, " ".join(dict.fromkeys(reasons)))
        return last


class YearField(LastOne, forms.IntegerField):
    """A year in plain digits."""

    def to_python(self, value: Any) -> int | None:
        """The year, None for none. Raises `ValidationError`."""
        if value and whole_number(value) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class YearFilter(Shared, django_filters.Filter):
    """A year that a period can have."""

    field_class = YearField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=EARLIEST, max_value=LATEST, **kwargs)


class SortField(LastOne, forms.ChoiceField):
    """One of `SORTS`."""


class SortFilter(Shared, django_filters.Filter):
    """The order of the list."""

    field_class = SortField


class PracticeFilterSet(django_filters.FilterSet):
    """What a visitor asks of the list, checked, and what the list answers.

    The parameters are a public contract (docs/concepts.md). Filters do not narrow one after
    the other: all of them make one `Selection`, which the facet index answers, so that the list
    and the counts beside it cannot differ.
    """

    q = QueryFilter(label="Zoekwoord")
    pijler = FacetFilter(label="Pijler of element")
    sector = FacetFilter(label="Sector")
    regio = FacetFilter(label="Regio")
    soort = FacetFilter(label="Soort")
    fase = FacetFilter(label="Fase")
    onderbouwing = FacetFilter(label="Onderbouwing")
    trefwoord = FacetFilter(label="Trefwoord")
    organisatie = FacetFilter(label="Organisatie")
    bron = FacetFilter(label="Bron")
    jaarVan = YearFilter(label="Jaar vanaf")  # noqa: N815 public name (API Design Rules)
    jaarTot = YearFilter(label="Jaar tot en met")  # noqa: N815
    sorteer = SortFilter(label="Sorteer op", choices=list(SORTS.items()))

    class Meta:
        model = Practice
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, index: FacetIndex | None = None, **kwargs: Any) -> None:
        super().__init__(data, queryset=_published(), **kwargs)
        self.index = index or facet_index()
        for facet in FACETS:
            facet_field = cast("FacetField", self.form.fields[facet.name])
            facet_field.keys = frozenset(self.index.values[facet.name])

    def get_form_class(self) -> type[forms.Form]:
        """The form that reads the parameters; made once, as its fields are copied for each use."""
        if self.made_form is None:
            type(self).made_form = super().get_form_class()
        return cast("type[forms.Form]", self.made_form)

    made_form: ClassVar[type[forms.Form] | None] = None

    def filter_queryset(self, queryset: QuerySet[Practice]) -> QuerySet[Practice]:
        """The practices that the selection leaves, for callers that want a queryset."""
        return queryset.filter(pk__in=self.results.practices)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The checked values of all parameters that were given well."""
        self.form.is_valid()
        checked: dict[str, Any] = self.form.cleaned_data
        return checked

    @property
    def text(self) -> str:
        """The search text, "" when none was given."""
        return str(self.asked.get("q", ""))

    @property
    def sort(self) -> str:
        """The order of the list."""
        return self.asked.get("sorteer") or self.default_sort

    @cached_property
    def found(self) -> Found | None:
        """What the words found, None without words."""
        return search(self.text)

    @cached_property
    def selection(self) -> Selection:
        """All parameters in the form that the facet index answers."""
        return Selection(
            chosen={facet.name: self.asked.get(facet.name, ()) for facet in FACETS},
            years=(self.asked.get(YEARS[0]), self.asked.get(YEARS[1])),
            matches=None if self.found is None else self.found.practices,
        )

    @property
    def default_sort(self) -> str:
        """The order of the list when none is asked: relevance with words, else newest first."""
        return "relevantie" if self.found else "nieuw"

    @property
    def parameters(self) -> QueryDict:
        """What is asked, in one form whatever the order in which it was given; without the page.

        The default order is left out, so that a search which starts from here gets its own.
        """
        query = QueryDict(mutable=True)
        if self.text:
            query["q"] = self.text
        for name, keys in self.selection.chosen.items():
            if keys:
                query.setlist(name, sorted(keys))
        for name, year in zip(YEARS, self.selection.years, strict=True):
            if year:
                query[name] = str(year)
        if self.sort != self.default_sort:
            query["sorteer"] = self.sort
        return query

    @cached_property
    def options(self) -> dict[str, Options]:
        """Every facet with its options and exact counts."""
        return self.index.options(self.selection)

    @cached_property
    def results(self) -> Results:
        """The practices asked for, in the order asked for."""
        practices = self.index.select(self.selection)
        order = self.index.by_title if self.sort == "titel" else self.index.newest
        by_relevance = self.found if self.sort == "relevantie" else None
        return Results(practices, order, by_relevance)


@cache
def _published() -> QuerySet[Practice]:
    """All that the list is about; made once, as nobody reads it who does not narrow it first."""
    return Practice.objects.published()


def with_page(asked: str, number: int) -> str:
    """The query of one page of a list. asked: the query of the list, with its question mark."""
    return f"{asked}{'&' if asked else '?'}pagina={number}" if number > 1 else asked


def lenient(data: QueryDict) -> tuple[PracticeFilterSet, list[str]]:
    """A filter set from which all that is not understood has been left out, for pages and
    downloads, and what to tell the visitor about it, in Dutch."""
    index = facet_index()
    strict = PracticeFilterSet(data, index=index)
    if strict.form.is_valid():
        return strict, []
    kept, notices = data.copy(), []
    for name, errors in strict.form.errors.as_data().items():
        unknown = {key for error in errors for key in getattr(error, "unknown", ())}
        kept.setlist(name, [key for key in data.getlist(name) if key not in unknown])
        words = quotable(", ".join(sorted(unknown)), 100)
        notices.append(f"{strict.form.fields[name].label}: ‘{words}’ kennen wij niet.")
    return PracticeFilterSet(kept, index=index), notices
