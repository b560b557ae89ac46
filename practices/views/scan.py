"""The scan: how an employer does on the nine elements, and what others did about the weakest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from pyroaring import BitMap

from ..facets import FacetIndex, facet_index
from ..models import Element
from ..ordering import Order
from ..pictures.profile import Part, profile
from ..reading import read_only
from ..results import Results
from ..scan import (
    ANSWERS,
    BEST,
    QUESTIONS,
    STATEMENTS,
    Advice,
    Answers,
    Beginning,
    Reach,
    advise,
    beginning,
    read,
)
from ..side_by_side import FEWEST, query_of
from .cards import Card, cards
from .nodes import Node
from .official import official_source
from .region_groups import Groups, region_groups

OPEN = "Nog open"

MOST_NAMED = 3
"""Of more elements no sentence can hold the names; the list below it does."""


@dataclass(frozen=True)
class Question:
    """One statement. name, element: of the element it is about, "" and None when nobody loaded
    it;  level, answer: what was said, None and "Nog open" when it was left open."""

    number: int
    code: str
    statement: str
    name: str
    element: Element | None
    level: int | None

    @property
    def title(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()

    @property
    def answer(self) -> str:
        """What was answered, in words."""
        return OPEN if self.level is None else ANSWERS[self.level]


@dataclass(frozen=True)
class Suggestion:
    """What others did about one question. wider: how many there are in its whole pillar."""

    question: Question
    reaches: list[Reach]
    groups: list[tuple[str, list[Card]]]
    place: str
    wider: Node | None


@read_only
def scan(request: HttpRequest) -> HttpResponse:
    """Nine statements; the answers are in the address, and once there are any, so is the result."""
    index = facet_index()
    answers, notices = read(request.GET, index)
    questions = _questions(index, answers)
    address, query = reverse("practices:scan"), answers.query
    context = {
        "section": "scan",
        "notices": notices,
        "answers": answers,
        "pillars": _by_pillar(index, questions),
        "choices": list(enumerate(ANSWERS)),
        "sectors": _sectors(index),
        "regions": region_groups(index),
        "address": f"{address}?{query}" if query else address,
        "is_for_search_engines": not request.GET,
        "official_source": official_source(),
    }
    if answers.is_changing or not answers.levels:
        context["is_unanswered"] = not answers.levels and _was_sent(request)
        return render(request, "scan/scan.html", context)
    result = _result(index, answers, questions)
    context |= {**result, "edit_address": f"{address}?{query}&toon={QUESTIONS}"}
    return render(request, "scan/result.html", context)


def _was_sent(request: HttpRequest) -> bool:
    """Whether this comes from the form: a browser leaves out what is not ticked, and sends both
    lists; or whether it holds an answer, understood or not."""
    return {"sector", "regio"} <= request.GET.keys() or any(
        code in request.GET for code in STATEMENTS
    )


def _questions(index: FacetIndex, answers: Answers) -> list[Question]:
    elements = {element.code: element for element in Element.objects.all()}
    names = index.values["pijler"]
    return [
        Question(
            number=number,
            code=code,
            statement=statement,
            name=names[code].label if code in names else "",
            element=elements.get(code),
            level=answers.levels.get(code),
        )
        for number, (code, statement) in enumerate(STATEMENTS.items(), start=1)
    ]


def _by_pillar(
    index: FacetIndex, questions: Iterable[Question]
) -> list[tuple[str, str, list[Question]]]:
    """Code and name of each pillar, with its questions."""
    names = index.values["pijler"]
    return [
        (pillar, names[pillar].label if pillar in names else f"Pijler {pillar}", list(own))
        for pillar, own in groupby(questions, key=lambda question: question.code[0])
    ]


@lru_cache(maxsize=2)
def _sectors(index: FacetIndex) -> Groups:
    """The sectors to choose from, each tree with its top first; a top alone has no heading."""
    values = index.values["sector"].values()
    trees = [
        [top, *(value for value in values if top.key in value.parents)]
        for top in values
        if not top.parents
    ]
    return [(tree[0].label if len(tree) > 1 else "", tree) for tree in trees]


# --- The result ----------------------------------------------------------------------------------


def _result(index: FacetIndex, answers: Answers, questions: list[Question]) -> dict[str, Any]:
    begin = beginning(answers.levels)
    by_code = {question.code: question for question in questions}
    advices = advise(index, answers, begin.elements)
    suggestions = list(_suggestions(index, answers, advices, by_code))
    parts = (Part(q.code, q.name, q.level, q.answer.lower()) for q in questions)
    return {
        "questions": questions,
        "profile": profile(parts, steps=BEST, chosen=begin.elements),
        "begin": begin,
        **_named(begin, by_code),
        "others": _others(index, begin),
        "suggestions": suggestions,
        **_shown(suggestions),
        "place": urlencode(answers.place),
    }


def _named(begin: Beginning, questions: Mapping[str, Question]) -> dict[str, Any]:
    """What is weak with its name; of too many others none. behind: the last of those to begin
    with, when the others are as low as that one and not as the first."""
    others = begin.others if len(begin.others) <= MOST_NAMED else []
    levels = {questions[code].level for code in begin.elements}
    return {
        "begin_names": [questions[code].title for code in begin.elements],
        "other_names": [questions[code].title for code in others],
        "behind": begin.elements[-1] if len(levels) > 1 else "",
    }


def _suggestions(
    index: FacetIndex,
    answers: Answers,
    advices: list[Advice],
    questions: Mapping[str, Question],
) -> Iterator[Suggestion]:
    all_fits = [fit for advice in advices for fit in advice.fits]
    _cards(index, [pk for fit in all_fits for pk in fit.ids])  # in one query; kept for below
    for advice in advices:
        pillar = advice.element[0]
        yield Suggestion(
            question=questions[advice.element],
            reaches=advice.reaches,
            groups=[(fit.reason, _cards(index, fit.ids)) for fit in advice.fits],
            place=urlencode({"pijler": advice.element, **answers.place}),
            wider=_node(index, pillar),
        )


def _cards(index: FacetIndex, ids: list[int]) -> list[Card]:
    return cards(Results(BitMap(ids), Order(ids)), slice(None), index)


def _node(index: FacetIndex, code: str) -> Node | None:
    """A pillar or element with its count."""
    value = index.values["pijler"].get(code)
    return Node("pijler", value, len(index.sets["pijler"].get(code, ()))) if value else None


def _others(index: FacetIndex, begin: Beginning) -> list[Node]:
    nodes = (_node(index, code) for code in begin.others)
    return [node for node in nodes if node]


def _shown(suggestions: Iterable[Suggestion]) -> dict[str, Any]:
    """The query that lays the practices shown side by side, "" for fewer than two; whether there
    are any; and whether one of them has a sign to be explained."""
    found = [card for one in suggestions for _, shown in one.groups for card in shown]
    slugs = dict.fromkeys(card.slug for card in found)
    return {
        "side_by_side": query_of(slugs) if len(slugs) >= FEWEST else "",
        "have_practices": bool(found),
        "have_signs": any(card.signs for card in found),
    }
