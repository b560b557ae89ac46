"""What machines ask of a site: whether it is well, what they may read, whom to warn."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ..models import Mail, Practice
from ..reading import read_only

SECURITY_TXT_IS_GOOD_FOR = datetime.timedelta(days=180)
"""At most a year (RFC 9116)."""

PROBED_PRACTICES = 100
"""How many of the newest practices are looked up in the search index: enough to see that it is
not kept in step, and as quick in a large catalogue as in a small one."""

OUTBOX_AGE = datetime.timedelta(minutes=15)
"""How long a mail that may go out can lie there before nobody seems to be sending (R-12)."""


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read all pages, but not every list that can be made of them."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('practices:practice_list')}?",
        *(f"Disallow: {reverse(f'practices:practice_{kind}')}" for kind in ("csv", "xlsx", "json")),
        "Disallow: /beheer/",
        f"Sitemap: {settings.SITE_URL}{reverse('practices:sitemap')}",
    ]
    return _text(lines)


@read_only
def favicon(request: HttpRequest) -> HttpResponse:
    """Where the icon is, for programs that ask for it without reading a page."""
    return redirect(static("practices/favicon.svg"))


@read_only
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weak spot (RFC 9116). Raises `Http404` when nobody was named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = datetime.datetime.now(datetime.UTC).date()
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {today + SECURITY_TXT_IS_GOOD_FOR}T00:00:00Z",
        "Preferred-Languages: nl",
        f"Canonical: {settings.SITE_URL}{reverse('practices:security_txt')}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@read_only
@never_cache
def health_live(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers."""
    return JsonResponse({"status": "goed"})


@read_only
@never_cache
def health_ready(request: HttpRequest) -> JsonResponse:
    """200 when this process can serve visitors, else 503; per part whether it is well.

    Mail that stays behind is named too, but is no reason to send visitors away: then the word of
    the whole is "let op", for who watches over the site.
    """
    parts = {name: _is_well(probe) for name, probe in PROBES.items()}
    watched = {name: _is_well(probe) for name, probe in WATCHED.items()}
    is_ready = all(parts.values())
    answer = {
        "status": "let op" if is_ready and not all(watched.values()) else _word(is_ready),
        "onderdelen": {name: _word(well) for name, well in {**parts, **watched}.items()},
    }
    return JsonResponse(answer, status=200 if is_ready else 503)


def _word(is_well: bool) -> str:
    return "goed" if is_well else "fout"


def _is_well(probe: Callable[[], bool]) -> bool:
    try:
        return probe()
    except DatabaseError:
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrations_are_applied() -> bool:
    return _migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """All migrations of this program, by app and name; they do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _search_index_is_in_step() -> bool:
    newest = Practice.objects.published().newest_first().values("pk")[:PROBED_PRACTICES]
    known = Practice.objects.filter(pk__in=[row["pk"] for row in newest])
    return not known.filter(search_text=None).exists()


PROBES = {
    "database": _database_answers,
    "migraties": _migrations_are_applied,
    "zoekindex": _search_index_is_in_step,
}
"""What must be well before this process is given visitors (R-12)."""


def _mail_goes_out() -> bool:
    return not Mail.objects.overdue(OUTBOX_AGE).exists()


WATCHED = {"post": _mail_goes_out}
"""What somebody must look at while visitors notice nothing."""
