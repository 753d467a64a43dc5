"""The product's addresses, and beside them doors that break in every way."""

from __future__ import annotations

from django.urls import include, path

from suar.config.urls import handler400, handler403, handler404, handler500
from tests.prove.canaries import faults

urlpatterns = [
    path("break/job/", faults.job),
    path("break/<slug:how>/", faults.door),
    path("", include("suar.config.urls")),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
