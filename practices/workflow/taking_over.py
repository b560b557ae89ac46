"""Making a practice of an accepted submission, or changing one, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Citation, Event, Practice, Role, Source, Submission, User
from .practices import editing, retract
from .proposals import PROPOSED, free_slug, proposal, touched, write_practice
from .vocabularies import vocabulary_changed

SOURCE = ("inzendingen", "Inzendingen van regio’s en werkgevers")
"""Slug and title of the source of all that was sent in: the word of who sent it."""


@dataclass(frozen=True)
class Release:
    """When an accepted submission becomes public: now, on a day, or (neither) by hand later."""

    now: bool = False
    on: date | None = None


def take_over(
    submission: Submission,
    actor: User,
    fields: Iterable[str],
    practice_version: int | None,
    when: Release,
) -> Practice:
    """Write a submission into a new practice, or what it changes of `fields` into its own.

    practice_version: of the practice as it was read. Part of the transaction of the decision.
    Raises `EditConflict`.
    """
    # Held until the end of the transaction: of two editors who accept at once one waits here, so
    # that no address and no new organisation is given to two practices.
    source, is_new = _own_source(Source.objects.select_for_update())
    practice = submission.practice
    if practice is None:
        practice = _make_practice(submission, actor, when, source)
    else:
        _write_into(practice, submission, actor, fields, practice_version, when)
    if is_new:
        vocabulary_changed()  # last: who may write the index waits for no practice
    return practice


def _write_into(  # noqa: PLR0917  what `take_over` was asked
    practice: Practice,
    submission: Submission,
    actor: User,
    fields: Iterable[str],
    practice_version: int | None,
    when: Release,
) -> None:
    if submission.is_change:
        now = proposal(submission)
        taken = {name: now[name] for name in {*touched(submission)} & {*fields}}
        values = _with_whole_contact(taken)
    else:  # made of this submission before the decision was taken back
        values = _whole_text(submission)
        practice_version = practice_version or submission.decided.get("version")
    with editing(
        practice,
        actor=actor,
        version=practice_version or 0,
        kind=Event.Kind.TAKEN_OVER,
        note=f"Uit inzending {submission.reference}.",
    ):
        _schedule(practice, when)
        write_practice(practice, values)


def _with_whole_contact(values: dict[str, Any]) -> dict[str, Any]:
    """These values with a contact that is one person: who agreed is who is shown (P-04).

    Nothing of the contact before stays beside a new name or address, and consent alone, which is
    about whoever gave it, says nothing of the contact who is there.
    """
    if {"contact_name", "contact_email"} & values.keys():
        return {**dict.fromkeys(Submission.CONTACT, ""), **values}
    return {name: value for name, value in values.items() if name not in Submission.CONTACT}


def _whole_text(submission: Submission) -> dict[str, Any]:
    """All that it proposes, and the address where more is told among the links."""
    values = proposal(submission)
    if not submission.source_url:
        return values
    label = submission.source_title or "Lees meer bij de bron"
    return {**values, "links": [*values["links"], [label[:150], submission.source_url]]}


def own_source() -> Source:
    """The source of all that was sent in, to show what a practice would be; take it back after."""
    return _own_source(Source.objects.all())[0]


def _own_source(rows: QuerySet[Source]) -> tuple[Source, bool]:
    """The source of all that was sent in, and whether it is new."""
    slug, title = SOURCE
    fields = {"title": title, "kind": Source.Kind.SUBMISSIONS}
    return rows.get_or_create(slug=slug, defaults=fields)


def _make_practice(submission: Submission, actor: User, when: Release, source: Source) -> Practice:
    taken = Practice.objects.values_list("slug", flat=True)
    old = Practice.objects.values_list("old_slugs__slug", flat=True)
    slug = free_slug(submission.title, [*taken, *old], longest=120)
    practice = Practice(slug=slug)
    note = f"Uit inzending {submission.reference}."
    with editing(practice, actor=actor, version=None, kind=Event.Kind.CREATED, note=note):
        _schedule(practice, when)
        write_practice(practice, _whole_text(submission))
        _cite(practice, submission, source)
    return practice


def _schedule(practice: Practice, when: Release) -> None:
    if practice.status == Practice.Status.DRAFT:
        practice.publish_on = when.on


def _cite(practice: Practice, submission: Submission, source: Source) -> None:
    """Say that this is the word of who sent it in."""
    initiators = (name for role, name in submission.organisations if role == Role.INITIATOR)
    sender = next(initiators, "") or "de inzender"
    day = timezone.localdate(submission.submitted_at)
    heading = f"Opgave van {sender}, {day:%d-%m-%Y}"[:200]
    Citation.objects.create(practice=practice, source=source, heading=heading)


def take_back(submission: Submission, practice: Practice, actor: User, note: str) -> None:
    """Give the practice the text that it had before, and make it no more public than it was.

    Raises `PermissionDenied` when it was published since and this editor may not retract.
    """
    submission.attachments.update(practice=None)
    was_draft = submission.decided.get("status") == Practice.Status.DRAFT
    if was_draft and practice.status == Practice.Status.PUBLISHED:
        retract(practice, actor=actor, note=note)
    before = submission.decided.get("before", {})
    with editing(practice, actor=actor, version=practice.version, note=note):
        practice.publish_on = None
        write_practice(practice, {name: before[name] for name in PROPOSED if name in before})
    # an edit of the practice before it is accepted anew must not be lost
    submission.decided = {"version": practice.version}
    submission.save(update_fields=["decided"])
