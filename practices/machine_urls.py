"""Addresses that machines read outside the API; `practices.urls` includes them."""

from __future__ import annotations

from django.urls import path

from . import feeds, sitemaps
from .views import coverage, downloads, social, system

urlpatterns = [
    path("voorbeelden.atom", feeds.practice_feed, name="practice_feed"),
    path("voorbeelden.csv", downloads.practice_csv, name="practice_csv"),
    path("voorbeelden.xlsx", downloads.practice_xlsx, name="practice_xlsx"),
    path("voorbeelden.json", downloads.practice_json, name="practice_json"),
    path("dekking.csv", coverage.coverage_csv, name="coverage_csv"),
    path("kaart.png", social.site_card, name="site_card"),
    path("voorbeelden/<slug:slug>/kaart.png", social.practice_card, name="practice_card"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", system.robots, name="robots"),
    path("favicon.ico", system.favicon, name="favicon"),
    path(".well-known/security.txt", system.security_txt, name="security_txt"),
    path("gezond/live", system.health_live, name="health_live"),
    path("gezond/klaar", system.health_ready, name="health_ready"),
]
