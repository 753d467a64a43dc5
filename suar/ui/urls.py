"""Addresses of the shell."""

from __future__ import annotations

from django.urls import path

from suar.ui import draft_views, views

app_name = "ui"
urlpatterns = [
    path("i18n/", views.language, name="language"),
    path("draft/", draft_views.keep, name="draft"),
    path("draft/discard/", draft_views.discard, name="draft_discard"),
    path("lock/", views.lock, name="lock"),
    path("lock/open/", views.unlock, name="unlock"),
]
