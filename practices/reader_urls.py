"""What readers tell us about a practice, and the queue in which it waits."""

from __future__ import annotations

from django.urls import path

from .views import readers

app_name = "readers"

urlpatterns = [
    path("voorbeelden/<slug:slug>/fout-melden/", readers.report, name="report"),
    path("voorbeelden/<slug:slug>/vraag-stellen/", readers.ask, name="ask"),
    path("voorbeelden/<slug:slug>/bericht-ontvangen/", readers.received, name="received"),
    path("berichten/", readers.queue, name="queue"),
    path("berichten/<uuid:reference>/", readers.message, name="message"),
]
