"""Two regions with their people, and all that can exist in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from practices.models import (
    Attachment,
    Invitation,
    Practice,
    ReaderMessage,
    Region,
    Remark,
    Submission,
    User,
)
from practices.workflow import readers, review, submissions, talking

from ..factories import (
    make_coordinator,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_submission,
    make_user,
)

SECRET = "kanariegeel"
"""In every text of the other region; nobody else may ever read it."""


@dataclass
class World:
    """Here and there: a region with a submitter and a coordinator each, and editors for both."""

    here: Region
    there: Region
    people: Mapping[str, User]
    practice: Practice
    made: list[Submission] = field(default_factory=list)

    def __getitem__(self, role: str) -> User:
        return self.people[role]


def make_world() -> World:
    """Both regions, with one submission from here and one public practice from there."""
    make_pillars()
    make_sector("zorg")
    here, there = make_region("hier"), make_region("daar")
    people = {
        "inzender": make_user(name="inzender-hier"),
        "coordinator": make_coordinator(here, name="coordinator-hier"),
        "daar": make_user(name="inzender-daar"),
        "coordinator daar": make_coordinator(there, name="coordinator-daar"),
        "redacteur": make_user("redacteur", name="redacteur"),
        "eindredacteur": make_user("eindredacteur", name="eindredacteur"),
    }
    practice = make_practice(
        "Openbaar daar", slug="openbaar", regions=[there], sources=[make_source("openbaar")]
    )
    world = World(here, there, people, practice)
    add(world, "here", title="Zelf roosteren hier")
    return world


def add(
    world: World, place: str = "there", *, status: str = "draft", title: str = f"{SECRET} roosteren"
) -> Submission:
    """One more submission in either region, with a file."""
    region = world.there if place == "there" else world.here
    submission = make_submission(
        title,
        submitter=world["daar" if place == "there" else "inzender"],
        region=region,
        regions=[region.slug],
        sectors=["zorg"],
        summary=f"Zelf roosteren {title}",
        tags=[title],
    )
    add_file(submission)
    if status != "draft":
        submissions.submit(submission, actor=submission.submitter)  # type: ignore[arg-type]
    if status in ("in_review", "changes_requested"):
        review.take(submission, actor=world["eindredacteur"])
    if status == "changes_requested":
        decide = {"actor": world["eindredacteur"], "version": submission.version}
        review.request_changes(submission, **decide, note=f"{SECRET} waarom")  # type: ignore[arg-type]
    return submission


def add_file(submission: Submission) -> Attachment:
    """A file that belongs to a submission."""
    return Attachment.objects.create(
        submission=submission,
        name=f"{submission.title}.pdf",
        kind="pdf",
        size=3,
        sha256="0" * 64,
        uploaded_by=submission.submitter,
        file=ContentFile(b"pdf", "bestand.pdf"),
    )


def add_question(world: World, submission: Submission) -> Remark:
    """Something that editors asked, and a note that they keep to themselves."""
    editor = world["eindredacteur"]
    talking.jot(submission, actor=editor, text=f"{SECRET} notitie", key=uuid4())
    return talking.ask(submission, actor=editor, field="title", text=f"{SECRET}?", key=uuid4())


def add_message(world: World) -> ReaderMessage:
    """What a reader wrote about the practice from there."""
    return readers.receive(
        world.practice,
        kind="vraag",
        text=f"{SECRET} vraag",
        email=f"{SECRET}@voorbeeld.invalid",
        key=uuid4(),
    )


def add_invitation(world: World) -> Invitation:
    """Somebody was invited there."""
    return Invitation.objects.create(
        email=f"{SECRET}@voorbeeld.invalid",
        role=Invitation.Role.SUBMITTER,
        region=world.there,
        invited_by=world["coordinator daar"],
        token_hash=uuid4().hex,
        expires_at=timezone.now() + timedelta(days=7),
    )


def add_everything(world: World) -> Submission:
    """All that can exist in the other region; the submission that is in review."""
    for status in ("draft", "submitted", "changes_requested"):
        add(world, status=status)
    submission = add(world, status="in_review")
    add_question(world, submission)
    talking.say(submission, actor=world["daar"], text=f"{SECRET} bericht", key=uuid4())
    talking.endorse(
        submission,
        actor=world["coordinator daar"],
        is_positive=True,
        text=f"{SECRET} oordeel",
        key=uuid4(),
    )
    add_message(world)
    add_invitation(world)
    return submission
