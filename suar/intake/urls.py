"""Addresses of intake."""

from __future__ import annotations

from django.urls import path

from suar.intake import opening_views, views

app_name = "intake"
urlpatterns = [
    path("intake/", views.reports, name="list"),
    path("intake/new/", views.new, name="new"),
    path("intake/<uuid:report_id>/", views.report, name="report"),
    path("intake/<uuid:report_id>/no-case/", views.no_case, name="no_case"),
    path("intake/<uuid:report_id>/search/", opening_views.search, name="search"),
    path("intake/<uuid:report_id>/case/", opening_views.open_case, name="open_case"),
]
