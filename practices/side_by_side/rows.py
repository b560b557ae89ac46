"""In what practices differ: one row for each thing that they are compared by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..models import Practice, Source
from ..models.partial_date import in_words
from .unknown import UNKNOWN
from .verdicts import DIFFERS, SAME, UNCLEAR, Compared, Verdict

LONG = 600
"""A text of more letters than this fills more than six lines in any column, and can be folded."""


@dataclass(frozen=True)
class Fact:
    """One thing that is known. address: the page about it; note: what is said beside it."""

    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """What is known of one practice in one row; no facts when nobody knows.

    number: its place in the comparison, from 1.
    """

    number: int
    practice: Practice
    facts: list[Fact]


@dataclass(frozen=True)
class Criterion:
    """Something that practices are compared by.

    name: the label in the middle of a sentence, "" when that is the same in small letters;
    look: how it is shown: "facts", "text", "story", "figures" or "sources";
    part: the part of the story, for "story"; missing: what is said when nobody knows;
    is_optional: left out when it is known of none of them;
    is_counted: has a few fixed answers. Texts and sources always differ, so that says nothing.
    """

    label: str
    read: Callable[[Practice], Iterable[Fact]]
    name: str = ""
    look: str = "facts"
    part: str = ""
    missing: str = UNKNOWN.named
    is_optional: bool = False
    is_counted: bool = False


@dataclass(frozen=True)
class Row(Compared):
    """One criterion for all practices."""

    criterion: Criterion
    cells: list[Cell]

    @property
    def known(self) -> int:
        """Of how many practices something is known."""
        return sum(bool(cell.facts) for cell in self.cells)

    @property
    def has_gap(self) -> bool:
        """Whether nobody knows it of one of them at least."""
        return self.known < len(self.cells)

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows it of any of them."""
        return not self.known

    @property
    def is_shared(self) -> bool:
        """Whether all cells say the same, so that once is enough."""
        return len({frozenset(cell.facts) for cell in self.cells}) == 1

    @property
    def verdict(self) -> Verdict | None:
        """Whether those of which it is known differ; None for what is not counted."""
        if not self.criterion.is_counted:
            return None
        if len({frozenset(cell.facts) for cell in self.cells if cell.facts}) > 1:
            return DIFFERS
        return UNCLEAR if self.has_gap else SAME

    @property
    def is_long(self) -> bool:
        """Whether one of the texts is so long that it is folded."""
        is_text = self.criterion.look == "story"
        return is_text and any(len(f.text) > LONG for cell in self.cells for f in cell.facts)

    @property
    def extent(self) -> str:
        """In words: of how many it is known, "" when of all or of none."""
        if self.known in {0, len(self.cells)}:
            return ""
        return f"bekend van {self.known} van de {len(self.cells)}"


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    heading: str
    rows: list[Row]

    @property
    def told(self) -> list[Row]:
        """Those of which something is known of one of them at least."""
        return [row for row in self.rows if not row.is_unknown]

    @property
    def unknown(self) -> list[str]:
        """What nobody knows of any of them, for the middle of a sentence."""
        unknown = (row.criterion for row in self.rows if row.is_unknown)
        return [criterion.name or criterion.label.lower() for criterion in unknown]


def _one(read: Callable[[Practice], str]) -> Callable[[Practice], Iterator[Fact]]:
    """A criterion of one text, which may be empty."""
    return lambda practice: (Fact(text) for text in [read(practice).strip()] if text)


def _story(part: str, *, is_optional: bool = False) -> Criterion:
    read = _one(lambda practice: str(getattr(practice, part)))
    heading = Practice.HEADINGS[part]
    return Criterion(heading, read, look="story", part=part, is_optional=is_optional)


def _sectors(practice: Practice) -> Iterator[Fact]:
    return (Fact(str(one), one.get_absolute_url()) for one in practice.sectors.all())


def _regions(practice: Practice) -> Iterator[Fact]:
    return (Fact(str(one), one.get_absolute_url()) for one in practice.regions.all())


def _organisations(practice: Practice) -> Iterator[Fact]:
    for part in practice.participations.all():
        role = part.get_role_display().lower()
        yield Fact(str(part.organisation), part.organisation.get_absolute_url(), role)


def _figures(practice: Practice) -> Iterator[Fact]:
    return (Fact(figure.value, note=figure.label) for figure in practice.figures.all())


def _sources(practice: Practice) -> Iterator[Fact]:
    for source, places in cited(practice):
        yield Fact(str(source), source.get_absolute_url(), "; ".join(places))


def cited(practice: Practice) -> list[tuple[Source, list[str]]]:
    """Each source of a practice once, with the places in it; read with its citations."""
    places: dict[Source, list[str]] = {}
    for citation in practice.citations.all():
        places.setdefault(citation.source, []).append(citation.place)
    return list(places.items())


def confirmed(practice: Practice) -> str:
    """When somebody said that it still is so, in words; "" when nobody did."""
    return f"Bevestigd op {in_words(str(practice.confirmed_on))}" if practice.confirmed_on else ""


IN_SHORT = (
    Criterion("Samenvatting", _one(lambda p: p.summary), look="text"),
    Criterion("Soort", _one(lambda p: str(p.get_kind_display())), is_counted=True),
    Criterion("Fase", _one(lambda p: str(p.get_phase_display())), is_counted=True),
    Criterion("Periode", _one(lambda p: p.period_in_words)),
    Criterion("Sector", _sectors, is_counted=True),
    Criterion("Regio", _regions, is_counted=True),
    Criterion("Organisaties", _organisations),
    Criterion("Omvang", _one(lambda p: str(p.get_scope_display())), is_counted=True),
)
TOLD = (
    _story("background", is_optional=True),
    _story("approach"),
    _story("results"),
    _story("conditions"),
    _story("lessons"),
    _story("caveat", is_optional=True),
)
HOW_SURE = (
    Criterion("Cijfers", _figures, look="figures"),
    Criterion(
        "Onderbouwing",
        _one(lambda p: str(p.get_evidence_display())),
        missing=UNKNOWN.judged,
        is_counted=True,
    ),
    Criterion("Bronnen", _sources, look="sources"),
    Criterion(
        "Klopt dit nog?", _one(confirmed), name="of dit nog klopt", missing=UNKNOWN.confirmed
    ),
)
"""What practices are compared by, in the order of the page."""


def group(heading: str, criteria: Iterable[Criterion], practices: list[Practice]) -> Group:
    """The rows of these criteria for practices that were read by `choose`."""
    rows = [
        Row(
            criterion,
            [Cell(n, one, list(criterion.read(one))) for n, one in enumerate(practices, 1)],
        )
        for criterion in criteria
    ]
    return Group(heading, [row for row in rows if row.known or not row.criterion.is_optional])
