"""Every change to a practice goes through here: one function per thing that can be done.

A function checks the right, makes the change and brings history, old addresses and search index
along, in one transaction. A missing right is `PermissionDenied`, a wrong state `WrongState`, a
colleague who was first `EditConflict`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from . import search
from .models import Event, OldSlug, Practice, User
from .models.snapshot import differences, snapshot
from .permissions import can_move


class EditConflict(Exception):
    """Somebody else saved this practice after this editor opened it (quality anchor R-01)."""


class SlugTaken(Exception):
    """The address belongs to another practice, now or in the past."""


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
        _keep_old_slug(practice, str(before.get("slug", practice.slug)))
        changes = differences(before, snapshot(practice))
        if changes or note:
            practice.history.create(actor=actor, move=kind, note=note, changes=changes)
        search.refresh(practice)


def _claim(practice: Practice, version: int) -> dict[str, object]:
    """Raise the version if it is still the one that was read; the text as it was."""
    rows = Practice.objects.filter(pk=practice.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise EditConflict
    practice.version = version + 1
    return snapshot(Practice.objects.get(pk=practice.pk))


def _keep_old_slug(practice: Practice, before: str) -> None:
    if OldSlug.objects.filter(slug=practice.slug).exclude(practice=practice).exists():
        raise SlugTaken(practice.slug)
    practice.old_slugs.filter(slug=practice.slug).delete()
    if before != practice.slug:
        practice.old_slugs.get_or_create(slug=before)


def publish(practice: Practice, *, actor: User, note: str = "") -> None:
    """Make a draft public. Raises `PermissionDenied`, `WrongState`."""
    _check(actor, "publish")
    practice.publish(actor=actor, note=note)


def retract(practice: Practice, *, actor: User, note: str) -> None:
    """Take a published practice back to draft. Raises as `publish`, and `ReasonRequired`."""
    _check(actor, "retract")
    practice.retract(actor=actor, note=note)


def archive(practice: Practice, *, actor: User, note: str) -> None:
    """Close a practice; its page says why. Raises as `retract`."""
    _check(actor, "archive")
    practice.archive(actor=actor, note=note)


def restore(practice: Practice, *, actor: User, note: str = "") -> None:
    """Bring an archived practice back as a draft. Raises as `publish`."""
    _check(actor, "restore")
    practice.restore(actor=actor, note=note)


def _check(actor: User, move: str) -> None:
    if not can_move(actor, move):
        raise PermissionDenied
