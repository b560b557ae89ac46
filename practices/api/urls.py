"""The addresses of the API. They have no closing slash; with one they do not exist."""

from __future__ import annotations

from django.urls import path, re_path

from . import views, vocabularies

app_name = "api"

urlpatterns = [
    path("api/v1/voorbeelden", views.PracticeList.as_view(), name="practices"),
    path("api/v1/voorbeelden/<slug:slug>", views.PracticeDetail.as_view(), name="practice"),
    path("api/v1/facetten", views.Facets.as_view(), name="facets"),
    path("api/v1/pijlers", vocabularies.Pillars.as_view(), name="pillars"),
    path("api/v1/elementen", vocabularies.Elements.as_view(), name="elements"),
    path("api/v1/sectoren", vocabularies.Sectors.as_view(), name="sectors"),
    path("api/v1/regios", vocabularies.Regions.as_view(), name="regions"),
    path("api/v1/trefwoorden", vocabularies.Tags.as_view(), name="tags"),
    path("api/v1/bronnen", vocabularies.Sources.as_view(), name="sources"),
    path("api/v1/openapi.json", views.Document.as_view(), name="document"),
    # Also without a slash, so that Django does not look for the address with one.
    re_path(r"^api(?:/[\s\S]*)?$", views.UnknownPath.as_view()),
]
