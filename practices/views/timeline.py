"""What happened to a submission, in words for who follows it.

Editors are "de redactie": no name, no internal note, no handing over among themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from ..comparison import Difference, in_readable_words, label
from ..models import Event, Submission, User

WORDS = {
    Event.Kind.CREATED: "{submitter} heeft deze inzending gemaakt.",
    "submit": "{submitter} heeft de inzending ingestuurd.",
    "take": "De redactie is begonnen met lezen.",
    "release": "De redactie heeft de inzending teruggelegd. Die wacht weer op een redacteur.",
    "request_changes": "De redactie heeft om aanvulling gevraagd.",
    "accept": "De redactie heeft de inzending aanvaard.",
    "reject": "De redactie heeft de inzending niet opgenomen.",
    "undo": "De redactie heeft het besluit teruggedraaid.",
    "withdraw": "{submitter} heeft de inzending ingetrokken.",
    "resume": "{submitter} heeft de inzending weer opgepakt.",
    Event.Kind.EDITED: "De redactie heeft de gegevens van de inzending verbeterd.",
    Event.Kind.MERGED: "De redactie voegt dit samen met een voorbeeld dat er al is.",
    Event.Kind.SEPARATED: "De redactie ziet dit weer als een nieuw voorbeeld.",
    Event.Kind.ENDORSED: "De regiocoördinator heeft een oordeel gegeven.",
}
"""What is told; what is not here stays among editors."""

WITH_NOTE = ("request_changes", "accept", "reject", "undo", "withdraw")
"""Where the note was written for everybody who follows it."""

DECISIONS = ("request_changes", "accept", "reject", "undo")


@dataclass(frozen=True)
class Entry:
    """One thing that happened. differences: what it changed in the text, word by word."""

    at: datetime
    move: str
    text: str
    note: str = ""
    differences: list[Difference] = field(default_factory=list)


def timeline(submission: Submission, reader: User, *, leave_out: Iterable[str] = ()) -> list[Entry]:
    """What happened, newest first. Edits in a row are one entry.

    leave_out: names of fields of which nothing is told.
    """
    events = [e for e in submission.history.order_by("at", "pk") if e.move in WORDS]
    submitter = "U" if submission.submitter_id == reader.pk else "De inzender"
    entries: list[Entry] = []
    for is_edit, group in groupby(events, key=lambda event: event.move == Event.Kind.EDITED):
        for run in [list(group)] if is_edit else [[event] for event in group]:
            changes = _joined(run, set(leave_out))
            entries.append(_entry(run[-1], changes, submitter, _has_sent(entries)))
    return entries[::-1]


def _joined(run: list[Event], leave_out: set[str]) -> dict[str, list[Any]]:
    """What a run of edits changed from the first to the last."""
    joined: dict[str, list[Any]] = {}
    for event in run:
        for name, (before, after) in event.changes.items():
            joined[name] = [joined.get(name, [before])[0], after]
    return {n: pair for n, pair in joined.items() if pair[0] != pair[1] and n not in leave_out}


def _has_sent(entries: list[Entry]) -> bool:
    return any(entry.move == "submit" for entry in entries)


def _entry(event: Event, changes: dict[str, list[Any]], submitter: str, again: bool) -> Entry:
    text = WORDS[event.move].format(submitter=submitter)
    if event.move == Event.Kind.EDITED and changes:
        text = f"De redactie heeft dit veranderd: {', '.join(map(label, changes))}."
    if event.move == "submit" and again:
        text = f"{submitter} heeft de inzending opnieuw ingestuurd."
    note = event.note if event.move in WITH_NOTE else ""
    return Entry(event.at, event.move, text, note, in_readable_words(changes))


def motivation(entries: list[Entry]) -> Entry | None:
    """The last decision, as long as it stands: no move was made since. Edits are no moves."""
    moves = (e for e in entries if e.move not in Event.Kind.values)
    last = next(moves, None)
    return last if last and last.move in DECISIONS and last.note else None


def changed_by_editors(entries: list[Entry]) -> Entry | None:
    """What editors changed in the text since it was last sent in."""
    for entry in entries:
        if entry.move == Event.Kind.EDITED and entry.differences:
            return entry
        if entry.move == "submit":
            return None
    return None
