"""All addresses, gathered from the packages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from suar.api.urls import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("suar.ui.urls")),
    path("", include("suar.network.urls")),
    path("", include("suar.accounts.urls")),
    path("", include("suar.jobs.urls")),
    path("", include("suar.site.urls")),
    path("", include("suar.files.urls")),
    path("", include("suar.documents.urls")),
    path("", include("suar.agenda.urls")),
    path("", include("suar.notices.urls")),
    path("", include("suar.api.urls")),
    path("api/", api.urls),
    path("", include("suar.intake.urls")),
    path("", include("suar.people.urls")),
    path("", include("suar.cases.urls")),
    path("", include("suar.statistics.urls")),
]

handler400 = "suar.ui.error_pages.bad_request"
handler403 = "suar.ui.error_pages.forbidden"
handler404 = "suar.ui.error_pages.not_found"
handler500 = "suar.ui.error_pages.server_error"
