"""Following what one sent in."""

from __future__ import annotations

from django.urls import path

from .views import coordinating, following

app_name = "follow"

urlpatterns = [
    path("mijn/", following.submissions, name="submissions"),
    path("mijn/link/<str:token>/", following.link, name="link"),
    path("mijn/<uuid:reference>/", following.submission, name="submission"),
    path("mijn/<uuid:reference>/bericht/", following.say, name="say"),
    path("mijn/<uuid:reference>/oordeel/", following.endorse, name="endorse"),
    path("mijn/<uuid:reference>/gedaan/<int:remark>/", following.tick, name="tick"),
    path("mijn/<uuid:reference>/intrekken/", following.withdraw, name="withdraw"),
    path("mijn/<uuid:reference>/hervatten/", following.resume, name="resume"),
    path("mijn/<uuid:reference>/kopie/", following.copy, name="copy"),
    path("mijn/regio/", coordinating.region, name="region"),
]
