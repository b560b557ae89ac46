"""Every address of the site, with something that exists behind it, and everybody who may come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from taggit.models import Tag

from practices.models import (
    Attachment,
    CompoundPart,
    Concept,
    Invitation,
    JobRun,
    Mail,
    Practice,
    Region,
    SearchMiss,
    User,
)
from practices.notifications.telling import follow_token
from practices.workflow import readers, review, submissions, talking

from .factories import (
    make_coordinator,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_submission,
    make_user,
)
from .logging_in import log_in

ROLES = ("bezoeker", "inzender", "regiocoördinator", "redacteur", "eindredacteur", "beheerder")
"""The submitter is whose submission it is, the coordinator that of its region. The editors are
not the one who has it in hand."""

PARTS = (
    *("<int:pk>", "<path:object_id>", "<id>", "<slug:slug>", "<slug:code>"),
    "<uuid:reference>",
)
"""The variable parts that come right after what they are about."""


def routes() -> list[str]:
    """Every route of the site once, in the order of the URLconf."""
    return list(dict.fromkeys(route for route, _ in _walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield here, pattern
        else:
            yield from _walk(pattern.url_patterns, here)


def make_samples() -> dict[str, str]:
    """For each variable part of a route, something that exists."""
    sector, region, source = make_sector("ggz"), make_region("noord"), make_source("rapport")
    practice = make_practice(
        slug="voorbeeld",
        pillars=["2a"],
        sectors=[sector],
        regions=[region],
        sources=[source],
        tags=["rooster"],
        organisations=["thebe"],
    )
    group, today = make_user("redacteur").groups.get(), timezone.localdate()
    keys: dict[str, Any] = {
        "practices/practice": practice.pk,
        "practices/source": source.pk,
        "practices/organisation": practice.participations.get().organisation_id,
        "practices/pillar": "2",
        "practices/element": "2a",
        "practices/sector": sector.pk,
        "practices/region": region.pk,
        "practices/concept": Concept.objects.create(name="verzuim").pk,
        "practices/compoundpart": CompoundPart.objects.create(word="rooster").pk,
        "practices/searchmiss": SearchMiss.objects.create(day=today, text="rooster").pk,
        "taggit/tag": Tag.objects.get().pk,
        "practices/user": make_user().pk,
        "practices/jobrun": JobRun.objects.create(name="post").pk,
        "auth/group": group.pk,
        "shortcut": f"{ContentType.objects.get_for_model(Practice).pk}/{practice.pk}",
        "event": practice.history.latest("pk").pk,
        "voorbeelden": "voorbeeld",
        "pijlers": "2a",
        "sectoren": "ggz",
        "regios": "noord",
        "bronnen": "rapport",
        "organisaties": "thebe",
        "trefwoorden": "rooster",
        "account/passkeys": "1",
        **_of_a_submission(region),
        **_of_a_reader(practice),
    }
    return {name: str(key) for name, key in keys.items()}


def _of_a_submission(region: Region) -> dict[str, Any]:
    """A submission that went back to its submitter with a question, and what belongs to it."""
    owner, editor = make_user(name="inzender"), make_user("redacteur")
    submission = make_submission("Zelf roosteren", submitter=owner, region=region)
    attachment = Attachment.objects.create(
        submission=submission,
        name="rooster.pdf",
        kind="pdf",
        size=3,
        sha256="0" * 64,
        uploaded_by=owner,
        file=ContentFile(b"pdf", "rooster.pdf"),
    )
    submissions.submit(submission, actor=owner)
    review.take(submission, actor=editor)
    asked = talking.ask(submission, actor=editor, field="title", text="Korter?", key=uuid4())
    review.request_changes(submission, actor=editor, version=submission.version, note="Zie vraag.")
    pages = ("indienen", "mijn", "redactie")
    return {
        **dict.fromkeys(pages, submission.reference),
        "bijlagen": attachment.reference,
        "practices/submission": submission.pk,
        "practices/mail": Mail.objects.filter(submission=submission).latest("pk").pk,
        "remark": asked.pk,
        "link": follow_token(submission, owner),
    }


def _of_a_reader(practice: Practice) -> dict[str, Any]:
    """A question about a practice, and an invitation that was never mailed."""
    message = readers.receive(
        practice, kind="vraag", text="Hoe?", email="lezer@voorbeeld.invalid", key=uuid4()
    )
    invitation = Invitation.objects.create(
        email="nieuw@voorbeeld.invalid",
        role=Invitation.Role.SUBMITTER,
        region=practice.regions.get(),
        token_hash="0" * 64,
        expires_at=timezone.now() + timedelta(days=7),
    )
    return {
        "berichten": message.reference,
        "practices/readermessage": message.pk,
        "practices/invitation": invitation.pk,
    }


def address(route: str, samples: dict[str, str]) -> str:
    """A route with something that exists in place of its variable parts."""
    fixed = {
        "<path:content_type_id>/<path:object_id>": samples["shortcut"],
        "<int:event_pk>": samples["event"],
        "status/<slug:address>": "status/publiceren",
        "^(?P<app_label>practices|taggit|auth)/$": "practices/",
        "(?P<url>.*)$": "bestaat-niet/",
        r"^api(?:/[\s\S]*)?$": "api/bestaat-niet",
        "link/<str:token>": f"link/{samples['link']}",
        "<str:token>": "bestaat-niet",
        "<int:remark>": samples["remark"],
        "<slug:step>": "kern",
    }
    for pattern, value in fixed.items():
        route = route.replace(pattern, value)
    for prefix, key in samples.items():
        for part in PARTS:
            route = route.replace(f"{prefix}/{part}", f"{prefix}/{key}")
    route = route.replace("indienen/wijziging/<slug:slug>", "indienen/wijziging/voorbeeld")
    assert "<" not in route, f"geef {route} een voorbeeld in samples"
    return f"/{route}"


def client_of(role: str) -> Client:
    """Somebody in this role, logged in unless a visitor."""
    client = Client(raise_request_exception=False)
    return client if role == "bezoeker" else log_in(client, _person(role))


def _person(role: str) -> User:
    if role == "beheerder":
        return User.objects.create_superuser("baas")
    if role == "inzender":
        return User.objects.get(username="inzender")
    if role == "regiocoördinator":
        return make_coordinator(Region.objects.get(slug="noord"))
    return make_user(role)
