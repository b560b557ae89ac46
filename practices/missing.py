"""What visitors look for and hardly find: counted by day, of nobody in particular (P-09).

Of a search nothing is kept but its words, the day, and how often: no person, no address of a
machine, no time of day, nothing in a cookie. Editors see words that were used several times, and
what few used is forgotten after a week.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import NamedTuple

from django.db import Error, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from .advice.personal_data import find
from .models import SearchMiss
from .search import Found
from .search.analysis import plain_words
from .search.engine import FEW

logger = logging.getLogger(__name__)

FEWEST_USES = 5
"""What was used less often is shown to nobody: it might lead to who looked for it."""
SHOWN_DAYS = 30
MOST_SHOWN = 100
KEPT_DAYS = 90
RARE_KEPT_DAYS = 7
MOST_NEW_A_DAY = 500
"""So many different searches are kept of one day, so that nobody can fill the table."""
MOST_LETTERS = 80
"""Longer texts are no search but a story, which nobody else tells in the same words."""
PATIENCE = 10
"""Milliseconds that a visitor may wait for another who writes; then the search is not counted."""

_NOT_A_SEARCH = re.compile(
    r"@|://|\bwww\.|\w\.[^\W\d_]{2}"  # an address of a person or a page
    r"|\d(?:[ .\-/()+]{0,2}\d){5}"  # a number of six digits or more: a telephone, an account
)
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|scan|check|monitor|preview|fetch|headless|externalhit|python|java/|curl",
    re.IGNORECASE,
)
_BROWSER = "Mozilla/"
"""How browsers that people use call themselves first."""


class Missed(NamedTuple):
    """A search that found few, and how many times it was made in the last month."""

    text: str
    times: int


# --- Counting ------------------------------------------------------------------------------------


def note(text: str, found: Found, *, agent: str) -> None:
    """Count a search if it found few. agent: how the browser calls itself, "" when it does not.

    Never an error and never a wait: whatever is wrong with the database, the visitor has to get
    the page.
    """
    words = _kept_of(text)
    if not words or not found_few(found) or not _is_person(agent):
        return
    try:
        with _impatiently():
            _count(words)
    except Error as error:
        logger.warning("zoekopdracht niet geteld: %s", type(error).__name__)


def found_few(found: Found) -> bool:
    """True when the words, as they were typed, were found in hardly any practice together.

    What a correction or some of the words brought is there for the visitor. The words themselves
    were missed all the same, and a thesaurus could help.
    """
    return bool(found.corrected) or found.mode == "enkele" or len(found.practices) < FEW


def _kept_of(text: str) -> str:
    """The folded words; "" for what is too long, or may lead to a person."""
    if _NOT_A_SEARCH.search(text) or find(text):
        return ""
    words = plain_words(text)
    return words if len(words) <= MOST_LETTERS else ""


def _is_person(agent: str) -> bool:
    """False for machines, as far as they say so."""
    return agent.startswith(_BROWSER) and not _MACHINE.search(agent)


def _count(words: str) -> None:
    day = timezone.localdate()
    today = SearchMiss.objects.filter(day=day)
    this = today.filter(text=words)
    if this.update(times=F("times") + 1) or today.count() >= MOST_NEW_A_DAY:
        return
    row = SearchMiss(day=day, text=words)
    SearchMiss.objects.bulk_create([row], ignore_conflicts=True)  # another may be first
    this.update(times=F("times") + 1)


@contextmanager
def _impatiently() -> Iterator[None]:
    """A transaction that gives up when it would have to wait for another."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
                yield
            return
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


# --- Showing and forgetting ----------------------------------------------------------------------


def most_missed(today: date | None = None) -> list[Missed]:
    """What was looked for at least five times in the last month and hardly found, most first."""
    since = (today or timezone.localdate()) - timedelta(days=SHOWN_DAYS)
    used = SearchMiss.objects.filter(day__gt=since).values_list("text").annotate(uses=Sum("times"))
    often = used.filter(uses__gte=FEWEST_USES).order_by("-uses", "text")
    return [Missed(text, times) for text, times in often[:MOST_SHOWN]]


def forget_old(today: date | None = None) -> int:
    """Remove what is old, and what few used sooner; how many rows."""
    day = today or timezone.localdate()
    old, _ = SearchMiss.objects.filter(day__lte=day - timedelta(days=KEPT_DAYS)).delete()
    used = SearchMiss.objects.values("text").annotate(uses=Sum("times"))
    rare = used.filter(uses__lt=FEWEST_USES).values("text")
    week_ago = day - timedelta(days=RARE_KEPT_DAYS)
    few, _ = SearchMiss.objects.filter(day__lte=week_ago, text__in=rare).delete()
    return old + few
