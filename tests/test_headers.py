"""Headers and cookies of every kind of answer (S-02, S-03, P-02)."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from .factories import PASSWORD, make_practice, make_user
from .logging_in import log_in

PUBLIC = [
    "/",
    "/voorbeelden/",
    "/voorbeelden/voorbeeld/",
    "/voorbeelden/bestaat-niet/",
    "/pijlers/",
    "/dekking/",
    "/dekking.csv",
    "/vergelijk/?v=voorbeeld",
    "/scan/?1a=0",
    "/kaart.png",
    "/voorbeelden/voorbeeld/kaart.png",
    "/over/",
    "/privacy/",
    "/toegankelijkheid/",
    "/suggesties.json?q=voor",
    "/voorbeelden.atom",
    "/voorbeelden.csv",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/voorbeelden",
    "/api/v1/bestaat-niet",
    "/gezond/live",
]
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def site(db: None, client: Client) -> Client:
    """A visitor of a site with one practice."""
    make_practice(slug="voorbeeld")
    return client


@pytest.mark.parametrize("address", [*PUBLIC, "/beheer/login/", "/beheer/"])
def test_every_answer_has_the_strict_policy_and_headers(site: Client, address: str) -> None:
    answer = site.get(address)
    directives = answer["Content-Security-Policy"].split(";")
    policy = dict(directive.strip().split(" ", 1) for directive in directives)
    assert policy == STRICT
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("address", PUBLIC)
def test_visitor_gets_no_cookie_and_pages_do_not_vary_on_one(site: Client, address: str) -> None:
    answer = site.get(address)
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


def test_cookies_of_an_editor_are_guarded(site: Client) -> None:
    editor = make_user("redacteur")
    answer = site.post("/beheer/login/", {"login": editor.username, "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        assert answer.cookies[name]["httponly"]
        assert answer.cookies[name]["samesite"] == "Lax"


@pytest.mark.parametrize("address", ["/", "/voorbeelden/", "/beheer/"])
def test_answer_to_an_editor_is_never_kept_by_a_cache(site: Client, address: str) -> None:
    log_in(site, make_user("redacteur"))
    assert site.get(address)["Cache-Control"] == "private, no-store"


def test_foreign_host_is_refused(site: Client) -> None:
    assert site.get("/", headers={"host": "kwaad.invalid"}).status_code == 400


# --- Compression ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_page_for_everybody_is_compressed_the_same_each_time(client: Client) -> None:
    make_practice("Rooster")
    plain = client.get("/voorbeelden/")
    packed = [client.get("/voorbeelden/", headers={"accept-encoding": "gzip"}) for _ in range(2)]
    assert packed[0].content == packed[1].content
    assert gzip.decompress(packed[0].content) == plain.content
    assert packed[0]["Content-Encoding"] == "gzip"
    assert packed[0]["Content-Length"] == str(len(packed[0].content))
    assert "Accept-Encoding" in packed[0]["Vary"]
    assert "Content-Encoding" not in plain


@pytest.mark.django_db
@pytest.mark.parametrize("cookies", [{}, {"iets": "waarde"}])
@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        *((accepted, False) for accepted in ("gzip;q=0", "br, gzip ; q=0.000", "GZIP;q=0., *")),
        *((accepted, True) for accepted in ("gzip;q=0.1", "gzip;q=1, br;q=0", "deflate, gzip")),
    ],
)
def test_who_refuses_gzip_gets_none(
    client: Client, accepted: str, *, is_packed: bool, cookies: dict[str, str]
) -> None:
    client.cookies.load(cookies)
    answer = client.get("/over/", headers={"accept-encoding": accepted})
    assert ("Content-Encoding" in answer) is is_packed
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.django_db
def test_page_of_a_visitor_with_a_cookie_has_random_bytes_against_guessing(client: Client) -> None:
    client.cookies["iets"] = "waarde"
    packed = [client.get("/over/", headers={"accept-encoding": "gzip"}) for _ in range(4)]
    assert len({answer.content for answer in packed}) > 1
    assert len({gzip.decompress(answer.content) for answer in packed}) == 1
