"""The filters of the editors' queue, with how many each choice would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone

from ..models import Region, Sector, Submission, User
from ..models.submission import SubmissionQuerySet, regions_within
from ..models.taxonomy import region_ancestors, sector_ancestors
from ..workflow.desk import on_desk

S = Submission.Status
TURNS = {
    "redactie": ("de redactie", Submission.EDITORS_TURN),
    "inzender": ("de inzender", Submission.SUBMITTERS_TURN),
    "niemand": ("niemand: besloten of ingetrokken", Submission.NOBODYS_TURN),
}
AGES = {"7": "langer dan 7 dagen", "14": "langer dan 14 dagen", "30": "langer dan 30 dagen"}
HANDS = {"mij": "mij", "niemand": "niemand", "anderen": "een collega"}
STATES = [(status.value, status.label) for status in S if status != S.DRAFT]


def _by_turn(turn: str) -> Q:
    return Q(status__in=TURNS[turn][1])


def _by_state(state: str) -> Q:
    return Q(status=state)


def _older(days: str) -> Q:
    return Q(turn_since__lte=timezone.now() - timedelta(days=int(days)))


def _by_region(region: Region) -> Q:
    return Q(region__in=regions_within({region.pk}))


def _by_sector(sector: Sector) -> Q:
    inside = {node for node, above in sector_ancestors().items() if sector.pk in above}
    with_it = Submission.sectors.through.objects.filter(sector__in=inside | {sector.pk})
    return Q(pk__in=with_it.values("submission"))


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "beurt": _by_turn,
    "status": _by_state,
    "wacht": _older,
    "regio": _by_region,
    "sector": _by_sector,
}
"""What each parameter asks of a submission. "van" is apart: it depends on who asks."""

NAMES = (*CONDITIONS, "van")


def _in_hand(whose: str, user: User) -> Q:
    everyone = {
        "mij": Q(assignee=user),
        "niemand": Q(assignee=None),
        "anderen": Q(assignee__isnull=False) & ~Q(assignee=user),
    }
    return everyone[whose]


@dataclass(frozen=True)
class Option:
    """One choice of a filter and how many submissions it would show, given the other filters."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """One filter as the page shows it."""

    name: str
    label: str
    options: list[Option]


class QueueFilterSet(django_filters.FilterSet):
    """What an editor asks of the queue. What is not understood is left out.

    Without parameters it shows what waits for the editors, whoever waits longest first.
    """

    beurt = django_filters.ChoiceFilter(
        label="Wie is aan de beurt", choices=[*((key, key) for key in TURNS), ("alle", "alle")]
    )
    status = django_filters.ChoiceFilter(label="Status", choices=STATES)
    wacht = django_filters.ChoiceFilter(label="Wacht", choices=list(AGES.items()))
    van = django_filters.ChoiceFilter(label="In handen van", choices=list(HANDS.items()))
    regio = django_filters.ModelChoiceFilter(
        label="Regio", queryset=Region.objects.all(), to_field_name="slug"
    )
    sector = django_filters.ModelChoiceFilter(
        label="Sector", queryset=Sector.objects.all(), to_field_name="slug"
    )

    class Meta:
        model = Submission
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, user: User) -> None:
        self.desk, self.given, self.user = on_desk(user), data, user
        super().__init__(data, queryset=self.desk)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The checked value of each parameter; the turn is the editors' unless a state is asked."""
        self.form.is_valid()
        asked = {name: self.form.cleaned_data.get(name) for name in NAMES}
        turn = asked["beurt"] or ("alle" if asked["status"] else "redactie")
        return {**asked, "beurt": None if turn == "alle" else turn}

    def rows(self, *, without: str = "") -> SubmissionQuerySet:
        """What is asked for, in the order of the queue; without one filter to count its choices."""
        rows = self.desk
        for name in NAMES:
            if self.asked[name] and name != without:
                rows = rows.filter(self._condition(name))
        return rows.longest_waiting_first()

    def _condition(self, name: str) -> Q:
        value = self.asked[name]
        return _in_hand(value, self.user) if name == "van" else CONDITIONS[name](value)

    @property
    def query(self) -> str:
        """The parameters that were understood, for links that come back to this queue."""
        query = QueryDict(mutable=True)
        self.form.is_valid()
        for name in NAMES:
            if self.form.cleaned_data.get(name):
                query[name] = str(self.given[name])
        return query.urlencode()

    @property
    def unknown(self) -> list[str]:
        """The labels of the filters whose value was not understood."""
        return [str(self.form.fields[name].label) for name in self.form.errors]

    @cached_property
    def choices(self) -> list[Choice]:
        """Every filter with its options and their exact counts."""
        by_name = {
            "beurt": self._turns(),
            "status": self._states(),
            "wacht": self._counted("wacht", {key: _older(key) for key in AGES}, AGES),
            "van": self._counted("van", {key: _in_hand(key, self.user) for key in HANDS}, HANDS),
            "regio": self._tree("regio", _regions, Region.objects.all(), region_ancestors()),
            "sector": self._tree("sector", _sectors, Sector.objects.all(), sector_ancestors()),
        }
        return [Choice(n, str(self.form.fields[n].label), rows) for n, rows in by_name.items()]

    def _states(self) -> list[Option]:
        count = _by_status(self.rows(without="status"))
        chosen = self.asked["status"]
        all_of_them = Option("", "elke status", sum(count.values()), not chosen)
        rows = [Option(key, name.lower(), count[key], key == chosen) for key, name in STATES]
        return [all_of_them, *rows]

    def _turns(self) -> list[Option]:
        count = _by_status(self.rows(without="beurt"))
        chosen = self.asked["beurt"]
        rows = [
            Option(key, name, sum(count[status] for status in states), key == chosen)
            for key, (name, states) in TURNS.items()
        ]
        return [*rows, Option("alle", "wie dan ook", sum(count.values()), not chosen)]

    def _counted(self, name: str, tests: dict[str, Q], labels: dict[str, str]) -> list[Option]:
        counts = {f"n{key}": Count("pk", filter=test) for key, test in tests.items()}
        found = self.rows(without=name).order_by().aggregate(n=Count("pk"), **counts)
        chosen = self.asked[name]
        everything = "hoe lang ook" if name == "wacht" else "iedereen"
        return [
            Option("", everything, found["n"], not chosen),
            *(Option(key, labels[key], found[f"n{key}"], key == chosen) for key in tests),
        ]

    def _tree(
        self,
        name: str,
        pairs: Callable[[SubmissionQuerySet], Iterable[tuple[int, int | None]]],
        nodes: Iterable[Region | Sector],
        above: dict[int, frozenset[int]],
    ) -> list[Option]:
        """Nodes that something was sent in for, or for something within them."""
        found: dict[int, set[int]] = {}
        rows = list(pairs(self.rows(without=name).order_by()))
        for submission, node in rows:
            for each in {node, *above.get(node, ())} if node else ():
                found.setdefault(each, set()).add(submission)
        chosen = self.asked[name]
        everything = "elke regio" if name == "regio" else "elke sector"
        return [
            Option("", everything, len({submission for submission, _ in rows}), not chosen),
            *(
                Option(node.slug, str(node), len(found.get(node.pk, ())), node == chosen)
                for node in nodes
                if node.pk in found or node == chosen
            ),
        ]


def _by_status(rows: SubmissionQuerySet) -> Counter[str]:
    counted = rows.order_by().values_list("status").annotate(n=Count("pk"))
    return Counter(dict(counted))


def _regions(rows: SubmissionQuerySet) -> Iterable[tuple[int, int | None]]:
    return rows.values_list("pk", "region")


def _sectors(rows: SubmissionQuerySet) -> Iterable[tuple[int, int | None]]:
    return rows.values_list("pk", "sectors")
