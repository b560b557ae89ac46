"""A proposal beside the text that it wants to replace, field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..comparison import LINES, ROWS, WORDS, Difference, Names, Piece, label, pieces, unordered
from ..models import Event, PracticeContent, Submission
from ..models.snapshot import snapshot
from .proposals import PROPOSED, proposal

_FIRST = ("title", "summary", *PracticeContent.STORY, "organisations", "sectors", "regions")
READING_ORDER = (
    *_FIRST,
    *("pillar_tags", "tags", "figures", "links"),
    *(name for name in PROPOSED if name not in (*_FIRST, *ROWS)),
)
"""The fields in the order in which an editor reads them: the story first, small facts last."""


@dataclass(frozen=True)
class Line:
    """One field on both sides.

    is_conflict: the published text changed after the proposal was begun, and differently;
    is_emptied: the proposal leaves empty what is filled now;
    is_kept: what is published stays unless the editor says otherwise, as it was not written to
    replace it.
    """

    name: str
    label: str
    before: list[Piece]
    after: list[Piece]
    is_conflict: bool = False
    is_emptied: bool = False
    is_kept: bool = False

    @property
    def is_taken_over(self) -> bool:
        """Whether accepting takes this field over unless the editor says otherwise."""
        return not (self.is_conflict or self.is_emptied or self.is_kept)

    @property
    def is_brief(self) -> bool:
        """Whether it is a fact and no running text."""
        return self.name not in ("title", "summary", *PracticeContent.STORY, "pillar_tags")

    @property
    def nature(self) -> str:
        """What happens to the field, in one Dutch word; "" when there was nothing to change."""
        if not self.before:
            return "nieuw"
        if self.is_emptied:
            return "leeggemaakt"
        if not any(piece.differs for piece in (*self.before, *self.after)):
            return "niet gewijzigd"
        return "gewijzigd" if any(piece.differs for piece in self.before) else "aangevuld"


@dataclass(frozen=True)
class Beside:
    """Both sides of a submission.

    left: what stands at the left, in Dutch; "" when there is nothing.
    lines: the fields that it changes or fills;  rest: the labels of the others by name.
    """

    left: str
    lines: list[Line]
    rest: dict[str, str]

    @property
    def offered(self) -> list[str]:
        """The names of the fields that can be taken over."""
        return [line.name for line in self.lines]


def beside(submission: Submission) -> Beside:
    """A change beside what is published now; a new one beside what was sent in before, if it was.

    A field is a change when it differs from the text on which the proposal was based: what was
    published since and the submitter never saw is no change of theirs.
    """
    said = proposal(submission)
    if submission.is_change and submission.practice:
        now = snapshot(submission.practice)
        changed = _differing(submission.base, said) & _differing(now, said)
        conflicts = changed & _differing(submission.base, now)
        kept: set[str] = set()
        if submission.is_merged:  # it tells of the same thing, and need not say all of it again
            changed = {name for name in changed if said[name]}
            kept = {name for name in changed if now.get(name)}
        return _beside("Nu gepubliceerd", now, said, changed, conflicts=conflicts, kept=kept)
    earlier = _sent_before(submission)
    left = "Vorige keer ingestuurd" if earlier else ""
    filled = {name for name in READING_ORDER if said[name] or earlier.get(name)}
    return _beside(left, earlier, said, filled)


def _sent_before(submission: Submission) -> dict[str, Any]:
    """What the last sending in replaced, {} when it was the first."""
    last = submission.history.filter(move="submit").first()
    if last is None or not last.changes:
        return {}
    return {**proposal(submission), **{name: old for name, (old, _) in last.changes.items()}}


def _beside(
    left: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    shown: set[str],
    *,
    conflicts: Collection[str] = (),
    kept: Collection[str] = (),
) -> Beside:
    names = Names()
    lines = [
        Line(
            name,
            label(name),
            *_pieces(names, name, before.get(name), after[name]),
            is_conflict=name in conflicts,
            is_emptied=not after[name],
            is_kept=name in kept,
        )
        for name in READING_ORDER
        if name in shown
    ]
    return Beside(left, lines, {name: label(name) for name in READING_ORDER if name not in shown})


def _pieces(names: Names, name: str, old: Any, new: Any) -> tuple[list[Piece], list[Piece]]:
    unit = LINES if name in ROWS else WORDS
    return pieces(names.say(name, old), names.say(name, new), unit)


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {name for name in PROPOSED if unordered(one.get(name)) != unordered(other.get(name))}


# --- History -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One event of the history with its differences, and the fields that can be put back."""

    event: Event
    differences: list[Difference]
    restorable: frozenset[str]


def entries(submission: Submission, events: Iterable[Event]) -> list[Entry]:
    """These events for reading, with the vocabularies read once for all of them.

    What was there at the beginning is no change: there only the fact is worth telling.
    """
    names, now = Names(), proposal(submission)
    return [
        Entry(
            event,
            [
                Difference(name, label(name), *_pieces(names, name, old, new))
                for name, (old, new) in event.changes.items()
                if old is not None
            ],
            frozenset(
                name
                for name, (old, _) in event.changes.items()
                if name in PROPOSED and old is not None and unordered(old) != unordered(now[name])
            ),
        )
        for event in events
    ]
