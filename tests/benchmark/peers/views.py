"""The list as django-filter's and django-modelsearch's manuals lead one to build it.

Both take the public parameters of the site, and give the exact total, twenty practices and the
count of every value, given the words and the choices in the other facets.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from modelsearch import backends, query  # type: ignore[import-not-found]

from ..records import FIXED
from .models import Practice

PER_PAGE = 20
SHOWN = 20
"""Values of a facet on the page; all are counted."""
FACETS = (*Practice.RELATIONS, *FIXED)


class PracticeFilter(django_filters.FilterSet):
    """The parameters; those of the facets are added below."""

    q = django_filters.CharFilter(method="search")
    jaarVan = django_filters.NumberFilter("last", "gte")  # noqa: N815 as the site calls it
    jaarTot = django_filters.NumberFilter("first", "lte")  # noqa: N815

    class Meta:
        model = Practice
        fields: list[str] = []

    def search(self, rows: QuerySet[Practice], name: str, value: str) -> QuerySet[Practice]:
        """Every word somewhere."""
        for word in value.split():
            places = Q(title__icontains=word) | Q(summary__icontains=word)
            rows = rows.filter(places | Q(body__icontains=word))
        return rows


def _terms(facet: str) -> QuerySet[Any]:
    relation: Any = Practice._meta.get_field(facet)
    terms: QuerySet[Any] = relation.related_model.objects.all()
    return terms


for _name in Practice.RELATIONS:
    PracticeFilter.base_filters[_name] = django_filters.ModelMultipleChoiceFilter(
        field_name=f"{_name}__slug",
        to_field_name="slug",
        queryset=_terms(_name),
    )
for _name, _keys in FIXED.items():
    PracticeFilter.base_filters[_name] = django_filters.MultipleChoiceFilter(
        field_name=_name, choices=[(key, key) for key in _keys]
    )


def _values(facet: str) -> list[tuple[Any, str]]:
    """What a facet can be filtered by, and the name of each."""
    if facet in FIXED:
        return [(key, key) for key in FIXED[facet]]
    return list(_terms(facet).values_list("pk", "slug"))


def naive(request: HttpRequest) -> HttpResponse:
    """A filter set, and one COUNT for each value."""
    rows = PracticeFilter(request.GET, Practice.objects.all()).qs
    facets = {}
    for facet in FACETS:
        others = request.GET.copy()
        others.pop(facet, None)
        beside = PracticeFilter(others, Practice.objects.all()).qs
        facets[facet] = [
            (name, beside.filter(**{facet: value}).distinct().count())
            for value, name in _values(facet)
        ]
    return _page(request, rows.distinct(), rows.distinct().count(), facets)


def modelsearch(request: HttpRequest) -> HttpResponse:
    """One search, and one search with counts for each facet."""
    found = _search(request)
    facets = {}
    for facet in FACETS:
        beside = _search(request, without=facet) if facet in request.GET else found
        counts = beside.facet(facet)
        facets[facet] = [(name, counts.get(value, 0)) for value, name in _values(facet)]
    return _page(request, found, found.count(), facets)


def _search(request: HttpRequest, without: str = "") -> Any:
    rows = Practice.objects.all()
    asked = request.GET
    for facet in FACETS:
        keys = asked.getlist(facet)
        if keys and facet != without:
            rows = rows.filter(_having(facet, keys))
    if "jaarVan" in asked:
        rows = rows.filter(last__gte=int(asked["jaarVan"]), first__lte=int(asked["jaarTot"]))
    by_relevance = "q" in asked and asked.get("sorteer") != "nieuw"
    return backends.get_search_backend().search(
        asked.get("q") or query.MATCH_ALL, rows, operator="and", order_by_relevance=by_relevance
    )


def _having(facet: str, keys: list[str]) -> Q:
    """A condition that modelsearch can work with: it knows no joins."""
    if facet in FIXED:
        return Q(**{f"{facet}__in": keys})
    having = Practice.objects.filter(**{f"{facet}__slug__in": keys}).order_by()
    return Q(id__in=having.values("id"))


def _page(
    request: HttpRequest, rows: Any, total: int, facets: dict[str, list[tuple[str, int]]]
) -> HttpResponse:
    start = (int(request.GET.get("pagina", 1)) - 1) * PER_PAGE
    context = {
        "total": total,
        "practices": list(rows[start : start + PER_PAGE]),
        "facets": {
            facet: sorted(counts, key=lambda count: -count[1])[:SHOWN]
            for facet, counts in facets.items()
        },
    }
    response = render(request, "peers/list.html", context)
    response["X-Total"] = str(total)
    return response
