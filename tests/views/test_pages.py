"""Every page, whatever it is about; the pages about the site; and the pages for errors."""

from __future__ import annotations

import gzip
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from practices import handlers
from practices.advice.sentences import sentences
from practices.facets import facet_index
from practices.models import Evidence, Kind, Origin, Phase, Sector, Source
from practices.models.content import Licence
from practices.search.analysis import plain_words
from practices.views.glossary import entries, letters, slug_of

from ..factories import (
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_source,
    make_user,
)
from ..logging_in import log_in
from .html import Page, visit

ABOUT = ["/over/", "/toegankelijkheid/", "/privacy/"]
PAGES = [
    *("/", "/voorbeelden/", "/voorbeelden/?q=rooster&sector=ggz", "/voorbeelden/?q=niets"),
    *("/voorbeelden/rooster/", "/pijlers/", "/pijlers/2/", "/pijlers/2a/"),
    *("/sectoren/", "/sectoren/ggz/", "/regios/", "/regios/zeeland/"),
    *("/bronnen/", "/bronnen/advies/", "/organisaties/", "/organisaties/thebe/"),
    *("/trefwoorden/cao/", "/begrippen/", *ABOUT),
]
KEYS = {"term", "slug", "text", "source", "values", "route", "tag", "see"}
SOURCES = tomllib.loads((django_settings.BASE_DIR / "fixtures/sources.toml").read_text("utf-8"))[
    "source"
]
STATIC = Path(django_settings.BASE_DIR) / "practices/static/practices"
STYLESHEET = STATIC / "kennisbank.css"
ALL_STYLES = sorted(path for path in STATIC.glob("*.css") if path.name != "admin.css")


@pytest.fixture
def site(client: Client, db: None) -> Client:
    """A visitor of a site with one practice that has everything."""
    make_pillars()
    make_practice(
        "Rooster",
        slug="rooster",
        pillars=["2", "2a"],
        sectors=[make_sector("ggz", parent=make_sector("zorg"))],
        regions=[make_region("zeeland")],
        tags=["cao"],
        organisations=["Thebe"],
        sources=[make_source("advies")],
        approach="Eerst.\n\n- een\n- twee",
    )
    return client


@pytest.mark.parametrize("address", PAGES)
class TestEveryPage:
    def test_has_one_title_one_heading_and_its_landmarks(self, site: Client, address: str) -> None:
        answer: Any = site.get(address)
        page = Page(answer.content.decode())
        for tag in ("h1", "main", "header", "footer"):
            wanted = [given for given in page.all(tag) if given.get("class") != "pagehead"]
            assert len(wanted) == 1, tag
        head, *_ = answer.content.decode().split("</head>")
        assert head.count("<title>") == 1  # pictures have titles of their own
        assert page.all("html", lang="nl")
        assert page.text.split(" | ")[1].startswith("Kennisbank modern werkgeverschap")

    def test_headings_skip_no_level(self, site: Client, address: str) -> None:
        levels = [
            int(tag[1]) for tag, _ in visit(site, address).elements if re.fullmatch("h[1-6]", tag)
        ]
        start = levels.index(1)
        assert all(b - a <= 1 for a, b in zip(levels[start:], levels[start + 1 :], strict=False))

    def test_fields_have_labels_and_ids_are_unique(self, site: Client, address: str) -> None:
        page = visit(site, address)
        labels = {label.get("for") for label in page.all("label")}
        named = [*page.all("input", type="search"), *page.all("input", type="number")]
        assert all(given["id"] in labels for given in [*named, *page.all("select")])
        assert page.repeated_ids == []

    def test_runs_nothing_and_asks_no_other_site(self, site: Client, address: str) -> None:
        page = visit(site, address)
        inline = [given for given in page.all("script") if "src" not in given]
        assert {given.get("type") for given in inline} <= {"application/ld+json"}
        fetched = [given for tag in ("img", "script") for given in page.all(tag) if "src" in given]
        fetched += [*page.all("link", rel="stylesheet"), *page.all("link", rel="icon")]
        addresses = [str(given.get("src") or given.get("href")) for given in fetched]
        assert all(address.startswith("/static/") for address in addresses)
        assert not any("style" in given or "onclick" in given for _, given in page.elements)

    def test_sets_no_cookie(self, site: Client, address: str) -> None:
        answer: Any = site.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")

    def test_links_within_the_site_lead_somewhere(self, site: Client, address: str) -> None:
        page = visit(site, address)
        ids = {given.get("id") for _, given in page.elements}
        for link in set(page.links()):
            if link.startswith("#"):
                assert link[1:] in ids
            elif link.startswith("/"):
                assert site.get(link).status_code in {200, 302}, link

    def test_weighs_little(self, site: Client, address: str) -> None:
        assert len(site.get(address).content) < 100_000


def test_menu_tells_where_we_are(site: Client) -> None:
    for address in ("/voorbeelden/", "/pijlers/", "/regios/", "/dekking/", "/scan/"):
        current = visit(site, address).all("a", **{"aria-current": "true"})
        in_menu = [given["href"] for given in current if str(given["href"]).startswith("/")]
        assert in_menu == [address]


@pytest.mark.django_db
class TestAbout:
    @pytest.mark.parametrize("address", ABOUT)
    def test_address_to_write_to_is_the_one_that_was_set(
        self, client: Client, settings: Any, address: str
    ) -> None:
        settings.CONTACT_EMAIL, settings.HAS_CONTACT = "redactie@kennisbank.voorbeeld", True
        assert "mailto:redactie@kennisbank.voorbeeld" in visit(client, address).links()

    @pytest.mark.parametrize("address", ABOUT)
    def test_made_up_address_is_not_shown(
        self, client: Client, settings: Any, address: str
    ) -> None:
        settings.CONTACT_EMAIL, settings.HAS_CONTACT = "redactie@example.nl", False
        page = visit(client, address)
        assert "kies daar ‘Meld een fout’ of ‘Stel een vraag’" in page.text
        assert "example.nl" not in page.text

    def test_counts_are_real(self, client: Client) -> None:
        make_practice(sources=[make_source()])
        sent_in = make_source("inzendingen", kind=Source.Kind.SUBMISSIONS)
        make_practice(status="draft", sources=[sent_in])
        text = visit(client, "/over/").text
        assert "Hier vindt u 1 voorbeeld van goed werkgeverschap" in text
        assert "komen uit één document dat iedereen kan lezen. De documenten staan" in text
        make_source("tweede")
        make_practice(sources=[sent_in])
        text = visit(client, "/over/").text
        assert "komen uit 2 documenten die iedereen kan lezen, en uit inzendingen van" in text

    def test_feed_and_data_are_explained_before_they_are_given(self, client: Client) -> None:
        raw = {"/voorbeelden.atom", "/voorbeelden.csv", "/api/v1/openapi.json"}
        elsewhere = set(visit(client, "/privacy/").links())
        assert {"/over/#volgen", "/over/#open-data"} <= elsewhere
        assert raw.isdisjoint(elsewhere)
        page = visit(client, "/over/")
        assert raw <= set(page.links())
        assert page.all("section", id="volgen")
        assert page.all("section", id="open-data")

    def test_accessibility_claims_no_more_than_is_known(self, client: Client) -> None:
        assert "nog niet onderzocht" in visit(client, "/toegankelijkheid/").text


@pytest.mark.django_db
class TestGlossary:
    def test_words_stand_from_a_to_z_each_with_an_anchor(self, site: Client) -> None:
        answer = site.get("/begrippen/")
        letters = answer.context["letters"]
        signs = [letter.sign for letter in letters]
        assert signs == sorted(set(signs))
        for letter in letters:
            names = [plain_words(term.name) for term in letter.terms]
            assert names == sorted(names)
            assert all(name.startswith(letter.sign.lower()) for name in names)
        page = Page(answer.content.decode())
        assert {f"#letter-{sign.lower()}" for sign in signs} <= set(page.links())
        assert page.all("div", id="arbeidsmarktregio")

    def test_every_choice_of_a_closed_list_is_explained(self) -> None:
        lists = {"soort": Kind, "fase": Phase, "onderbouwing": Evidence, "herkomst": Origin}
        wanted = {f"{name}:{key}" for name, known in lists.items() for key in known.values}
        wanted |= {f"licentie:{key}" for key in Licence.values}
        explained = {value for entry in entries() for value in entry.get("values", ())}
        assert explained == wanted

    def test_choice_has_the_name_that_it_has_elsewhere(self) -> None:
        labels = {
            f"{name}:{key}": str(label)
            for name, known in (("soort", Kind), ("fase", Phase), ("onderbouwing", Evidence))
            for key, label in known.choices
        }
        for entry in entries():
            for value in entry.get("values", ()):
                assert labels.get(value, entry["term"]) == entry["term"]

    def test_entries_are_whole_and_their_anchors_differ(self) -> None:
        slugs = [slug_of(entry) for entry in entries()]
        assert len(slugs) == len(set(slugs)) > 60
        for entry in entries():
            assert ("text" in entry) != ("see" in entry), entry["term"]
            assert entry.get("see", slugs[0]) in slugs
            assert len(sentences(entry.get("text", ""))) <= 4
            assert set(entry) <= KEYS

    def test_official_words_name_their_document(self, client: Client) -> None:
        make_source("advies-modern-werkgeverschap-2021", title="Het advies", published="2021")
        make_pillars()
        (term,) = (t for letter in letters(facet_index()) for t in letter.terms if t.slug == "wrr")
        assert term.source is not None
        page = visit(client, "/begrippen/")
        assert "Grip op geld Uitleg. Naar: Het advies , 2021." in page.text
        known = {source["slug"] for source in SOURCES}
        assert {entry["source"] for entry in entries() if "source" in entry} <= known

    def test_pillars_elements_and_sectors_say_what_editors_say(self, site: Client) -> None:
        Sector.objects.filter(slug="ggz").update(abbreviation="gz", description="Hulp bij stress.")
        page = visit(site, "/begrippen/")
        assert "Element 2a (2a) Uitleg." in page.text
        assert "Ggz Hulp bij stress." in page.text
        assert "gz Zie Ggz ." in page.text
        assert {"/pijlers/2a/", "/sectoren/ggz/", "#sector-ggz"} <= set(page.links())

    def test_word_leads_to_its_practices_only_when_there_are_some(self, site: Client) -> None:
        make_practice(tags=["flexpool"], status="draft")
        page = visit(site, "/begrippen/")
        assert "/voorbeelden/?trefwoord=cao" in page.links()
        assert "/voorbeelden/?soort=praktijkvoorbeeld" in page.links()
        assert "/voorbeelden/?trefwoord=flexpool" not in page.links()

    def test_queries_do_not_grow_with_the_practices(self, site: Client) -> None:
        def asked() -> int:
            site.get("/begrippen/")
            with CaptureQueriesContext(connection) as queries:
                site.get("/begrippen/")
            return len(queries)

        few = asked()
        for _ in range(5):
            make_practice(tags=["flexpool"], sectors=[make_sector()])
        assert asked() == few <= 5


class TestErrors:
    @pytest.mark.parametrize(
        ("view", "status", "words"),
        [
            (handlers.bad_request, 400, "Dit verzoek begrijpen wij niet"),
            (handlers.permission_denied, 403, "Deze bladzijde is niet voor u"),
            (handlers.page_not_found, 404, "Deze bladzijde bestaat niet"),
        ],
    )
    def test_visitor_gets_a_page_and_a_program_a_problem(
        self, rf: RequestFactory, view: Any, status: int, words: str
    ) -> None:
        answer = view(rf.get("/ergens/"), Exception())
        assert answer.status_code == status
        assert words in Page(answer.content.decode()).text
        problem = view(rf.get("/api/v1/ergens"), Exception())
        assert problem.status_code == status
        assert problem["Content-Type"] == "application/problem+json"
        assert f'"status": {status}'.encode() in problem.content

    def test_server_error_needs_no_database_and_no_context(
        self, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        def broken(*args: object) -> None:
            raise AssertionError("de database of de context is nodig")

        monkeypatch.setattr(connection, "cursor", broken)
        monkeypatch.setattr("django.template.context_processors.request", broken)
        answer = handlers.server_error(rf.get("/ergens/"))
        assert answer.status_code == 500
        assert "Er ging iets mis" in Page(answer.content.decode()).text
        problem = handlers.server_error(rf.get("/api/v1/ergens"))
        assert problem["Content-Type"] == "application/problem+json"

    @pytest.mark.django_db
    def test_unknown_address_has_the_look_of_the_site(self, client: Client) -> None:
        page = visit(client, "/nergens/", status=404)
        assert page.all("link", rel="stylesheet")
        assert page.all("form", role="search")
        assert page.all("meta", name="robots")

    def test_too_many_parameters_are_a_bad_request(self, client: Client) -> None:
        answer = client.get("/voorbeelden/?" + "&".join(["a=1"] * 10_000))
        assert answer.status_code == 400
        assert "Dit verzoek begrijpen wij niet" in answer.content.decode()


class TestStylesheet:
    def test_every_class_of_a_template_is_styled_or_known(self) -> None:
        """A class that is in no stylesheet is a slip, or a hook that is named here."""
        css = "".join(path.read_text(encoding="utf-8") for path in ALL_STYLES)
        used: set[str] = set()
        for path in sorted((Path(django_settings.BASE_DIR) / "templates").rglob("*.html")):
            if "admin" not in path.parts:
                text = re.sub(r"\{[%{].*?[%}]\}", " ", path.read_text(encoding="utf-8"))
                used.update(*(found.split() for found in re.findall(r'class="([^"]*)"', text)))
        assert {name for name in used if f".{name}" not in css} <= {"p", "w", "o", "s", "f", *HOOKS}

    @pytest.mark.parametrize("stylesheet", ALL_STYLES, ids=lambda path: path.name)
    def test_every_class_of_the_stylesheet_is_used(self, stylesheet: Path) -> None:
        folder = Path(django_settings.BASE_DIR)
        kinds = ((folder / "templates", "*.html"), *((folder / "practices", k) for k in SCRIPTS))
        sources = [path for place, kind in kinds for path in place.rglob(kind)]
        text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
        css = re.sub(r"/\*.*?\*/", "", stylesheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        names = set(re.findall(r"\.([a-z][a-z-]*)(?=[^{}]*\{)", css))
        unused = {name for name in names if not re.search(rf"\b{name}\b", text)}
        assert unused <= SET_BY_HTMX

    def test_is_small_and_fetches_nothing(self) -> None:
        css = STYLESHEET.read_bytes()
        assert len(gzip.compress(css)) < 20_000
        assert b"url(" not in css
        assert b"@import" not in css


SCRIPTS = ("*.py", "*.js")
SET_BY_HTMX = {"htmx-request"}
HOOKS = {"quotation", "sources", "errorpage", "element", "main"}
"""Classes that name a part for scripts or print, without a style of their own."""


@pytest.mark.parametrize("place", ["/beheer/", "/redactie/"])
def test_a_submitter_who_may_not_enter_reads_as_whom_they_are_logged_in(
    db: None, place: str
) -> None:
    anna = make_user(email="anna@voorbeeld.invalid")
    answer = log_in(Client(), anna).get(place, follow=True)
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "U bent ingelogd als <b>anna@voorbeeld.invalid</b>." in said
    assert 'href="/mijn/"' in said
    assert 'href="/uitloggen/"' in said
