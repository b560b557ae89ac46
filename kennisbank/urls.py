"""The addresses of the whole site: the admin under /beheer/, all others are the app's."""

from django.urls import include, path

from practices.admin_site import site

urlpatterns = [
    path("", include("practices.urls")),  # what most visitors ask for is tried first
    path("beheer/", site.urls),
    path("", include("practices.account_urls")),
    path("", include("practices.submit_urls")),
    path("", include("practices.follow_urls")),
    path("", include("practices.review_urls")),
    path("", include("practices.reader_urls")),
    path("", include("practices.api.urls")),
]

handler400 = "practices.handlers.bad_request"
handler403 = "practices.handlers.permission_denied"
handler404 = "practices.handlers.page_not_found"
handler500 = "practices.handlers.server_error"
