"""The addresses of the peers, and the admin as its manual shows it."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from . import views
from .models import Practice


class PracticeAdmin(admin.ModelAdmin[Practice]):
    """The list of the admin, with counts beside its filters."""

    list_display = ["title", "summary", "published"]
    list_filter = views.FACETS
    search_fields = ["title", "summary", "body"]
    list_per_page = views.PER_PAGE
    show_facets = admin.ShowFacets.ALWAYS


admin.site.register(Practice, PracticeAdmin)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("naive/", views.naive),
    path("modelsearch/", views.modelsearch),
]
