"""What a machine can say about a submission before an editor reads it. Nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import advice
from ..advice import Finding, Severity, Similar, Suggestion
from ..comparison import label
from ..models import Element, Origin, PracticeContent, Submission, User
from ..permissions import visible_submissions
from .proposals import leaves_open, proposal
from .submissions import needs

TEXTS = ("title", "summary", *PracticeContent.STORY)
"""The fields in which somebody wrote running text."""


@dataclass(frozen=True)
class Remark:
    """A finding with the name of its field as people call it."""

    field: str
    label: str
    message: str
    is_serious: bool


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. done: what to say when nothing was found."""

    name: str
    done: str
    remarks: tuple[Remark, ...]

    @property
    def is_open(self) -> bool:
        """True when an editor should look at it; advice on style alone asks for nothing."""
        return any(remark.is_serious for remark in self.remarks)


def checks(submission: Submission) -> list[Check]:
    """Everything that is looked at, in the order in which it matters."""
    values = proposal(submission)
    texts = {name: str(values[name]) for name in TEXTS}
    return [
        _check("Volledig", "Alles wat nodig is, is ingevuld.", _gaps(submission, values)),
        _check("Licentie", "De licentie voor de tekst is gekozen.", _licence(submission, values)),
        _check("Bron", "Er staat bij waar meer te lezen is.", _source(submission, values)),
        _check("Elementen", "Elk gekozen element heeft een reden.", _reasons(values)),
        _check(
            "Persoonsgegevens",
            "Geen e-mailadres, telefoonnummer of adres in de tekst.",
            advice.personal_data(texts),
        ),
        _check("Links", "De links zien er goed uit.", _links(submission, values, texts)),
        _check("Taal", "De tekst leest gemakkelijk.", advice.coach(texts)),
    ]


def count_open(found: Iterable[Check]) -> int:
    """How many checks ask for attention."""
    return sum(check.is_open for check in found)


def _check(name: str, done: str, findings: Iterable[Finding]) -> Check:
    remarks = [
        Remark(one.field, _label(one.field), one.message, one.severity == Severity.NOTICE)
        for one in findings
    ]
    return Check(name, done, tuple(remarks))


def _label(field: str) -> str:
    own = {"source_title": "bron", "source_url": "bron"}
    return own.get(field) or label(field)


def _gaps(submission: Submission, values: Mapping[str, Any]) -> list[Finding]:
    needed = dict.fromkeys((*needs(submission), "title", "summary", "kind"))
    needed.pop("licence", None)  # a check of its own
    return [
        _notice(name, "Dit is nog leeg.")
        for name in needed
        if not values[name] and not leaves_open(submission, name)
    ]


def _licence(submission: Submission, values: Mapping[str, Any]) -> list[Finding]:
    if values["licence"] or leaves_open(submission, "licence"):
        return []
    return [_notice("licence", "Zonder licentie kan de tekst niet op de site.")]


def _source(submission: Submission, values: Mapping[str, Any]) -> list[Finding]:
    if submission.source_title or submission.source_url or values["links"] or submission.is_change:
        return []
    return [_notice("source_title", "Er staat niet bij waar dit beschreven is.")]


def _reasons(values: Mapping[str, Any]) -> list[Finding]:
    return [
        _notice("pillar_tags", f"{element or pillar} heeft geen reden.")
        for pillar, element, origin, reason in values["pillar_tags"]
        if origin != Origin.SOURCE and not reason
    ]


def _links(
    submission: Submission, values: Mapping[str, Any], texts: Mapping[str, str]
) -> list[Finding]:
    given = [("links", url) for _, url in values["links"]]
    if submission.source_url:
        given.append(("source_title", submission.source_url))
    found = [finding for field, url in given for finding in advice.check_link(field, url)]
    return [*found, *advice.links_in(texts)]


def _notice(field: str, message: str) -> Finding:
    return Finding(field, message, Severity.NOTICE)


def duplicates(submission: Submission, *, viewer: User) -> list[Similar]:
    """What is much like it: published practices, and other submissions that were sent in."""
    others = visible_submissions(viewer).sent().exclude(pk=submission.pk)
    return advice.similar(
        submission.title,
        submission.summary,
        exclude_practice=submission.practice,
        submissions=others,
    )


# --- Suggestions ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class ElementSuggestion:
    """An element that the text seems to be about, with a reason to start from."""

    element: Element
    reason: str


def suggested_elements(submission: Submission) -> list[ElementSuggestion]:
    """Elements that it is not filed under yet, the surest first."""
    values = proposal(submission)
    filed = {element for _, element, _, _ in values["pillar_tags"]}
    found = advice.suggest_elements({name: str(values[name]) for name in TEXTS})
    elements = Element.objects.select_related("pillar").in_bulk()
    return [
        ElementSuggestion(elements[one.value], one.reason.replace("In uw tekst", "In de tekst"))
        for one in found
        if one.value not in filed and one.value in elements
    ]


def suggested_tags(submission: Submission) -> list[Suggestion]:
    """Tags in use that stand in the text and that it does not have yet."""
    values = proposal(submission)
    texts = {name: str(values[name]) for name in TEXTS}
    return advice.suggest_tags(texts, already=submission.tags)
