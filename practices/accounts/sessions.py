"""Ending sessions: of one person everywhere, or of whoever was here before."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from ..models import User


def end_sessions(user: User, *, keep: str | None = None) -> None:
    """Log somebody out everywhere, except in the session with the key `keep`.

    Reads all sessions: they are few, since visitors have none, and this is rare. A list of the
    sessions of each person would be one more thing to keep about people.
    """
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        is_theirs = session.get_decoded().get(SESSION_KEY) == str(user.pk)
        if is_theirs and session.session_key != keep:
            session.delete()


def leave_other_account(request: HttpRequest) -> None:
    """Start afresh when this session belongs to somebody already.

    Django empties the session when another person logs in, after django-allauth has noted how
    that person proved who they are; that note must not get lost.
    """
    if SESSION_KEY in request.session:
        request.session.flush()
