"""Sending in a case: start, five steps, send (docs/concepts.md)."""

from __future__ import annotations

from django.urls import path

from .views import attachments, submitting

app_name = "submit"

urlpatterns = [
    path("indienen/", submitting.start, name="start"),
    path("indienen/bestaat-al/", submitting.similar, name="similar"),
    path("indienen/wijziging/<slug:slug>/", submitting.change, name="change"),
    path("indienen/<uuid:reference>/", submitting.overview, name="overview"),
    path("indienen/<uuid:reference>/voorbeeld/", submitting.preview, name="preview"),
    path("indienen/<uuid:reference>/insturen/", submitting.send, name="send"),
    path("indienen/<uuid:reference>/bijlagen/", attachments.add, name="attachments"),
    path("indienen/<uuid:reference>/<slug:step>/", submitting.step, name="step"),
    path("bijlagen/<uuid:reference>/", attachments.fetch, name="attachment"),
    path("bijlagen/<uuid:reference>/weg/", attachments.remove, name="remove_attachment"),
]
