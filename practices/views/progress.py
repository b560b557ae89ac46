"""How far somebody is with a case: the steps, what each still needs, and all answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..comparison import Names
from ..forms.case import CHECK, STEPS
from ..models import Submission
from ..workflow.proposals import PROPOSED, readable
from ..workflow.submissions import gaps, labels

CONSENT = "toestemming om de contactpersoon te tonen"


@dataclass(frozen=True)
class Gap:
    """Something that sending asks for. address: where it is filled in."""

    label: str
    address: str


@dataclass(frozen=True)
class Step:
    """One step. state: in words how it stands."""

    slug: str
    heading: str
    number: int
    address: str
    is_here: bool
    gaps: list[Gap]
    state: str


@dataclass(frozen=True)
class Section:
    """A step on the check page: what was answered, what was left open, and advice."""

    step: Step
    answers: list[tuple[str, str]]
    empty: list[str]
    advice: list[tuple[str, list[str]]]


def address(submission: Submission, step: str) -> str:
    """Where a step of this submission is."""
    return reverse("submit:step", args=[submission.reference, step])


def progress(submission: Submission, here: str = "") -> list[Step]:
    """The five steps. here: the one that is shown."""
    values, missing = readable(submission), gaps(submission)
    steps = []
    for number, (slug, form) in enumerate(STEPS.items(), start=1):
        place = address(submission, slug)
        lacking = [
            Gap(label(name), f"{place}#{_input(name)}") for name in missing if name in form.names
        ]
        filled = sum(bool(values[name]) for name in form.names)
        state = _state(len(lacking), filled, len(form.names))
        steps.append(Step(slug, form.heading, number, place, slug == here, lacking, state))
    place = address(submission, CHECK)
    last = Step(CHECK, "Controleren en insturen", 5, place, here == CHECK, [], "")
    return [*steps, last]


def _input(name: str) -> str:
    """The id of the first input of a field, so that a link brings somebody there."""
    return "id_organisations-0-name" if name == "organisations" else f"id_{name}"


def _state(missing: int, filled: int, fields: int) -> str:
    if missing:
        return f"nog {missing} te doen"
    if filled == fields:
        return "alles ingevuld"
    return "genoeg ingevuld" if filled else "mag leeg blijven"


def sections(submission: Submission, advice: dict[str, list[str]]) -> list[Section]:
    """All answers by step, for the check page."""
    values, names = readable(submission), Names()
    found = []
    for step in progress(submission, CHECK)[:-1]:
        fields = STEPS[step.slug].names
        answers = [
            (label(name), in_words(names, name, values[name])) for name in fields if values[name]
        ]
        needed = {gap.label for gap in step.gaps}
        empty = [label(name) for name in fields if not values[name]]
        told = [(label(name), advice[name]) for name in fields if name in advice]
        left = [name for name in empty if name not in needed]
        found.append(Section(step, answers, left, told))
    return found


def in_words(names: Names, field: str, value: Any) -> str:
    """A value as people read it, also of the fields that no practice has."""
    if field == "region":
        return names.say("regions", [value]) if value else ""
    return names.say(field, value) if field in PROPOSED else str(value)


def label(name: str) -> str:
    """What a field is called above its answer."""
    said = CONSENT if name == "contact_consent_on" else labels([name])[0]
    return said[:1].upper() + said[1:]
