"""Who may do what: predicates that views, admin and templates share.

Rights come from groups (migration `0002_groups`): a *redacteur* writes and corrects, an
*eindredacteur* also decides what is public and keeps the vocabularies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User

    Visitor = User | AnonymousUser

MOVE_RIGHTS = {
    "publish": "practices.publish_practice",
    "retract": "practices.publish_practice",
    "archive": "practices.archive_practice",
    "restore": "practices.archive_practice",
}
"""The right that each move of a practice takes."""


def can_see_drafts(user: Visitor) -> bool:
    """True for people who work on practices."""
    return user.has_perm("practices.view_practice")


def can_edit(user: Visitor) -> bool:
    """True for people who may write or correct a practice."""
    return user.has_perm("practices.change_practice")


def can_move(user: Visitor, move: str) -> bool:
    """True for people who may make this move with a practice."""
    return user.has_perm(MOVE_RIGHTS[move])
