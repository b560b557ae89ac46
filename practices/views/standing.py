"""Where a submission stands, in the words of who follows it: whose turn, since when, what now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Practice, Submission, User

STATES = Submission.Status

OWN_WORDS = {
    STATES.DRAFT: "Dit is een concept. De redactie ziet het nog niet. Vul het aan en stuur het in "
    "als u klaar bent.",
    STATES.SUBMITTED: "De redactie heeft uw inzending. Nog niemand is eraan begonnen. "
    "U hoeft niets te doen.",
    STATES.IN_REVIEW: "Iemand van de redactie leest uw inzending. U hoeft niets te doen.",
    STATES.CHANGES_REQUESTED: "De redactie vraagt u om aanvulling. Pas uw tekst aan en stuur hem "
    "opnieuw in.",
    STATES.REJECTED: "De redactie neemt uw inzending niet op. Uw tekst blijft bewaard: u kunt er "
    "een nieuwe inzending van maken.",
    STATES.WITHDRAWN: "U heeft deze inzending ingetrokken. U kunt die weer oppakken.",
}
"""What each state means to who sent it in; being accepted has more to it (`_accepted`)."""

HELPERS_WORDS = {
    STATES.DRAFT: "Dit is een concept. De redactie ziet het nog niet. U kunt de inzender helpen "
    "met de tekst.",
    STATES.SUBMITTED: "De redactie heeft deze inzending. Nog niemand is eraan begonnen.",
    STATES.IN_REVIEW: "Iemand van de redactie leest deze inzending.",
    STATES.CHANGES_REQUESTED: "De redactie vraagt om aanvulling. U kunt de inzender helpen met de "
    "tekst.",
    STATES.REJECTED: "De redactie neemt deze inzending niet op.",
    STATES.WITHDRAWN: "De inzender heeft deze inzending ingetrokken.",
}
"""The same to a coordinator."""

BACK = "De redactie heeft de aanvulling. De redacteur die erom heeft gevraagd, kijkt er weer naar."
"""Where it was sent in again and lies with the editor who asked for more."""


@dataclass(frozen=True)
class Standing:
    """Where one submission stands.

    turn: who has to do something, "" for nobody;  is_yours: whether that is the reader;
    todo and address: the next step as a button, or what there is to see.
    """

    submission: Submission
    turn: str
    is_yours: bool
    sentence: str
    todo: str
    address: str

    @property
    def since(self) -> str:
        """Since when, in words."""
        return since(self.submission.turn_since)


def standing(submission: Submission, reader: User) -> Standing:
    """Where it stands, to this reader: who sent it in, or a coordinator."""
    is_own = submission.submitter_id == reader.pk
    is_back = submission.status == STATES.SUBMITTED and submission.assignee_id is not None
    words = OWN_WORDS if is_own else HELPERS_WORDS
    is_accepted = submission.status == STATES.ACCEPTED
    todo, address = _next_step(submission)
    return Standing(
        submission,
        turn="u" if is_own and submission.turn == "de inzender" else submission.turn,
        is_yours=is_own and submission.status in Submission.SUBMITTERS_TURN,
        sentence=_accepted(submission)
        if is_accepted
        else (is_back and BACK) or words[STATES(submission.status)],
        todo=todo,
        address=address,
    )


def _accepted(submission: Submission) -> str:
    start = "De redactie heeft de inzending aanvaard."
    practice = submission.practice
    if practice is None:
        return start
    if practice.status == Practice.Status.ARCHIVED:
        return f"{start} Het voorbeeld stond op de site en is nu gearchiveerd."
    if practice.status == Practice.Status.PUBLISHED:
        what = "De wijziging" if submission.is_change else "Het voorbeeld"
        return f"{start} {what} staat op de site."
    if practice.publish_on:
        return f"{start} Het voorbeeld komt op {date_format(practice.publish_on)} op de site."
    return f"{start} De redactie zet het voorbeeld nog op de site."


def _next_step(submission: Submission) -> tuple[str, str]:
    page = submission.get_absolute_url()
    if submission.status == STATES.DRAFT:
        return "Verder schrijven", reverse("submit:overview", args=[submission.reference])
    if submission.status == STATES.CHANGES_REQUESTED:
        return "Bekijk wat de redactie vraagt", f"{page}#gevraagd"
    if submission.status == STATES.ACCEPTED and is_public(submission):
        return "Bekijk het voorbeeld", submission.practice.get_absolute_url()  # type: ignore[union-attr]
    return "Bekijk de inzending", page


def is_public(submission: Submission) -> bool:
    """True when its practice can be read by everybody."""
    return submission.practice is not None and submission.practice.is_published


def since(moment: datetime) -> str:
    """For example "sinds gisteren" or "sinds 3 maart 2026 (5 dagen)"."""
    day = timezone.localdate(moment)
    days = (timezone.localdate() - day).days
    if days < 2:
        return "sinds gisteren" if days == 1 else "sinds vandaag"
    return f"sinds {date_format(day)} ({days} dagen)"
