"""Every public address of the site (docs/concepts.md). Names are English, paths are Dutch."""

from __future__ import annotations

from django.urls import include, path

from .views import (
    catalogue,
    coverage,
    embedding,
    home,
    pages,
    scan,
    side_by_side,
    style,
    suggesting,
    vocabulary,
)

app_name = "practices"

urlpatterns = [
    path("", home.home, name="home"),
    path("voorbeelden/", catalogue.practice_list, name="practice_list"),
    path("voorbeelden/<slug:slug>/", catalogue.practice, name="practice"),
    # for the search box; with a dot, which no address of a practice or a value can have
    path("suggesties.json", suggesting.suggestions, name="suggestions"),
    # Looking over and choosing
    path("dekking/", coverage.coverage, name="coverage"),
    path("vergelijk/", side_by_side.side_by_side, name="side_by_side"),
    path("scan/", scan.scan, name="scan"),
    # Vocabularies
    path("pijlers/", vocabulary.pillar_list, name="pillar_list"),
    path("pijlers/<slug:code>/", vocabulary.pillar, name="pillar"),
    path("sectoren/", vocabulary.sector_list, name="sector_list"),
    path("sectoren/<slug:slug>/", vocabulary.sector, name="sector"),
    path("regios/", vocabulary.region_list, name="region_list"),
    path("regios/<slug:slug>/", vocabulary.region, name="region"),
    path("bronnen/", vocabulary.source_list, name="source_list"),
    path("bronnen/<slug:slug>/", vocabulary.source, name="source"),
    path("organisaties/", vocabulary.organisation_list, name="organisation_list"),
    path("organisaties/<slug:slug>/", vocabulary.organisation, name="organisation"),
    path("trefwoorden/<slug:slug>/", vocabulary.tag, name="tag"),
    path("begrippen/", pages.glossary, name="glossary"),
    # About the site
    path("over/", pages.about, name="about"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("stijl/", style.style, name="style"),
    # The only pages that may stand in a frame on other sites
    path("embed/", embedding.embedded_list, name="embed"),
    # For programs: the same list as feed and download, sitemap, robots, security.txt, health
    path("", include("practices.machine_urls")),
]
