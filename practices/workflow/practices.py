"""Every change to a practice goes through here: one function per thing that can be done.

A move checks the right, and every change brings history, old addresses and search index along, in
one transaction. Who may edit at all is checked by the door that opens the form. A missing right is
`PermissionDenied`, a wrong state `WrongState`, a colleague who was first `EditConflict`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .. import indexing
from ..markdown import render_story
from ..models import Event, OldSlug, Practice, User
from ..models.snapshot import differences, snapshot
from ..permissions import can_edit, can_move

RESTORABLE = ("title", "summary", *Practice.STORY)
"""The texts that can be given back the words of an earlier day."""


class EditConflict(Exception):
    """Somebody else saved this practice or submission after it was opened (R-01)."""


class SlugTaken(Exception):
    """The address belongs to another practice, now or in the past."""


class NotReady(Exception):
    """This practice may not be public yet; `args` says in Dutch what it lacks."""


@contextmanager
def editing(
    practice: Practice,
    *,
    actor: User | None,
    version: int | None,
    kind: str = Event.Kind.EDITED,
    note: str = "",
) -> Iterator[None]:
    """Save a practice and its relations within this block, as one edit.

    version: the version that the editor read, None for a new practice;
    kind and note: what the history says of it. An edit that changes nothing and has no note
    leaves no trace there. Nothing is kept when the block or the check fails.

    Raises `EditConflict`, `SlugTaken`.
    """
    with transaction.atomic():
        before = {} if version is None else _claim(practice, version)
        yield
        _keep_rendered(practice)
        _keep_old_slug(practice, str(before.get("slug", practice.slug)))
        changes = differences(before, snapshot(practice))
        if changes or note:
            practice.history.create(actor=actor, move=kind, note=note, changes=changes)
        indexing.refresh(practice)


def _claim(practice: Practice, version: int) -> dict[str, object]:
    """Raise the version if it is still the one that was read; the text as it was."""
    rows = Practice.objects.filter(pk=practice.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise EditConflict
    # a colleague may have published it since it was read: saving must not undo that
    practice.refresh_from_db(fields=["status", "published_at", "version"])
    return snapshot(Practice.objects.get(pk=practice.pk))


def _keep_rendered(practice: Practice) -> None:
    """Store the story as safe HTML, so that no page has to make it again."""
    practice.rendered = render_story(practice)
    Practice.objects.filter(pk=practice.pk).update(rendered=practice.rendered)


def _keep_old_slug(practice: Practice, before: str) -> None:
    if OldSlug.objects.filter(slug=practice.slug).exclude(practice=practice).exists():
        raise SlugTaken(practice.slug)
    practice.old_slugs.filter(slug=practice.slug).delete()
    if before != practice.slug:
        practice.old_slugs.get_or_create(slug=before)


def restore_field(
    practice: Practice, *, event: Event, field: str, actor: User, version: int
) -> None:
    """Give a text the words that it had before an event in its history.

    Raises `PermissionDenied`, `EditConflict`, and `ValueError` when this event did not change
    this text.
    """
    if not can_edit(actor):
        raise PermissionDenied
    earlier = event.changes.get(field, [""])[0]
    if field not in RESTORABLE or not earlier or event.practice_id != practice.pk:
        raise ValueError(field)
    note = f"Teruggezet zoals het was voor {timezone.localtime(event.at):%d-%m-%Y %H:%M}."
    with editing(practice, actor=actor, version=version, note=note):
        setattr(practice, field, earlier)
        # this field alone: a colleague may have published it since this copy was read
        practice.save(update_fields=[field, "version", "updated_at"])


def obstacles(practice: Practice) -> list[str]:
    """What must be there before a practice may be public, and is not; in Dutch."""
    needs = {
        "een samenvatting": bool(practice.summary),
        "minstens één bron": practice.citations.exists(),
    }
    return [need for need, is_met in needs.items() if not is_met]


def publish(practice: Practice, *, actor: User, version: int | None = None, note: str = "") -> None:
    """Make a draft public.

    version: the version that was read before deciding (R-02), when somebody did.

    Raises `PermissionDenied`, `EditConflict`, `NotReady`, `WrongState`.
    """
    _move(practice, "publish", actor=actor, version=version, note=note)


def publish_by_itself(practice: Practice, *, note: str = "") -> None:
    """Make a draft public without anybody deciding at that moment: on the agreed day, or because
    it came with the program. Raises `WrongState`."""
    with transaction.atomic():
        practice.publish(actor=None, note=note)
        indexing.refresh(practice)


def retract(practice: Practice, *, actor: User, version: int | None = None, note: str) -> None:
    """Take a published practice back to draft. Raises as `publish`, and `ReasonRequired`."""
    _move(practice, "retract", actor=actor, version=version, note=note)


def archive(practice: Practice, *, actor: User, version: int | None = None, note: str) -> None:
    """Close a practice; its page says why. Raises as `retract`."""
    _move(practice, "archive", actor=actor, version=version, note=note)


def restore(practice: Practice, *, actor: User, version: int | None = None, note: str = "") -> None:
    """Bring an archived practice back as a draft. Raises as `publish`."""
    _move(practice, "restore", actor=actor, version=version, note=note)


def _move(practice: Practice, move: str, *, actor: User, version: int | None, note: str) -> None:
    """Check right, version and readiness, then make the move, while nobody else can write."""
    if not can_move(actor, move):
        raise PermissionDenied
    with transaction.atomic():
        # the row stays locked until the end, so that what was checked is what is decided on;
        # not its key: others may refer to it, as the index does when a vocabulary changes
        now = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if version not in (None, now.version):
            raise EditConflict
        if move == "publish" and (missing := obstacles(now)):
            raise NotReady(*missing)
        getattr(practice, move)(actor=actor, note=note)
        indexing.refresh(practice)
