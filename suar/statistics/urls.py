"""Addresses of statistics."""

from __future__ import annotations

from django.urls import path

from suar.statistics import answering_views, report_views, views

app_name = "statistics"
urlpatterns = [
    path("estimates/", views.estimates, name="list"),
    path("estimates/new/", views.new, name="new"),
    path("estimates/<uuid:estimate_id>/", views.estimate, name="estimate"),
    path("estimates/<uuid:estimate_id>/progress/", views.progress, name="progress"),
    path("estimates/<uuid:estimate_id>/version/", views.again, name="again"),
    path("estimates/<uuid:estimate_id>/run/", views.run, name="run"),
    path("estimates/<uuid:estimate_id>/stop/", views.stop, name="stop"),
    path("estimates/<uuid:estimate_id>/discard/", answering_views.discard, name="discard"),
    path("estimates/<uuid:estimate_id>/ask/", answering_views.ask, name="ask"),
    path("estimates/<uuid:estimate_id>/answer/", answering_views.answer, name="answer"),
    path("estimates/<uuid:estimate_id>/withdraw/", answering_views.withdraw, name="withdraw"),
    path(
        "estimates/<uuid:estimate_id>/report/<slug:language>/", report_views.report, name="report"
    ),
    path("estimates/<uuid:estimate_id>/file/<slug:language>/", report_views.file, name="file"),
]
